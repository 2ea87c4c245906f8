package zhijiao.core.fact;

import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Facts one after another as bytes, each with a mark of who keeps them: about thirteen bytes for a fix, where an object
 * takes more than a hundred, and nothing for the garbage collector to follow. Only the end can be added to.
 *
 * <p>Not safe for use by several threads.
 */
public final class PackedFacts {

  private static final byte[] NOTHING = new byte[0];

  private byte[] bytes = NOTHING;
  private int length;
  private int size;
  private FactRun run = new FactRun();
  private @Nullable Fact last;

  /** Told of each fact in turn. */
  public interface Visitor {
    void visit(Fact fact, int mark);
  }

  public int size() {
    return size;
  }

  /** The fact that was added last, or null. */
  public @Nullable Fact last() {
    return last;
  }

  /**
   * Adds a fact.
   *
   * @param mark 0–255
   */
  public void add(Fact fact, int mark) {
    try {
      DataOutputStream out = new DataOutputStream(new End());
      out.writeByte(mark);
      run.write(fact, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    last = fact;
    size++;
  }

  /** Appends to the bytes. */
  private final class End extends OutputStream {

    @Override
    public void write(int b) {
      room(1);
      bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] from, int offset, int count) {
      room(count);
      System.arraycopy(from, offset, bytes, length, count);
      length += count;
    }

    private void room(int count) {
      if (bytes.length - length < count) {
        bytes = Arrays.copyOf(bytes, Math.max(length + count, length + length / 4 + 32));
      }
    }
  }

  /** Gives all facts, first to last. */
  public void forEach(Visitor visitor) {
    try {
      visit(size, new FactRun(), visitor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void visit(int count, FactRun from, Visitor visitor) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
    for (int i = 0; i < count; i++) {
      int mark = in.readUnsignedByte();
      visitor.visit(from.read(in), mark);
    }
  }

  /** Gives back room that was kept for more facts; for when no more are to come. */
  public void trim() {
    if (bytes.length > length) {
      bytes = Arrays.copyOf(bytes, length);
    }
  }

  public void clear() {
    bytes = NOTHING;
    length = 0;
    size = 0;
    run = new FactRun();
    last = null;
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(size);
    out.writeInt(length);
    out.write(bytes, 0, length);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when the bytes are none of this form
   */
  public static PackedFacts read(DataInput in) throws IOException {
    PackedFacts facts = new PackedFacts();
    facts.size = in.readInt();
    facts.length = in.readInt();
    if (facts.size < 0 || facts.length < 0) {
      throw new IOException(
          "impossible size: " + facts.size + " facts, " + facts.length + " bytes");
    }
    facts.bytes = new byte[facts.length];
    in.readFully(facts.bytes);
    facts.visit(facts.size, facts.run, (fact, mark) -> facts.last = fact);
    return facts;
  }
}

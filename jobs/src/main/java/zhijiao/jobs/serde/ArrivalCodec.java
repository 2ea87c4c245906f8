package zhijiao.jobs.serde;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactCodec;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Topics;

/** The compact binary form of arrivals and dead letters, for state and network. */
public final class ArrivalCodec {

  /** The format written. */
  static final int VERSION = 1;

  private static final int FACT = 1;
  private static final int DEAD_LETTER = 2;
  private static final int HEARTBEAT = 3;

  private ArrivalCodec() {}

  public static void write(Arrival arrival, DataOutput out) throws IOException {
    Fact fact = arrival.fact();
    DeadLetter deadLetter = arrival.deadLetter();
    int what = fact != null ? FACT : deadLetter != null ? DEAD_LETTER : HEARTBEAT;
    out.writeByte(VERSION << 4 | what);
    switch (what) {
      case FACT -> {
        writeOrigin(arrival.origin(), out);
        FactCodec.write(fact, out);
      }
      case DEAD_LETTER -> writeDeadLetter(deadLetter, out);
      default -> {
        writeOrigin(arrival.origin(), out);
        Compact.writeInstant(arrival.clock(), out);
      }
    }
  }

  public static Arrival read(DataInput in) throws IOException {
    int head = in.readUnsignedByte();
    requireVersion(head >>> 4);
    return switch (head & 0xf) {
      case FACT -> Arrival.of(readOrigin(in), FactCodec.read(in));
      case DEAD_LETTER -> Arrival.refused(readDeadLetter(in));
      case HEARTBEAT -> Arrival.heartbeat(readOrigin(in), Compact.readInstant(in));
      default -> throw new IOException("no arrival has the code " + (head & 0xf));
    };
  }

  static void writeDeadLetter(DeadLetter letter, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    writeOrigin(letter.origin(), out);
    out.writeByte(letter.reason().code());
    Compact.writeText(letter.detail(), out);
    Compact.writeUnsigned(letter.totalBytes(), out);
    Compact.writeText(letter.sampleBase64(), out);
  }

  static DeadLetter readDeadLetter(DataInput in) throws IOException {
    requireVersion(in.readUnsignedByte());
    return new DeadLetter(
        readOrigin(in),
        RejectReason.ofCode(in.readUnsignedByte()),
        Compact.readText(in),
        Compact.readSize(in),
        Compact.readText(in));
  }

  /** Topics go by their place in the list of inputs, from 1; 0 stands before any other source. */
  private static void writeOrigin(Origin origin, DataOutput out) throws IOException {
    int known = Topics.INPUTS.indexOf(origin.source()) + 1;
    out.writeByte(known);
    if (known == 0) {
      Compact.writeText(origin.source(), out);
    }
    Compact.writeUnsigned(origin.partition(), out);
    Compact.writeUnsigned(origin.offset(), out);
  }

  private static Origin readOrigin(DataInput in) throws IOException {
    int known = in.readUnsignedByte();
    if (known > Topics.INPUTS.size()) {
      throw new IOException("no input topic has the number " + known);
    }
    String source = known == 0 ? Compact.readText(in) : Topics.INPUTS.get(known - 1);
    return new Origin(source, (int) Compact.readUnsigned(in), Compact.readUnsigned(in));
  }

  private static void requireVersion(int version) throws IOException {
    if (version != VERSION) {
      throw new IOException("an arrival of format " + version + "; this build reads " + VERSION);
    }
  }
}

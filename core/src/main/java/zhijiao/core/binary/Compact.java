package zhijiao.core.binary;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The small words of the binary formats: variable-length numbers, texts, lists. */
public final class Compact {

  /** Writes one element. */
  public interface Writer<T> {
    void write(T value, DataOutput out) throws IOException;
  }

  /** Reads one element. */
  public interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  /**
   * Instants are written as a distance from 2024-01-01T00:00:00Z, which saves a byte or two for all that happens within
   * decades of it.
   */
  public static final long EPOCH = 1_704_067_200_000L;

  private Compact() {}

  /** Seven bits a byte, lowest first. */
  public static void writeUnsigned(long value, DataOutput out) throws IOException {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.writeByte((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  public static long readUnsigned(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.readByte();
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IOException("a number of more than ten bytes");
  }

  /** Small for small numbers of either sign. */
  public static void writeSigned(long value, DataOutput out) throws IOException {
    writeUnsigned(value << 1 ^ value >> 63, out);
  }

  public static long readSigned(DataInput in) throws IOException {
    long value = readUnsigned(in);
    return value >>> 1 ^ -(value & 1);
  }

  public static int readSize(DataInput in) throws IOException {
    long size = readUnsigned(in);
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new IOException("impossible size: " + size);
    }
    return (int) size;
  }

  public static void writeInstant(long epochMillis, DataOutput out) throws IOException {
    writeSigned(epochMillis - EPOCH, out);
  }

  public static long readInstant(DataInput in) throws IOException {
    return readSigned(in) + EPOCH;
  }

  public static void writeText(String text, DataOutput out) throws IOException {
    writeText(text, 0, out);
  }

  private static void writeText(String text, int more, DataOutput out) throws IOException {
    if (isAscii(text)) {
      writeUnsigned((long) text.length() + more, out);
      // Not writeBytes: that of Flink's serializer leaves a gap as long as the text.
      for (int i = 0; i < text.length(); i++) {
        out.writeByte(text.charAt(i));
      }
    } else {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      writeUnsigned((long) bytes.length + more, out);
      out.write(bytes);
    }
  }

  /** Nearly every text is an identifier; its characters are its bytes. */
  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  public static String readText(DataInput in) throws IOException {
    return readTextOf(readSize(in), in);
  }

  private static String readTextOf(int size, DataInput in) throws IOException {
    byte[] bytes = new byte[size];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Zero stands for null, else the length plus one comes first. */
  public static void writeNullableText(@Nullable String text, DataOutput out) throws IOException {
    if (text == null) {
      out.writeByte(0);
      return;
    }
    writeText(text, 1, out);
  }

  public static @Nullable String readNullableText(DataInput in) throws IOException {
    int sizePlusOne = readSize(in);
    return sizePlusOne == 0 ? null : readTextOf(sizePlusOne - 1, in);
  }

  public static <T> void writeList(List<T> values, Writer<T> element, DataOutput out)
      throws IOException {
    writeUnsigned(values.size(), out);
    for (T value : values) {
      element.write(value, out);
    }
  }

  public static <T> List<T> readList(Reader<T> element, DataInput in) throws IOException {
    int size = readSize(in);
    List<T> values = new ArrayList<>(Math.min(size, 1024));
    for (int i = 0; i < size; i++) {
      values.add(element.read(in));
    }
    return values;
  }

  /** Enum constants are written by position; the golden bytes hold every position. */
  public static void writeEnum(Enum<?> value, DataOutput out) throws IOException {
    out.writeByte(value.ordinal());
  }

  public static <E extends Enum<E>> E readEnum(E[] values, DataInput in) throws IOException {
    int position = in.readUnsignedByte();
    if (position >= values.length) {
      throw new IOException("no constant " + position + " in " + List.of(values));
    }
    return values[position];
  }
}

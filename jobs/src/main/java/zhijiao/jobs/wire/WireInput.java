package zhijiao.jobs.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import zhijiao.jobs.io.RejectReason;

/**
 * Avro's binary encoding read from an array, which believes no length: a text or an array that claims to be longer than
 * the rest of the record is refused before anything is allocated for it. Serves the hand-written reader and Avro's own.
 */
final class WireInput extends Decoder {

  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  /** Reads {@code record} from {@code offset} on. */
  void read(byte[] record, int offset) {
    bytes = record;
    at = offset;
    end = record.length;
  }

  int remaining() {
    return end - at;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws Malformed {
    need(1);
    byte value = bytes[at++];
    if (value >>> 1 != 0) {
      throw new Malformed(RejectReason.BAD_FIELD, "a truth value of " + value);
    }
    return value == 1;
  }

  @Override
  public int readInt() throws Malformed {
    long value = readLong();
    if (value != (int) value) {
      throw new Malformed(RejectReason.BAD_FIELD, value + " where a 32-bit number belongs");
    }
    return (int) value;
  }

  @Override
  public long readLong() throws Malformed {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      need(1);
      byte b = bytes[at++];
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new Malformed(RejectReason.BAD_FIELD, "a number of more than 64 bits");
  }

  @Override
  public float readFloat() throws Malformed {
    need(Float.BYTES);
    int value =
        bytes[at] & 0xff
            | (bytes[at + 1] & 0xff) << 8
            | (bytes[at + 2] & 0xff) << 16
            | bytes[at + 3] << 24;
    at += Float.BYTES;
    return Float.intBitsToFloat(value);
  }

  @Override
  public double readDouble() throws Malformed {
    need(Double.BYTES);
    long value = 0;
    for (int i = Double.BYTES - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    at += Double.BYTES;
    return Double.longBitsToDouble(value);
  }

  @Override
  public String readString() throws Malformed {
    int length = readLength();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  @Override
  public Utf8 readString(Utf8 old) throws Malformed {
    int length = readLength();
    byte[] copy = new byte[length];
    System.arraycopy(bytes, at, copy, 0, length);
    at += length;
    return new Utf8(copy);
  }

  @Override
  public void skipString() throws Malformed {
    at += readLength();
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws Malformed {
    int length = readLength();
    ByteBuffer copy = ByteBuffer.allocate(length);
    copy.put(bytes, at, length).flip();
    at += length;
    return copy;
  }

  @Override
  public void skipBytes() throws Malformed {
    at += readLength();
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws Malformed {
    need(length);
    System.arraycopy(bytes, at, target, start, length);
    at += length;
  }

  @Override
  public void skipFixed(int length) throws Malformed {
    need(length);
    at += length;
  }

  @Override
  public int readEnum() throws Malformed {
    return readInt();
  }

  @Override
  public int readIndex() throws Malformed {
    return readInt();
  }

  @Override
  public long readArrayStart() throws Malformed {
    return readBlock();
  }

  @Override
  public long arrayNext() throws Malformed {
    return readBlock();
  }

  @Override
  public long skipArray() throws Malformed {
    return skipBlocks();
  }

  @Override
  public long readMapStart() throws Malformed {
    return readBlock();
  }

  @Override
  public long mapNext() throws Malformed {
    return readBlock();
  }

  @Override
  public long skipMap() throws Malformed {
    return skipBlocks();
  }

  /** Items of the next block; no item of the schemas is shorter than a byte. */
  private long readBlock() throws Malformed {
    long items = readLong();
    if (items < 0) {
      readLong();
      items = -items;
    }
    if (items < 0 || items > remaining()) {
      throw new Malformed(
          RejectReason.TRUNCATED, items + " items announced, " + remaining() + " bytes left");
    }
    return items;
  }

  private long skipBlocks() throws Malformed {
    long items = readLong();
    while (items < 0) {
      at += readLength();
      items = readLong();
    }
    return items;
  }

  private int readLength() throws Malformed {
    long length = readLong();
    if (length < 0) {
      throw new Malformed(RejectReason.BAD_FIELD, "a length of " + length);
    }
    if (length > remaining()) {
      throw new Malformed(
          RejectReason.TRUNCATED, length + " bytes announced, " + remaining() + " left");
    }
    return (int) length;
  }

  private void need(int count) throws Malformed {
    if (end - at < count) {
      throw new Malformed(
          RejectReason.TRUNCATED, "ends after " + end + " bytes, in the middle of a field");
    }
  }
}

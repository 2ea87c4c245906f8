package zhijiao.jobs.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.GeoPoint;
import zhijiao.jobs.io.FactCheck;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Rejected;
import zhijiao.schemas.RecordType;

/**
 * Fixes by hand, since they are nearly all of the traffic: the same bytes as Avro's own reader and writer, several times
 * as fast. Only for the schema of this build; others go through Avro.
 */
final class FixWire {

  private static final FixSource[] SOURCES = FixSource.values();
  private static final byte[] NOTHING = new byte[0];

  /** All fields but the texts: their lengths, two doubles, a float, source, stored, whether a station follows, two instants. */
  private static final int BYTES_WITHOUT_TEXTS = 5 + 8 + 8 + 4 + 1 + 1 + 1 + 5 + 10 + 10;

  private final WireInput input = new WireInput();

  byte[] encode(TagFix fix) {
    byte[] tag = fix.tag().getBytes(StandardCharsets.UTF_8);
    byte[] station =
        fix.station() == null ? NOTHING : fix.station().getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(
                SingleObject.HEAD_BYTES + BYTES_WITHOUT_TEXTS + tag.length + station.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    SingleObject.writeHead(RecordType.TAG_FIX, out.array());
    out.position(SingleObject.HEAD_BYTES);
    putLong(tag.length, out);
    out.put(tag);
    out.putDouble(fix.point().latitude());
    out.putDouble(fix.point().longitude());
    out.putFloat(fix.accuracyMetres());
    putLong(fix.source().ordinal(), out);
    out.put((byte) (fix.stored() ? 1 : 0));
    putLong(fix.station() == null ? 0 : 1, out);
    if (fix.station() != null) {
      putLong(station.length, out);
      out.put(station);
    }
    putLong(fix.occurredAt(), out);
    putLong(fix.receivedAt(), out);
    byte[] record = new byte[out.position()];
    System.arraycopy(out.array(), 0, record, 0, record.length);
    return record;
  }

  /**
   * @throws Rejected when the bytes are no fix; its values are not yet checked
   */
  TagFix decode(byte[] record) throws Rejected {
    input.read(record, SingleObject.HEAD_BYTES);
    try {
      String tag = input.readString();
      double latitude = input.readDouble();
      double longitude = input.readDouble();
      float accuracyMetres = input.readFloat();
      int source = input.readEnum();
      boolean stored = input.readBoolean();
      int told = input.readEnum();
      if (told != 0 && told != 1) {
        throw new Rejected(RejectReason.BAD_FIELD, "no branch of station has the number " + told);
      }
      String station = told == 0 ? null : input.readString();
      long occurredAt = input.readLong();
      long receivedAt = input.readLong();
      if (input.remaining() > 0) {
        throw new Rejected(
            RejectReason.TRAILING_BYTES, input.remaining() + " bytes after the last field");
      }
      if (source < 0 || source >= SOURCES.length) {
        throw new Rejected(RejectReason.BAD_FIELD, "no source of a fix has the number " + source);
      }
      GeoPoint point = FactCheck.point(latitude, longitude);
      return new TagFix(
          tag, point, accuracyMetres, SOURCES[source], stored, station, occurredAt, receivedAt);
    } catch (Malformed e) {
      throw e.rejected();
    }
  }

  private static void putLong(long value, ByteBuffer out) {
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7fL) != 0) {
      out.put((byte) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }
}

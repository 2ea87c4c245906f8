package zhijiao.jobs.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Rejected;
import zhijiao.schemas.RecordType;
import zhijiao.schemas.ReleasedSchemas;

/**
 * The head of Avro's single-object encoding: two bytes of marker, then eight of fingerprint, lowest first. (Avro
 * specification 1.11, "Single-object encoding".)
 */
final class SingleObject {

  static final int HEAD_BYTES = 10;

  private static final byte MARKER_0 = (byte) 0xC3;
  private static final byte MARKER_1 = 0x01;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private SingleObject() {}

  static void writeHead(RecordType type, byte[] target) {
    target[0] = MARKER_0;
    target[1] = MARKER_1;
    LONG.set(target, 2, type.fingerprint());
  }

  /**
   * The fingerprint at the head of a record.
   *
   * @throws Rejected when there is none
   */
  static long fingerprint(byte[] record) throws Rejected {
    if (record.length == 0) {
      throw new Rejected(RejectReason.EMPTY, "no bytes");
    }
    if (record[0] != MARKER_0 || record.length > 1 && record[1] != MARKER_1) {
      throw new Rejected(
          RejectReason.UNKNOWN_SCHEMA, "does not begin as Avro's single-object encoding does");
    }
    if (record.length < HEAD_BYTES) {
      throw new Rejected(RejectReason.TRUNCATED, "ends within its schema's fingerprint");
    }
    return (long) LONG.get(record, 2);
  }

  /** Whether a record says of itself that it is of {@code type}, by this build's schema or an earlier one. */
  static boolean isOf(RecordType type, byte[] record) {
    if (record.length < HEAD_BYTES || record[0] != MARKER_0 || record[1] != MARKER_1) {
      return false;
    }
    ReleasedSchemas.Released released = ReleasedSchemas.find((long) LONG.get(record, 2));
    return released != null && released.type() == type;
  }

  /**
   * The schema that a record of {@code type} was written with.
   *
   * @throws Rejected when the fingerprint is unknown or belongs to records of another type
   */
  static ReleasedSchemas.Released writer(long fingerprint, RecordType type) throws Rejected {
    ReleasedSchemas.Released released = ReleasedSchemas.find(fingerprint);
    if (released == null) {
      throw new Rejected(
          RejectReason.UNKNOWN_SCHEMA,
          String.format(Locale.ROOT, "no released schema has the fingerprint %016x", fingerprint));
    }
    if (released.type() != type) {
      throw new Rejected(
          RejectReason.WRONG_SCHEMA,
          "a record of "
              + released.type().simpleName()
              + " where "
              + type.simpleName()
              + " belongs");
    }
    return released;
  }
}

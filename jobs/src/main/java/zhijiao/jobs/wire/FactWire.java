package zhijiao.jobs.wire;

import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.TagFix;
import zhijiao.jobs.io.FactCheck;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Rejected;
import zhijiao.schemas.RecordType;

/**
 * Facts and heartbeats as single-object Avro and back. Whatever the bytes, {@link #decode} ends with a fact within the
 * limits or with {@link Rejected}. For one thread at a time.
 */
public final class FactWire {

  private static final Map<FactKind, RecordType> TYPES =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(FactKind.TAG_FIX, RecordType.TAG_FIX),
              Map.entry(FactKind.TAG_STATUS, RecordType.TAG_STATUS),
              Map.entry(FactKind.SIGHTING, RecordType.SIGHTING),
              Map.entry(FactKind.CHECK_IN, RecordType.CHECK_IN),
              Map.entry(FactKind.ORDER, RecordType.ORDER_CHANGE),
              Map.entry(FactKind.AUTHORISATION, RecordType.AUTHORISATION_CHANGE),
              Map.entry(FactKind.LEAVE, RecordType.LEAVE_CHANGE),
              Map.entry(FactKind.TAG_BINDING, RecordType.TAG_BINDING),
              Map.entry(FactKind.OFFICER_ACTION, RecordType.OFFICER_ACTION),
              Map.entry(FactKind.ROLL_CALL, RecordType.ROLL_CALL),
              Map.entry(FactKind.MEASURE, RecordType.MEASURE),
              Map.entry(FactKind.NOTICE, RecordType.CASE_NOTICE),
              Map.entry(FactKind.WELFARE_SIGNAL, RecordType.WELFARE_SIGNAL),
              Map.entry(FactKind.OBJECTION, RecordType.OBJECTION),
              Map.entry(FactKind.ACTIVITY, RecordType.ACTIVITY),
              Map.entry(FactKind.CHANGE_REPORT, RecordType.CHANGE_REPORT),
              Map.entry(FactKind.SUSPENSION, RecordType.SUSPENSION_CHANGE),
              Map.entry(FactKind.PROTECTED_POSITION, RecordType.PROTECTED_POSITION),
              Map.entry(FactKind.CAMPAIGN, RecordType.CAMPAIGN),
              Map.entry(FactKind.SETTINGS_CHANGE, RecordType.SETTINGS_CHANGE)));

  private static final long FIX_FINGERPRINT = RecordType.TAG_FIX.fingerprint();

  private final Limits limits;
  private final FixWire fixes = new FixWire();
  private final AvroCodec avro = new AvroCodec();

  public FactWire(Limits limits) {
    this.limits = limits;
  }

  /** The record of a fact, written with this build's schema. */
  public byte[] encode(Fact fact) {
    return fact instanceof TagFix fix
        ? fixes.encode(fix)
        : avro.encode(TYPES.get(fact.kind()), FactMapping.toRecord(fact));
  }

  /**
   * The fact in a record.
   *
   * @param expected the kind whose topic the record came from
   * @throws Rejected when it is no fact of this kind, or one that the limits do not allow
   */
  public Fact decode(FactKind expected, byte[] record) throws Rejected {
    long fingerprint = head(record);
    RecordType type = TYPES.get(expected);
    Fact fact =
        expected == FactKind.TAG_FIX && fingerprint == FIX_FINGERPRINT
            ? fixes.decode(record)
            : FactMapping.toFact(type, avro.decode(type, fingerprint, record));
    return FactCheck.accepted(fact, limits);
  }

  /**
   * @param receivedAt the clock of the receiving platform, epoch milliseconds UTC
   */
  public byte[] encodeHeartbeat(long receivedAt) {
    GenericRecord record = new GenericData.Record(RecordType.HEARTBEAT.schema());
    record.put("receivedAt", receivedAt);
    return avro.encode(RecordType.HEARTBEAT, record);
  }

  /** Whether a record, in whatever topic it stands, is meant for a heartbeat. */
  public static boolean isHeartbeat(byte[] record) {
    return SingleObject.isOf(RecordType.HEARTBEAT, record);
  }

  /**
   * @return the clock of the receiving platform, epoch milliseconds UTC
   * @throws Rejected when it is no heartbeat, or of an impossible time, which would carry the watermark away
   */
  public long decodeHeartbeat(byte[] record) throws Rejected {
    GenericRecord heartbeat = avro.decode(RecordType.HEARTBEAT, head(record), record);
    long receivedAt = (long) heartbeat.get("receivedAt");
    FactCheck.requireReceived(receivedAt, limits);
    return receivedAt;
  }

  private long head(byte[] record) throws Rejected {
    if (record.length > limits.maxRecordBytes()) {
      throw new Rejected(
          RejectReason.TOO_LARGE,
          record.length + " bytes; " + limits.maxRecordBytes() + " are allowed");
    }
    return SingleObject.fingerprint(record);
  }
}

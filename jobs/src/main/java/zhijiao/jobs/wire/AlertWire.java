package zhijiao.jobs.wire;

import org.apache.avro.generic.GenericRecord;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.IncidentId;
import zhijiao.core.alert.IncidentMember;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.FactCheck;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Rejected;
import zhijiao.models.live.RiskScore;
import zhijiao.schemas.RecordType;

/**
 * Alert events, changes of findings, scores and dead letters as single-object Avro and back. For one thread at a time.
 */
public final class AlertWire {

  private final AvroCodec avro = new AvroCodec();

  public byte[] encode(AlertEvent event) {
    return avro.encode(RecordType.ALERT_EVENT, AlertMapping.toRecord(event));
  }

  /**
   * @throws Rejected when the bytes are no alert event of ours
   */
  public AlertEvent decodeAlertEvent(byte[] record) throws Rejected {
    return understood(() -> AlertMapping.toEvent(decode(RecordType.ALERT_EVENT, record)));
  }

  public byte[] encode(IncidentMember member) {
    IncidentId incident = member.incident();
    return avro.encode(
        RecordType.INCIDENT_MEMBER,
        new Fields(RecordType.INCIDENT_MEMBER.schema())
            .put("alertId", member.alert().toString())
            .put("subject", member.subject().pseudonym())
            .put("incident", incident == null ? null : incident.toString())
            .put("since", member.since())
            .put("alerts", member.alerts())
            .put("revision", member.revision())
            .record());
  }

  /**
   * @throws Rejected when the bytes are no membership of ours
   */
  public IncidentMember decodeIncidentMember(byte[] record) throws Rejected {
    return understood(
        () -> {
          Reading in = new Reading(decode(RecordType.INCIDENT_MEMBER, record));
          return new IncidentMember(
              AlertId.parse(in.text("alertId")),
              FactCheck.subject(in.text("subject")),
              in.get("incident") == null ? null : IncidentId.parse(in.text("incident")),
              in.number("since"),
              (int) in.number("alerts"),
              in.number("revision"));
        });
  }

  public byte[] encode(AlertCause.FindingChange change) {
    return avro.encode(RecordType.FINDING_CHANGE, AlertMapping.toRecord(change));
  }

  /**
   * @throws Rejected when the bytes are no change of a finding of ours
   */
  public AlertCause.FindingChange decodeFindingChange(byte[] record) throws Rejected {
    return understood(() -> AlertMapping.toChange(decode(RecordType.FINDING_CHANGE, record)));
  }

  public byte[] encode(DeadLetter letter) {
    return avro.encode(
        RecordType.DEAD_LETTER,
        new Fields(RecordType.DEAD_LETTER.schema())
            .put("source", letter.origin().source())
            .put("partition", letter.origin().partition())
            .put("offset", letter.origin().offset())
            .put("reason", letter.reason().name())
            .put("detail", letter.detail())
            .put("totalBytes", letter.totalBytes())
            .put("sampleBase64", letter.sampleBase64())
            .record());
  }

  /**
   * @throws Rejected when the bytes are no dead letter of ours
   */
  public DeadLetter decodeDeadLetter(byte[] record) throws Rejected {
    return understood(
        () -> {
          Reading in = new Reading(decode(RecordType.DEAD_LETTER, record));
          return new DeadLetter(
              new Origin(in.text("source"), (int) in.number("partition"), in.number("offset")),
              RejectReason.valueOf(in.text("reason")),
              in.text("detail"),
              (int) in.number("totalBytes"),
              in.text("sampleBase64"));
        });
  }

  public byte[] encode(RiskScore score) {
    return avro.encode(RecordType.RISK_SCORE, RiskMapping.toRecord(score));
  }

  /**
   * @throws Rejected when the bytes are no score of ours
   */
  public RiskScore decodeRiskScore(byte[] record) throws Rejected {
    return understood(() -> RiskMapping.toScore(decode(RecordType.RISK_SCORE, record)));
  }

  private GenericRecord decode(RecordType type, byte[] record) throws Rejected {
    return avro.decode(type, SingleObject.fingerprint(record), record);
  }

  private interface Step<T> {
    T run() throws Rejected;
  }

  /** What no constructor of the domain accepts is refused too. */
  private static <T> T understood(Step<T> step) throws Rejected {
    try {
      return step.run();
    } catch (IllegalArgumentException e) {
      throw new Rejected(RejectReason.BAD_FIELD, String.valueOf(e.getMessage()));
    }
  }
}

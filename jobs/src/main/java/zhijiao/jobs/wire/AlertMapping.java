package zhijiao.jobs.wire;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.alert.AlertStage;
import zhijiao.core.alert.AlertState;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.alert.Level;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.Severity;
import zhijiao.jobs.io.FactCheck;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Rejected;
import zhijiao.schemas.RecordType;

/** Alert events and changes of findings as Avro records and back. */
final class AlertMapping {

  private AlertMapping() {}

  static GenericRecord toRecord(AlertEvent event) {
    Alert alert = event.alert();
    Fields out = new Fields(RecordType.ALERT_EVENT.schema());
    Schema episode = out.schemaOf("episodes").getElementType();
    Schema act = out.schemaOf("acts").getElementType();
    List<GenericRecord> episodes = new ArrayList<>();
    for (Finding finding : alert.episodes()) {
      episodes.add(toRecord(finding, episode));
    }
    List<GenericRecord> acts = new ArrayList<>();
    for (OfficerAction action : alert.acts()) {
      acts.add(
          new Fields(act)
              .put("officer", action.officer())
              .put("act", action.act())
              .put("reason", action.reason())
              .put("note", action.note())
              .put("occurredAt", action.occurredAt())
              .put("receivedAt", action.receivedAt())
              .record());
    }
    putKey(alert.key(), out);
    return out.put("episodes", episodes)
        .put("acts", acts)
        .put("ruleVersion", alert.ruleVersion())
        .put("severity", alert.severity())
        .put("state", alert.state())
        .put("closeReason", alert.closeReason())
        .put("openedAt", alert.openedAt())
        .put("endedAt", alert.endedAt())
        .put("changedAt", alert.changedAt())
        .put("county", alert.county())
        .put("office", alert.office())
        .put("tier", alert.tier())
        .put("minor", alert.minor())
        .put("suspended", alert.suspended())
        .put("revision", event.revision())
        .put("change", released(event.what()))
        .put("more", event.what() == released(event.what()) ? null : event.what())
        .put("causeAt", event.causeAt())
        .put("late", event.late())
        .put("watermark", event.watermark())
        .put("escalatedTo", event.stage().escalatedTo())
        .put("loop", event.stage().loop())
        .put("acknowledgeBy", event.stage().acknowledgeBy())
        .put("closeBy", event.stage().closeBy())
        .record();
  }

  /** What is written where a program of the first release reads: it would not know a symbol that was added. */
  private static AlertEvent.Change released(AlertEvent.Change change) {
    return switch (change) {
      case ESCALATED, LOOP_WARNING, LOOP_BREACHED, SUSPENDED, RESUMED -> AlertEvent.Change.NOTED;
      default -> change;
    };
  }

  private static AlertStage stage(Reading in) throws Rejected {
    return new AlertStage(
        in.get("escalatedTo") == null ? null : in.symbol("escalatedTo", Level.class),
        in.symbol("loop", AlertStage.Loop.class),
        in.nullableNumber("acknowledgeBy"),
        in.nullableNumber("closeBy"));
  }

  /**
   * @throws Rejected when the record is no alert event of ours
   */
  static AlertEvent toEvent(GenericRecord record) throws Rejected {
    Reading in = new Reading(record);
    AlertKey key = key(in);
    List<Finding> episodes = new ArrayList<>();
    for (Reading episode : in.records("episodes")) {
      episodes.add(finding(episode, key));
    }
    List<OfficerAction> acts = new ArrayList<>();
    for (Reading act : in.records("acts")) {
      acts.add(
          new OfficerAction(
              key.id(),
              act.text("officer"),
              act.symbol("act", OfficerAction.Act.class),
              act.get("reason") == null ? null : act.symbol("reason", CloseReason.class),
              act.text("note"),
              act.number("occurredAt"),
              act.number("receivedAt")));
    }
    Alert alert =
        new Alert(
            key.id(),
            key,
            (int) in.number("ruleVersion"),
            in.symbol("severity", Severity.class),
            in.symbol("state", AlertState.class),
            in.get("closeReason") == null ? null : in.symbol("closeReason", CloseReason.class),
            episodes,
            acts,
            in.number("openedAt"),
            in.number("changedAt"),
            in.text("county"),
            in.text("office"),
            in.symbol("tier", Tier.class),
            in.truth("minor"),
            in.truth("suspended"));
    return new AlertEvent(
        alert,
        in.number("revision"),
        in.symbol(in.get("more") == null ? "change" : "more", AlertEvent.Change.class),
        in.number("causeAt"),
        in.truth("late"),
        in.number("watermark"),
        stage(in));
  }

  static GenericRecord toRecord(AlertCause.FindingChange change) {
    Fields out = new Fields(RecordType.FINDING_CHANGE.schema());
    putKey(change.key(), out);
    Finding finding = change.finding();
    return out.put("episode", new FactId(change.episode()).toString())
        .put("judgement", change.judgement())
        .put("finding", finding == null ? null : toRecord(finding, out.schemaOf("finding")))
        .put("late", change.late())
        .put("watermark", change.watermark())
        .record();
  }

  /**
   * @throws Rejected when the record is no change of ours
   */
  static AlertCause.FindingChange toChange(GenericRecord record) throws Rejected {
    Reading in = new Reading(record);
    AlertKey key = key(in);
    Reading finding = in.nullableRecord("finding");
    return new AlertCause.FindingChange(
        key,
        FactId.parse(in.text("episode")).bits(),
        in.number("judgement"),
        finding == null ? null : finding(finding, key),
        in.truth("late"),
        in.number("watermark"));
  }

  private static void putKey(AlertKey key, Fields out) {
    out.put("alertId", key.id().toString())
        .put("rule", key.rule())
        .put("subject", key.subject().pseudonym())
        .put("target", key.target())
        .put("day", (int) key.day().toEpochDay());
  }

  private static AlertKey key(Reading in) throws Rejected {
    AlertKey key =
        new AlertKey(
            in.text("rule"),
            FactCheck.subject(in.text("subject")),
            in.text("target"),
            LocalDate.ofEpochDay(in.number("day")));
    AlertId said = AlertId.parse(in.text("alertId"));
    if (!key.id().equals(said)) {
      throw new Rejected(
          RejectReason.BAD_FIELD, "alertId " + said + ", but its key makes " + key.id());
    }
    return key;
  }

  private static GenericRecord toRecord(Finding finding, Schema schema) {
    Fields out = new Fields(schema);
    Schema evidence = out.schemaOf("evidence").getElementType();
    List<GenericRecord> records = new ArrayList<>();
    for (Evidence one : finding.evidence()) {
      records.add(toRecord(one, evidence));
    }
    return out.put("ruleVersion", finding.ruleVersion())
        .put("severity", finding.severity())
        .put("openedAt", finding.openedAt())
        .put("endedAt", finding.endedAt())
        .put("evidence", records)
        .put("parameters", finding.parameters())
        .put("county", finding.county())
        .put("office", finding.office())
        .put("tier", finding.tier())
        .put("minor", finding.minor())
        .record();
  }

  private static Finding finding(Reading in, AlertKey key) throws Rejected {
    List<Evidence> evidence = new ArrayList<>();
    for (Reading one : in.records("evidence")) {
      evidence.add(evidence(one));
    }
    TreeMap<String, String> parameters = new TreeMap<>();
    ((Map<?, ?>) in.required("parameters"))
        .forEach((name, value) -> parameters.put(name.toString(), value.toString()));
    return new Finding(
        key.rule(),
        (int) in.number("ruleVersion"),
        in.symbol("severity", Severity.class),
        key.subject(),
        key.target(),
        key.day(),
        in.number("openedAt"),
        in.nullableNumber("endedAt"),
        evidence,
        parameters,
        in.text("county"),
        in.text("office"),
        in.symbol("tier", Tier.class),
        in.truth("minor"));
  }

  private static GenericRecord toRecord(Evidence evidence, Schema schema) {
    FactId fact = evidence.fact();
    FactKind kind = evidence.kind();
    GeoPoint point = evidence.point();
    double distance = evidence.distanceMetres();
    return new Fields(schema)
        .put("fact", fact == null ? null : fact.toString())
        .put("kind", kind == null ? null : kind.word())
        .put("what", evidence.what())
        .put("occurredAt", evidence.occurredAt())
        .put("latitude", point == null ? null : (Double) point.latitude())
        .put("longitude", point == null ? null : (Double) point.longitude())
        .put("accuracyMetres", evidence.accuracyMetres())
        .put("containment", evidence.containment())
        .put("distanceMetres", Double.isNaN(distance) ? null : (Double) distance)
        .record();
  }

  private static Evidence evidence(Reading in) throws Rejected {
    return new Evidence(
        in.get("fact") == null ? null : FactId.parse(in.text("fact")),
        in.get("kind") == null ? null : kind(in.text("kind")),
        in.text("what"),
        in.number("occurredAt"),
        in.nullablePoint(),
        in.real("accuracyMetres"),
        in.get("containment") == null ? null : in.symbol("containment", Containment.class),
        in.get("distanceMetres") == null
            ? Double.NaN
            : ((Number) in.required("distanceMetres")).doubleValue());
  }

  private static FactKind kind(String word) throws Rejected {
    for (FactKind kind : FactKind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new Rejected(RejectReason.BAD_FIELD, "no kind of fact is called " + word);
  }
}

package zhijiao.jobs.wire;

import zhijiao.core.fact.Activity;
import zhijiao.core.fact.CaseFact;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.ChangeReport;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.Seat;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.WelfareSignal;
import zhijiao.jobs.io.FactCheck;
import zhijiao.jobs.io.Rejected;
import zhijiao.schemas.RecordType;

/** What people decide, report or do in a case, as Avro records and back. */
final class CaseFactMapping {

  private CaseFactMapping() {}

  /** All but the two times. */
  static Fields toRecord(CaseFact fact) {
    Fields out;
    if (fact instanceof Measure measure) {
      out =
          new Fields(RecordType.MEASURE.schema())
              .put("measureId", measure.measureId())
              .put("type", measure.type())
              .put("decider", measure.decider())
              .put("article", measure.article());
    } else if (fact instanceof CaseNotice notice) {
      out =
          new Fields(RecordType.CASE_NOTICE.schema())
              .put("noticeId", notice.noticeId())
              .put("event", notice.event());
      Seat seat = notice.seat();
      if (seat != null) {
        out.put(
            "seat",
            new Fields(out.schemaOf("seat"))
                .put("zone", seat.zone().getId())
                .put("county", seat.county())
                .put("office", seat.office())
                .put("minor", seat.minor())
                .record());
      }
    } else if (fact instanceof WelfareSignal signal) {
      out =
          new Fields(RecordType.WELFARE_SIGNAL.schema())
              .put("signalId", signal.signalId())
              .put("level", signal.level());
    } else if (fact instanceof Objection objection) {
      out =
          new Fields(RecordType.OBJECTION.schema())
              .put("objectionId", objection.objectionId())
              .put("alert", objection.alert() == null ? null : objection.alert().toString())
              .put("stage", objection.stage());
    } else if (fact instanceof Activity activity) {
      out =
          new Fields(RecordType.ACTIVITY.schema())
              .put("activityId", activity.activityId())
              .put("type", activity.type())
              .put("minutes", activity.minutes());
    } else if (fact instanceof ChangeReport report) {
      out =
          new Fields(RecordType.CHANGE_REPORT.schema())
              .put("reportId", report.reportId())
              .put("type", report.type());
    } else {
      throw new IllegalStateException("no schema for " + fact.getClass().getName());
    }
    return out.put("subject", fact.subject().pseudonym());
  }

  static CaseFact toFact(RecordType type, Reading in, long occurredAt, long receivedAt)
      throws Rejected {
    Subject subject = FactCheck.subject(in.text("subject"));
    return switch (type) {
      case MEASURE ->
          new Measure(
              subject,
              in.text("measureId"),
              in.symbol("type", Measure.Type.class),
              in.text("decider"),
              in.text("article"),
              occurredAt,
              receivedAt);
      case CASE_NOTICE -> {
        Reading seat = in.nullableRecord("seat");
        yield new CaseNotice(
            subject,
            in.text("noticeId"),
            in.symbol("event", CaseNotice.Event.class),
            seat == null
                ? null
                : new Seat(
                    FactCheck.zone(seat.text("zone")),
                    seat.text("county"),
                    seat.text("office"),
                    seat.truth("minor")),
            occurredAt,
            receivedAt);
      }
      case WELFARE_SIGNAL ->
          new WelfareSignal(
              subject,
              in.text("signalId"),
              in.symbol("level", WelfareSignal.Level.class),
              occurredAt,
              receivedAt);
      case OBJECTION ->
          new Objection(
              subject,
              in.text("objectionId"),
              in.get("alert") == null ? null : FactMapping.alertId(in.text("alert")),
              in.symbol("stage", Objection.Stage.class),
              occurredAt,
              receivedAt);
      case ACTIVITY ->
          new Activity(
              subject,
              in.text("activityId"),
              in.symbol("type", Activity.Type.class),
              (int) in.number("minutes"),
              occurredAt,
              receivedAt);
      case CHANGE_REPORT ->
          new ChangeReport(
              subject,
              in.text("reportId"),
              in.symbol("type", ChangeReport.Type.class),
              occurredAt,
              receivedAt);
      default -> throw new IllegalStateException(type + " is no fact of a case");
    };
  }
}

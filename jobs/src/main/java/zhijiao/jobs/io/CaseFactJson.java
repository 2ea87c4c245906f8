package zhijiao.jobs.io;

import com.fasterxml.jackson.databind.node.ObjectNode;
import zhijiao.core.fact.Activity;
import zhijiao.core.fact.CaseFact;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.ChangeReport;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.Seat;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.WelfareSignal;

/** What people decide, report or do in a case, as lines of JSON. */
final class CaseFactJson {

  private CaseFactJson() {}

  static CaseFact read(FactFile file, JsonFields in) throws Rejected {
    Subject subject = FactCheck.subject(in.text("subject"));
    long at = in.instant("occurredAt");
    long received = in.instant("receivedAt", at);
    return switch (file) {
      case MEASURES ->
          new Measure(
              subject,
              in.text("measureId"),
              in.choice("measure", Measure.Type.class),
              in.text("decider"),
              in.text("article"),
              at,
              received);
      case NOTICES ->
          new CaseNotice(
              subject,
              in.text("noticeId"),
              in.choice("event", CaseNotice.Event.class),
              in.has("county") | in.has("office") ? seat(in) : null,
              at,
              received);
      case WELFARE_SIGNALS ->
          new WelfareSignal(
              subject,
              in.text("signalId"),
              in.choice("level", WelfareSignal.Level.class),
              at,
              received);
      case OBJECTIONS ->
          new Objection(
              subject,
              in.text("objectionId"),
              in.has("alertId") ? FactJson.alert(in.text("alertId")) : null,
              in.choice("stage", Objection.Stage.class),
              at,
              received);
      case ACTIVITIES ->
          new Activity(
              subject,
              in.text("activityId"),
              in.choice("activity", Activity.Type.class),
              in.integer("minutes"),
              at,
              received);
      case CHANGE_REPORTS ->
          new ChangeReport(
              subject,
              in.text("reportId"),
              in.choice("change", ChangeReport.Type.class),
              at,
              received);
      default -> throw new IllegalArgumentException(file + " holds other facts");
    };
  }

  private static Seat seat(JsonFields in) throws Rejected {
    return new Seat(
        FactCheck.zone(in.text("timeZone", "Asia/Shanghai")),
        in.text("county"),
        in.text("office"),
        in.flag("minor", false));
  }

  static void write(CaseFact fact, ObjectNode out) {
    out.put("subject", fact.subject().pseudonym());
    if (fact instanceof Measure measure) {
      out.put("measureId", measure.measureId()).put("measure", measure.type().name());
      out.put("decider", measure.decider()).put("article", measure.article());
    } else if (fact instanceof CaseNotice notice) {
      out.put("noticeId", notice.noticeId()).put("event", notice.event().name());
      Seat seat = notice.seat();
      if (seat != null) {
        out.put("timeZone", seat.zone().getId()).put("county", seat.county());
        out.put("office", seat.office()).put("minor", seat.minor());
      }
    } else if (fact instanceof WelfareSignal signal) {
      out.put("signalId", signal.signalId()).put("level", signal.level().name());
    } else if (fact instanceof Objection objection) {
      out.put("objectionId", objection.objectionId()).put("stage", objection.stage().name());
      if (objection.alert() != null) {
        out.put("alertId", objection.alert().toString());
      }
    } else if (fact instanceof Activity activity) {
      out.put("activityId", activity.activityId()).put("activity", activity.type().name());
      out.put("minutes", activity.minutes());
    } else if (fact instanceof ChangeReport report) {
      out.put("reportId", report.reportId()).put("change", report.type().name());
    }
    out.put("occurredAt", FactJson.time(fact.occurredAt()));
  }
}

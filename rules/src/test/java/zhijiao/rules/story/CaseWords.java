package zhijiao.rules.story;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zhijiao.core.fact.Activity;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.ChangeReport;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.Seat;
import zhijiao.core.fact.WelfareSignal;

/** The words of a story for what is decided, told and done in a case. */
final class CaseWords {

  private static final Map<String, Measure.Type> MEASURES =
      Map.of(
          "breach established", Measure.Type.BREACH,
          "admonition given", Measure.Type.ADMONITION,
          "warning given", Measure.Type.WARNING,
          "public-security measure taken", Measure.Type.PUBLIC_SECURITY,
          "revocation proposed", Measure.Type.REVOCATION_PROPOSED);

  private static final Map<String, CaseNotice.Event> NOTICES =
      Map.of(
          "judgment took effect", CaseNotice.Event.JUDGMENT_EFFECTIVE,
          "taken in", CaseNotice.Event.TAKEN_IN,
          "custody begins", CaseNotice.Event.CUSTODY_BEGAN,
          "custody ends", CaseNotice.Event.CUSTODY_ENDED,
          "hospital begins", CaseNotice.Event.HOSPITAL_ADMITTED,
          "hospital ends", CaseNotice.Event.HOSPITAL_DISCHARGED);

  private static final String WHEN = "(\\d{4}-\\d{2}-\\d{2}) (\\d{2}:\\d{2})";
  private static final Pattern RENEWAL =
      Pattern.compile("renewal (\\S+) from " + WHEN + " until " + WHEN);
  private static final Pattern WELFARE = Pattern.compile("welfare (none|concern|acute)");
  private static final Pattern OBJECTION = Pattern.compile("objection (\\S+) (filed|answered)");
  private static final Map<String, ChangeReport.Type> REPORTS =
      Map.of(
          "reports another home", ChangeReport.Type.RESIDENCE_CHANGED,
          "reports work", ChangeReport.Type.WORK_BEGUN,
          "reports other work", ChangeReport.Type.WORK_CHANGED,
          "reports no work", ChangeReport.Type.WORK_ENDED);
  private static final Pattern ACTIVITY = Pattern.compile("(study|service) (\\d+)m");

  private CaseWords() {}

  /** The fact, or null when these are no such words. */
  static Fact read(String what, long at, long receivedAt, ZoneId zone) {
    if (MEASURES.containsKey(what)) {
      return measure(MEASURES.get(what), at, receivedAt);
    }
    if (NOTICES.containsKey(what)) {
      return notice(NOTICES.get(what), at, receivedAt, zone);
    }
    if (REPORTS.containsKey(what)) {
      return new ChangeReport(World.WHO, "CR-" + at, REPORTS.get(what), at, receivedAt);
    }
    Matcher m;
    if ((m = RENEWAL.matcher(what)).matches()) {
      return new AuthorisationChange(
          World.WHO,
          m.group(1),
          new AuthorisationChange.Grant(
              2,
              "P-1",
              instant(m.group(4), m.group(5), zone),
              new AuthorisationChange.Renewal("AS-" + m.group(1), at)),
          instant(m.group(2), m.group(3), zone),
          receivedAt);
    }
    if ((m = WELFARE.matcher(what)).matches()) {
      WelfareSignal.Level level =
          WelfareSignal.Level.valueOf(m.group(1).toUpperCase(java.util.Locale.ROOT));
      return new WelfareSignal(World.WHO, "W-" + at, level, at, receivedAt);
    }
    if ((m = OBJECTION.matcher(what)).matches()) {
      Objection.Stage stage =
          m.group(2).equals("filed") ? Objection.Stage.FILED : Objection.Stage.ANSWERED;
      return new Objection(World.WHO, m.group(1), null, stage, at, receivedAt);
    }
    if ((m = ACTIVITY.matcher(what)).matches()) {
      Activity.Type type = m.group(1).equals("study") ? Activity.Type.STUDY : Activity.Type.SERVICE;
      return new Activity(
          World.WHO, "AC-" + at, type, Integer.parseInt(m.group(2)), at, receivedAt);
    }
    return null;
  }

  static Measure measure(Measure.Type type, long at, long receivedAt) {
    return new Measure(World.WHO, "M-" + at, type, "D-1", "art. 34", at, receivedAt);
  }

  static CaseNotice notice(CaseNotice.Event event, long at, long receivedAt, ZoneId zone) {
    Seat seat =
        event == CaseNotice.Event.JUDGMENT_EFFECTIVE
            ? new Seat(zone, "331102", "331102001", false)
            : null;
    return new CaseNotice(World.WHO, "N-" + at, event, seat, at, receivedAt);
  }

  private static long instant(String date, String time, ZoneId zone) {
    return LocalDateTime.parse(date + "T" + time).atZone(zone).toInstant().toEpochMilli();
  }
}

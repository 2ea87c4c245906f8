package zhijiao.models.live;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import zhijiao.core.alert.AlertId;
import zhijiao.core.fact.Activity;
import zhijiao.core.fact.ActivityDuty;
import zhijiao.core.fact.ActivityPolicy;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.ChangeReport;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.TimeSpan;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.core.timeline.Horizon;
import zhijiao.models.score.StoredModel;
import zhijiao.models.tier.TierPolicy;

/** Short words for what happens to one person, all in China Standard Time. */
final class Person {

  static final Subject SUBJECT = new Subject("s-1");
  static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  static final long HOUR = 3_600_000L;
  static final long DAY = 24 * HOUR;
  static final long FROM = at("2026-03-01T00:00");
  static final long KEPT = 7 * DAY;

  /** From 15 March on a regulation asks of 普管 for ten hours of service. */
  static final TreeMap<Long, ActivityPolicy> REGULATIONS =
      new TreeMap<>(
          Map.of(
              at("2026-03-15T00:00"),
              new ActivityPolicy(ActivityDuty.NONE, new ActivityDuty(0, 600), ActivityDuty.NONE)));

  private Person() {}

  static long at(String local) {
    return OffsetDateTime.parse(local + ":00+08:00").toInstant().toEpochMilli();
  }

  static RiskPolicy policy() {
    return new RiskPolicy(
        HolidayCalendar.WEEKENDS_ONLY,
        new Horizon(FROM, Long.MAX_VALUE),
        KEPT,
        REGULATIONS,
        Set.of("strap-cut"),
        new TierPolicy(TierPolicy.Settings.DEFAULT));
  }

  static OrderChange order(long at, Tier tier, double latitude) {
    return new OrderChange(
        SUBJECT,
        "o-1",
        new OrderTerms(
            CHINA,
            List.of(new Circle(GeoPoint.ofDegrees(latitude, 119.92), 80)),
            new Curfew(
                WeeklySchedule.daily(
                    new LocalWindow(
                        java.time.LocalTime.parse("21:00"), java.time.LocalTime.parse("06:00"))),
                10),
            new CheckInPlan(
                WeeklySchedule.daily(
                    new LocalWindow(
                        java.time.LocalTime.parse("08:00"), java.time.LocalTime.parse("09:00"))),
                30),
            "z-1",
            List.of(),
            "331102",
            "331102001",
            tier,
            false),
        at,
        at);
  }

  static OrderChange order(String at) {
    return order(at(at), Tier.GENERAL, 28.45);
  }

  static OrderChange released(long at) {
    return new OrderChange(SUBJECT, "o-1", null, at, at);
  }

  static AuthorisationChange tag(String from, String until) {
    return new AuthorisationChange(
        SUBJECT, "a-1", new AuthorisationChange.Grant(2, "p-1", at(until)), at(from), at(from));
  }

  static CheckIn checkIn(long at) {
    return new CheckIn(SUBJECT, CheckIn.Means.FACE, true, null, 0, at, at);
  }

  static CheckIn checkIn(String at) {
    return checkIn(at(at));
  }

  static Activity study(String id, long at, int minutes) {
    return new Activity(SUBJECT, id, Activity.Type.STUDY, minutes, at, at);
  }

  static Activity service(String id, long at, int minutes) {
    return new Activity(SUBJECT, id, Activity.Type.SERVICE, minutes, at, at);
  }

  static ChangeReport report(ChangeReport.Type type, String at) {
    return report(type, at(at));
  }

  static ChangeReport report(ChangeReport.Type type, long at) {
    return new ChangeReport(SUBJECT, "cr-" + at, type, at, at);
  }

  /** The order, asking for hours by itself. */
  static OrderChange asking(String at, int studyMinutes, int serviceMinutes) {
    return asking(at(at), studyMinutes, serviceMinutes);
  }

  static OrderChange asking(long at, int studyMinutes, int serviceMinutes) {
    OrderTerms terms = java.util.Objects.requireNonNull(order(at, Tier.GENERAL, 28.45).terms());
    return new OrderChange(
        SUBJECT,
        "o-2",
        terms.with(
            Particulars.NONE.withActivityDuty(new ActivityDuty(studyMinutes, serviceMinutes))),
        at,
        at);
  }

  static LeaveChange leave(String id, long from, long until) {
    return new LeaveChange(SUBJECT, id, new LeaveChange.Grant(until, true), from, from);
  }

  static Measure measure(String id, Measure.Type type, long at) {
    return new Measure(SUBJECT, id, type, "d-1", "34", at, at);
  }

  static Objection objection(String id, AlertId alert, Objection.Stage stage, long at) {
    return new Objection(SUBJECT, id, alert, stage, at, at);
  }

  /** Confirmed at an instant, for good. */
  static Violation violation(long id, String rule, long from, long until, long confirmed) {
    return violation(id, 1, rule, from, until, List.of(new TimeSpan(confirmed, Long.MAX_VALUE)));
  }

  static Violation violation(
      long id, long revision, String rule, long from, long until, List<TimeSpan> confirmed) {
    return new Violation(
        SUBJECT, new AlertId(id), revision, rule, confirmed, List.of(new TimeSpan(from, until)));
  }

  /** What is said, when all is known, up to an instant. */
  static List<RiskScore> told(List<Object> inputs, ModelPlan plan, long until) {
    RiskCase known = new RiskCase(SUBJECT, policy(), Long.MIN_VALUE);
    List<RiskScore> told = new ArrayList<>();
    known.advance(FROM, plan, told::add);
    give(known, inputs);
    known.advance(until, plan, told::add);
    return told;
  }

  static void give(RiskCase known, List<Object> inputs) {
    for (Object input : inputs) {
      if (input instanceof Violation violation) {
        known.add(violation);
      } else {
        known.add((SubjectFact) input);
      }
    }
  }

  static double feature(List<Object> inputs, String name, String at) {
    RiskCase known = new RiskCase(SUBJECT, policy(), Long.MIN_VALUE);
    give(known, inputs);
    return java.util.Objects.requireNonNull(known.vector(at(at)))
        .value(LiveFeatures.SET.names().indexOf(name));
  }

  static Promotion promotion(double weight, String effective) {
    byte[] model = StoredModel.write(Models.scorecard(weight));
    return Promotion.read(Promotion.promote(model, at(effective), "p-1"), LiveFeatures.SET.id());
  }
}

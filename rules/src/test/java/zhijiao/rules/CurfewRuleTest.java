package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.Tier;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.core.timeline.Horizon;
import zhijiao.core.timeline.Outcome;
import zhijiao.core.timeline.Program;
import zhijiao.core.timeline.Timeline;
import zhijiao.core.timeline.TimelineOutput;
import zhijiao.core.timeline.TimelineSettings;

class CurfewRuleTest {

  static final Subject WHO = new Subject("S-1");
  static final GeoPoint HOME = GeoPoint.ofDegrees(28.4511, 119.9203);
  static final GeoPoint AWAY = GeoPoint.ofDegrees(28.4611, 119.9203);

  static long at(String time) {
    return OffsetDateTime.parse("2026-03-02T" + time + ":00+08:00").toInstant().toEpochMilli();
  }

  static TagFix fix(String time, GeoPoint where) {
    return new TagFix("T-1", where, 10, FixSource.GPS, false, at(time), at(time));
  }

  static List<Fact> terms() {
    long from = at("00:00");
    OrderTerms terms =
        new OrderTerms(
            ZoneId.of("Asia/Shanghai"),
            List.of(new Circle(HOME, 80)),
            new Curfew(
                WeeklySchedule.daily(new LocalWindow(LocalTime.of(21, 0), LocalTime.of(6, 0))), 10),
            null,
            null,
            List.of(),
            "331102",
            "331102001",
            Tier.GENERAL,
            false);
    return List.of(
        new OrderChange(WHO, "O-1", terms, from, from),
        new AuthorisationChange(
            WHO,
            "A-1",
            new AuthorisationChange.Grant(1, "P-1", from + 80L * 86_400_000),
            from,
            from));
  }

  static List<FindingChange> run(List<Fact> facts, boolean late) {
    List<FindingChange> changes = new ArrayList<>();
    TimelineOutput out =
        new TimelineOutput() {
          @Override
          public void change(FindingChange change) {
            changes.add(change);
          }

          @Override
          public void tally(FactKind kind, Outcome outcome, int delta) {}

          @Override
          public void tooLate(Fact fact) {}
        };
    Program program =
        new Program(
            ZoneCatalog.EMPTY,
            HolidayCalendar.WEEKENDS_ONLY,
            JudgeSettings.DEFAULT,
            TimelineSettings.DEFAULT,
            RuleCatalog.shipped().programs(),
            new Horizon(at("00:00"), at("23:59")));
    Timeline timeline = new Timeline(program, WHO, Long.MIN_VALUE);
    terms().forEach(f -> timeline.accept(f, out));
    for (Fact fact : facts) {
      timeline.accept(fact, out);
      if (late) {
        timeline.advance(at("22:00"), out);
      }
    }
    timeline.advance(Long.MAX_VALUE, out);
    return changes;
  }

  @Test
  void home_twelve_minutes_late() {
    List<FindingChange> changes = run(List.of(fix("20:50", AWAY), fix("21:12", HOME)), false);
    assertEquals(2, changes.size(), changes.toString());
    assertEquals(at("21:10"), changes.get(0).finding().openedAt());
    assertEquals(at("21:12"), changes.get(1).finding().endedAt());
  }

  @Test
  void a_late_fix_at_home_retracts() {
    List<FindingChange> changes = run(List.of(fix("20:50", AWAY), fix("21:05", HOME)), true);
    assertEquals(2, changes.size(), changes.toString());
    assertEquals(null, changes.get(1).finding());
  }
}

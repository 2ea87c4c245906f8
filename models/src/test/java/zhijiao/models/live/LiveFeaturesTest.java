package zhijiao.models.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zhijiao.models.live.Person.DAY;
import static zhijiao.models.live.Person.HOUR;
import static zhijiao.models.live.Person.asking;
import static zhijiao.models.live.Person.at;
import static zhijiao.models.live.Person.checkIn;
import static zhijiao.models.live.Person.feature;
import static zhijiao.models.live.Person.leave;
import static zhijiao.models.live.Person.measure;
import static zhijiao.models.live.Person.objection;
import static zhijiao.models.live.Person.order;
import static zhijiao.models.live.Person.report;
import static zhijiao.models.live.Person.service;
import static zhijiao.models.live.Person.study;
import static zhijiao.models.live.Person.tag;
import static zhijiao.models.live.Person.violation;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.AlertId;
import zhijiao.core.fact.ChangeReport;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.Tier;
import zhijiao.core.time.TimeSpan;

class LiveFeaturesTest {

  private static final double EXACT = 1e-9;

  private static List<Object> supervised(Object... more) {
    List<Object> inputs = new ArrayList<>(List.of(order("2026-03-01T00:00")));
    inputs.addAll(List.of(more));
    return inputs;
  }

  @Test
  void the_id_of_the_set_is_the_one_that_was_released() {
    assertEquals("fs-d3569ac1a6105bc2", LiveFeatures.SET.id().value());
    assertEquals("missed_check_ins_7", LiveFeatures.SET.name(LiveFeatures.MISSED));
    assertEquals("curfew_minutes_7", LiveFeatures.SET.name(LiveFeatures.CURFEW));
    assertEquals("area_minutes_7", LiveFeatures.SET.name(LiveFeatures.AREA));
    assertEquals("violations_7", LiveFeatures.SET.name(LiveFeatures.VIOLATED));
    assertEquals("study_minutes_28", LiveFeatures.SET.name(LiveFeatures.STUDY));
    assertEquals("service_minutes_28", LiveFeatures.SET.name(LiveFeatures.SERVICE));
    assertEquals("exposure_hours_90", LiveFeatures.SET.name(LiveFeatures.EXPOSURE));
    assertEquals("leave_overruns_90", LiveFeatures.SET.name(LiveFeatures.OVERRUNS));
    assertEquals("home_changes_90", LiveFeatures.SET.name(LiveFeatures.HOME_CHANGES));
    assertEquals("lectures_90", LiveFeatures.SET.name(LiveFeatures.LECTURES));
    assertEquals("warnings_90", LiveFeatures.SET.name(LiveFeatures.WARNINGS));
    assertEquals("days_since_intake", LiveFeatures.SET.name(LiveFeatures.SINCE_INTAKE));
    assertEquals("days_since_check_in", LiveFeatures.SET.name(LiveFeatures.SINCE_CONTACT));
    assertEquals("days_since_violation", LiveFeatures.SET.name(LiveFeatures.SINCE_VIOLATION));
    assertEquals("full_attendance_28", LiveFeatures.SET.name(LiveFeatures.FULL_ATTENDANCE));
    assertEquals("study_share_28", LiveFeatures.SET.name(LiveFeatures.STUDY_SHARE));
    assertEquals("service_share_28", LiveFeatures.SET.name(LiveFeatures.SERVICE_SHARE));
    assertEquals("work_changes_90", LiveFeatures.SET.name(LiveFeatures.WORK_CHANGES));
    assertEquals("in_work", LiveFeatures.SET.name(LiveFeatures.IN_WORK));
    assertEquals("worked_share_90", LiveFeatures.SET.name(LiveFeatures.WORKED_SHARE));
  }

  @Test
  void what_is_not_known_is_missing_and_not_zero() {
    List<Object> bare = supervised();
    for (String name :
        List.of(
            "on_time_share_7",
            "curfew_minutes_28",
            "area_minutes_28",
            "study_minutes_28",
            "leave_overruns_90",
            "days_since_check_in",
            "days_since_violation",
            "study_share_28",
            "service_share_90",
            "work_changes_90",
            "in_work",
            "worked_share_90",
            "full_attendance_28")) {
      assertTrue(Double.isNaN(feature(bare, name, "2026-03-10T10:00")), name);
    }
    assertEquals(0, feature(bare, "violations_28", "2026-03-10T10:00"), "nothing was confirmed");
    List<Object> watched = supervised(tag("2026-03-01T00:00", "2026-05-01T00:00"));
    assertEquals(0, feature(watched, "curfew_minutes_28", "2026-03-10T10:00"));
  }

  @Test
  void
      a_check_in_within_grace_is_late_one_outside_the_window_says_nothing_and_a_second_one_neither() {
    List<Object> inputs =
        supervised(
            checkIn("2026-03-02T08:30"),
            checkIn("2026-03-02T08:45"),
            checkIn("2026-03-03T09:00"),
            checkIn("2026-03-04T09:20"),
            checkIn("2026-03-05T15:00"));
    assertEquals(2 / 3.0, feature(inputs, "on_time_share_7", "2026-03-05T16:00"), EXACT);
    assertEquals(1 / 24.0, feature(inputs, "days_since_check_in", "2026-03-05T16:00"), EXACT);
    assertEquals(0, feature(inputs, "full_attendance_28", "2026-03-05T16:00"));
    assertEquals(1, feature(inputs, "full_attendance_28", "2026-03-03T16:00"));
  }

  @Test
  void a_window_of_seven_days_is_today_and_the_six_days_before() {
    List<Object> inputs = supervised(checkIn("2026-03-03T08:30"));
    assertEquals(1, feature(inputs, "on_time_share_7", "2026-03-09T11:59"));
    assertTrue(Double.isNaN(feature(inputs, "on_time_share_7", "2026-03-09T12:00")));
    assertEquals(1, feature(inputs, "on_time_share_28", "2026-03-09T12:00"));
  }

  @Test
  void only_what_was_confirmed_counts_and_only_from_then_on() {
    Violation curfew =
        violation(
            1, "curfew", at("2026-03-02T22:00"), at("2026-03-02T23:00"), at("2026-03-03T10:00"));
    List<Object> inputs = supervised(tag("2026-03-01T00:00", "2026-05-01T00:00"), curfew);
    assertEquals(0, feature(inputs, "violations_7", "2026-03-03T09:59"));
    assertEquals(1_000 / 60.0, feature(inputs, "violations_7", "2026-03-03T12:00"), EXACT);
    assertEquals(100 * 60 / 60.0, feature(inputs, "curfew_minutes_7", "2026-03-03T12:00"), EXACT);
    assertEquals(14 / 24.0, feature(inputs, "days_since_violation", "2026-03-03T12:00"), EXACT);
    Violation battery =
        violation(2, "low-battery", at("2026-03-02T22:00"), Long.MAX_VALUE, at("2026-03-03T10:00"));
    assertEquals(
        0, feature(supervised(battery), "violations_7", "2026-03-03T12:00"), "a fault of a device");
  }

  @Test
  void what_is_taken_back_counts_no_more() {
    Violation reopened =
        violation(
            1,
            2,
            "curfew",
            at("2026-03-02T22:00"),
            at("2026-03-02T23:00"),
            List.of(new TimeSpan(at("2026-03-03T10:00"), at("2026-03-03T15:00"))));
    assertTrue(feature(supervised(reopened), "violations_7", "2026-03-03T14:59") > 0);
    assertEquals(0, feature(supervised(reopened), "violations_7", "2026-03-03T15:00"));
  }

  @Test
  void s14_what_is_contested_counts_for_nothing_until_it_is_answered() {
    long noon = at("2026-03-03T12:00");
    Violation contested =
        violation(7, "curfew", at("2026-03-02T22:00"), noon, at("2026-03-03T10:00"));
    Object filed = objection("ob-1", new AlertId(7), Objection.Stage.FILED, noon);
    Object answered = objection("ob-1", new AlertId(7), Objection.Stage.ANSWERED, noon + DAY);
    List<Object> inputs = supervised(contested, filed, answered);
    assertTrue(feature(inputs, "violations_7", "2026-03-03T11:59") > 0);
    assertEquals(0, feature(inputs, "violations_7", "2026-03-03T12:00"));
    assertTrue(feature(inputs, "violations_7", "2026-03-04T12:00") > 0);
  }

  @Test
  void s14_while_something_else_is_contested_what_is_confirmed_afterwards_waits() {
    long noon = at("2026-03-03T12:00");
    Violation before = violation(7, "curfew", noon - 2 * DAY, noon - DAY, noon - HOUR);
    Violation after = violation(8, "curfew", noon - 2 * DAY, noon - DAY, noon + HOUR);
    Object filed = objection("ob-1", null, Objection.Stage.FILED, noon);
    double one = feature(supervised(before), "violations_28", "2026-03-03T18:00");
    assertEquals(
        one, feature(supervised(before, after, filed), "violations_28", "2026-03-03T18:00"));
    assertEquals(
        2 * one, feature(supervised(before, after), "violations_28", "2026-03-03T18:00"), EXACT);
  }

  @Test
  void exposure_is_what_was_supervised_and_not_excused() {
    List<Object> inputs =
        supervised(
            tag("2026-03-01T00:00", "2026-05-01T00:00"),
            leave("l-1", at("2026-03-02T00:00"), at("2026-03-03T00:00")),
            violation(
                1,
                "curfew",
                at("2026-03-03T01:00"),
                at("2026-03-03T02:00"),
                at("2026-03-03T10:00")));
    assertEquals(60, feature(inputs, "exposure_hours_90", "2026-03-03T12:00"), EXACT);
    assertEquals(
        100 * 60 / 36.0,
        feature(inputs, "curfew_minutes_7", "2026-03-03T12:00"),
        EXACT,
        "no tag watches somebody on leave");
    assertEquals(1, feature(inputs, "leave_overruns_90", "2026-03-03T12:00"));
  }

  @Test
  void study_is_per_month_and_moves_and_measures_are_counted() {
    List<Object> inputs =
        supervised(
            study("ac-1", at("2026-03-04T10:00"), 90),
            order(at("2026-03-05T00:00"), Tier.GENERAL, 28.46),
            measure("m-1", Measure.Type.ADMONITION, at("2026-03-05T10:00")),
            measure("m-2", Measure.Type.WARNING, at("2026-03-06T10:00")));
    assertEquals(90 * 3.0, feature(inputs, "study_minutes_28", "2026-03-11T00:00"), EXACT);
    assertEquals(1, feature(inputs, "home_changes_90", "2026-03-11T00:00"));
    assertEquals(1, feature(inputs, "lectures_90", "2026-03-11T00:00"));
    assertEquals(1, feature(inputs, "warnings_90", "2026-03-11T00:00"));
    assertEquals(10, feature(inputs, "days_since_intake", "2026-03-11T00:00"), EXACT);
  }

  @Test
  void what_was_done_is_held_against_what_was_owed_then() {
    List<Object> inputs =
        List.of(
            asking("2026-03-01T00:00", 300, 0),
            study("ac-1", at("2026-03-04T10:00"), 60),
            service("ac-2", at("2026-03-04T12:00"), 60));
    assertEquals(
        60 / 100.0,
        feature(inputs, "study_share_28", "2026-03-11T00:00"),
        EXACT,
        "ten days of thirty");
    assertTrue(
        Double.isNaN(feature(inputs, "service_share_28", "2026-03-11T00:00")), "none was owed");
    List<Object> onLeave = new ArrayList<>(inputs);
    onLeave.add(leave("l-1", at("2026-03-05T00:00"), at("2026-03-10T00:00")));
    assertEquals(60 / 50.0, feature(onLeave, "study_share_28", "2026-03-11T00:00"), EXACT);
  }

  @Test
  void a_regulation_of_the_tier_holds_from_its_day_on_and_not_where_the_order_speaks() {
    List<Object> inputs = supervised(service("ac-1", at("2026-03-20T10:00"), 60));
    assertEquals(
        60 / (600 * 10 / 30.0), feature(inputs, "service_share_28", "2026-03-25T00:00"), EXACT);
    List<Object> asked =
        List.of(asking("2026-03-01T00:00", 0, 300), service("ac-1", at("2026-03-20T10:00"), 60));
    assertEquals(
        60 / (300 * 24 / 30.0), feature(asked, "service_share_90", "2026-03-25T00:00"), EXACT);
  }

  @Test
  void nothing_entered_of_what_was_owed_is_missing_since_perhaps_nobody_enters_it() {
    List<Object> inputs = List.of(asking("2026-03-01T00:00", 300, 300));
    assertTrue(Double.isNaN(feature(inputs, "study_share_90", "2026-03-25T00:00")));
  }

  @Test
  void the_first_report_of_work_tells_how_it_was_and_the_next_ones_what_has_changed() {
    List<Object> first = supervised(report(ChangeReport.Type.WORK_BEGUN, "2026-03-05T00:00"));
    assertTrue(Double.isNaN(feature(first, "in_work", "2026-03-04T23:59")));
    assertEquals(1, feature(first, "in_work", "2026-03-05T00:00"));
    assertEquals(0, feature(first, "work_changes_90", "2026-03-11T00:00"));
    List<Object> more = new ArrayList<>(first);
    more.add(report(ChangeReport.Type.WORK_CHANGED, "2026-03-07T00:00"));
    more.add(report(ChangeReport.Type.WORK_ENDED, "2026-03-09T00:00"));
    assertEquals(2, feature(more, "work_changes_90", "2026-03-15T00:00"));
    assertEquals(0, feature(more, "in_work", "2026-03-15T00:00"));
    assertEquals(4 / 10.0, feature(more, "worked_share_90", "2026-03-15T00:00"), EXACT);
  }

  @Test
  void a_move_that_is_both_ordered_and_reported_is_one() {
    List<Object> inputs =
        supervised(
            order(at("2026-03-05T00:00"), Tier.GENERAL, 28.46),
            report(ChangeReport.Type.RESIDENCE_CHANGED, "2026-03-05T00:00"));
    assertEquals(1, feature(inputs, "home_changes_90", "2026-03-11T00:00"));
    inputs.add(report(ChangeReport.Type.RESIDENCE_CHANGED, "2026-03-08T00:00"));
    assertEquals(2, feature(inputs, "home_changes_90", "2026-03-11T00:00"));
  }

  @Test
  void tiles_add_up_in_any_order() {
    DayTile a = new DayTile(1, 2, 30, 4, 100);
    DayTile b = new DayTile(5, 0, 0, 60, Long.MIN_VALUE);
    DayTile c = new DayTile(0, 1, 10, 0, 90);
    assertEquals(a.plus(b).plus(c), c.plus(a.plus(b)));
    assertEquals(a.plus(b.plus(c)), a.plus(b).plus(c));
    assertEquals(a, DayTile.EMPTY.plus(a));
  }
}

package zhijiao.core.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.judge.CurfewPhase;
import zhijiao.core.judge.Situation;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;

class TermsTest {

  private static final Subject WHO = new Subject("S-1");
  private static final HolidayCalendar CALENDAR = HolidayCalendar.WEEKENDS_ONLY;
  private static final long LONG_AGO = at("2026-01-01T00:00:00");
  private static final long DAY_BEGINS = at("2026-03-02T12:00:00");
  private static final long DAY_ENDS = at("2026-03-03T12:00:00");

  private final Terms terms = new Terms(2 * 3_600_000L);

  private static long at(String local) {
    return OffsetDateTime.parse(local + "+08:00").toInstant().toEpochMilli();
  }

  private static WeeklySchedule daily(String from, String until) {
    return WeeklySchedule.daily(new LocalWindow(LocalTime.parse(from), LocalTime.parse(until)));
  }

  private static OrderTerms terms(int home, Curfew curfew, CheckInPlan plan, Tier tier) {
    return new OrderTerms(
        ZoneId.of("Asia/Shanghai"),
        List.of(new Circle(new GeoPoint(home, 0), 80)),
        curfew,
        plan,
        null,
        List.of(),
        "331102",
        "331102001",
        tier,
        false);
  }

  private static OrderTerms night(int home, int grace) {
    return terms(home, new Curfew(daily("21:00", "06:00"), grace), null, Tier.GENERAL);
  }

  private void order(String from, OrderTerms ordered) {
    terms.add(new OrderChange(WHO, "O-" + from, ordered, at(from), at(from)));
  }

  private List<String> deadlines() {
    return terms.deadlines(DAY_BEGINS - 1, DAY_BEGINS, false, DAY_ENDS, CALENDAR, LONG_AGO).stream()
        .map(d -> d.kind() + " " + (d.at() - DAY_BEGINS) / 60_000)
        .toList();
  }

  private Situation when(String instant) {
    return terms.at(at(instant), CALENDAR, LONG_AGO);
  }

  @Test
  void the_deadlines_of_a_night_are_its_beginning_the_end_of_grace_and_its_end() {
    order("2026-02-01T00:00:00", night(1, 10));
    assertEquals(
        List.of("CURFEW_BEGINS 540", "GRACE_EXPIRES 550", "CURFEW_ENDS 1080"), deadlines());
  }

  @Test
  void a_grace_that_outlasts_the_curfew_never_expires() {
    order(
        "2026-02-01T00:00:00",
        terms(1, new Curfew(daily("21:00", "21:30"), 30), null, Tier.GENERAL));
    assertEquals(List.of("CURFEW_BEGINS 540", "CURFEW_ENDS 570"), deadlines());
  }

  @Test
  void at_the_beginning_of_a_curfew_the_duty_has_not_begun_and_when_all_is_over_it_has() {
    order("2026-02-01T00:00:00", night(1, 0));
    long nine = at("2026-03-02T21:00:00");
    assertEquals(CurfewPhase.OFF, terms.at(nine, CALENDAR, LONG_AGO).curfew());
    assertEquals(CurfewPhase.IN_FORCE, terms.after(nine, CALENDAR, LONG_AGO).curfew());
    assertEquals(CurfewPhase.IN_FORCE, when("2026-03-03T06:00:00").curfew());
    assertEquals(
        CurfewPhase.OFF, terms.after(at("2026-03-03T06:00:00"), CALENDAR, LONG_AGO).curfew());
  }

  @Test
  void the_instant_at_which_grace_expires_is_still_grace_until_it_is_over() {
    order("2026-02-01T00:00:00", night(1, 10));
    long expires = at("2026-03-02T21:10:00");
    assertEquals(CurfewPhase.GRACE, terms.at(expires, CALENDAR, LONG_AGO).curfew());
    assertEquals(CurfewPhase.IN_FORCE, terms.after(expires, CALENDAR, LONG_AGO).curfew());
  }

  @Test
  void a_curfew_ordered_in_the_midst_of_its_hours_begins_with_grace() {
    order("2026-03-02T23:00:00", night(1, 10));
    assertEquals(CurfewPhase.GRACE, when("2026-03-02T23:10:00").curfew());
    assertEquals(CurfewPhase.IN_FORCE, when("2026-03-02T23:10:01").curfew());
  }

  @Test
  void a_renewed_order_with_the_same_duty_at_home_gives_no_new_grace() {
    order("2026-02-01T00:00:00", night(1, 10));
    order(
        "2026-03-02T23:00:00",
        terms(1, new Curfew(daily("21:00", "06:00"), 10), null, Tier.STRICT));
    assertEquals(CurfewPhase.IN_FORCE, when("2026-03-02T23:00:00").curfew());
  }

  @Test
  void another_home_gives_a_new_grace() {
    order("2026-02-01T00:00:00", night(1, 10));
    order("2026-03-02T23:00:00", night(2, 10));
    assertEquals(CurfewPhase.GRACE, when("2026-03-02T23:10:00").curfew());
  }

  @Test
  void a_check_in_is_due_only_for_windows_that_began_under_the_plan() {
    CheckInPlan plan = new CheckInPlan(daily("20:00", "21:00"), 30);
    order("2026-03-02T20:00:00", terms(1, null, plan, Tier.GENERAL));
    long then = at("2026-03-02T20:30:00");
    assertEquals(1, terms.deadlines(then, then, false, DAY_ENDS, CALENDAR, LONG_AGO).size());
    Terms late = new Terms(2 * 3_600_000L);
    late.add(
        new OrderChange(
            WHO, "O-1", terms(1, null, plan, Tier.GENERAL), at("2026-03-02T20:00:01"), 0));
    assertEquals(0, late.deadlines(then, then, false, DAY_ENDS, CALENDAR, LONG_AGO).size());
  }

  @Test
  void a_window_from_before_the_judged_span_is_not_due() {
    CheckInPlan plan = new CheckInPlan(daily("20:00", "21:00"), 30);
    order("2026-02-01T00:00:00", terms(1, null, plan, Tier.GENERAL));
    long from = at("2026-03-02T20:00:01");
    assertEquals(0, terms.deadlines(from, from, false, DAY_ENDS, CALENDAR, from).size());
    assertEquals(1, terms.deadlines(from, from, false, DAY_ENDS, CALENDAR, from - 1000).size());
  }

  @Test
  void leave_holds_from_its_first_instant_and_not_at_its_end() {
    order("2026-02-01T00:00:00", night(1, 10));
    terms.add(
        new LeaveChange(
            WHO,
            "L-1",
            new LeaveChange.Grant(at("2026-03-02T23:00:00"), false),
            at("2026-03-02T22:00:00"),
            0));
    assertTrue(when("2026-03-02T22:00:00").onLeave());
    assertFalse(when("2026-03-02T22:00:00").checkInsSuspended());
    assertFalse(when("2026-03-02T23:00:00").onLeave());
    assertFalse(when("2026-03-02T21:59:59").onLeave());
  }

  @Test
  void returning_ends_the_leave_of_that_name_only() {
    for (String id : List.of("L-1", "L-2")) {
      terms.add(
          new LeaveChange(
              WHO,
              id,
              new LeaveChange.Grant(at("2026-03-02T23:00:00"), id.equals("L-2")),
              at("2026-03-02T20:00:00"),
              0));
    }
    terms.add(new LeaveChange(WHO, "L-2", null, at("2026-03-02T21:00:00"), 0));
    assertTrue(when("2026-03-02T20:59:59").checkInsSuspended());
    assertTrue(when("2026-03-02T21:00:00").onLeave());
    assertFalse(when("2026-03-02T21:00:00").checkInsSuspended());
  }

  @Test
  void a_grant_that_ends_before_it_begins_has_no_end_to_wait_for() {
    terms.add(
        new LeaveChange(
            WHO,
            "L-1",
            new LeaveChange.Grant(at("2026-03-02T20:00:00"), false),
            at("2026-03-02T22:00:00"),
            0));
    assertEquals(List.of(), deadlines());
  }

  @Test
  void an_authorisation_covers_its_first_instant_and_not_its_last_and_can_be_revoked() {
    terms.add(
        new AuthorisationChange(
            WHO,
            "A-1",
            new AuthorisationChange.Grant(1, "P-1", at("2026-03-02T23:00:00")),
            at("2026-03-02T20:00:00"),
            0));
    assertFalse(terms.authorisedAt(at("2026-03-02T19:59:59")));
    assertTrue(terms.authorisedAt(at("2026-03-02T20:00:00")));
    assertFalse(terms.authorisedAt(at("2026-03-02T23:00:00")));
    assertEquals(List.of("TERMS_END 660"), deadlines());
    terms.add(new AuthorisationChange(WHO, "A-1", null, at("2026-03-02T21:00:00"), 0));
    assertFalse(terms.authorisedAt(at("2026-03-02T21:00:00")));
  }

  @Test
  void the_end_of_supervision_leaves_no_terms() {
    order("2026-02-01T00:00:00", night(1, 10));
    order("2026-03-02T22:00:00", null);
    assertTrue(when("2026-03-02T21:59:59").supervised());
    assertNull(when("2026-03-02T22:00:00").terms());
  }

  @Test
  void the_same_terms_twice_are_known_already() {
    assertTrue(terms.add(new OrderChange(WHO, "O-1", night(1, 10), 5, 5)));
    assertFalse(terms.add(new OrderChange(WHO, "O-1", night(1, 10), 5, 999)));
  }

  private void leave(String id, String from, String until) {
    LeaveChange.Grant grant = until == null ? null : new LeaveChange.Grant(at(until), false);
    terms.add(new LeaveChange(WHO, id, grant, at(from), at(from)));
  }

  private static OrderTerms withBases(OrderTerms it, Particulars.Basis... bases) {
    return new OrderTerms(
        it.zone(),
        it.homes(),
        it.curfew(),
        it.checkIns(),
        "county",
        List.of("school"),
        it.county(),
        it.office(),
        it.tier(),
        it.minor(),
        Particulars.NONE.withKeyPlaces(List.of("netbar")).withBases(List.of(bases)));
  }

  private static Particulars.Basis basis(String restriction, String until) {
    return new Particulars.Basis(restriction, "a decision", until == null ? null : at(until));
  }

  @Test
  void s26_a_restriction_holds_until_its_basis_runs_out_and_not_at_that_instant() {
    order("2026-03-01T12:00:00", withBases(night(1, 10), basis("curfew", "2026-03-02T20:00:00")));
    assertEquals(List.of("TERMS_END 480"), deadlines().subList(0, 1));
    assertEquals(10, terms.orderAt(at("2026-03-02T20:00:00") - 1).curfew().graceMinutes());
    assertNull(terms.orderAt(at("2026-03-02T20:00:00")).curfew());
  }

  @Test
  void s26_every_kind_of_restriction_can_run_out() {
    String then = "2026-03-02T20:00:00";
    order(
        "2026-03-01T12:00:00",
        withBases(
            night(1, 10),
            basis("curfew", then),
            basis("county", then),
            basis("school", then),
            basis("netbar", then)));
    OrderTerms left = terms.orderAt(at(then));
    assertNull(left.curfew());
    assertNull(left.permittedArea());
    assertEquals(List.of(), left.exclusionZones());
    assertEquals(List.of(), left.particulars().keyPlaces());
    assertEquals(1, left.homes().size());
  }

  @Test
  void s26_a_restriction_that_rests_on_two_decisions_holds_while_one_of_them_does() {
    order(
        "2026-03-01T12:00:00",
        withBases(
            night(1, 10),
            basis("school", "2026-03-02T20:00:00"),
            basis("school", "2026-03-03T20:00:00"),
            basis("curfew", "2026-03-02T20:00:00"),
            basis("curfew", null)));
    OrderTerms left = terms.orderAt(at("2026-03-02T20:00:00"));
    assertEquals(List.of("school"), left.exclusionZones());
    assertEquals(10, left.curfew().graceMinutes());
    assertEquals(List.of(), terms.orderAt(at("2026-03-03T20:00:00")).exclusionZones());
  }

  @Test
  void a_curfew_that_ran_out_and_is_ordered_again_begins_a_new_grace() {
    order("2026-03-01T12:00:00", withBases(night(1, 10), basis("curfew", "2026-03-02T21:00:00")));
    order("2026-03-02T22:00:00", night(1, 10));
    assertEquals(CurfewPhase.GRACE, when("2026-03-02T22:10:00").curfew());
    assertEquals(CurfewPhase.IN_FORCE, when("2026-03-02T22:10:01").curfew());
  }

  @Test
  void after_leave_the_way_back_takes_two_hours_at_most() {
    order("2026-03-01T12:00:00", night(1, 10));
    leave("L-1", "2026-03-02T13:00:00", "2026-03-02T15:00:00");
    assertEquals(List.of("TERMS_END 180", "TERMS_END 300"), deadlines().subList(0, 2));
    assertTrue(when("2026-03-02T15:00:00").homeward());
    assertTrue(when("2026-03-02T16:59:59").homeward());
    assertFalse(when("2026-03-02T17:00:00").homeward());
  }

  @Test
  void leave_that_is_revoked_leaves_two_hours_from_then() {
    order("2026-03-01T12:00:00", night(1, 10));
    leave("L-1", "2026-03-02T13:00:00", "2026-03-02T20:00:00");
    leave("L-1", "2026-03-02T15:00:00", null);
    assertFalse(when("2026-03-02T14:59:59").homeward());
    assertTrue(when("2026-03-02T16:59:59").homeward());
    assertFalse(when("2026-03-02T17:00:00").homeward());
  }
}

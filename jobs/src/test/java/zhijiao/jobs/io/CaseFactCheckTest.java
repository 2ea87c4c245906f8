package zhijiao.jobs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.Activity;
import zhijiao.core.fact.ActivityDuty;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.ChangeReport;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.Seat;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.fact.WelfareSignal;
import zhijiao.jobs.AnyFact;

class CaseFactCheckTest {

  private static final Limits LIMITS = Limits.ofLaw(() -> AnyFact.NOW);
  private static final long AT = AnyFact.NOW - 90L * 86_400_000;
  private static final Subject S = new Subject("s-0042");
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private static void refused(RejectReason reason, Fact fact) {
    Rejected rejected = FactCheck.check(fact, LIMITS);
    assertNotNull(rejected, () -> fact + " was not refused");
    assertEquals(reason, rejected.reason());
  }

  @Test
  void a_judgment_names_who_must_take_the_person_in_and_nothing_else_does() {
    Seat seat = new Seat(CHINA, "331102", "331102001", false);
    refused(
        RejectReason.BAD_TERMS,
        new CaseNotice(S, "n", CaseNotice.Event.JUDGMENT_EFFECTIVE, null, AT, AT));
    refused(
        RejectReason.BAD_TERMS, new CaseNotice(S, "n", CaseNotice.Event.TAKEN_IN, seat, AT, AT));
    assertNull(
        FactCheck.check(
            new CaseNotice(S, "n", CaseNotice.Event.JUDGMENT_EFFECTIVE, seat, AT, AT), LIMITS));
  }

  @Test
  void a_measure_says_who_decided_it_and_on_which_article() {
    refused(RejectReason.BAD_TEXT, new Measure(S, "m", Measure.Type.WARNING, "", "35", AT, AT));
    refused(RejectReason.BAD_TEXT, new Measure(S, "m", Measure.Type.WARNING, "d", " ", AT, AT));
  }

  @Test
  void nobody_studies_for_more_than_a_day_at_a_time() {
    refused(RejectReason.BAD_FIELD, new Activity(S, "a", Activity.Type.STUDY, 0, AT, AT));
    refused(RejectReason.BAD_FIELD, new Activity(S, "a", Activity.Type.STUDY, 1441, AT, AT));
    assertNull(FactCheck.check(new Activity(S, "a", Activity.Type.STUDY, 1440, AT, AT), LIMITS));
  }

  @Test
  void no_order_asks_for_more_than_four_hours_a_day() {
    refused(RejectReason.BAD_TERMS, ordering(new ActivityDuty(7_201, 0)));
    refused(RejectReason.BAD_TERMS, ordering(new ActivityDuty(0, -1)));
    assertNull(FactCheck.check(ordering(new ActivityDuty(7_200, 0)), LIMITS));
  }

  private static Fact ordering(ActivityDuty duty) {
    OrderTerms terms =
        new OrderTerms(
            CHINA,
            List.of(),
            null,
            null,
            null,
            List.of(),
            "331102",
            "331102001",
            Tier.GENERAL,
            false,
            Particulars.NONE.withActivityDuty(duty));
    return new OrderChange(S, "o", terms, AT, AT);
  }

  @Test
  void a_report_of_a_change_has_an_identifier() {
    refused(RejectReason.BAD_TEXT, new ChangeReport(S, "", ChangeReport.Type.WORK_ENDED, AT, AT));
    assertNull(
        FactCheck.check(new ChangeReport(S, "c", ChangeReport.Type.WORK_ENDED, AT, AT), LIMITS));
  }

  @Test
  void a_welfare_signal_has_a_level_and_no_words() {
    assertEquals(
        5, WelfareSignal.class.getRecordComponents().length, "subject, id, level and two times");
  }

  @Test
  void s2_a_renewal_names_its_assessment_and_was_decided_before_it_takes_effect() {
    refused(RejectReason.BAD_TEXT, renewal("", AT - 1));
    refused(RejectReason.BAD_TERMS, renewal("as-1", AT + 1));
    assertNull(FactCheck.check(renewal("as-1", AT), LIMITS));
  }

  private static Fact renewal(String assessment, long decidedAt) {
    return new AuthorisationChange(
        S,
        "a",
        new AuthorisationChange.Grant(
            2, "p", AT + 86_400_000, new AuthorisationChange.Renewal(assessment, decidedAt)),
        AT,
        AT);
  }

  /** The third of a month to the third; the thirty-first of a month to the last day of a shorter one. */
  @Property(tries = 500)
  void s2_three_months_are_three_months_of_the_calendar_over_month_ends_and_leap_days(
      @ForAll @IntRange(min = 0, max = 1800) int day) {
    LocalDate from = LocalDate.of(2021, 1, 1).plusDays(day);
    LocalDate until = from.plusMonths(3);
    assertNull(FactCheck.check(granted(from, instant(until)), LIMITS));
    refused(RejectReason.BAD_TERMS, granted(from, instant(until) + 1));
  }

  private static Fact granted(LocalDate from, long until) {
    return new AuthorisationChange(
        S, "a", new AuthorisationChange.Grant(2, "p", until), instant(from), instant(from));
  }

  private static long instant(LocalDate date) {
    return date.atStartOfDay(CHINA).toInstant().toEpochMilli();
  }
}

package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.Severity;

class MissedCheckInRuleTest {

  private final Telling day =
      new Telling(
          "missed-check-in", "order: check in 08:00-09:00, 20:00-21:00; check-in grace 30m");

  @Test
  void checking_in_in_the_first_second_of_the_window_is_in_time_and_a_second_before_is_not() {
    assertEquals("", day.found("07:00 battery 9%", "08:00 check-in by face", "10:00 battery 9%"));
    assertEquals(
        "09:30:00-",
        day.found("07:00 battery 9%", "07:59:59 check-in by face", "10:00 battery 9%"));
  }

  @Test
  void checking_in_in_the_last_second_of_grace_is_in_time_and_a_second_after_is_not() {
    assertEquals("", day.found("07:00 battery 9%", "09:30 check-in by face", "10:00 battery 9%"));
    assertEquals(
        "09:30:00-09:30:01",
        day.found("07:00 battery 9%", "09:30:01 check-in by face", "10:00 battery 9%"));
  }

  @Test
  void the_terminal_at_which_the_person_checked_in_last_may_be_why() {
    Finding missed =
        day.findings("08:10 check-in by id card, terminal K-1", "22:00 battery 9%").get(0);
    assertEquals("K-1", missed.parameters().get("terminal"));
    assertEquals(
        Long.toString(missed.openedAt() - 90 * 60_000L), missed.parameters().get("neededFrom"));
    Finding byTelephone = day.findings("08:10 check-in by face", "22:00 battery 9%").get(0);
    assertEquals(null, byTelephone.parameters().get("terminal"));
  }

  @Test
  void nothing_is_missed_before_grace_has_expired() {
    assertEquals("", day.found("07:00 battery 9%", "09:29:59 battery 9%"));
    assertEquals("09:30:00-", day.found("07:00 battery 9%", "09:30 battery 9%"));
  }

  @Test
  void a_window_that_began_before_anything_was_observed_is_not_missed() {
    assertEquals("", day.found("08:00:01 battery 9%", "10:00 battery 9%"));
    assertEquals("09:30:00-", day.found("08:00 battery 9%", "10:00 battery 9%"));
  }

  @Test
  void one_check_in_makes_good_for_all_that_were_missed() {
    List<Finding> findings =
        day.findings("07:00 battery 9%", "21:40 check-in by visit", "22:00 battery 9%");
    assertEquals(List.of("08:00", "20:00"), findings.stream().map(Finding::target).toList());
    assertEquals(1, findings.stream().map(Finding::endedAt).distinct().count());
  }

  @Test
  void leave_that_lifts_check_ins_excuses_when_it_touches_the_window_or_its_grace() {
    assertEquals(
        "",
        day.found(
            "07:00 battery 9%",
            "09:30 leave L-1 until 12:00, lifting check-ins", "10:00 battery 9%"));
    assertEquals(
        "09:30:00-",
        day.found(
            "07:00 battery 9%",
            "07:30 leave L-1 until 08:00, lifting check-ins", "10:00 battery 9%"));
    assertEquals(
        "",
        day.found(
            "07:00 battery 9%",
            "07:30 leave L-1 until 08:00:01, lifting check-ins", "10:00 battery 9%"));
  }

  @Test
  void leave_that_does_not_say_so_lifts_nothing() {
    assertEquals(
        "09:30:00-",
        day.found("07:00 battery 9%", "07:30 leave L-1 until 12:00", "10:00 battery 9%"));
  }

  @Test
  void an_order_that_drops_the_plan_ends_what_was_missed() {
    assertEquals(
        "09:30:00-10:00:00",
        day.found(
            "07:00 battery 9%",
            "10:00 order home circle 28.4511,119.9203 r 80m", "11:00 battery 9%"));
  }

  @Test
  void a_renewed_order_with_the_same_plan_forgives_nothing() {
    assertEquals(
        "09:30:00-",
        day.found(
            "07:00 battery 9%",
            "08:30 order home circle 28.4511,119.9203 r 80m; check in 08:00-09:00, 20:00-21:00;"
                + " check-in grace 30m",
            "10:00 battery 9%"));
  }

  @Test
  void a_second_window_missed_before_the_first_was_made_good_is_more_severe() {
    assertEquals(
        List.of(Severity.P2, Severity.P1),
        severities("07:00 battery 9%", "21:40 check-in by visit", "22:00 battery 9%"));
    assertEquals(
        List.of(Severity.P2, Severity.P2),
        severities("07:00 battery 9%", "10:00 check-in by visit", "22:00 battery 9%"));
  }

  @Test
  void the_third_window_missed_within_seven_days_is_more_severe_and_on_the_eighth_day_no_longer() {
    assertEquals(
        List.of(Severity.P2, Severity.P2, Severity.P1),
        severities(
            "2026-03-02 07:00 battery 9%",
            "10:00 check-in by visit",
            "20:00 check-in by visit",
            "2026-03-03 10:00 check-in by visit",
            "20:00 check-in by visit",
            "2026-03-04 10:00 battery 9%"));
    assertEquals(
        List.of(Severity.P2, Severity.P2, Severity.P2), severities(metOn(3, 4, 5, 6, 7, 8)));
    assertEquals(List.of(Severity.P2, Severity.P2, Severity.P1), severities(metOn(3, 4, 5, 6, 7)));
  }

  /** From the second of the month on: the morning's window is met on these days and made good late on others. */
  private static String[] metOn(int... days) {
    List<String> facts = new ArrayList<>();
    facts.add("2026-03-02 07:00 battery 9%");
    int last = days[days.length - 1] + 1;
    for (int day = 2; day <= last; day++) {
      boolean met = day != 2 && day != last;
      facts.add(
          String.format(
              Locale.ROOT, "2026-03-%02d %s check-in by visit", day, met ? "08:30" : "10:00"));
      if (day == 2) {
        facts.add("21:40 check-in by visit");
      } else {
        facts.add("20:30 check-in by visit");
      }
    }
    return facts.toArray(String[]::new);
  }

  private List<Severity> severities(String... facts) {
    return day.findings(facts).stream().map(Finding::severity).toList();
  }
}

package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Finding;

class LostContactRuleTest {

  private static final String DAILY =
      "order: home circle 28.4511,119.9203 r 80m; check in 08:00-09:00; check-in grace 30m";

  private final Telling person = new Telling("lost-contact", DAILY);

  @Test
  void the_clock_begins_with_the_first_window_that_was_missed() {
    assertEquals(
        "", person.dated("10:00 check-in by visit", "2026-03-10 07:59:59 check-in by visit"));
    assertEquals(
        "2026-03-10 08:00:00 – 2026-03-10 08:00:01",
        person.dated("10:00 check-in by visit", "2026-03-10 08:00:01 check-in by visit"));
  }

  @Test
  void ten_days_and_a_month_are_two_alerts_that_one_contact_ends() {
    List<Finding> findings =
        person.findings("10:00 check-in by visit", "2026-04-05 10:00 check-in by visit");
    assertEquals(List.of("10-days", "1-month"), findings.stream().map(Finding::target).toList());
    assertEquals(
        List.of("2026-03-10 08:00:00", "2026-03-28 08:00:00"),
        findings.stream().map(f -> Telling.date(f.openedAt())).toList());
    assertTrue(says(findings.get(0), "11 days without contact"));
    assertTrue(says(findings.get(1), "a month without contact"));
  }

  @Test
  void a_month_is_a_month_of_the_calendar() {
    Finding month =
        new Telling("lost-contact", DAILY + "\ndate: 2026-01-30")
            .findings("2026-01-30 10:00 check-in by visit", "2026-03-05 10:00 check-in by visit")
            .get(1);
    assertEquals(
        "2026-02-28 08:00:00",
        Telling.date(month.evidence().get(month.evidence().size() - 2).occurredAt()));
  }

  @Test
  void whoever_owes_no_check_in_is_never_out_of_contact() {
    Telling other = new Telling("lost-contact", "order: home circle 28.4511,119.9203 r 80m");
    assertEquals("", other.dated("10:00 fix home ±8m gps", "2026-03-25 10:00 fix home ±8m gps"));
  }

  @Test
  void s12_a_tag_that_falls_silent_starts_no_clock() {
    Telling other = new Telling("lost-contact", "order: home circle 28.4511,119.9203 r 80m");
    assertEquals("", other.dated("10:00 switched off", "2026-03-25 10:00 switched on"));
  }

  @Test
  void a_refused_check_in_and_an_unverified_sighting_are_no_contact() {
    assertEquals(
        "2026-03-10 08:00:00 – 2026-03-11 10:00:00",
        person.dated(
            "10:00 check-in by visit",
            "2026-03-05 10:00 check-in by face, refused",
            "2026-03-06 10:00 seen home ±20m by C-1, score 0.96",
            "2026-03-11 10:00 check-in by visit"));
  }

  @Test
  void custody_stops_the_clock_and_its_end_begins_another() {
    assertEquals(
        "2026-03-13 08:00:00 – ",
        person.dated(
            "10:00 check-in by visit",
            "2026-03-04 10:00 custody begins",
            "2026-03-05 10:00 custody ends",
            "2026-03-13 10:00 battery 9%"));
  }

  @Test
  void leave_that_ends_when_a_window_begins_excuses_the_window_no_more() {
    assertEquals(
        "2026-03-13 08:00:00 – ",
        person.dated(
            "10:00 check-in by visit",
            "2026-03-02 11:00 leave L-1 until 2026-03-06 08:00, lifting check-ins",
            "2026-03-13 10:00 battery 9%"));
  }

  private static boolean says(Finding finding, String words) {
    return finding.evidence().stream().anyMatch(piece -> piece.what().equals(words));
  }
}

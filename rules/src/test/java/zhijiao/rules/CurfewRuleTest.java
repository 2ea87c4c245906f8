package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;

class CurfewRuleTest {

  private static final String ORDER =
      """
      order: home circle 28.4511,119.9203 r 80m; curfew 21:00-06:00; grace 10m
      places: {away: "28.4611,119.9203"}
      """;

  private final Telling night = new Telling("curfew", ORDER);

  @Test
  void arriving_in_the_last_second_of_grace_is_not_late() {
    assertEquals("", night.found("20:50 fix away ±12m gps", "21:09:59 fix home ±8m gps"));
  }

  @Test
  void arriving_at_the_instant_at_which_grace_expires_is_not_late() {
    assertEquals("", night.found("20:50 fix away ±12m gps", "21:10 fix home ±8m gps"));
  }

  @Test
  void arriving_a_second_after_grace_is_late() {
    assertEquals(
        "21:10:00-21:10:01", night.found("20:50 fix away ±12m gps", "21:10:01 fix home ±8m gps"));
  }

  @Test
  void a_fix_of_half_an_hour_before_grace_expires_is_evidence() {
    assertEquals("21:10:00-", night.found("20:40 fix away ±12m gps", "21:10 battery 50%"));
  }

  @Test
  void an_older_fix_is_not() {
    assertEquals("", night.found("20:39:59 fix away ±12m gps", "21:10 battery 50%"));
  }

  @Test
  void one_fix_from_before_the_curfew_is_enough_when_nothing_speaks_against_it() {
    assertEquals("21:10:00-", night.found("21:00 fix away ±12m gps", "21:10 battery 50%"));
  }

  @Test
  void one_fix_from_within_the_grace_is_not() {
    assertEquals("", night.found("21:00:01 fix away ±12m gps", "21:10 battery 50%"));
  }

  @Test
  void one_fix_soon_after_one_at_home_is_not() {
    assertEquals(
        "", night.found("20:30 fix home ±8m gps", "20:59 fix away ±12m gps", "21:10 battery 50%"));
    assertEquals(
        "21:10:00-",
        night.found("20:28 fix home ±8m gps", "20:59 fix away ±12m gps", "21:10 battery 50%"));
  }

  @Test
  void one_fix_soon_after_an_unsure_one_is_not() {
    assertEquals(
        "",
        night.found("20:30 fix home ±100m gps", "20:59 fix away ±12m gps", "21:10 battery 50%"));
  }

  @Test
  void leaving_home_shows_with_the_third_fix() {
    assertEquals(
        "22:02:00-",
        night.found(
            "21:50 fix home ±8m gps",
            "22:00 fix away ±12m gps",
            "22:01 fix away ±12m gps",
            "22:02 fix away ±12m gps"));
  }

  @Test
  void or_with_the_second_after_five_minutes() {
    assertEquals(
        "22:05:00-",
        night.found(
            "21:50 fix home ±8m gps", "22:00 fix away ±12m gps", "22:05 fix away ±12m gps"));
    assertEquals(
        "",
        night.found(
            "21:50 fix home ±8m gps", "22:00 fix away ±12m gps", "22:04:59 fix away ±12m gps"));
  }

  @Test
  void half_an_hour_of_silence_begins_a_new_run() {
    assertEquals(
        "22:30:00-",
        night.found("20:00 battery 9%", "22:00 fix away ±12m gps", "22:30 fix away ±12m gps"));
    assertEquals(
        "",
        night.found("20:00 battery 9%", "22:00 fix away ±12m gps", "22:30:01 fix away ±12m gps"));
  }

  @Test
  void the_end_of_the_curfew_ends_the_absence() {
    assertEquals(
        "21:10:00-06:00:00",
        night.found("20:50 fix away ±12m gps", "2026-03-03 07:00 fix away ±12m gps"));
  }

  @Test
  void the_first_fix_after_the_curfew_accuses_no_one() {
    assertEquals(
        "",
        night.found(
            "2026-03-03 05:50 fix home ±8m gps",
            "06:00:01 fix away ±12m gps",
            "06:01 fix away ±12m gps",
            "06:02 fix away ±12m gps"));
  }

  @Test
  void without_a_known_home_nobody_is_absent() {
    Telling nowhere =
        new Telling(
            "curfew", "order: curfew 21:00-06:00; grace 10m\nplaces: {away: \"28.4611,119.9203\"}");
    assertEquals("", nowhere.found("20:50 fix away ±12m gps", "22:00 fix away ±12m gps"));
  }

  @Test
  void either_of_two_homes_will_do() {
    Telling two =
        new Telling(
            "curfew",
            "order: home circle 28.4511,119.9203 r 80m; home circle 28.4611,119.9203 r 80m;"
                + " curfew 21:00-06:00; grace 10m\nplaces: {away: \"28.4611,119.9203\"}");
    assertEquals("", two.found("20:50 fix away ±12m gps", "22:00 fix away ±12m gps"));
  }

  @Test
  void leave_that_begins_when_grace_expires_excuses() {
    assertEquals(
        "",
        night.found("20:50 fix away ±12m gps", "21:10 leave L-1 until 23:00", "22:00 battery 9%"));
  }

  @Test
  void leave_that_ends_when_grace_expires_does_not_accuse_by_what_was_seen_under_it() {
    assertEquals(
        "",
        night.found("20:00 leave L-1 until 21:10", "20:50 fix away ±12m gps", "22:00 battery 9%"));
  }

  @Test
  void a_sighting_of_the_tag_bearer_at_home_ends_the_absence() {
    assertEquals(
        "21:10:00-21:30:00",
        night.found(
            "20:50 fix away ±12m gps",
            "21:30 seen home ±10m by C-1, score 0.90",
            "21:40 battery 50%"));
  }

  @Test
  void an_absence_that_the_tag_still_reports_does_not_lapse_with_a_sighting() {
    assertEquals(
        "21:10:00-",
        night.found(
            "20:50 fix away ±12m gps",
            "21:20 fix away ±12m gps",
            "21:30 seen away ±10m by C-1, score 0.90",
            "21:45 fix away ±12m gps",
            "23:00 battery 50%"));
  }

  @Test
  void a_rule_that_asks_for_five_fixes_is_told_of_five() {
    Telling patient =
        new Telling(
            "curfew",
            ORDER,
            new RuleCatalog(
                List.of(
                    new CurfewRule(
                        new CurfewRule.Settings(30, 5, 60, 60),
                        PersonTagSeparationRule.Settings.DEFAULT))));
    assertEquals(
        "22:04:00-",
        patient.found(
            "21:50 fix home ±8m gps",
            "22:00 fix away ±12m gps",
            "22:01 fix away ±12m gps",
            "22:02 fix away ±12m gps",
            "22:03 fix away ±12m gps",
            "22:04 fix away ±12m gps"));
  }

  @Test
  void a_finding_says_what_it_rests_on() {
    Finding finding = night.findings("20:50 fix away ±12m gps", "21:12 fix home ±8m gps").get(0);
    assertEquals(
        List.of("fix gps", "grace expires", "fix gps"),
        finding.evidence().stream().map(Evidence::what).toList());
    assertEquals("10", finding.parameters().get("graceMinutes"));
    assertEquals("30", finding.parameters().get("evidenceMaxAgeMinutes"));
    assertEquals(1032, finding.evidence().get(0).distanceMetres(), 10);
  }

  @Test
  void who_is_not_seen_at_home_all_night_is_absent() {
    assertEquals("absent", kind("20:50 fix away ±12m gps", "06:30 fix away ±12m gps"));
  }

  @Test
  void who_comes_home_after_grace_is_late() {
    assertEquals("late", kind("20:50 fix away ±12m gps", "21:12 fix home ±8m gps"));
    assertEquals(
        "late",
        kind(
            "20:50 fix away ±12m gps",
            "21:12 seen home ±8m by C-1, score 0.90",
            "23:00 battery 50%"));
  }

  @Test
  void who_was_at_home_and_goes_left_early() {
    assertEquals(
        "left-early",
        kind(
            "21:05 fix home ±8m gps",
            "23:00 fix away ±12m gps",
            "23:01 fix away ±12m gps",
            "23:02 fix away ±12m gps",
            "23:30 fix home ±8m gps"));
  }

  @Test
  void who_was_at_home_before_the_curfew_only_is_absent() {
    assertEquals(
        "absent",
        kind(
            "20:00 fix home ±8m gps",
            "23:00 fix away ±12m gps",
            "23:01 fix away ±12m gps",
            "23:02 fix away ±12m gps"));
  }

  @Test
  void the_night_before_does_not_count() {
    assertEquals(
        "absent",
        kind(
            "2026-03-02 23:00 fix home ±8m gps",
            "2026-03-03 20:50 fix away ±12m gps",
            "2026-03-03 21:30 fix away ±12m gps"));
  }

  private String kind(String... facts) {
    return night.findings(facts).get(0).parameters().get(CurfewRule.KIND);
  }
}

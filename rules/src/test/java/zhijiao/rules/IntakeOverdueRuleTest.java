package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard.Audience;

class IntakeOverdueRuleTest {

  private final Telling person = new Telling("intake-overdue", "order: none\nauthorised: no");

  @Test
  void the_county_is_told_when_seven_whole_days_are_over_and_not_a_second_before() {
    assertEquals(
        "",
        person.dated(
            "10:00 judgment took effect",
            "11:00 check-in by visit",
            "2026-03-09 23:59:59 check-in by visit"));
    assertEquals(
        "2026-03-10 00:00:00 – ",
        person.dated(
            "10:00 judgment took effect",
            "11:00 check-in by visit",
            "2026-03-10 00:00:00 check-in by visit"));
  }

  @Test
  void the_tenth_day_is_the_last_and_the_eleventh_is_overdue() {
    String[] tenth = {
      "10:00 judgment took effect",
      "11:00 check-in by visit",
      "2026-03-12 23:59:59 check-in by visit"
    };
    String[] eleventh = {
      "10:00 judgment took effect",
      "11:00 check-in by visit",
      "2026-03-13 00:00:00 check-in by visit"
    };
    assertEquals(1, person.findings(tenth).get(0).evidence().size());
    Finding overdue = person.findings(eleventh).get(0);
    assertEquals(2, overdue.evidence().size());
    assertTrue(overdue.evidence().get(1).what().startsWith("10 days"));
  }

  @Test
  void the_county_and_office_are_those_of_the_judgment() {
    Finding finding =
        person
            .findings(
                "10:00 judgment took effect",
                "11:00 check-in by visit",
                "2026-03-11 00:00:00 check-in by visit")
            .get(0);
    assertEquals("331102 331102001", finding.county() + " " + finding.office());
    assertEquals(Audience.MANAGERS, IntakeOverdueRule.CARD.audience());
  }

  @Test
  void a_judgment_of_somebody_who_is_supervised_already_waits_for_nothing() {
    assertEquals(
        "",
        new Telling("intake-overdue", "order: home circle 28.4511,119.9203 r 80m")
            .dated(
                "10:00 judgment took effect",
                "11:00 battery 9%",
                "2026-03-15 00:00:00 battery 9%"));
  }

  @Test
  void a_second_judgment_begins_another_clock() {
    assertEquals(
        "2026-03-10 00:00:00 – 2026-03-12 10:00:00 2026-03-20 00:00:00 – ",
        person.dated(
            "10:00 judgment took effect",
            "11:00 check-in by visit",
            "2026-03-12 10:00:00 judgment took effect",
            "2026-03-20 00:00:00 check-in by visit"));
  }
}

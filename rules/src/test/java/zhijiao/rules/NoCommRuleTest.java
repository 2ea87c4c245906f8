package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;

class NoCommRuleTest {

  private static final String ORDER =
      "order: home circle 28.4511,119.9203 r 80m; tag reports every 10m\n"
          + "places: {away: \"28.4611,119.9203\"}";

  private final Telling tag = new Telling("no-comm", ORDER);

  @Test
  void a_silence_is_one_when_interval_and_buffer_are_over_and_not_a_second_sooner() {
    assertEquals("20:40:00-20:40:01", tag.found("20:00 battery 80%", "20:40:01 battery 80%"));
    assertEquals("", tag.found("20:00 battery 80%", "20:40:00 battery 80%"));
  }

  @Test
  void any_report_ends_it() {
    for (String report :
        new String[] {"fix away ±900m cell", "battery 70%", "fault", "switched on"}) {
      assertEquals("20:40:00-21:00:00", tag.found("20:00 battery 80%", "21:00 " + report));
    }
  }

  @Test
  void a_camera_that_sees_the_person_is_no_report_of_the_tag() {
    assertEquals(
        "20:40:00-",
        tag.found("20:00 battery 80%", "21:00 seen home ±20m by C-1, score 0.95, verified"));
  }

  @Test
  void every_silence_is_one_of_its_own() {
    assertEquals(
        "18:40:00-19:00:00 19:40:00-20:00:00",
        tag.found("18:00 battery 80%", "19:00 battery 80%", "20:00 battery 80%"));
  }

  @Test
  void a_tag_that_was_never_heard_is_not_silent() {
    assertEquals("", tag.found("20:00 check-in by visit", "23:00 check-in by visit"));
  }

  @Test
  void a_tag_that_is_worn_again_is_silent_again() {
    assertEquals(
        "22:40:00-",
        tag.found(
            "20:00 fix home ±8m gps",
            "20:20 tag taken off",
            "21:50 tag given to S-1",
            "22:00 fix home ±8m gps",
            "23:00 check-in by visit"));
  }

  @Test
  void a_person_last_seen_at_home_makes_it_milder_and_time_makes_it_graver() {
    assertEquals(Severity.P4, severity("fix home ±8m gps", "23:00"));
    assertEquals(Severity.P3, severity("fix away ±8m gps", "23:00"));
    assertEquals(Severity.P3, severity("fix away ±8m gps", "2026-03-03 02:39"));
    assertEquals(Severity.P2, severity("fix away ±8m gps", "2026-03-03 02:41"));
    assertEquals(Severity.P3, severity("fix home ±8m gps", "2026-03-03 02:41"));
  }

  private Severity severity(String last, String until) {
    Finding finding = tag.findings("20:00 " + last, until + " check-in by visit").get(0);
    return finding.severity();
  }

  /** S12: signal loss, low battery and faults are never held against anyone. */
  @Test
  void s12_silence_and_missing_satellites_are_matters_of_the_device() {
    assertEquals(Matter.EQUIPMENT, NoCommRule.CARD.matter());
    assertEquals(Matter.EQUIPMENT, NoGpsRule.CARD.matter());
    assertEquals(Audience.OFFICE, NoCommRule.CARD.audience());
  }

  @Test
  void it_tells_where_the_person_was_last_and_what_was_waited_for() {
    Finding finding = tag.findings("20:00 fix away ±8m gps", "21:00 check-in by visit").get(0);
    assertEquals("fix gps", finding.evidence().get(0).what());
    assertEquals("10", finding.parameters().get("intervalMinutes"));
    assertEquals("30", finding.parameters().get("bufferMinutes"));
    assertEquals("false", finding.parameters().get("lastAtHome"));
  }
}

package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard;

class DeviceTamperRuleTest {

  private final Telling tag =
      new Telling("device-tamper", "order: home circle 28.4511,119.9203 r 80m");

  @Test
  void the_very_report_is_enough() {
    assertEquals("03:12:00-", tag.found("03:12 case opened", "06:00 battery 80%"));
    assertEquals("", tag.found("03:12 case closed", "06:00 battery 80%"));
    assertEquals("", tag.found("03:12 fault", "06:00 battery 80%"));
  }

  @Test
  void a_second_report_while_it_goes_on_is_the_same_episode() {
    assertEquals(
        "03:12:00-03:20:00",
        tag.found(
            "03:12 case opened", "03:15 case opened", "03:20 case closed", "06:00 battery 80%"));
  }

  @Test
  void what_was_seen_in_the_next_fifteen_minutes_belongs_to_it() {
    Finding finding =
        tag.findings(
                "03:12 case opened",
                "03:13 fix home ±8m gps",
                "03:27 check-in by face",
                "03:27:01 fix home ±8m gps",
                "06:00 battery 80%")
            .get(0);
    assertEquals(3, finding.evidence().size(), finding.toString());
    assertEquals("fix gps", finding.evidence().get(1).what());
    assertEquals("check-in", finding.evidence().get(2).what());
  }

  @Test
  void what_was_seen_is_kept_although_it_was_mended_at_once() {
    Finding finding =
        tag.findings(
                "03:12 case opened",
                "03:12:30 case closed",
                "03:20 fix home ±8m gps",
                "06:00 battery 80%")
            .get(0);
    assertEquals(3, finding.evidence().size(), finding.toString());
    assertFalse(finding.isOpen());
  }

  @Test
  void the_end_of_supervision_ends_it_and_what_was_gathered_is_kept() {
    Finding finding =
        tag.findings(
                "03:12 case opened",
                "03:13 fix home ±8m gps",
                "03:15 order ends",
                "06:00 check-in by face")
            .get(0);
    assertFalse(finding.isOpen());
    assertEquals(3, finding.evidence().size(), finding.toString());
  }

  @Test
  void only_a_person_lays_it_to_rest() {
    assertFalse(DeviceTamperRule.CARD.endsByItself());
    assertTrue(DeviceTamperRule.CARD.matter() == RuleCard.Matter.CONDUCT);
  }
}

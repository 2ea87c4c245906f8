package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard;

class PowerOffRuleTest {

  private final Telling tag = new Telling("power-off", "order: home circle 28.4511,119.9203 r 80m");

  @Test
  void any_other_report_of_the_tag_ends_it() {
    assertEquals(
        "21:00:00-21:01:00",
        tag.found("21:00 switched off", "21:01 battery 5%", "22:00 battery 5%"));
    assertEquals(
        "21:00:00-21:01:00",
        tag.found("21:00 switched off", "21:01 fix home ±300m cell", "22:00 battery 50%"));
    assertEquals(
        "21:00:00-",
        tag.found("21:00 switched off", "21:30 switched off", "22:00 check-in by face"));
  }

  @Test
  void a_camera_is_no_report_of_the_tag() {
    assertEquals(
        "21:00:00-",
        tag.found(
            "21:00 switched off",
            "21:05 seen home ±20m by C-1, score 0.99",
            "22:00 check-in by face"));
  }

  @Test
  void it_is_a_matter_of_the_device() {
    assertTrue(PowerOffRule.CARD.matter() == RuleCard.Matter.EQUIPMENT);
    Finding finding = tag.findings("21:00 switched off", "22:00 check-in by face").get(0);
    assertFalse(finding.evidence().isEmpty());
  }
}

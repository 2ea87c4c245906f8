package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard;

class LowBatteryRuleTest {

  private final Telling tag =
      new Telling("low-battery", "order: home circle 28.4511,119.9203 r 80m");

  @Test
  void below_the_limit_is_low_and_at_it_is_not() {
    assertEquals("18:00:00-", tag.found("18:00 battery 19%", "20:00 battery 19%"));
    assertEquals("", tag.found("18:00 battery 20%", "20:00 battery 20%"));
  }

  @Test
  void the_charge_may_come_with_any_report() {
    assertEquals("18:00:00-", tag.found("18:00 fault at 3%", "20:00 battery 19%"));
    assertEquals(
        "18:00:00-19:00:00",
        tag.found("18:00 battery 3%", "19:00 switched on at 25%", "20:00 battery 50%"));
  }

  @Test
  void the_wearer_is_told_first() {
    assertTrue(LowBatteryRule.CARD.audience() == RuleCard.Audience.WEARER);
    Finding finding = tag.findings("18:00 battery 3%", "20:00 battery 3%").get(0);
    assertFalse(finding.parameters().isEmpty());
    assertEquals("20", finding.parameters().get("lowPercent"));
  }
}

package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import zhijiao.core.rule.RuleCard.Audience;

class BatteryIgnoredRuleTest {

  private final Telling tag =
      new Telling("battery-ignored", "order: home circle 28.4511,119.9203 r 80m");

  @Test
  void charging_at_the_last_moment_is_in_time() {
    assertEquals("", tag.found("18:00 battery 18%", "22:00 charging", "23:00 fault"));
    assertEquals(
        "22:00:00-22:00:01", tag.found("18:00 battery 18%", "22:00:01 charging", "23:00 fault"));
  }

  @Test
  void a_forecast_is_a_warning_too() {
    assertEquals(
        "18:00:00-",
        tag.found("12:00 battery 90%", "14:00 battery 60%", "16:00 battery 30%", "18:10 fault"));
  }

  @Test
  void charge_that_is_well_above_the_limit_ends_the_waiting() {
    assertEquals("", tag.found("18:00 battery 18%", "20:00 battery 25%", "23:00 battery 24%"));
    assertEquals(
        "22:00:00-", tag.found("18:00 battery 18%", "20:00 battery 24%", "23:00 battery 24%"));
  }

  @Test
  void the_office_is_told_and_not_sooner() {
    assertEquals(Audience.OFFICE, BatteryIgnoredRule.CARD.audience());
    assertEquals(Audience.WEARER, LowBatteryRule.CARD.audience());
  }
}

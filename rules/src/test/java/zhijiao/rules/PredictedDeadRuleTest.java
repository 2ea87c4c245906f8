package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;

class PredictedDeadRuleTest {

  private final Telling tag =
      new Telling("predicted-dead", "order: home circle 28.4511,119.9203 r 80m");

  @Test
  void empty_in_four_hours_is_about_to_die_and_a_minute_more_is_not() {
    assertEquals("14:00:00-", tag.found("12:00 battery 90%", "14:00 battery 60%"));
    assertEquals("", tag.found("11:59 battery 90%", "14:00 battery 60%"));
  }

  @Test
  void a_report_that_forecasts_otherwise_ends_it() {
    assertEquals(
        "14:00:00-16:00:00",
        tag.found("12:00 battery 90%", "14:00 battery 60%", "16:00 battery 60%"));
  }

  @Test
  void a_report_without_a_charge_says_nothing() {
    assertEquals("14:00:00-", tag.found("12:00 battery 90%", "14:00 battery 60%", "15:00 fault"));
  }

  @Test
  void only_the_last_four_reports_are_drawn_on() {
    assertEquals(
        "17:00:00-",
        tag.found(
            "08:00 battery 100%",
            "14:00 battery 99%", "15:00 battery 98%", "16:00 battery 74%", "17:00 battery 50%"));
  }

  /** S12: a battery is never held against anyone; the wearer is told first. */
  @Test
  void s12_a_battery_about_to_die_is_the_wearers_to_know() {
    assertEquals(Audience.WEARER, PredictedDeadRule.CARD.audience());
    assertEquals(Matter.EQUIPMENT, PredictedDeadRule.CARD.matter());
    assertEquals(Matter.EQUIPMENT, BatteryIgnoredRule.CARD.matter());
  }
}

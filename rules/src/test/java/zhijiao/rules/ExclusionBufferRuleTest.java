package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Severity;

class ExclusionBufferRuleTest {

  private final Telling day =
      new Telling(
          "exclusion-buffer",
          """
          order: home circle 28.4511,119.9203 r 80m; keep out of school
          zones: {school: "circle 28.4511,119.9303 r 150m, belt 200m"}
          """);

  @Test
  void the_third_fix_in_the_belt_is_a_warning() {
    assertEquals(
        "10:02:00-10:05:00",
        day.found(
            "10:00 fix school 250m north ±12m gps",
            "10:01 fix school 250m east ±12m gps",
            "10:02 fix school 250m north ±12m gps",
            "10:05 fix home ±8m gps"));
  }

  @Test
  void five_minutes_are_one_too_and_a_second_less_is_not() {
    assertEquals(
        "10:05:00-",
        day.found("10:00 fix school 250m north ±12m gps", "10:05 fix school 250m north ±12m gps"));
    assertEquals(
        "",
        day.found(
            "10:00 fix school 250m north ±12m gps", "10:04:59 fix school 250m north ±12m gps"));
  }

  @Test
  void in_the_middle_of_the_belt_half_its_width_must_be_more_than_twice_the_accuracy() {
    String[] blurred = {
      "10:00 fix school 250m north ±51m gps",
      "10:01 fix school 250m north ±51m gps",
      "10:02 fix school 250m north ±51m gps"
    };
    assertEquals("", day.found(blurred));
    String[] sharp = {
      "10:00 fix school 250m north ±49m gps",
      "10:01 fix school 250m north ±49m gps",
      "10:02 fix school 250m north ±49m gps"
    };
    assertEquals("10:02:00-", day.found(sharp));
  }

  @Test
  void being_in_the_zone_ends_the_warning() {
    assertEquals(
        "10:02:00-10:03:00",
        day.found(
            "10:00 fix school 250m north ±12m gps",
            "10:01 fix school 250m north ±12m gps",
            "10:02 fix school 250m north ±12m gps",
            "10:03 fix school ±12m gps",
            "10:04 fix school ±12m gps"));
  }

  @Test
  void cameras_warn_nobody() {
    assertEquals(
        "",
        day.found(
            "10:00 seen school 250m north ±10m by C-1, score 0.99, verified",
            "10:10 seen school 250m north ±10m by C-2, score 0.99, verified"));
  }

  @Test
  void a_zone_without_a_width_has_no_belt() {
    Telling plain =
        new Telling(
            "exclusion-buffer",
            """
            order: home circle 28.4511,119.9203 r 80m; keep out of school
            zones: {school: "circle 28.4511,119.9303 r 150m"}
            """);
    assertEquals(
        "",
        plain.found(
            "10:00 fix school 250m north ±12m gps",
            "10:01 fix school 250m north ±12m gps",
            "10:02 fix school 250m north ±12m gps"));
  }

  @Test
  void it_is_a_warning_and_no_breach() {
    assertEquals(Severity.P3, ExclusionBufferRule.CARD.severity());
  }
}

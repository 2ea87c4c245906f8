package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Finding;

class ExclusionZoneRuleTest {

  private final Telling day =
      new Telling(
          "exclusion-zone",
          """
          order: home circle 28.4511,119.9203 r 80m; keep out of school; keep out of gate
          zones:
            school: circle 28.4511,119.9303 r 150m
            gate: circle 28.4511,119.9320 r 150m
          """);

  @Test
  void two_fixes_in_a_row_are_an_entry_and_one_is_not() {
    assertEquals("", day.found("10:00 fix school ±16m gps", "10:01 fix home ±8m gps"));
    assertEquals(
        "10:01:00-10:05:00",
        day.found(
            "10:00 fix school ±16m gps", "10:01 fix school ±16m gps", "10:05 fix home ±8m gps"));
  }

  @Test
  void one_fix_that_is_exact_to_fifteen_metres_is_an_entry() {
    assertEquals(
        "10:00:00-10:01:00", day.found("10:00 fix school ±15m gps", "10:01 fix home ±8m gps"));
    assertEquals("", day.found("10:00 fix school ±15m wifi", "10:01 fix home ±8m gps"));
  }

  @Test
  void two_fixes_half_an_hour_apart_are_in_a_row_and_a_second_more_is_not() {
    assertEquals("10:30:00-", day.found("10:00 fix school ±16m gps", "10:30 fix school ±16m gps"));
    assertEquals("", day.found("10:00 fix school ±16m gps", "10:30:01 fix school ±16m gps"));
  }

  @Test
  void inside_by_less_than_twice_the_accuracy_is_not_inside() {
    assertEquals("", day.found("10:00 fix school ±76m gps", "10:01 fix school ±76m gps"));
    assertEquals("10:01:00-", day.found("10:00 fix school ±74m gps", "10:01 fix school ±74m gps"));
  }

  @Test
  void each_zone_has_findings_of_its_own() {
    List<Finding> findings =
        day.findings(
            "10:00 fix school 80m east ±16m gps",
            "10:01 fix school 80m east ±16m gps",
            "10:02 fix school 80m east ±16m gps");
    assertEquals(List.of("gate", "school"), findings.stream().map(Finding::target).toList());
  }

  @Test
  void two_sightings_belong_together_for_less_than_half_an_hour() {
    assertEquals(
        "10:29:59-",
        day.found(
            "10:00 seen school ±10m by C-1, score 0.90",
            "10:29:59 seen school ±10m by C-1, score 0.90"));
    assertEquals(
        "",
        day.found(
            "10:00 seen school ±10m by C-1, score 0.90",
            "10:30 seen school ±10m by C-1, score 0.90"));
  }

  @Test
  void a_match_below_the_threshold_is_nothing_and_at_it_is_one() {
    assertEquals(
        "",
        day.found(
            "10:00 seen school ±10m by C-1, score 0.84",
            "10:10 seen school ±10m by C-1, score 0.90"));
    assertEquals(
        "10:10:00-",
        day.found(
            "10:00 seen school ±10m by C-1, score 0.85",
            "10:10 seen school ±10m by C-1, score 0.90"));
  }

  @Test
  void a_sighting_elsewhere_between_two_inside_parts_them() {
    assertEquals(
        "",
        day.found(
            "10:00 seen school ±10m by C-1, score 0.90",
            "10:10 seen home ±10m by C-9, score 0.86",
            "10:20 seen school ±10m by C-1, score 0.90"));
  }

  @Test
  void leave_that_ends_inside_lets_the_count_begin_anew() {
    assertEquals(
        "12:01:00-",
        day.found(
            "09:00 leave L-1 until 12:00",
            "11:58 fix school ±16m gps",
            "11:59 fix school ±16m gps",
            "12:00 fix school ±16m gps",
            "12:01 fix school ±16m gps"));
  }

  @Test
  void a_jump_of_a_hundred_kilometres_in_a_minute_is_a_fault_of_data() {
    assertEquals(
        "",
        day.found(
            "10:00 fix 29.4511,119.9303 ±16m gps",
            "10:01 fix school ±16m gps",
            "10:02 fix school ±16m gps"));
  }
}

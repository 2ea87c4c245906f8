package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BoundaryRuleTest {

  private final Telling day =
      new Telling(
          "boundary",
          """
          order: home circle 28.4511,119.9203 r 80m; stay in county
          zones: {county: "box 28.40,119.86 to 28.47,119.98"}
          places: {beyond: "28.4800,119.9203", edge: "28.4702,119.9203"}
          """);

  @Test
  void the_third_fix_beyond_the_boundary_shows_it() {
    assertEquals(
        "10:02:00-",
        day.found(
            "10:00 fix beyond ±12m gps", "10:01 fix beyond ±12m gps", "10:02 fix beyond ±12m gps"));
  }

  @Test
  void two_fixes_are_not_enough_within_five_minutes() {
    assertEquals("", day.found("10:00 fix beyond ±12m gps", "10:04:59 fix beyond ±12m gps"));
    assertEquals("10:05:00-", day.found("10:00 fix beyond ±12m gps", "10:05 fix beyond ±12m gps"));
  }

  @Test
  void outside_by_less_than_twice_the_accuracy_is_not_outside() {
    String[] near = {
      "10:00 fix edge ±12m gps", "10:01 fix edge ±12m gps", "10:02 fix edge ±12m gps"
    };
    assertEquals("", day.found(near));
    String[] sharp = {
      "10:00 fix edge ±10m gps", "10:01 fix edge ±10m gps", "10:02 fix edge ±10m gps"
    };
    assertEquals("10:02:00-", day.found(sharp));
  }

  @Test
  void a_cell_fix_surely_inside_speaks_for_the_person() {
    assertEquals(
        "10:02:00-10:30:00",
        day.found(
            "10:00 fix beyond ±12m gps",
            "10:01 fix beyond ±12m gps",
            "10:02 fix beyond ±12m gps",
            "10:30 fix home ±300m cell"));
  }

  @Test
  void a_cell_fix_beyond_neither_accuses_nor_breaks_the_run() {
    assertEquals(
        "10:02:00-",
        day.found(
            "10:00 fix beyond ±12m gps",
            "10:00:30 fix beyond ±300m cell",
            "10:01 fix beyond ±12m gps",
            "10:01:30 fix beyond ±300m wifi",
            "10:02 fix beyond ±12m gps"));
  }

  @Test
  void a_fix_and_then_a_sighting_belong_together_for_less_than_an_hour() {
    assertEquals(
        "10:59:59-",
        day.found("10:00 fix beyond ±12m gps", "10:59:59 seen beyond ±20m by C-1, score 0.90"));
    assertEquals(
        "", day.found("10:00 fix beyond ±12m gps", "11:00 seen beyond ±20m by C-1, score 0.90"));
  }

  @Test
  void a_score_that_is_high_enough_needs_no_second_sighting() {
    assertEquals("10:00:00-", day.found("10:00 seen beyond ±20m by C-1, score 0.97"));
    assertEquals("", day.found("10:00 seen beyond ±20m by C-1, score 0.96"));
  }

  @Test
  void an_hour_without_another_sighting_ends_it_and_another_begins_the_hour_anew() {
    assertEquals(
        "10:00:00-11:45:00",
        day.found(
            "10:00 seen beyond ±20m by C-1, score 0.98",
            "10:45 seen beyond ±20m by C-1, score 0.90",
            "13:00 battery 50%"));
  }

  @Test
  void an_unsure_fix_between_two_sightings_parts_them() {
    assertEquals(
        "",
        day.found(
            "10:00 seen beyond ±20m by C-1, score 0.90",
            "10:10 fix edge ±50m gps",
            "10:20 seen beyond ±20m by C-2, score 0.90"));
  }

  @Test
  void an_unsure_sighting_between_two_fixes_parts_them() {
    assertEquals(
        "",
        day.found(
            "10:00 fix beyond ±12m gps",
            "10:03 seen edge ±60m by C-1, score 0.90",
            "10:06 fix beyond ±12m gps"));
  }

  @Test
  void silence_beyond_the_boundary_does_not_end_it() {
    assertEquals(
        "10:05:00-",
        day.found("10:00 fix beyond ±12m gps", "10:05 fix beyond ±12m gps", "23:00 battery 10%"));
  }

  @Test
  void leave_that_begins_with_the_third_fix_excuses() {
    assertEquals(
        "",
        day.found(
            "10:00 fix beyond ±12m gps",
            "10:01 fix beyond ±12m gps",
            "10:02 leave L-1 until 18:00",
            "10:02 fix beyond ±12m gps"));
  }

  @Test
  void an_order_without_an_area_holds_no_one() {
    Telling free = new Telling("boundary", "order: home circle 28.4511,119.9203 r 80m");
    assertEquals("", free.found("10:00 fix 29.0,119.9 ±12m gps", "11:00 fix 29.0,119.9 ±12m gps"));
  }
}

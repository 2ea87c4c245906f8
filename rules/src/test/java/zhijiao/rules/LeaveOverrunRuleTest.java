package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LeaveOverrunRuleTest {

  private static final String ORDER =
      """
      order: home circle 28.4511,119.9203 r 80m; stay in county
      zones: {county: "box 28.40,119.86 to 28.47,119.98"}
      places: {beyond: "28.4800,119.9203", edge: "28.4702,119.9203"}
      """;

  private final Telling day = new Telling("leave-overrun", ORDER);
  private final Telling boundary = new Telling("boundary", ORDER);

  @Test
  void the_third_fix_beyond_after_the_two_hours_shows_it() {
    assertEquals(
        "14:01:59-",
        day.found(
            "09:00 leave L-1 until 12:00",
            "13:59 fix beyond ±12m gps",
            "14:00 fix beyond ±12m gps",
            "14:01 fix beyond ±12m gps",
            "14:01:59 fix beyond ±12m gps"));
  }

  @Test
  void what_was_seen_within_the_two_hours_does_not_count() {
    assertEquals(
        "",
        day.found(
            "09:00 leave L-1 until 12:00",
            "13:58 fix beyond ±12m gps",
            "13:59 fix beyond ±12m gps",
            "13:59:59 fix beyond ±12m gps",
            "14:00 fix beyond ±12m gps",
            "14:01 fix beyond ±12m gps"));
  }

  @Test
  void back_in_the_last_second_of_the_two_hours_is_back() {
    String[] facts = {
      "09:00 leave L-1 until 12:00", "13:00 fix beyond ±12m gps", "13:59:59 fix home ±8m gps"
    };
    assertEquals("", day.found(facts));
    assertEquals("", boundary.found(facts));
  }

  @Test
  void whoever_was_seen_back_and_goes_again_has_left_the_area_instead() {
    String[] facts = {
      "09:00 leave L-1 until 12:00",
      "14:00 fix home ±8m gps",
      "15:00 fix beyond ±12m gps",
      "15:01 fix beyond ±12m gps",
      "15:02 fix beyond ±12m gps"
    };
    assertEquals("", day.found(facts));
    assertEquals("15:02:00-", boundary.found(facts));
  }

  @Test
  void whoever_was_never_seen_back_is_found_once_and_not_twice() {
    String[] facts = {
      "09:00 leave L-1 until 12:00",
      "15:00 fix beyond ±12m gps",
      "15:01 fix beyond ±12m gps",
      "15:02 fix beyond ±12m gps"
    };
    assertEquals("15:02:00-", day.found(facts));
    assertEquals("", boundary.found(facts));
  }

  @Test
  void a_check_in_where_one_should_be_is_a_return_and_a_refused_one_is_none() {
    String[] out = {
      "09:00 leave L-1 until 12:00", "14:00 fix beyond ±12m gps", "14:05 fix beyond ±12m gps"
    };
    assertEquals(
        "14:05:00-14:30:00",
        day.found(out[0], out[1], out[2], "14:30 check-in by face at home ±25m"));
    assertEquals(
        "14:05:00-",
        day.found(out[0], out[1], out[2], "14:30 check-in by face at home ±25m, refused"));
    assertEquals("14:05:00-", day.found(out[0], out[1], out[2], "14:30 check-in by phone call"));
    assertEquals(
        "14:05:00-", day.found(out[0], out[1], out[2], "14:30 check-in by face at beyond ±25m"));
  }

  @Test
  void a_camera_shows_it_as_it_shows_other_absences() {
    assertEquals(
        "15:30:00-",
        day.found(
            "09:00 leave L-1 until 12:00",
            "15:00 seen beyond ±20m by C-1, score 0.90",
            "15:30 seen beyond ±20m by C-2, score 0.90"));
  }

  @Test
  void an_unsure_fix_breaks_the_run() {
    assertEquals(
        "",
        day.found(
            "09:00 leave L-1 until 12:00",
            "15:00 fix beyond ±12m gps",
            "15:01 fix edge ±50m gps",
            "15:02 fix beyond ±12m gps",
            "15:03 fix beyond ±12m gps"));
  }

  @Test
  void without_leave_there_is_nothing_to_come_back_from() {
    assertEquals("", day.found("15:00 fix beyond ±12m gps", "15:05 fix beyond ±12m gps"));
  }
}

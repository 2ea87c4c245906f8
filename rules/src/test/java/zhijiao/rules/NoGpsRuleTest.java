package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NoGpsRuleTest {

  private final Telling tag =
      new Telling("no-gps", "order: home circle 28.4511,119.9203 r 80m; tag reports every 10m");

  @Test
  void it_is_one_when_interval_and_buffer_are_over_and_not_a_second_sooner() {
    assertEquals(
        "21:10:00-21:10:01",
        tag.found(
            "20:00 fix home ±8m gps",
            "20:30 fix home ±90m wifi",
            "21:00 fix home ±90m wifi",
            "21:10:01 fix home ±8m gps"));
    assertEquals(
        "",
        tag.found(
            "20:00 fix home ±8m gps",
            "20:30 fix home ±90m wifi",
            "21:00 fix home ±90m wifi",
            "21:10:00 fix home ±8m gps"));
  }

  @Test
  void neither_wifi_nor_a_report_of_the_tag_ends_it() {
    assertEquals(
        "21:10:00-",
        tag.found(
            "20:00 fix home ±8m gps",
            "20:30 fix home ±90m wifi",
            "21:00 fix home ±90m wifi",
            "21:20 fix home ±90m wifi",
            "21:30 battery 80%"));
  }

  @Test
  void a_tag_that_never_had_a_satellite_is_counted_from_when_it_was_first_heard() {
    assertEquals(
        "21:10:00-",
        tag.found(
            "20:00 battery 80%",
            "20:30 fix home ±90m wifi", "21:00 fix home ±90m wifi", "21:15 fix home ±90m wifi"));
  }

  @Test
  void after_a_long_silence_the_count_begins_anew() {
    assertEquals(
        "23:10:00-",
        tag.found(
            "20:00 fix home ±8m gps",
            "22:00 fix home ±90m wifi",
            "22:30 fix home ±90m wifi",
            "23:00 fix home ±90m wifi",
            "23:15 fix home ±90m wifi"));
  }
}

package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class KeyPlaceRuleTest {

  private static final String ZONES = "zones: {netbar: \"circle 28.4511,119.9303 r 60m\"}\n";

  private final Telling day =
      new Telling(
          "key-place",
          "order: home circle 28.4511,119.9203 r 80m; do not stay at netbar\n" + ZONES);

  @Test
  void a_quarter_of_an_hour_is_a_stay_and_a_second_less_is_none() {
    assertEquals(
        "19:15:00-19:20:00",
        day.found(
            "19:00 fix netbar ±12m gps",
            "19:05 fix netbar ±12m gps",
            "19:15 fix netbar ±12m gps",
            "19:20 fix home ±8m gps"));
    assertEquals(
        "",
        day.found(
            "19:00 fix netbar ±12m gps",
            "19:05 fix netbar ±12m gps",
            "19:14:59 fix netbar ±12m gps",
            "19:20 fix home ±8m gps"));
  }

  @Test
  void two_fixes_are_a_way_past_and_a_way_back() {
    assertEquals("", day.found("19:00 fix netbar ±12m gps", "19:20 fix netbar ±12m gps"));
  }

  @Test
  void it_is_told_when_the_quarter_of_an_hour_is_over_however_often_the_tag_reports() {
    String[] facts = new String[20];
    for (int i = 0; i < facts.length; i++) {
      facts[i] = String.format(java.util.Locale.ROOT, "19:%02d fix netbar ±12m gps", i);
    }
    assertEquals("19:15:00-", day.found(facts));
  }

  @Test
  void a_satellite_fix_that_is_not_sure_breaks_the_stay_only_when_it_was_measured_elsewhere() {
    for (int error : new int[] {40, 400}) {
      assertEquals(
          "19:15:00-",
          day.found(
              "19:00 fix netbar ±12m gps",
              "19:05 fix netbar ±12m gps",
              "19:10 fix netbar ±" + error + "m gps",
              "19:15 fix netbar ±12m gps"));
      assertEquals(
          "",
          day.found(
              "19:00 fix netbar ±12m gps",
              "19:05 fix netbar ±12m gps",
              "19:10 fix netbar 70m north ±" + error + "m gps",
              "19:15 fix netbar ±12m gps"));
    }
  }

  @Test
  void unsure_fixes_alone_are_no_stay() {
    assertEquals(
        "",
        day.found(
            "19:00 fix netbar ±12m gps",
            "19:05 fix netbar ±40m gps",
            "19:10 fix netbar ±40m gps",
            "19:15 fix netbar ±12m gps"));
  }

  @Test
  void a_coarse_fix_breaks_the_stay_only_when_it_was_measured_elsewhere_whatever_its_error() {
    for (int error : new int[] {20, 80, 400}) {
      for (String source : new String[] {"wifi", "cell"}) {
        assertEquals(
            "19:15:00-",
            day.found(
                "19:00 fix netbar ±12m gps",
                "19:05 fix netbar ±12m gps",
                "19:10 fix netbar ±" + error + "m " + source,
                "19:15 fix netbar ±12m gps"));
        assertEquals(
            "",
            day.found(
                "19:00 fix netbar ±12m gps",
                "19:05 fix netbar ±12m gps",
                "19:10 fix home ±" + error + "m " + source,
                "19:15 fix netbar ±12m gps"));
      }
    }
  }

  @Test
  void
      a_base_station_breaks_the_stay_only_from_five_hundred_metres_outside_and_wifi_from_the_edge() {
    for (int error : new int[] {20, 80, 400}) {
      String[] facts = {
        "19:00 fix netbar ±12m gps", "19:05 fix netbar ±12m gps", "", "19:15 fix netbar ±12m gps"
      };
      facts[2] = "19:10 fix netbar 550m north ±" + error + "m cell";
      assertEquals("19:15:00-", day.found(facts), facts[2]);
      facts[2] = "19:10 fix netbar 570m north ±" + error + "m cell";
      assertEquals("", day.found(facts), facts[2]);
      facts[2] = "19:10 fix netbar 70m north ±" + error + "m wifi";
      assertEquals("", day.found(facts), facts[2]);
    }
  }

  @Test
  void coarse_fixes_make_no_stay() {
    assertEquals(
        "",
        day.found(
            "19:00 fix netbar ±12m gps",
            "19:05 fix netbar ±200m wifi",
            "19:10 fix netbar ±200m wifi",
            "19:15 fix netbar ±12m gps"));
  }

  @Test
  void a_place_that_the_order_does_not_name_is_nobodys_business() {
    Telling free = new Telling("key-place", "order: home circle 28.4511,119.9203 r 80m\n" + ZONES);
    assertEquals(
        "",
        free.found(
            "19:00 fix netbar ±12m gps", "19:05 fix netbar ±12m gps", "19:15 fix netbar ±12m gps"));
  }

  @Test
  void leave_that_begins_inside_ends_it() {
    assertEquals(
        "19:15:00-19:16:00",
        day.found(
            "19:00 fix netbar ±12m gps",
            "19:05 fix netbar ±12m gps",
            "19:15 fix netbar ±12m gps",
            "19:16 leave L-1 until 21:00",
            "19:20 fix netbar ±12m gps"));
  }

  @Test
  void cameras_see_no_stay() {
    assertEquals(
        "",
        day.found(
            "19:00 seen netbar ±10m by C-1, score 0.99, verified",
            "19:20 seen netbar ±10m by C-1, score 0.99, verified"));
  }
}

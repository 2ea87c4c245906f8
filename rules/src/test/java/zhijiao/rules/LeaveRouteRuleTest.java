package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LeaveRouteRuleTest {

  private final Telling day =
      new Telling(
          "leave-route",
          """
          order: home circle 28.4511,119.9203 r 80m; stay in county
          zones:
            county: box 28.40,119.86 to 28.47,119.98
            city: box 28.60,119.86 to 28.70,119.98
          places: {town: "28.5500,119.9203", hotel: "28.6500,119.9203", abroad: "28.9200,119.9203"}
          """);

  /** Fixes in town every twenty minutes from ten, and then others. */
  private static String[] stay(String leave, int count, String... last) {
    List<String> facts = new ArrayList<>(List.of("08:00 " + leave));
    for (int i = 0; i < count; i++) {
      int minute = 600 + 20 * i;
      facts.add(
          String.format(Locale.ROOT, "%02d:%02d fix town ±12m gps", minute / 60, minute % 60));
    }
    facts.addAll(List.of(last));
    return facts.toArray(String[]::new);
  }

  @Test
  void two_hours_are_a_stay_and_a_second_less_is_none() {
    assertEquals(
        "12:00:00-",
        day.found(stay("leave L-1 to city until 20:00", 6, "12:00 fix town ±12m gps")));
    assertEquals(
        "", day.found(stay("leave L-1 to city until 20:00", 6, "11:59:59 fix town ±12m gps")));
  }

  @Test
  void reaching_the_destination_ends_it() {
    assertEquals(
        "12:00:00-13:30:00",
        day.found(stay("leave L-1 to city until 20:00", 7, "13:30 fix hotel ±12m gps")));
  }

  @Test
  void any_of_several_destinations_will_do() {
    assertEquals(
        "",
        day.found(stay("leave L-1 to city, county until 20:00", 1, "13:00 fix hotel ±12m gps")));
    assertEquals(
        "12:00:00-",
        day.found(stay("leave L-1 to city, county until 20:00", 7, "12:10 fix town ±12m gps")));
  }

  @Test
  void whoever_moves_on_by_more_than_four_hundred_metres_is_under_way() {
    String moved = "12:00 fix town 410m north ±12m gps";
    assertEquals("", day.found(stay("leave L-1 to city until 20:00", 6, moved)));
    String strolled = "12:00 fix town 390m north ±12m gps";
    assertEquals("12:00:00-", day.found(stay("leave L-1 to city until 20:00", 6, strolled)));
  }

  @Test
  void a_fix_that_is_not_sure_neither_ends_a_stay_nor_makes_one() {
    String leave = "leave L-1 to city until 20:00";
    for (int error : new int[] {12, 180, 40_000}) {
      String blurred = "11:59 fix town 150m north ±" + error + "m gps";
      assertEquals(
          "12:00:00-", day.found(stay(leave, 6, blurred, "12:00 fix town ±12m gps")), blurred);
    }
    assertEquals("", day.found(stay(leave, 6, "12:00 fix town ±40000m gps")));
  }

  @Test
  void a_fix_that_is_not_sure_ends_it_when_it_was_measured_far_from_the_others() {
    String leave = "leave L-1 to city until 20:00";
    for (int error : new int[] {12, 180, 40_000}) {
      String gone = "11:59 fix town 500m north ±" + error + "m gps";
      assertEquals("", day.found(stay(leave, 6, gone, "12:00 fix town ±12m gps")), gone);
    }
  }

  @Test
  void fixes_that_nobody_could_have_reached_do_not_end_a_stay_however_many() {
    String leave = "leave L-1 to city until 20:00";
    String there = "12:00 fix town ±12m gps";
    List<String> facts = new ArrayList<>(List.of(stay(leave, 6)));
    for (int minute = 42; minute < 50; minute++) {
      facts.add("11:" + minute + " fix abroad ±12m gps");
      List<String> back = new ArrayList<>(facts);
      back.add(there);
      assertEquals("12:00:00-", day.found(back.toArray(String[]::new)), minute + "");
    }
  }

  @Test
  void one_that_could_have_been_reached_by_then_ends_it() {
    String leave = "leave L-1 to city until 20:00";
    String there = "12:00 fix town ±12m gps";
    assertEquals("12:00:00-", day.found(stay(leave, 6, "11:50 fix abroad ±12m gps", there)));
    assertEquals("", day.found(stay(leave, 6, "11:58 fix abroad ±12m gps", there)));
  }

  @Test
  void where_the_person_may_be_two_such_fixes_do_not_end_a_stay_and_three_do() {
    String leave = "leave L-1 to city until 20:00";
    String there = "12:00 fix town ±12m gps";
    String one = "11:41 fix hotel ±12m gps";
    String two = "11:42 fix hotel ±400m cell";
    String three = "11:43 fix hotel ±12m gps";
    assertEquals("12:00:00-", day.found(stay(leave, 6, one, there)));
    assertEquals("12:00:00-", day.found(stay(leave, 6, one, two, there)));
    assertEquals("", day.found(stay(leave, 6, one, two, three, there)));
  }

  @Test
  void half_an_hour_without_a_fix_ends_the_stay() {
    assertEquals(
        "", day.found(stay("leave L-1 to city until 20:00", 5, "12:00 fix town ±12m gps")));
  }

  @Test
  void leave_without_a_destination_or_no_leave_at_all_has_no_route() {
    assertEquals("", day.found(stay("leave L-1 until 20:00", 7, "12:30 fix town ±12m gps")));
    assertEquals("", day.found(stay("battery 80%", 7, "12:30 fix town ±12m gps")));
  }

  @Test
  void cameras_see_no_stay() {
    assertEquals(
        "",
        day.found(
            "08:00 leave L-1 to city until 20:00",
            "10:00 seen town ±20m by C-1, score 0.99, verified",
            "12:30 seen town ±20m by C-1, score 0.99, verified"));
  }
}

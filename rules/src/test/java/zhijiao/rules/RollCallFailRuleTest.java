package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Evidence;

class RollCallFailRuleTest {

  private final Telling day =
      new Telling(
          "roll-call-fail",
          """
          order: home circle 28.4511,119.9203 r 80m
          places: {square: "28.4611,119.9203"}
          """);

  private static final String CALL = "10:00 roll call R-1 to camera C-7 until 10:30";
  private static final String PLACE = "10:00 roll call R-1 to square r 100m until 10:30";

  @Test
  void showing_up_in_the_last_instant_is_in_time_and_a_second_later_is_not() {
    assertEquals("", day.found(CALL, "10:30 seen square ±20m by C-7, score 0.86"));
    assertEquals(
        "10:30:00-10:30:01", day.found(CALL, "10:30:01 seen square ±20m by C-7, score 0.86"));
  }

  @Test
  void showing_up_before_the_order_was_sent_answers_nothing() {
    assertEquals(
        "10:30:00-",
        day.found("09:59:59 seen square ±20m by C-7, score 0.99", CALL, "11:00 battery 9%"));
    assertEquals(
        "", day.found("10:00 seen square ±20m by C-7, score 0.99", CALL, "11:00 battery 9%"));
  }

  @Test
  void the_camera_that_was_named_may_be_why_unless_a_place_would_have_done_as_well() {
    var parameters = day.findings(CALL, "11:00 battery 9%").get(0).parameters();
    assertEquals("C-7", parameters.get("camera"));
    assertEquals(null, day.findings(PLACE, "11:00 battery 9%").get(0).parameters().get("camera"));
  }

  @Test
  void another_camera_answers_where_a_place_was_named_and_only_there() {
    String seen = "10:10 seen square 40m north ±20m by C-9, score 0.9";
    assertEquals("", day.found(PLACE, seen, "11:00 battery 9%"));
    assertEquals("10:30:00-", day.found(CALL, seen, "11:00 battery 9%"));
  }

  @Test
  void who_may_be_at_the_place_is_taken_to_be_there() {
    assertEquals(
        "",
        day.found(
            PLACE, "10:10 seen square 130m north ±20m by C-9, score 0.9", "11:00 battery 9%"));
    assertEquals(
        "10:30:00-",
        day.found(
            PLACE, "10:10 seen square 150m north ±20m by C-9, score 0.9", "11:00 battery 9%"));
  }

  @Test
  void a_check_in_at_the_place_and_a_visit_anywhere_answer_and_a_call_does_not() {
    assertEquals(
        "",
        day.found(
            PLACE, "10:10 check-in by id card at square ±20m, terminal K-1", "11:00 battery 9%"));
    assertEquals("", day.found(CALL, "10:10 check-in by visit", "11:00 battery 9%"));
    assertEquals("10:30:00-", day.found(CALL, "10:10 check-in by phone call", "11:00 battery 9%"));
  }

  @Test
  void the_tag_at_the_place_is_not_the_person() {
    assertEquals(
        "10:30:00-",
        day.found(
            PLACE,
            "10:10 fix square ±8m gps",
            "10:11 fix square 3m north ±8m gps",
            "11:00 battery 9%"));
  }

  @Test
  void a_cancellation_in_time_ends_it_and_a_later_one_of_the_same_takes_its_place() {
    assertEquals("", day.found(CALL, "10:29 roll call R-1 cancelled", "11:00 battery 9%"));
    assertEquals(
        "10:50:00-",
        day.found(CALL, "10:20 roll call R-1 to camera C-8 until 10:50", "11:00 battery 9%"));
  }

  @Test
  void any_check_in_afterwards_ends_it() {
    assertEquals("10:30:00-12:00:00", day.found(CALL, "12:00 check-in by phone call"));
  }

  @Test
  void it_names_the_order() {
    assertEquals(
        List.of("roll call", "no further evidence"),
        day.findings(CALL, "11:00 battery 9%").get(0).evidence().stream()
            .map(Evidence::what)
            .toList());
  }

  @Test
  void s27_leave_and_hospital_at_any_instant_of_it_excuse() {
    assertEquals("", day.found("09:00 leave L-1 until 10:01", CALL, "11:00 battery 9%"));
    assertEquals("", day.found(CALL, "10:29 leave L-1 until 10:45", "11:00 battery 9%"));
    assertEquals("10:30:00-", day.found("09:00 leave L-1 until 10:00", CALL, "11:00 battery 9%"));
    assertEquals("", day.found(CALL, "10:10 hospital begins", "11:00 battery 9%"));
  }
}

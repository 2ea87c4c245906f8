package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ImpossibleTravelRuleTest {

  private static final String HEADER =
      """
      order: home circle 28.4511,119.9203 r 80m
      places: {south: "28.4511,119.9203", north: "28.6311,119.9203"}
      """;

  private final Telling day = new Telling("impossible-travel", HEADER);

  @Test
  void twenty_kilometres_need_seven_minutes_of_which_the_clocks_may_be_wrong_by_one() {
    String first = "10:00 seen south ±20m by C-1, score 0.9, verified";
    assertEquals(
        "10:06:30-10:06:30",
        day.found(first, "10:06:30 seen north ±20m by C-2, score 0.9, verified"));
    assertEquals("", day.found(first, "10:07 seen north ±20m by C-2, score 0.9, verified"));
  }

  @Test
  void one_camera_does_not_contradict_itself_but_two_terminals_do() {
    assertEquals(
        "",
        day.found(
            "10:00 seen south ±20m by C-1, score 0.9, verified",
            "10:01 seen north ±20m by C-1, score 0.9, verified"));
    assertEquals(
        "10:01:00-10:01:00",
        day.found(
            "10:00 check-in by id card at south ±5m, terminal K-1",
            "10:01 check-in by id card at north ±5m, terminal K-2"));
  }

  @Test
  void a_telephones_claim_against_a_camera_is_another_rules_matter() {
    String[] facts = {
      "08:00:00 fix south ±8m gps",
      "08:05:00 fix south 2m north ±8m gps",
      "08:10:00 fix south 12000m north ±8m gps",
      "08:11:00 fix south 3m north ±8m gps",
      "08:12:00 fix south 4m north ±8m gps",
      "08:13:00 fix south 5m north ±8m gps"
    };
    assertEquals("", day.found(facts));
    facts[1] = "08:09:00 fix south 11500m north ±8m gps";
    assertEquals("08:13:00-08:13:00", day.found(facts), "two fixes are more than a stray one");
  }

  @Test
  void multipath_of_two_kilometres_is_no_leap() {
    assertEquals(
        "",
        day.found(
            "10:00 fix south ±8m gps",
            "10:01 fix south 2000m north ±8m gps",
            "10:02 fix south 2003m north ±8m gps",
            "10:03 fix south 2001m north ±8m gps",
            "10:04 fix south 3m north ±8m gps"));
  }
}

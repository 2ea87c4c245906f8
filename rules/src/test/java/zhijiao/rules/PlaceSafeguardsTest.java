package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.StoryReader;
import zhijiao.rules.story.TimelineRunner;
import zhijiao.rules.story.World;

/** The safeguards that concern places, leave and restrictions, each held against all rules at once. */
class PlaceSafeguardsTest {

  private static final String HEAD =
      """
      zones:
        school: "circle 28.4511,119.9303 r 150m, belt 200m"
        netbar: "circle 28.4411,119.9203 r 100m"
        county: box 28.40,119.86 to 28.47,119.98
        city: box 28.60,119.86 to 28.70,119.98
      places: {beyond: "28.4800,119.9203", town: "28.5500,119.9203"}
      """;

  private static final String ORDER =
      "order: home circle 28.4511,119.9203 r 80m; curfew 21:00-06:00; grace 10m; tag reports every 1440m; stay in county;"
          + " keep out of school; do not stay at netbar";

  private static List<String> found(String order, String... facts) {
    String yaml = order + "\n" + HEAD + "facts: |\n  " + String.join("\n  ", facts) + "\n";
    World world = StoryReader.read("in a test", "curfew", yaml).world();
    return TimelineRunner.judge(world).episodes().stream().map(Episode::rule).distinct().toList();
  }

  @Test
  void s10_no_fix_of_three_hundred_metres_error_or_from_cells_or_wifi_accuses_anyone_of_anything() {
    for (String fix : List.of("±300m gps", "±20m cell", "±8m wifi")) {
      assertEquals(
          List.of(),
          found(
              ORDER,
              "10:00 fix school " + fix,
              "10:05 fix school " + fix,
              "10:10 fix school 250m north " + fix,
              "10:20 fix school 250m north " + fix,
              "11:00 fix netbar " + fix,
              "11:10 fix netbar " + fix,
              "11:20 fix netbar " + fix,
              "20:50 fix home 500m south " + fix,
              "22:00 fix home 500m south " + fix,
              "22:10 fix home 500m south " + fix),
          fix);
    }
  }

  @Test
  void s10_a_fix_of_three_hundred_metres_error_just_beyond_the_border_accuses_nobody() {
    assertEquals(
        List.of(),
        found(
            ORDER,
            "10:05 fix county 4300m north ±300m gps",
            "10:10 fix county 4300m north ±300m gps"));
    assertEquals(
        List.of("boundary"),
        found(
            ORDER,
            "10:05 fix county 4300m north ±30m gps",
            "10:10 fix county 4300m north ±30m gps"));
  }

  @Test
  void s27_leave_for_any_reason_suppresses_before_alerting() {
    assertEquals(
        List.of(),
        found(
            ORDER,
            "08:00 leave L-1 until 23:59",
            "10:00 fix school ±8m gps",
            "10:05 fix school ±8m gps",
            "10:10 fix school 250m north ±8m gps",
            "10:20 fix school 250m north ±8m gps",
            "11:00 fix netbar ±8m gps",
            "11:10 fix netbar ±8m gps",
            "11:20 fix netbar ±8m gps",
            "15:00 fix beyond ±8m gps",
            "15:10 fix beyond ±8m gps",
            "20:50 fix beyond ±8m gps",
            "21:20 fix beyond ±8m gps"));
  }

  @Test
  void s27_leave_that_is_entered_after_the_alert_takes_it_back() {
    assertEquals(
        List.of(),
        found(
            ORDER,
            "08:00 leave L-1 until 23:00  (received 20:00)",
            "15:00 fix beyond ±8m gps",
            "15:10 fix beyond ±8m gps",
            "22:00 fix home ±8m gps"));
  }

  @Test
  void s26_every_restriction_ends_with_its_basis() {
    String until = " ends 2026-03-02 12:00";
    String order =
        ORDER
            + "; school"
            + until
            + "; netbar"
            + until
            + "; county"
            + until
            + "; curfew"
            + until
            + "";
    assertEquals(
        List.of(),
        found(
            order,
            "12:00 fix school ±8m gps",
            "12:05 fix school ±8m gps",
            "12:10 fix school 250m north ±8m gps",
            "12:20 fix school 250m north ±8m gps",
            "13:00 fix netbar ±8m gps",
            "13:10 fix netbar ±8m gps",
            "13:20 fix netbar ±8m gps",
            "15:00 fix beyond ±8m gps",
            "15:10 fix beyond ±8m gps",
            "21:20 fix beyond ±8m gps"));
    assertEquals(
        List.of("exclusion-zone"),
        found(order, "11:58 fix school ±8m gps", "11:59 fix school ±8m gps"));
  }

  @Test
  void s26_what_goes_on_when_the_basis_runs_out_ends_then() {
    String order = ORDER + "; school ends 2026-03-02 12:00";
    Telling day = new Telling("exclusion-zone", order + "\n" + HEAD);
    assertEquals(
        "11:58:00-12:00:00",
        day.found(
            "11:58 fix school ±8m gps", "12:01 fix school ±8m gps", "13:00 fix school ±8m gps"));
  }
}

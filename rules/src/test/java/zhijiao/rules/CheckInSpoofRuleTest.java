package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Finding;

class CheckInSpoofRuleTest {

  private final Telling day =
      new Telling(
          "check-in-spoof",
          """
          order: home circle 28.4511,119.9203 r 80m
          places: {away: "28.5211,119.9203"}
          """);

  private static String by(String how) {
    return "08:00 check-in by " + how;
  }

  private List<String> signs(String... facts) {
    return day.findings(facts).stream().map(f -> f.parameters().get("sign")).toList();
  }

  @Test
  void a_face_or_a_liveness_at_its_limit_is_sound_and_below_it_a_sign() {
    assertEquals("", day.found(by("face at home ±25m, face 0.60, liveness 0.50")));
    assertEquals(List.of("face-unlike"), signs(by("face at home ±25m, face 0.59, liveness 0.50")));
    assertEquals(List.of("not-alive"), signs(by("face at home ±25m, face 0.60, liveness 0.49")));
    assertEquals(
        List.of("mock-location"),
        signs(by("face at home ±25m, face 0.99, liveness 0.99, made-up place")));
  }

  @Test
  void a_refused_check_in_is_no_deceit_that_worked() {
    assertEquals("", day.found(by("face at home ±25m, face 0.10, liveness 0.10, refused")));
  }

  @Test
  void the_next_sound_check_in_of_any_means_ends_it_and_a_spoofed_one_does_not() {
    String first = by("face at home ±25m, made-up place");
    assertEquals("08:00:00-12:00:00", day.found(first, "12:00 check-in by phone call"));
    assertEquals(
        "08:00:00-", day.found(first, "12:00 check-in by face at home ±25m, liveness 0.1"));
  }

  @Test
  void three_times_the_same_place_may_be_a_telephone_that_remembers() {
    String at = " check-in by face at home ±25m";
    assertEquals("", day.found("07:00" + at, "12:00" + at, "19:00" + at));
    List<Finding> four =
        day.findings("07:00" + at, "12:00" + at, "19:00" + at, "2026-03-03 07:00" + at);
    assertEquals(4, four.get(0).evidence().size());
    assertEquals(
        "",
        day.found(
            "07:00" + at,
            "12:00" + at,
            "19:00 check-in by face at home 1m north ±25m",
            "2026-03-03 07:00" + at));
  }

  @Test
  void the_place_of_a_telephone_is_held_against_the_tag_and_cameras() {
    assertEquals(
        List.of("elsewhere"),
        signs(
            "08:00:00 fix away ±8m gps",
            "08:00:20 check-in by face at home ±25m",
            "08:01:00 fix away 3m north ±8m gps"));
    assertEquals(
        List.of("elsewhere"),
        signs(
            "08:00:00 check-in by face at home ±25m",
            "08:01:00 seen away ±20m by C-1, score 0.98"));
    assertEquals(
        List.of(),
        signs(
            "08:00:00 check-in by face at home ±25m",
            "08:01:00 seen away ±20m by C-1, score 0.90"));
  }

  @Test
  void a_tag_that_contradicts_itself_is_no_witness() {
    String checkIn = "08:02:30 check-in by face at home ±25m";
    String[] leaps = {
      "08:00:00 fix home ±8m gps",
      "08:01:00 fix away ±8m gps",
      "08:02:00 fix away 3m north ±8m gps",
      checkIn,
      "08:03:00 fix away ±8m gps"
    };
    assertEquals(List.of(), signs(leaps));
    leaps[0] = "07:00:00 fix home ±8m gps";
    assertEquals(List.of("elsewhere"), signs(leaps), "in an hour it may have gone there");
  }

  @Test
  void s20_a_face_is_not_the_only_means() {
    for (String means : List.of("id card", "fingerprint")) {
      assertEquals("", day.found(by(means + " at home ±25m, terminal K-1")), means);
      assertEquals("", day.found(by(means + " at home ±25m, terminal K-1, liveness 0.1")), means);
    }
    assertEquals("", day.found(by("phone call")));
    assertEquals("", day.found(by("visit at home ±25m, face 0.1, made-up place")));
  }

  @Test
  void s27_during_leave_the_tags_place_says_nothing() {
    assertEquals(
        "",
        day.found(
            "07:00:00 leave L-1 until 12:00",
            "08:00:00 fix away ±8m gps",
            "08:00:20 check-in by face at home ±25m",
            "08:01:00 fix away 3m north ±8m gps"));
  }
}

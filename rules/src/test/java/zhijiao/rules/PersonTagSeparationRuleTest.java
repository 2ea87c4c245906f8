package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;

class PersonTagSeparationRuleTest {

  private final Telling day =
      new Telling(
          "person-tag-separation",
          """
          order: home circle 28.4511,119.9203 r 80m
          places: {market: "28.5211,119.9203", near: "28.4611,119.9203"}
          """);

  /** Tag at home about a sighting. */
  private static List<String> apart(String clock, String seen) {
    return List.of(
        clock + ":00 fix home ±8m gps",
        clock + ":30 " + seen,
        clock + ":59 fix home 5m east ±8m gps");
  }

  @SafeVarargs
  private static String[] all(List<String>... parts) {
    List<String> facts = new ArrayList<>();
    for (List<String> part : parts) {
      facts.addAll(part);
    }
    return facts.toArray(String[]::new);
  }

  @Test
  void two_pieces_from_one_camera_are_one_witness() {
    assertEquals(
        "",
        day.found(
            all(
                apart("10:00", "seen market ±20m by C-1, score 0.99"),
                apart("10:30", "seen market ±20m by C-1, score 0.99"))));
    assertEquals(
        "10:30:59-",
        day.found(
            all(
                apart("10:00", "seen market ±20m by C-1, score 0.86"),
                apart("10:30", "seen market ±20m by C-2, score 0.86"))));
  }

  @Test
  void two_cameras_count_from_five_minutes_apart_and_to_four_hours() {
    List<String> first = apart("10:00", "seen market ±20m by C-1, score 0.9");
    assertEquals("", day.found(all(first, apart("10:04", "seen market ±20m by C-2, score 0.9"))));
    assertEquals(
        "10:05:59-", day.found(all(first, apart("10:05", "seen market ±20m by C-2, score 0.9"))));
    assertEquals(
        "14:00:59-", day.found(all(first, apart("14:00", "seen market ±20m by C-2, score 0.9"))));
    assertEquals("", day.found(all(first, apart("14:01", "seen market ±20m by C-2, score 0.9"))));
  }

  @Test
  void who_sets_what_shows_a_separation_sets_it_for_places_of_duty_too() {
    String order =
        """
        order: home circle 28.4511,119.9203 r 80m; stay in county
        zones: {county: "box 28.40,119.86 to 28.47,119.98"}
        places: {beyond: "28.5300,119.9203"}
        """;
    String[] threeMinutes =
        all(
            apart("10:00", "seen beyond ±20m by C-1, score 0.9"),
            apart("10:03", "seen beyond ±20m by C-2, score 0.9"));
    PersonTagSeparationRule.Settings sooner = new PersonTagSeparationRule.Settings(240, 2);
    RuleCatalog rules =
        new RuleCatalog(
            List.of(
                new BoundaryRule(BoundaryRule.Settings.DEFAULT, sooner),
                new PersonTagSeparationRule(sooner)));
    for (String rule : List.of("boundary", "person-tag-separation")) {
      assertEquals("", new Telling(rule, order).found(threeMinutes));
      assertTrue(new Telling(rule, order, rules).found(threeMinutes).startsWith("10:03:59-"), rule);
    }
  }

  @Test
  void what_could_be_driven_between_two_fixes_accuses_no_one() {
    assertEquals("", day.found(all(apart("10:00", "seen near ±20m by C-1, score 0.9, verified"))));
    assertEquals(
        "",
        day.found(
            "10:00 fix home ±8m gps",
            "10:04 seen market ±20m by C-1, score 0.9, verified",
            "10:08 fix home 5m east ±8m gps"));
  }

  @Test
  void a_gap_of_more_than_ten_minutes_accuses_no_one() {
    assertEquals(
        "",
        day.found(
            "10:00 fix home ±8m gps",
            "10:00:30 seen market ±20m by C-1, score 0.9, verified",
            "10:10:01 fix home 5m east ±8m gps"));
  }

  @Test
  void a_coarse_fix_is_never_the_tag_that_accuses() {
    assertEquals(
        "",
        day.found(
            "10:00 fix home ±8m wifi",
            "10:00:30 seen market ±20m by C-1, score 0.9, verified",
            "10:01 fix home 5m east ±8m wifi"));
    assertEquals(
        "",
        day.found(
            "10:00 fix home ±3000m gps",
            "10:00:30 seen market ±20m by C-1, score 0.9, verified",
            "10:01 fix home 5m east ±3000m gps"));
  }

  @Test
  void an_officers_visit_needs_no_second_and_a_telephones_claim_counts_for_nothing() {
    assertEquals("10:00:59-", day.found(all(apart("10:00", "check-in by visit at market ±25m"))));
    assertEquals(
        "",
        day.found(
            all(
                apart("10:00", "check-in by face at market ±25m, face 0.9, liveness 0.9"),
                apart(
                    "10:30", "check-in by face at market 30m east ±25m, face 0.9, liveness 0.9"))));
  }

  @Test
  void the_end_of_the_authorisation_ends_it() {
    String[] facts =
        all(
            apart("10:00", "check-in by visit at market ±25m"),
            List.of("11:00 authorisation A-1 revoked", "12:00 check-in by visit"));
    assertEquals("10:00:59-11:00:00", day.found(facts));
  }

  @Test
  void it_names_the_camera_and_the_fix_that_it_rests_on() {
    List<Finding> findings =
        day.findings(all(apart("10:00", "seen market ±20m by C-1, score 0.9, verified")));
    assertEquals(
        List.of("sighting verified", "fix gps"),
        findings.get(0).evidence().stream().map(Evidence::what).toList());
  }

  @Test
  void s19_a_candidate_alone_or_below_the_threshold_or_not_seen_at_all_accuses_no_one() {
    assertEquals("", day.found(all(apart("10:00", "seen market ±20m by C-1, score 0.999"))));
    assertEquals(
        "", day.found(all(apart("10:00", "seen market ±20m by C-1, score 0.84, verified"))));
    assertEquals("", day.found("10:00 fix home ±8m gps", "18:00 fix home 5m east ±8m gps"));
  }

  @Test
  void s27_leave_comes_before_the_alert_and_ends_it() {
    String leave = "leave L-1 until 12:00";
    List<String> seen = apart("10:00", "check-in by visit at market ±25m");
    assertEquals("", day.found(all(List.of("09:00 " + leave), seen)));
    assertEquals(
        "10:00:59-11:00:00",
        day.found(all(seen, List.of("11:00 " + leave, "11:30 check-in by phone call"))));
  }
}

package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Tier;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.timeline.Horizon;
import zhijiao.core.timeline.Outcome;
import zhijiao.core.timeline.Timeline;
import zhijiao.rules.story.Judged;
import zhijiao.rules.story.Story;
import zhijiao.rules.story.StoryReader;
import zhijiao.rules.story.TimelineRunner;
import zhijiao.rules.story.World;

/** Safeguards that hold across rules. */
class SafeguardsInStoriesTest {

  private static final String SCHOOL =
      """
      order: home circle 28.4511,119.9203 r 80m; keep out of school; curfew 21:00-06:00; grace 10m; tag reports every 1440m
      zones: {school: "circle 28.4511,119.9303 r 150m"}
      """;

  private static final OrderTerms WITHOUT_DUTIES =
      new OrderTerms(
          ZoneId.of("Asia/Shanghai"),
          List.of(),
          null,
          null,
          null,
          List.of(),
          "331102",
          "331102001",
          Tier.GENERAL,
          false);

  private static Judged judge(String header, String... facts) {
    String yaml = header + "\nfacts: |\n  " + String.join("\n  ", facts) + "\n";
    Story story = StoryReader.read("in a test", "curfew", yaml);
    return TimelineRunner.judge(story.world());
  }

  @Test
  void s6_observations_older_than_the_kept_days_are_forgotten() throws java.io.IOException {
    long day = 86_400_000L;
    World world =
        new World(
            List.of(Worlds.order("O-1", WITHOUT_DUTIES, Worlds.START - day)),
            Worlds.SHAPES,
            zhijiao.core.time.HolidayCalendar.WEEKENDS_ONLY,
            World.SHIPPED,
            new Horizon(Worlds.START, Worlds.START + 30 * day));
    Timeline timeline = new Timeline(world.program(), World.WHO, Long.MIN_VALUE);
    Judged judged = new Judged();
    timeline.accept(world.facts().get(0), judged);
    timeline.accept(Worlds.authorisation("A-1", Worlds.START, Worlds.START + 60 * day), judged);
    for (int i = 0; i < 24 * 180; i++) {
      timeline.accept(
          Worlds.fix(Worlds.START + i * 20_000L, Worlds.HOME, 5, FixSource.GPS), judged);
    }
    timeline.advance(Worlds.START + day, judged);
    int held = bytes(timeline);
    timeline.advance(Worlds.START + 10 * day, judged);
    assertTrue(held > 10_000 && bytes(timeline) < held / 4, held + " then " + bytes(timeline));
  }

  private static int bytes(Timeline timeline) throws java.io.IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    timeline.write(new java.io.DataOutputStream(out));
    return out.size();
  }

  @Test
  void s9_every_finding_says_rule_version_parameters_evidence_and_accuracy() {
    Judged judged =
        judge(SCHOOL, "10:00 fix school ±8m gps", "10:01 fix school ±8m gps", "12:00 battery 80%");
    Finding finding = judged.findings().get(0);
    assertEquals("exclusion-zone", finding.rule());
    assertTrue(finding.ruleVersion() > 0 && !finding.parameters().isEmpty());
    Evidence piece = finding.evidence().get(0);
    assertTrue(piece.fact() != null && piece.accuracyMetres() > 0);
  }

  @Test
  void s10_a_fix_by_wifi_or_cell_or_with_a_large_error_makes_no_finding() {
    for (String fix : List.of("±12m wifi", "±12m cell", "±400m gps")) {
      assertEquals(
          List.of(),
          judge(
                  SCHOOL,
                  "10:00 fix school " + fix,
                  "10:01 fix school " + fix,
                  "10:02 fix school " + fix,
                  "12:00 battery 80%")
              .findings(),
          fix);
    }
  }

  @Test
  void s11_what_a_late_batch_disproves_is_withdrawn_and_told() {
    Judged judged =
        judge(
            SCHOOL + "places: {away: \"28.4611,119.9203\"}",
            "20:55 fix away ±8m gps",
            "20:56 fix away ±8m gps",
            "20:57 fix away ±8m gps",
            "21:05 fix home ±8m gps  (received 23:00)",
            "23:30 fix home ±8m gps");
    assertEquals(List.of(), judged.findings());
    assertEquals(1, judged.withdrawn().size());
  }

  @Test
  void s12_silence_switching_off_a_low_battery_and_a_fault_are_findings_about_conduct_of_nobody() {
    Set<String> conduct = new java.util.TreeSet<>();
    RuleCatalog.shipped().rules().stream()
        .map(Rule::card)
        .filter(card -> card.matter() == Matter.CONDUCT)
        .forEach(card -> conduct.add(card.id()));
    Judged judged =
        judge(
            SCHOOL,
            "10:00 battery 4%",
            "10:05 fault",
            "10:10 switched off",
            "2026-03-04 10:00 switched on");
    for (Finding finding : judged.findings()) {
      assertFalse(conduct.contains(finding.rule()), finding.rule());
    }
  }

  @Test
  void s13_the_cards_of_tampers_say_that_their_alerts_do_not_end_by_themselves() {
    for (Rule rule : RuleCatalog.shipped().rules()) {
      if (Set.of("strap-cut", "device-tamper").contains(rule.card().id())) {
        assertFalse(rule.card().endsByItself(), rule.card().id());
      }
    }
  }

  @Test
  void s19_a_match_below_the_threshold_is_not_judged_and_not_being_seen_means_nothing() {
    Judged below =
        judge(
            SCHOOL,
            "10:00 seen school ±20m by C-1, score 0.84",
            "10:01 seen school ±20m by C-2, score 0.80",
            "12:00 battery 80%");
    assertEquals(List.of(), below.findings());
    assertEquals(2, below.tallies().get(Outcome.BELOW_MATCH_THRESHOLD));
    assertEquals(List.of(), judge(SCHOOL, "10:00 battery 80%", "23:00 battery 80%").findings());
  }

  @Test
  void s20_every_means_of_check_in_counts_as_a_face_does() {
    Telling day = new Telling("missed-check-in", "order: check in 08:00-09:00; check-in grace 30m");
    for (CheckIn.Means means : CheckIn.Means.values()) {
      String words = means.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
      assertEquals(
          "", day.found("07:00 battery 9%", "08:30 check-in by " + words, "10:00 battery 9%"));
    }
  }

  @Test
  void s21_a_sighting_of_somebody_without_an_order_is_not_judged() {
    Judged judged =
        judge(
            SCHOOL,
            "08:00 battery 80%",
            "09:00 order ends",
            "10:00 seen school ±20m by C-1, score 0.99, verified");
    assertEquals(List.of(), judged.findings());
    assertEquals(1, judged.tallies().get(Outcome.NO_ORDER));
  }

  @Test
  void s27_leave_of_the_same_instant_comes_before_the_observation() {
    assertEquals(
        List.of(),
        judge(
                SCHOOL,
                "10:00 leave L-1 until 12:00",
                "10:00 fix school ±8m gps",
                "10:01 fix school ±8m gps",
                "10:02 fix school ±8m gps",
                "10:03 fix home ±8m gps")
            .findings());
  }
}

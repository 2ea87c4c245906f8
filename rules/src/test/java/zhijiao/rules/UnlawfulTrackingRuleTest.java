package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.timeline.Horizon;
import zhijiao.core.timeline.Timeline;
import zhijiao.rules.story.Judged;
import zhijiao.rules.story.World;

class UnlawfulTrackingRuleTest {

  private static final String SCHOOL =
      """
      order: home circle 28.4511,119.9203 r 80m; keep out of school
      zones: {school: "circle 28.4511,119.9303 r 150m"}
      authorised: no""";

  private final Telling tag = new Telling("unlawful-tracking", SCHOOL);

  @Test
  void s1_a_report_a_second_after_the_end_is_told_to_managers_and_never_judged() {
    String[] day = {
      "08:00 authorisation A-1 until 12:00",
      "11:59 fix home ±8m gps",
      "12:00:01 fix school ±8m gps",
      "12:00:02 fix school ±8m gps",
      "13:00 check-in by visit"
    };
    assertEquals("12:00:01-", tag.found(day));
    assertEquals("", new Telling("exclusion-zone", SCHOOL).found(day));
    assertEquals(Audience.MANAGERS, UnlawfulTrackingRule.CARD.audience());
    assertEquals(Matter.PROCEDURE, UnlawfulTrackingRule.CARD.matter());
  }

  @Test
  void s1_nothing_of_what_the_tag_reported_is_in_the_evidence_but_how_often() {
    Finding finding =
        tag.findings(
                "08:00 fix school ±8m gps",
                "09:00 fix school ±8m gps",
                "10:00 authorisation A-1 until 2026-04-02 08:00",
                "11:00 fix home ±8m gps")
            .get(0);
    for (Evidence piece : finding.evidence()) {
      assertNull(piece.fact());
      assertNull(piece.point());
    }
    assertTrue(
        finding.evidence().stream()
            .anyMatch(piece -> piece.what().equals("reports without authorisation: 2")));
  }

  @Test
  void s4_a_report_after_the_end_of_supervision_goes_to_who_supervised_last() {
    Finding finding =
        new Telling("unlawful-tracking", "order: home circle 28.4511,119.9203 r 80m")
            .findings("08:00 fix home ±8m gps", "12:00 order ends", "12:00:01 fix home ±8m gps")
            .get(0);
    assertEquals("331102", finding.county());
  }

  @Test
  void what_nobody_is_in_charge_of_is_counted_and_told_to_nobody() {
    assertEquals(
        "",
        new Telling("unlawful-tracking", "order: none\nauthorised: no")
            .found("08:00 fix 28.4511,119.9203 ±8m gps", "09:00 battery 9%"));
  }

  @Test
  void a_new_authorisation_ends_it() {
    assertEquals(
        "08:00:00-10:00:00",
        tag.found(
            "08:00 battery 9%",
            "10:00 authorisation A-1 until 2026-04-02 08:00", "11:00 battery 9%"));
  }

  /** The data goes after its hold; what was told of it is still so when the day is judged again. */
  @Test
  void s1_the_finding_outlives_the_data() {
    long hour = 3_600_000L;
    long start = Worlds.START;
    List<Fact> facts = new ArrayList<>();
    facts.add(Worlds.order("O-1", Worlds.terms().sample(), start - hour));
    World world =
        new World(
            facts,
            Worlds.SHAPES,
            zhijiao.core.time.HolidayCalendar.WEEKENDS_ONLY,
            World.SHIPPED,
            new Horizon(start, start + 20 * 24 * hour));
    Timeline timeline = new Timeline(world.program(), World.WHO, Long.MIN_VALUE);
    Judged judged = new Judged();
    timeline.accept(facts.get(0), judged);
    for (int i = 0; i < 3; i++) {
      timeline.accept(Worlds.fix(start + (1 + i) * hour, Worlds.HOME, 5, FixSource.GPS), judged);
    }
    timeline.advance(start + 5 * 24 * hour, judged);
    List<Finding> before = unlawful(judged);
    timeline.accept(
        new CheckIn(
            World.WHO, CheckIn.Means.VISIT, true, null, 0, start + 2 * hour, start + 6 * 24 * hour),
        judged);
    timeline.advance(start + 6 * 24 * hour, judged);
    assertEquals(before, unlawful(judged));
    assertEquals(1, before.size());
    assertTrue(before.get(0).evidence().toString().contains("reports without authorisation: 3"));
  }

  private static List<Finding> unlawful(Judged judged) {
    return judged.findings().stream().filter(f -> f.rule().equals("unlawful-tracking")).toList();
  }
}

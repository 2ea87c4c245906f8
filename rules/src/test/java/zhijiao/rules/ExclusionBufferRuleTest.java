package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import zhijiao.core.place.Containment;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.Severity;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.Judged;
import zhijiao.rules.story.TimelineRunner;
import zhijiao.rules.story.World;

class ExclusionBufferRuleTest {

  private final Telling day =
      new Telling(
          "exclusion-buffer",
          """
          order: home circle 28.4511,119.9203 r 80m; keep out of school
          zones: {school: "circle 28.4511,119.9303 r 150m, belt 200m"}
          """);

  @Test
  void the_third_fix_in_the_belt_is_a_warning() {
    assertEquals(
        "10:02:00-10:05:00",
        day.found(
            "10:00 fix school 250m north ±12m gps",
            "10:01 fix school 250m east ±12m gps",
            "10:02 fix school 250m north ±12m gps",
            "10:05 fix home ±8m gps"));
  }

  @Test
  void five_minutes_are_one_too_and_a_second_less_is_not() {
    assertEquals(
        "10:05:00-",
        day.found("10:00 fix school 250m north ±12m gps", "10:05 fix school 250m north ±12m gps"));
    assertEquals(
        "",
        day.found(
            "10:00 fix school 250m north ±12m gps", "10:04:59 fix school 250m north ±12m gps"));
  }

  @Test
  void in_the_middle_of_the_belt_half_its_width_must_be_more_than_twice_the_accuracy() {
    String[] blurred = {
      "10:00 fix school 250m north ±51m gps",
      "10:01 fix school 250m north ±51m gps",
      "10:02 fix school 250m north ±51m gps"
    };
    assertEquals("", day.found(blurred));
    String[] sharp = {
      "10:00 fix school 250m north ±49m gps",
      "10:01 fix school 250m north ±49m gps",
      "10:02 fix school 250m north ±49m gps"
    };
    assertEquals("10:02:00-", day.found(sharp));
  }

  /** Fixes a minute apart, none of which is sure by itself: so many metres from the middle of the school, in turn. */
  private static String[] beside(int error, int... metres) {
    String[] facts = new String[metres.length];
    for (int i = 0; i < metres.length; i++) {
      facts[i] =
          String.format(Locale.ROOT, "10:%02d fix school %dm north ±%dm gps", i, metres[i], error);
    }
    return facts;
  }

  @Test
  void fixes_that_swerve_as_they_claim_to_are_sure_in_their_mean() {
    assertEquals("10:03:00-", day.found(beside(66, 285, 215, 285, 215, 285, 215, 285)));
  }

  @Test
  void fixes_that_agree_may_all_err_alike_and_are_no_surer_than_one() {
    assertEquals("", day.found(beside(51, 250, 250, 250, 250, 250, 250, 250, 250, 250)));
  }

  @Test
  void what_all_have_in_common_is_no_larger_than_the_best_three_claim() {
    String[] row = beside(80, 250, 250, 250, 250, 250, 250);
    for (int sharp : new int[] {0, 2}) {
      row[sharp] = row[sharp].replace("±80m", "±49m");
    }
    assertEquals("", day.found(row), "two may be too sure of themselves");
    row[4] = row[4].replace("±80m", "±49m");
    assertEquals("10:04:00-", day.found(row));
    row[4] = row[4].replace("±49m", "±51m");
    assertEquals("", day.found(row));
  }

  @Test
  void a_steady_walk_is_no_swerving() {
    assertEquals("", day.found(beside(51, 180, 200, 220, 240, 260, 280, 300, 320)));
  }

  @Test
  void a_larger_claim_only_makes_the_mean_less_sure() {
    int[] row = {285, 215, 285, 215, 285, 215, 285};
    String never = "never";
    String before = "10:03:00-";
    for (int error = 66; error < 200; error++) {
      String found = day.found(beside(error, row));
      String told = found.isEmpty() ? never : found;
      assertTrue(before.compareTo(told) <= 0, "±" + error + " " + told + " after " + before);
      before = told;
    }
    assertEquals(never, before);
  }

  @Test
  void one_fix_that_was_measured_outside_begins_the_row_anew_whatever_its_error() {
    for (int error : new int[] {12, 51, 400}) {
      String[] row = beside(66, 285, 215, 285, 215, 285, 215, 285);
      row[3] = "10:03 fix school 360m north ±" + error + "m gps";
      assertEquals("", day.found(row), row[3]);
    }
  }

  @Test
  void a_base_station_within_five_hundred_metres_says_nothing_and_one_farther_away_does() {
    for (int error : new int[] {12, 300, 4_000}) {
      String[] near = beside(66, 285, 215, 285, 0, 215, 285, 215);
      near[3] = "10:03 fix school 840m east ±" + error + "m cell";
      assertEquals("10:04:00-", day.found(near), near[3]);
      near[3] = "10:03 fix school 860m east ±" + error + "m cell";
      assertEquals("", day.found(near), near[3]);
    }
  }

  @Test
  void the_mean_and_the_last_of_its_fixes_are_the_evidence() {
    Finding finding = day.findings(beside(66, 285, 215, 285, 215)).get(0);
    assertEquals(
        List.of("fix gps", "mean of 4 fixes gps"),
        finding.evidence().stream().map(Evidence::what).toList());
    assertEquals(Containment.UNSURE, finding.evidence().get(0).containment());
    assertEquals(Containment.INSIDE, finding.evidence().get(1).containment());
  }

  @Test
  void being_in_the_zone_ends_the_warning() {
    assertEquals(
        "10:02:00-10:03:00",
        day.found(
            "10:00 fix school 250m north ±12m gps",
            "10:01 fix school 250m north ±12m gps",
            "10:02 fix school 250m north ±12m gps",
            "10:03 fix school ±12m gps",
            "10:04 fix school ±12m gps"));
  }

  @Test
  void cameras_warn_nobody() {
    assertEquals(
        "",
        day.found(
            "10:00 seen school 250m north ±10m by C-1, score 0.99, verified",
            "10:10 seen school 250m north ±10m by C-2, score 0.99, verified"));
  }

  @Test
  void a_zone_without_a_width_has_no_belt() {
    Telling plain =
        new Telling(
            "exclusion-buffer",
            """
            order: home circle 28.4511,119.9203 r 80m; keep out of school
            zones: {school: "circle 28.4511,119.9303 r 150m"}
            """);
    assertEquals(
        "",
        plain.found(
            "10:00 fix school 250m north ±12m gps",
            "10:01 fix school 250m north ±12m gps",
            "10:02 fix school 250m north ±12m gps"));
  }

  @Test
  void it_is_a_warning_and_no_breach() {
    assertEquals(Severity.P3, ExclusionBufferRule.CARD.severity());
  }

  /** Twenty minutes in and about the belt: errors that scatter as is claimed or less, other sources, leaps, a camera and leave. */
  private static String[] atRandom(Random random) {
    int middle = 100 + 52 * random.nextInt(6);
    int swerve = 12 * random.nextInt(6);
    int error = 20 + 10 * random.nextInt(8);
    List<String> facts = new ArrayList<>();
    for (int minute = 0; minute < 20; minute++) {
      int metres = 4 * (int) Math.max(1, (middle + swerve * random.nextGaussian()) / 4);
      String there = "school " + metres + "m north ";
      String what =
          switch (random.nextInt(24)) {
            case 0, 1, 2 -> "fix school " + (400 + 100 * random.nextInt(8)) + "m north ±300m cell";
            case 3 -> "fix " + there + "±120m wifi";
            case 4 -> "fix " + there + "±16m wifi";
            case 5 -> "fix school 90000m north ±" + error + "m gps";
            case 6 -> "fix home ±8m gps";
            case 7 -> "seen " + there + "±16m by C-1, score 0.99";
            case 8 -> "leave L-" + minute + " until 10:" + (minute + 12);
            case 9 -> "fix " + there + "±8m gps";
            default -> "fix " + there + "±" + error + "m gps";
          };
      facts.add(String.format(Locale.ROOT, "10:%02d %s", minute, what));
    }
    return facts.toArray(String[]::new);
  }

  private static String lines(Iterable<Episode> episodes) {
    StringJoiner lines = new StringJoiner("\n");
    for (Episode episode : episodes) {
      if (episode.rule().equals("exclusion-buffer")) {
        lines.add(episode.toString());
      }
    }
    return lines.toString();
  }

  @Test
  void minutes_at_random_are_judged_as_the_oracle_judges_them() {
    Random random = new Random(20260302);
    int means = 0;
    int ended = 0;
    for (int i = 0; i < 1_500; i++) {
      String[] facts = atRandom(random);
      World world = day.world(facts);
      if (!PresenceOracle.isDecided(world)) {
        continue;
      }
      String expected = lines(new ExclusionBufferOracle(world).episodes());
      Judged judged = TimelineRunner.judge(world);
      assertEquals(expected, lines(judged.episodes()), String.join("\n", facts));
      for (Finding finding : judged.findings()) {
        boolean isMean =
            finding.rule().equals("exclusion-buffer")
                && finding.evidence().stream().anyMatch(one -> one.what().startsWith("mean"));
        means += isMean ? 1 : 0;
        ended += isMean && finding.endedAt() != null ? 1 : 0;
      }
    }
    assertTrue(means > 100 && ended > 50, means + " by their mean, " + ended + " ended");
  }

  @Test
  void minutes_at_random_with_larger_errors_accuse_nobody_else() {
    Random random = new Random(20260303);
    for (int i = 0; i < 1_500; i++) {
      World sharp = TimelineLawsTest.oneObservationAtATime(day.world(atRandom(random)));
      float factor = 1 + 3 * random.nextFloat();
      World blurred =
          sharp.map(fact -> random.nextInt(3) == 0 ? TimelineLawsTest.blurred(fact, factor) : fact);
      assertNull(
          TimelineLawsTest.accusedOnlyWhere(
              TimelineRunner.judge(sharp).episodes(), TimelineRunner.judge(blurred).episodes()));
    }
  }

  @Test
  void minutes_at_random_in_any_order_or_from_bytes_are_judged_alike() {
    Random random = new Random(20260304);
    for (int i = 0; i < 300; i++) {
      World world = day.world(atRandom(random));
      assertNull(TimelineLawsTest.orderOfArrival(TimelineLawsTest.SOUND, world, random));
      assertNull(TimelineLawsTest.delay(TimelineLawsTest.SOUND, world, random));
      assertNull(
          TimelineLawsTest.bytesRememberEachMoment(TimelineLawsTest.REMEMBERING_IN_BYTES, world));
    }
  }
}

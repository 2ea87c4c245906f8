package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Subject;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.Severity;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.Joint;
import zhijiao.rules.story.Judged;
import zhijiao.rules.story.Renamed;
import zhijiao.rules.story.TimelineRunner;
import zhijiao.rules.story.World;

class ColocationRuleTest {

  private static final Telling TELLING =
      new Telling(
          "colocation",
          """
          story: two people
          order: home circle 28.4511,119.9203 r 80m; convicted in G-1
          others: {S-2: "home circle 28.4911,119.9203 r 80m; convicted in G-1", S-3: "home circle 28.4911,119.9603 r 80m"}
          places: {market: "28.4602,119.9302"}
          """);

  private static String[] together(String who, String... minutesAndPlaces) {
    List<String> lines = new ArrayList<>();
    for (String line : minutesAndPlaces) {
      String[] parts = line.split(" ", 2);
      lines.add(parts[0] + "  fix " + parts[1] + " gps");
      lines.add(parts[0] + "  " + who + ": fix market ±8m gps");
    }
    lines.add("22:00  fix home ±8m gps");
    lines.add("22:00  " + who + ": fix home 9000m north ±8m gps");
    lines.add("23:59  battery 80%");
    return lines.toArray(String[]::new);
  }

  @Example
  void a_quarter_of_an_hour_together_is_a_meeting() {
    assertEquals(
        "19:15:00-19:20:00",
        TELLING.found(
            together(
                "S-2",
                "19:00 market ±8m",
                "19:05 market ±8m",
                "19:10 market ±8m",
                "19:15 market ±8m",
                "19:20 market ±8m")));
  }

  @Example
  void one_second_less_is_none() {
    assertEquals(
        "",
        TELLING.found(
            together(
                "S-2",
                "19:00:01 market ±8m",
                "19:05 market ±8m",
                "19:10 market ±8m",
                "19:15 market ±8m")));
  }

  @Example
  void whoever_may_be_farther_away_is_not_surely_near() {
    String[] near = {"19:00", "19:05", "19:10", "19:15"};
    List<String> surely = new ArrayList<>();
    List<String> perhaps = new ArrayList<>();
    for (String time : near) {
      surely.add(time + " market 70m north ±19m");
      perhaps.add(time + " market 70m north ±20m");
    }
    assertEquals(
        "19:15:00-19:15:00", TELLING.found(together("S-2", surely.toArray(String[]::new))));
    assertEquals("", TELLING.found(together("S-2", perhaps.toArray(String[]::new))));
  }

  @Example
  void of_one_case_it_weighs_more() {
    String[] minutes = {
      "19:00 market ±8m", "19:05 market ±8m", "19:10 market ±8m", "19:15 market ±8m"
    };
    Finding ofOneCase = TELLING.findings(together("S-2", minutes)).get(0);
    Finding ofTwo = TELLING.findings(together("S-3", minutes)).get(0);
    assertEquals(Severity.P2, ofOneCase.severity());
    assertEquals("G-1", ofOneCase.parameters().get("caseGroup"));
    assertEquals(Severity.P3, ofTwo.severity());
    assertEquals("S-3", ofTwo.target());
  }

  @Example
  void a_slot_without_a_fix_is_bridged_and_two_are_not() {
    assertEquals(
        "19:16:00-19:16:00",
        TELLING.found(together("S-2", "19:00 market ±8m", "19:11 market ±8m", "19:16 market ±8m")));
    assertEquals(
        "",
        TELLING.found(
            together(
                "S-2",
                "19:00 market ±8m",
                "19:04 market ±8m",
                "19:16 market ±8m",
                "19:18 market ±8m")));
  }

  /** Twenty minutes at the market, each minute a fix; the other's are half to the one side and half to the other. */
  private static String[] everyMinute(int metresAside, String accuracy) {
    List<String> lines = new ArrayList<>();
    for (int minute = 0; minute < 25; minute++) {
      String time = String.format(java.util.Locale.ROOT, "19:%02d", minute);
      String side = minute % 2 == 0 ? "east" : "west";
      String aside = metresAside == 0 ? "" : metresAside + "m " + side + " ";
      lines.add(time + " market " + aside + accuracy);
    }
    return together("S-2", lines.toArray(String[]::new));
  }

  @Example
  void an_error_that_scatters_is_less_for_many_fixes_and_one_that_does_not_is_not() {
    assertEquals("19:19:00-19:24:00", TELLING.found(everyMinute(45, "±72m")));
    assertEquals("", TELLING.found(everyMinute(0, "±72m")));
    assertEquals("", TELLING.found(everyMinute(45, "±95m")));
  }

  @Example
  void many_fixes_of_one_slot_count_as_one() {
    assertEquals("19:19:48-19:19:48", TELLING.found(everyTwelveSeconds("±79m")));
    assertEquals("", TELLING.found(everyTwelveSeconds("±81m")));
  }

  private static String[] everyTwelveSeconds(String accuracy) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String side = i % 2 == 0 ? "east" : "west";
      lines.add(
          String.format(
              java.util.Locale.ROOT,
              "19:%02d:%02d market 45m %s %s",
              i / 5,
              i % 5 * 12,
              side,
              accuracy));
    }
    return together("S-2", lines.toArray(String[]::new));
  }

  @Example
  void what_was_measured_too_far_away_between_speaks_against_it() {
    assertEquals(
        "",
        TELLING.found(
            together(
                "S-2",
                "19:00 market 70m north ±8m",
                "19:05 market 99m north ±8m",
                "19:10 market 99m north ±8m",
                "19:15 market 99m north ±8m",
                "19:20 market 70m north ±8m")));
  }

  @Example
  void who_comes_in_the_midst_of_five_minutes_is_there_from_then_on() {
    List<String> lines = new ArrayList<>();
    for (int minute = 0; minute < 19; minute++) {
      String where =
          minute < 2 ? "market 900m north" : minute < 18 ? "market" : "market 900m south";
      lines.add(String.format(java.util.Locale.ROOT, "19:%02d %s ±8m", minute, where));
      lines.add(String.format(java.util.Locale.ROOT, "19:%02d:50 %s ±8m", minute, where));
    }
    assertEquals("19:18:50-19:18:50", TELLING.found(together("S-2", lines.toArray(String[]::new))));
  }

  // ---- against the oracle

  @Property(tries = 400, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void who_is_compared_by_space_finds_what_comparing_all_with_all_finds(@ForAll long seed) {
    World world = MeetingWorlds.of(new Random(seed), 2 + Math.floorMod(seed, 4));
    assertEquals(ColocationOracle.episodes(world), of(TimelineRunner.judge(world)));
  }

  @Property(tries = 40, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void a_crowd_is_told_of_once(@ForAll long seed) {
    World world = MeetingWorlds.of(new Random(seed), 26);
    assertEquals(ColocationOracle.episodes(world), of(TimelineRunner.judge(world)));
  }

  @Example
  void the_worlds_are_eventful() {
    TreeSet<String> seen = new TreeSet<>();
    int found = 0;
    for (int seed = 0; seed < 100; seed++) {
      World world = MeetingWorlds.of(new Random(seed), seed % 20 == 0 ? 26 : 4);
      for (Episode episode : ColocationOracle.episodes(world)) {
        found++;
        seen.add(
            (episode.target().equals("crowd") ? "crowd" : "pair")
                + (episode.endedAt() == null ? " open" : " ended"));
      }
    }
    assertTrue(found > 60, found + " found");
    assertEquals(List.of("crowd ended", "pair ended", "pair open"), withoutOpenCrowd(seen));
  }

  private static List<String> withoutOpenCrowd(TreeSet<String> seen) {
    return seen.stream().filter(what -> !what.equals("crowd open")).toList();
  }

  private static SortedSet<Episode> of(Judged judged) {
    TreeSet<Episode> own = new TreeSet<>(judged.episodes());
    own.removeIf(episode -> !episode.rule().equals(ColocationRule.CARD.id()));
    return own;
  }

  // ---- laws

  private record Told(Fact fact, Subject who) {}

  private static List<Told> all(World world) {
    List<Told> told = new ArrayList<>();
    world.facts().forEach(fact -> told.add(new Told(fact, World.WHO)));
    world
        .others()
        .forEach((who, facts) -> facts.forEach(f -> told.add(new Told(Renamed.of(f, who), who))));
    return told;
  }

  private static List<Finding> judge(World world, List<Told> told, Random random, boolean bytes) {
    Judged judged = new Judged();
    Joint joint = new Joint(world, judged);
    for (Told one : told) {
      joint.accept(one.fact(), one.who());
      if (random.nextInt(4) == 0) {
        long span = MeetingWorlds.END - MeetingWorlds.START;
        joint.advance(MeetingWorlds.START + (long) (random.nextDouble() * span));
      }
      if (bytes && random.nextInt(4) == 0) {
        joint.remember();
      }
    }
    joint.advance(Long.MAX_VALUE);
    List<Finding> found = new ArrayList<>(judged.findings());
    found.removeIf(finding -> !finding.rule().equals(ColocationRule.CARD.id()));
    return found;
  }

  @Property(edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void any_order_repetition_and_delay_end_in_the_same_findings(@ForAll long seed) {
    Random random = new Random(seed);
    World world = MeetingWorlds.of(random, 3);
    List<Told> inOrder = all(world);
    List<Finding> expected = judge(world, inOrder, new Random(1), false);
    List<Told> shuffled = new ArrayList<>(inOrder);
    shuffled.addAll(inOrder.subList(0, inOrder.size() / 2));
    Collections.shuffle(shuffled, random);
    assertEquals(expected, judge(world, shuffled, random, false));
  }

  @Property(tries = 100, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void what_is_written_and_read_goes_on_as_if_nothing_had_been(@ForAll long seed) {
    World world = MeetingWorlds.of(new Random(seed), 3);
    List<Told> shuffled = all(world);
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(
        judge(world, shuffled, new Random(seed), false),
        judge(world, shuffled, new Random(seed), true));
  }

  @Property(edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void a_larger_error_never_accuses(@ForAll long seed) {
    Random random = new Random(seed);
    World sharp = MeetingWorlds.of(random, 3);
    World blurred =
        sharp.map(fact -> random.nextInt(3) == 0 ? TimelineLawsTest.blurred(fact, 3) : fact);
    SortedSet<Episode> strict = ColocationOracle.episodes(sharp);
    assertNull(TimelineLawsTest.accusedOnlyWhere(strict, of(TimelineRunner.judge(blurred))));
  }

  /** Canary: a comparison that looks into its own square only misses whom the edge divides. */
  @Example
  void whoever_stands_across_the_edge_of_a_square_would_be_missed_by_looking_into_one_only() {
    GeoPoint south = GeoPoint.ofDegrees(28.4598, 119.9355);
    GeoPoint north = GeoPoint.ofDegrees(28.4602, 119.9355);
    assertTrue(Math.floorDiv(south.latE7(), 100_000) != Math.floorDiv(north.latE7(), 100_000));
    Telling telling =
        new Telling(
            "colocation",
            """
            story: across the edge
            order: stay in county
            others: {S-2: "stay in county"}
            zones: {county: "box 28.40,119.80 to 28.50,120.00"}
            places: {south: "28.4598,119.9355", north: "28.4602,119.9355"}
            """);
    List<String> lines = new ArrayList<>();
    for (String time : List.of("19:00", "19:05", "19:10", "19:15")) {
      lines.add(time + "  fix south ±8m gps");
      lines.add(time + "  S-2: fix north ±8m gps");
    }
    lines.add("22:00  fix south 9000m south ±8m gps");
    lines.add("22:00  S-2: fix south 9000m south ±8m gps");
    lines.add("23:59  battery 80%");
    assertEquals("19:15:00-19:15:00", telling.found(lines.toArray(String[]::new)));
  }
}

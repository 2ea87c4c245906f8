package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.Tier;
import zhijiao.core.meeting.Standing;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.proximity.ProximityLog;
import zhijiao.core.proximity.Trace;
import zhijiao.core.proximity.TraceChange;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.timeline.Horizon;
import zhijiao.core.timeline.Outcome;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.Joint;
import zhijiao.rules.story.Judged;
import zhijiao.rules.story.TimelineRunner;
import zhijiao.rules.story.World;

class VictimProximityRuleTest {

  private static final long START = Worlds.START;
  private static final long END = START + 5 * 60 * Worlds.MINUTE;
  private static final GeoPoint PARK = GeoPoint.ofDegrees(28.4702, 119.9302);

  private static final Telling TELLING =
      new Telling(
          "victim-proximity",
          """
          story: too near
          order: home circle 28.4511,119.9203 r 80m; keep 500m from P-1
          places: {park: "28.4702,119.9302"}
          """);

  @Example
  void one_fix_is_not_enough_and_two_are() {
    assertEquals(
        "",
        TELLING.found(
            "14:00  protected P-1 at park ±10m",
            "14:01  fix park 100m north ±8m gps",
            "14:02  fix park 900m north ±8m gps"));
    assertEquals(
        "14:02:00-14:03:00",
        TELLING.found(
            "14:00  protected P-1 at park ±10m",
            "14:01  fix park 100m north ±8m gps",
            "14:02  fix park 100m north ±8m gps",
            "14:03  fix park 900m north ±8m gps"));
  }

  @Example
  void one_fix_compared_with_two_positions_is_still_one_fix() {
    assertEquals(
        "",
        TELLING.found(
            "14:00  protected P-1 at park ±10m",
            "14:01  fix park 100m north ±8m gps",
            "14:02  protected P-1 at park ±10m",
            "14:03  protected P-1 at park ±10m"));
  }

  @Example
  void five_minutes_old_is_compared_and_a_second_more_is_not() {
    String[] lines = {
      "14:00  protected P-1 at park ±10m",
      "14:04  fix park 100m north ±8m gps",
      "%s  fix park 100m north ±8m gps",
      "14:20  battery 80%%"
    };
    lines[2] = "14:05  fix park 100m north ±8m gps";
    lines[3] = "14:20  battery 80%";
    assertEquals("14:05:00-", TELLING.found(lines));
    lines[2] = "14:05:01  fix park 100m north ±8m gps";
    assertEquals("", TELLING.found(lines));
  }

  @Example
  void it_is_p1_for_those_who_protect_and_tells_no_place() {
    Finding finding =
        TELLING
            .findings(
                "14:00  protected P-1 at park ±10m",
                "14:01  fix park 130m north ±8m gps",
                "14:02  fix park 110m north ±8m gps",
                "14:03  fix park 900m north ±8m gps")
            .get(0);
    assertEquals(Severity.P1, finding.severity());
    assertEquals(RuleCard.Audience.PROTECTION, VictimProximityRule.CARD.audience());
    for (Evidence piece : finding.evidence()) {
      assertNull(piece.point());
      assertEquals(0, Math.abs(piece.distanceMetres()) % 50, "to the next fifty metres");
    }
    assertFalse(finding.toString().contains("28.47"));
  }

  /** What is told of one protected person. */
  private static final class Told implements ProximityLog.Output {
    final List<FindingChange> changes = new ArrayList<>();

    @Override
    public void change(FindingChange change) {
      changes.add(change);
    }

    @Override
    public void tally(Outcome outcome, int delta) {}

    @Override
    public void tooLate(ProtectedPosition position) {
      throw new AssertionError(position);
    }
  }

  private static Trace trace(long at) {
    TagFix fix = new TagFix(World.TAG, PARK, 8, FixSource.GPS, false, at, at);
    return new Trace(fix.id(), at, PARK, 8, 500, 0, Standing.of(terms(new Random(1))));
  }

  @Example
  void after_a_restart_a_day_that_is_judged_again_as_it_was_takes_nothing_back()
      throws IOException {
    VictimProximityRule rule = new VictimProximityRule(VictimProximityRule.Settings.DEFAULT);
    ProximityLog<VictimProximityRule.State> log = new ProximityLog<>(rule, "P-1");
    Told told = new Told();
    List<Trace> traces = List.of(trace(START + Worlds.MINUTE), trace(START + 2 * Worlds.MINUTE));
    log.accept(new TraceChange("P-1", World.WHO, START, false, traces, true), told);
    log.accept(new ProtectedPosition("P-1", PARK, 10, START, START), told);
    assertEquals(0, told.changes.size(), "before event time has come");
    log.advance(START + 3 * Worlds.MINUTE, told);
    assertEquals(1, told.changes.size());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    log.write(new DataOutputStream(bytes));
    log =
        ProximityLog.read(
            rule, "P-1", new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    log.accept(new TraceChange("P-1", World.WHO, START, true, traces, true), told);
    assertEquals(1, told.changes.size());
    log.accept(new TraceChange("P-1", World.WHO, START, true, List.of(), true), told);
    assertNull(told.changes.get(1).finding(), "the canary: a day without them takes it back");
  }

  // ---- against the oracle, and laws

  private static World world(long seed) {
    Random random = new Random(seed);
    List<Fact> facts = new ArrayList<>();
    long before = START - 1_440 * Worlds.MINUTE;
    facts.add(new TagBinding(World.TAG, World.WHO, before, before));
    facts.add(new OrderChange(World.WHO, "O-1", terms(random), before, before));
    if (random.nextInt(3) == 0) {
      long at = START + random.nextInt(240) * Worlds.MINUTE;
      facts.add(
          new OrderChange(World.WHO, "O-2", random.nextInt(3) == 0 ? null : terms(random), at, at));
    }
    facts.add(
        new AuthorisationChange(
            World.WHO,
            "A-1",
            new AuthorisationChange.Grant(1, "P-1", before + 60 * 1_440 * Worlds.MINUTE),
            before,
            before));
    for (int i = 0; i < 60; i++) {
      long at = START + random.nextInt(240 * 60) * 1_000L;
      int north = random.nextInt(5) * 20_000;
      float accuracy = new float[] {5, 10, 20, 80}[random.nextInt(4)];
      facts.add(
          new TagFix(
              World.TAG,
              new GeoPoint(PARK.latE7() + north, PARK.lonE7() + 1),
              accuracy,
              random.nextInt(8) == 0 ? FixSource.CELL : FixSource.GPS,
              false,
              at,
              at));
      long then = START + random.nextInt(240 * 60) * 1_000L + 1;
      facts.add(
          new ProtectedPosition(
              "P-" + random.nextInt(2),
              new GeoPoint(PARK.latE7() + random.nextInt(2) * 20_000, PARK.lonE7()),
              accuracy,
              then,
              then));
    }
    return new World(
        facts, List.of(), HolidayCalendar.WEEKENDS_ONLY, World.SHIPPED, new Horizon(START, END));
  }

  private static OrderTerms terms(Random random) {
    List<Particulars.Protection> protections = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      if (random.nextInt(3) != 0) {
        protections.add(new Particulars.Protection("P-" + i, 300, random.nextBoolean() ? 300 : 0));
      }
    }
    return new OrderTerms(
        java.time.ZoneId.of("Asia/Shanghai"),
        List.of(),
        null,
        null,
        null,
        List.of(),
        "331102",
        "331102001",
        Tier.GENERAL,
        false,
        Particulars.NONE.withProtections(protections));
  }

  private static SortedSet<Episode> of(Judged judged) {
    TreeSet<Episode> own = new TreeSet<>(judged.episodes());
    own.removeIf(episode -> !episode.rule().equals(VictimProximityRule.CARD.id()));
    return own;
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void it_finds_what_the_oracle_finds(@ForAll long seed) {
    World world = world(seed);
    assertEquals(VictimProximityOracle.episodes(world), of(TimelineRunner.judge(world)));
  }

  @Example
  void the_worlds_are_eventful() {
    int found = 0;
    for (int seed = 0; seed < 100; seed++) {
      found += VictimProximityOracle.episodes(world(seed)).size();
    }
    assertTrue(found > 100, found + " found");
  }

  private static List<Finding> judge(World world, List<Fact> facts, Random random, boolean bytes) {
    Judged judged = new Judged();
    Joint joint = new Joint(world, judged);
    for (Fact fact : facts) {
      joint.accept(fact, World.WHO);
      if (random.nextInt(4) == 0) {
        joint.advance(START + (long) (random.nextDouble() * (END - START)));
      }
      if (bytes && random.nextInt(4) == 0) {
        joint.remember();
      }
    }
    joint.advance(END);
    List<Finding> found = new ArrayList<>(judged.findings());
    found.removeIf(finding -> !finding.rule().equals(VictimProximityRule.CARD.id()));
    return found;
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void any_order_repetition_and_delay_within_the_kept_hours_end_in_the_same_findings(
      @ForAll long seed) {
    Random random = new Random(seed);
    World world = world(seed);
    List<Fact> shuffled = new ArrayList<>(world.facts());
    shuffled.addAll(world.facts().subList(0, world.facts().size() / 2));
    Collections.shuffle(shuffled, random);
    assertEquals(
        judge(world, world.facts(), new Random(1), false), judge(world, shuffled, random, false));
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void what_is_written_and_read_goes_on_as_if_nothing_had_been(@ForAll long seed) {
    World world = world(seed);
    List<Fact> shuffled = new ArrayList<>(world.facts());
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(
        judge(world, shuffled, new Random(seed), false),
        judge(world, shuffled, new Random(seed), true));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_larger_error_never_accuses(@ForAll long seed) {
    Random random = new Random(seed);
    World sharp = TimelineLawsTest.oneObservationAtATime(world(seed));
    World blurred =
        sharp.map(fact -> random.nextInt(3) == 0 ? TimelineLawsTest.blurred(fact, 3) : fact);
    SortedSet<Episode> strict = VictimProximityOracle.episodes(sharp);
    assertNull(TimelineLawsTest.accusedOnlyWhere(strict, of(TimelineRunner.judge(blurred))));
  }
}

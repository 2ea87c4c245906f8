package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.WelfareSignal;
import zhijiao.rules.TimelineLawsTest.Engine;
import zhijiao.rules.TimelineLawsTest.Step;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.TimelineRunner;
import zhijiao.rules.story.World;

/** The laws of a timeline over seven weeks: the clocks of the law outlive the kept days. */
class CaseLawsTest {

  private static final long HOUR = 3_600_000L;

  @Provide
  Arbitrary<World> worlds() {
    return CaseWorlds.worlds();
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void over_weeks_the_timeline_finds_what_the_oracles_find(@ForAll("worlds") World world) {
    Assume.that(Worlds.saysOneThingAtATime(world, WelfareSignal.class));
    SortedSet<Episode> expected = OracleRunner.episodes(world);
    SortedSet<Episode> found = TimelineRunner.judge(world).episodes();
    assertEquals(without(expected, found), without(found, expected));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void what_comes_days_late_ends_in_the_same_findings(
      @ForAll("worlds") World world, @ForAll long seed) {
    assertEquals(
        TimelineLawsTest.SOUND.judge(world, asReceived(world, 0, seed)).findings(),
        TimelineLawsTest.SOUND.judge(world, asReceived(world, 6 * 24, seed)).findings());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void bytes_remember_the_long_clocks(@ForAll("worlds") World world, @ForAll long seed) {
    List<Step> steps = asReceived(world, 6 * 24, seed);
    assertEquals(
        TimelineLawsTest.SOUND.judge(world, steps).changes(),
        TimelineLawsTest.REMEMBERING_IN_BYTES.judge(world, steps).changes());
  }

  @Example
  void an_engine_that_forgets_what_is_a_week_old_is_caught() {
    Engine forgetful =
        (world, steps) ->
            TimelineLawsTest.SOUND.judge(
                world,
                steps.stream()
                    .filter(step -> step.fact() == null || step.time() <= CaseWorlds.START)
                    .toList());
    int caught = 0;
    for (World world : CaseWorlds.some(60)) {
      List<Step> steps = asReceived(world, 0, 1);
      caught +=
          forgetful
                  .judge(world, steps)
                  .findings()
                  .equals(TimelineLawsTest.SOUND.judge(world, steps).findings())
              ? 0
              : 1;
    }
    assertEquals(true, caught > 20, "caught in " + caught + " worlds");
  }

  /**
   * Facts as they come, each late by up to so many hours; time comes with them. What tag data hang on is late by less than
   * the hold of sealed data.
   */
  private static List<Step> asReceived(World world, int lateHours, long seed) {
    Random random = new Random(seed);
    List<Step> arrivals = new ArrayList<>();
    for (Fact fact : world.facts()) {
      int most = CaseWorlds.isUrgent(fact) ? Math.min(lateHours, 20) : lateHours;
      long late = lateHours == 0 || random.nextBoolean() ? 0 : random.nextInt(most) * HOUR;
      arrivals.add(new Step(fact, Math.max(CaseWorlds.START, CaseWorlds.knownAt(fact)) + late));
    }
    arrivals.sort(Comparator.comparingLong(Step::time));
    List<Step> steps = new ArrayList<>();
    for (Step arrival : arrivals) {
      steps.add(new Step(null, arrival.time() - 10_000));
      if (!(arrival.fact() instanceof TagBinding)) {
        steps.add(arrival);
      }
    }
    return steps;
  }

  private static SortedSet<Episode> without(
      SortedSet<Episode> episodes, SortedSet<Episode> others) {
    TreeSet<Episode> left = new TreeSet<>(episodes);
    left.removeAll(others);
    return left;
  }
}

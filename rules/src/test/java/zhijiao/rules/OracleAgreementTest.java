package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.TagFix;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.TimelineRunner;
import zhijiao.rules.story.World;

/** Each rule, run by a timeline, against the same rule as a loop over the whole list of facts. */
class OracleAgreementTest {

  /** Rules that find nothing within a day and a half; their own tests hold them against their oracles over more days. */
  private static final Set<String> SLOW =
      Set.of(CheckInOddHourRule.CARD.id(), NewStayPointRule.CARD.id(), NightShiftRule.CARD.id());

  /** Rules whose episodes are over as soon as they are found. */
  private static final Set<String> AT_ONCE =
      Set.of(ImpossibleTravelRule.CARD.id(), ShieldJamRule.CARD.id());

  @Provide
  Arbitrary<World> worlds() {
    return Worlds.worlds();
  }

  @Property(edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void the_timeline_finds_what_the_oracles_find(@ForAll("worlds") World world) {
    Assume.that(Worlds.saysOneThingAtATime(world, CheckIn.class));
    Assume.that(PresenceOracle.isDecided(world));
    assertEquals(
        lines(OracleRunner.episodes(world)), lines(TimelineRunner.judge(world).episodes()));
  }

  private static String lines(SortedSet<Episode> episodes) {
    return String.join("\n", episodes.stream().map(Episode::toString).toList());
  }

  @Example
  void the_worlds_are_eventful() {
    TreeSet<String> rules = new TreeSet<>();
    Map<String, Integer> silent = new TreeMap<>();
    int findings = 0;
    List<World> worlds = new ArrayList<>(Worlds.some(600));
    worlds.addAll(CaseWorlds.some(200));
    for (World world : worlds) {
      SortedSet<Episode> episodes = OracleRunner.episodes(world);
      findings += episodes.size();
      episodes.forEach(e -> rules.add(e.rule() + (e.endedAt() == null ? " open" : " ended")));
      for (Rule rule : RuleCatalog.shipped().ofPersons()) {
        String id = rule.card().id();
        boolean finds = episodes.stream().anyMatch(e -> e.rule().equals(id));
        silent.merge(id, finds ? 0 : 1, Integer::sum);
      }
    }
    for (Rule rule : RuleCatalog.shipped().ofPersons()) {
      String id = rule.card().id();
      if (!SLOW.contains(id)) {
        boolean opens = AT_ONCE.contains(id) || rules.contains(id + " open");
        assertTrue(opens && rules.contains(id + " ended"), id + rules);
      }
    }
    assertTrue(findings > 200, findings + " findings");
    assertTrue(silent.values().stream().allMatch(without -> without > 20), silent::toString);
  }

  @Example
  void an_engine_that_believes_every_fix_to_the_metre_is_caught() {
    List<World> worlds = Worlds.some(100);
    assertTrue(
        worlds.stream()
            .anyMatch(
                world ->
                    !TimelineRunner.judge(world.map(OracleAgreementTest::exact))
                        .episodes()
                        .equals(OracleRunner.episodes(world))));
  }

  private static Fact exact(Fact fact) {
    return fact instanceof TagFix f
        ? new TagFix(
            f.tag(), f.point(), 0.01f, f.source(), f.stored(), f.occurredAt(), f.receivedAt())
        : fact;
  }
}

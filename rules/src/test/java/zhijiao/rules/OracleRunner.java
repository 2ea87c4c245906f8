package zhijiao.rules;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.Story;
import zhijiao.rules.story.StoryRunner;
import zhijiao.rules.story.World;

/** Asks the oracles. */
public final class OracleRunner implements StoryRunner {

  /** The oracle of each rule, by the rule's id. */
  static final Map<String, Function<World, Oracle>> ORACLES =
      new TreeMap<>(
          Map.of(
              MissedCheckInRule.CARD.id(), MissedCheckInOracle::new,
              CurfewRule.CARD.id(), CurfewOracle::new,
              BoundaryRule.CARD.id(), BoundaryOracle::new,
              ExclusionZoneRule.CARD.id(), ExclusionZoneOracle::new,
              StrapCutRule.CARD.id(), TagReportOracle::strapCut,
              DeviceTamperRule.CARD.id(), TagReportOracle::deviceTamper,
              PowerOffRule.CARD.id(), TagReportOracle::powerOff,
              LowBatteryRule.CARD.id(), TagReportOracle::lowBattery));

  static SortedSet<Episode> episodes(World world) {
    TreeSet<Episode> episodes = new TreeSet<>();
    ORACLES.values().forEach(oracle -> episodes.addAll(oracle.apply(world).episodes()));
    return episodes;
  }

  @Override
  public Result run(Story story) {
    SortedSet<Episode> episodes = episodes(story.world());
    return new Result() {
      @Override
      public SortedSet<Episode> episodes() {
        return episodes;
      }

      @Override
      public SortedSet<Episode> withdrawn() {
        return null;
      }

      @Override
      public Integer unlawful() {
        return null;
      }
    };
  }
}

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
          Map.ofEntries(
              entry(MissedCheckInRule.CARD.id(), MissedCheckInOracle::new),
              entry(CurfewRule.CARD.id(), CurfewOracle::new),
              entry(BoundaryRule.CARD.id(), BoundaryOracle::new),
              entry(ExclusionZoneRule.CARD.id(), ExclusionZoneOracle::new),
              entry(StrapCutRule.CARD.id(), TagReportOracle::strapCut),
              entry(DeviceTamperRule.CARD.id(), TagReportOracle::deviceTamper),
              entry(PowerOffRule.CARD.id(), TagReportOracle::powerOff),
              entry(LowBatteryRule.CARD.id(), TagReportOracle::lowBattery),
              entry(NoCommRule.CARD.id(), SilenceOracle::noComm),
              entry(NoGpsRule.CARD.id(), SilenceOracle::noGps),
              entry(PredictedDeadRule.CARD.id(), BatteryOracle::predictedDead),
              entry(BatteryIgnoredRule.CARD.id(), BatteryOracle::batteryIgnored),
              entry(CheckInOddHourRule.CARD.id(), CheckInOddHourOracle::new),
              entry(CheckInSpoofRule.CARD.id(), CheckInSpoofOracle::new),
              entry(PersonTagSeparationRule.CARD.id(), PersonTagSeparationOracle::new),
              entry(RollCallFailRule.CARD.id(), RollCallFailOracle::new),
              entry(ImpossibleTravelRule.CARD.id(), ImpossibleTravelOracle::new),
              entry(ExclusionBufferRule.CARD.id(), ExclusionBufferOracle::new),
              entry(AuthExpiryRule.CARD.id(), AuthExpiryOracle::new),
              entry(UnlawfulTrackingRule.CARD.id(), UnlawfulTrackingOracle::new),
              entry(LostContactRule.CARD.id(), LostContactOracle::new),
              entry(NextStepRule.CARD.id(), NextStepOracle::new),
              entry(IntakeOverdueRule.CARD.id(), IntakeOverdueOracle::new),
              entry(LeaveOverrunRule.CARD.id(), BoundaryOracle::leaveOverrun),
              entry(LeaveRouteRule.CARD.id(), StayOracle::leaveRoute),
              entry(KeyPlaceRule.CARD.id(), StayOracle::keyPlace),
              entry(WelfareRule.CARD.id(), WelfareOracle::new),
              entry(ObjectionOverdueRule.CARD.id(), ObjectionOverdueOracle::new),
              entry(NewStayPointRule.CARD.id(), NewStayPointOracle::new),
              entry(ShieldJamRule.CARD.id(), ShieldJamOracle::new),
              entry(NightShiftRule.CARD.id(), NightShiftOracle::new),
              entry(ActivityShortfallRule.CARD.id(), ActivityShortfallOracle::new)));

  private static Map.Entry<String, Function<World, Oracle>> entry(
      String rule, Function<World, Oracle> oracle) {
    return Map.entry(rule, oracle);
  }

  /** The oracle of each rule about several people, by the rule's id. */
  static final Map<String, Function<World, SortedSet<Episode>>> JOINT_ORACLES =
      new TreeMap<>(
          Map.of(
              ColocationRule.CARD.id(), ColocationOracle::episodes,
              VictimProximityRule.CARD.id(), VictimProximityOracle::episodes));

  static SortedSet<Episode> episodes(World world) {
    TreeSet<Episode> episodes = new TreeSet<>();
    JOINT_ORACLES.values().forEach(oracle -> episodes.addAll(oracle.apply(world)));
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

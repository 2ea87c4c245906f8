package zhijiao.rules;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import zhijiao.core.fact.ActivityPolicy;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.timeline.RuleProgram;

/** The rules that are in force, in a stated order. */
public record RuleCatalog(List<Rule> rules) implements Serializable {

  public RuleCatalog {
    rules = List.copyOf(rules);
    Set<String> ids = new HashSet<>();
    for (Rule rule : rules) {
      if (!ids.add(rule.card().id())) {
        throw new IllegalArgumentException("two rules have the id " + rule.card().id());
      }
    }
  }

  /** Every rule with its shipped settings. */
  public static RuleCatalog shipped() {
    return of(RuleSettings.DEFAULT);
  }

  /** Every rule, set: the one list of rules, for stories, replay and the live job. */
  public static RuleCatalog of(RuleSettings settings) {
    return new RuleCatalog(
        List.of(
            new MissedCheckInRule(),
            new CurfewRule(settings.curfew(), settings.personTagSeparation()),
            new BoundaryRule(settings.boundary(), settings.personTagSeparation()),
            new ColocationRule(settings.colocation()),
            new VictimProximityRule(settings.victimProximity()),
            new ExclusionZoneRule(settings.exclusionZone(), settings.personTagSeparation()),
            new StrapCutRule(),
            new DeviceTamperRule(),
            new PowerOffRule(),
            new LowBatteryRule(settings.lowBattery()),
            new NoCommRule(settings.noComm()),
            new NoGpsRule(settings.noGps()),
            new PredictedDeadRule(settings.predictedDead()),
            new BatteryIgnoredRule(settings.batteryIgnored()),
            new CheckInOddHourRule(settings.checkInOddHour()),
            new CheckInSpoofRule(settings.checkInSpoof()),
            new PersonTagSeparationRule(settings.personTagSeparation()),
            new ImpossibleTravelRule(),
            new RollCallFailRule(),
            new ExclusionBufferRule(settings.exclusionBuffer()),
            new AuthExpiryRule(settings.authExpiry()),
            new UnlawfulTrackingRule(settings.unlawfulTracking()),
            new LostContactRule(settings.lostContact()),
            new NextStepRule(settings.nextStep()),
            new IntakeOverdueRule(settings.intakeOverdue()),
            new LeaveOverrunRule(settings.boundary(), settings.personTagSeparation()),
            new LeaveRouteRule(settings.leaveRoute()),
            new KeyPlaceRule(settings.keyPlace()),
            new WelfareRule(),
            new ObjectionOverdueRule(settings.objectionOverdue()),
            new NewStayPointRule(settings.newStayPoint()),
            new ShieldJamRule(settings.shieldJam()),
            new NightShiftRule(settings.nightShift()),
            new ActivityShortfallRule(settings.activityShortfall())));
  }

  /** The rules' cards, by id. */
  public Map<String, RuleCard> cards() {
    return rules.stream()
        .map(Rule::card)
        .collect(Collectors.toUnmodifiableMap(RuleCard::id, Function.identity()));
  }

  /** The rules about one person's timeline. */
  public List<PersonRule> ofPersons() {
    return rules.stream().filter(PersonRule.class::isInstance).map(PersonRule.class::cast).toList();
  }

  /**
   * The rule about several people of a kind of which there is one.
   *
   * @throws java.util.NoSuchElementException when it is not in this catalogue
   */
  public <R extends JoinRule> R join(Class<R> kind) {
    return rules.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  /** What the regulation of each tier asks for in study and service; nothing when no rule here asks. */
  public ActivityPolicy activityPolicy() {
    for (Rule rule : rules) {
      if (rule instanceof ActivityShortfallRule shortfall) {
        return shortfall.policy();
      }
    }
    return ActivityPolicy.NONE;
  }

  /** New programs, for one thread. */
  public List<RuleProgram> programs() {
    return programs(id -> Collections.emptySortedMap());
  }

  /**
   * The same.
   *
   * @param marks of a rule's id: what is added to the parameters of whatever it finds
   */
  public List<RuleProgram> programs(Function<String, SortedMap<String, String>> marks) {
    return ofPersons().stream().map(rule -> rule.program(marks.apply(rule.card().id()))).toList();
  }
}

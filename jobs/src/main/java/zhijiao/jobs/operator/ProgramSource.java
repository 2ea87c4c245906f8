package zhijiao.jobs.operator;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertPolicy;
import zhijiao.core.alert.AlertSettings;
import zhijiao.core.health.HealthSettings;
import zhijiao.core.health.SourceKind;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.timeline.Horizon;
import zhijiao.core.timeline.Program;
import zhijiao.core.timeline.TimelineSettings;
import zhijiao.jobs.governance.SettingsHistory;
import zhijiao.models.live.RiskPolicy;
import zhijiao.models.tier.TierPolicy;
import zhijiao.rules.RuleCatalog;

/**
 * What a {@link Program} is made from on each worker: a program holds compiled patterns and belongs to one thread.
 *
 * @param history how thresholds and zones change, or null when they never do
 */
public record ProgramSource(
    ZoneCatalog zones,
    HolidayCalendar calendar,
    JudgeSettings judge,
    TimelineSettings timeline,
    RuleCatalog rules,
    AlertSettings alerts,
    HealthSettings health,
    TierPolicy.Settings tiers,
    Horizon horizon,
    @Nullable SettingsHistory history)
    implements Serializable {

  /** One whose sources are watched, and whose tiers are suggested, with the shipped settings. */
  public ProgramSource(
      ZoneCatalog zones,
      HolidayCalendar calendar,
      JudgeSettings judge,
      TimelineSettings timeline,
      RuleCatalog rules,
      AlertSettings alerts,
      Horizon horizon) {
    this(
        zones,
        calendar,
        judge,
        timeline,
        rules,
        alerts,
        HealthSettings.DEFAULT,
        TierPolicy.Settings.DEFAULT,
        horizon,
        null);
  }

  /** The same with thresholds and zones that change. */
  public ProgramSource with(SettingsHistory chosen) {
    return new ProgramSource(
        zones, calendar, judge, timeline, rules, alerts, health, tiers, horizon, chosen);
  }

  public Program program() {
    return history == null
        ? new Program(zones, calendar, judge, timeline, rules.programs(), horizon)
        : new Program(calendar, timeline, horizon, history.regimes());
  }

  /** Ids of every zone that orders may name. */
  public Set<String> zoneIds() {
    return history == null ? zones.ids() : history.zoneIds();
  }

  /** What scoring must be told. */
  public RiskPolicy riskPolicy() {
    return new RiskPolicy(
        calendar,
        horizon,
        timeline.keptMillis(),
        history == null
            ? new TreeMap<>(Map.of(Long.MIN_VALUE, rules.activityPolicy()))
            : history.activityPolicies(),
        policy().lasting(),
        new TierPolicy(tiers));
  }

  /** What the alert desk must be told. */
  public AlertPolicy policy() {
    Map<String, RuleCard> cards = new HashMap<>(rules.cards());
    SourceKind.cards().forEach(card -> cards.put(card.id(), card));
    return new AlertPolicy(cards, alerts, horizon.until());
  }
}

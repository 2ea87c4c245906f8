package zhijiao.jobs.operator;

import java.io.Serializable;
import zhijiao.core.alert.AlertPolicy;
import zhijiao.core.alert.AlertSettings;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.timeline.Horizon;
import zhijiao.core.timeline.Program;
import zhijiao.core.timeline.TimelineSettings;
import zhijiao.models.live.RiskPolicy;
import zhijiao.models.tier.TierPolicy;
import zhijiao.rules.RuleCatalog;

/** What a {@link Program} is made from on each worker: a program holds compiled patterns and belongs to one thread. */
public record ProgramSource(
    ZoneCatalog zones,
    HolidayCalendar calendar,
    JudgeSettings judge,
    TimelineSettings timeline,
    RuleCatalog rules,
    AlertSettings alerts,
    Horizon horizon)
    implements Serializable {

  public Program program() {
    return new Program(zones, calendar, judge, timeline, rules.programs(), horizon);
  }

  /** What scoring must be told. */
  public RiskPolicy riskPolicy() {
    return new RiskPolicy(
        calendar,
        horizon,
        timeline.keptDays() * 86_400_000L,
        policy().lasting(),
        new TierPolicy(TierPolicy.Settings.DEFAULT));
  }

  /** What the alert desk must be told. */
  public AlertPolicy policy() {
    return new AlertPolicy(rules.cards(), alerts, horizon.until());
  }
}

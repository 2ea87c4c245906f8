package zhijiao.jobs.operator;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
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
import zhijiao.rules.RuleCatalog;

/** What a {@link Program} is made from on each worker: a program holds compiled patterns and belongs to one thread. */
public record ProgramSource(
    ZoneCatalog zones,
    HolidayCalendar calendar,
    JudgeSettings judge,
    TimelineSettings timeline,
    RuleCatalog rules,
    AlertSettings alerts,
    HealthSettings health,
    Horizon horizon)
    implements Serializable {

  /** One whose sources are watched with the shipped settings. */
  public ProgramSource(
      ZoneCatalog zones,
      HolidayCalendar calendar,
      JudgeSettings judge,
      TimelineSettings timeline,
      RuleCatalog rules,
      AlertSettings alerts,
      Horizon horizon) {
    this(zones, calendar, judge, timeline, rules, alerts, HealthSettings.DEFAULT, horizon);
  }

  public Program program() {
    return new Program(zones, calendar, judge, timeline, rules.programs(), horizon);
  }

  /** What the alert desk must be told. */
  public AlertPolicy policy() {
    Map<String, RuleCard> cards = new HashMap<>(rules.cards());
    for (SourceKind kind : SourceKind.values()) {
      cards.put(kind.card().id(), kind.card());
    }
    return new AlertPolicy(cards, alerts, horizon.until());
  }
}

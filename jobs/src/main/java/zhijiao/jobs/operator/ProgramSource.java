package zhijiao.jobs.operator;

import java.io.Serializable;
import zhijiao.core.alert.AlertPolicy;
import zhijiao.core.alert.ClockSettings;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.place.ZoneCatalog;
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
    ClockSettings clocks,
    Horizon horizon)
    implements Serializable {

  public Program program() {
    return new Program(zones, calendar, judge, timeline, rules.programs(), horizon);
  }

  /** What the alert desk must be told. */
  public AlertPolicy alerts() {
    return new AlertPolicy(rules.cards(), clocks, horizon.until());
  }
}

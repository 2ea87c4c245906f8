package zhijiao.core.timeline;

import java.util.List;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.judge.Watch;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.time.HolidayCalendar;

/** All that is the same for every person: places, calendar, settings, rules and the span that is judged. */
public record Program(
    ZoneCatalog zones,
    HolidayCalendar calendar,
    JudgeSettings judge,
    TimelineSettings timeline,
    List<RuleProgram> rules,
    Horizon horizon) {

  public Program {
    rules = List.copyOf(rules);
  }

  /** How many fixes of one run the rules of a watch must be told of. */
  int fixesOfARun(Watch watch) {
    int most = 0;
    for (RuleProgram rule : rules) {
      if (rule.watches() == watch) {
        most = Math.max(most, rule.fixesOfARun());
      }
    }
    return most;
  }
}

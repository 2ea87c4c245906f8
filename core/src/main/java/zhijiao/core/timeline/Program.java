package zhijiao.core.timeline;

import java.util.List;
import zhijiao.core.judge.Condensing;
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
    Horizon horizon)
    implements Condensing {

  public Program {
    rules = List.copyOf(rules);
  }

  @Override
  public int fixesOfARun(Watch watch) {
    int most = 0;
    for (RuleProgram rule : rules) {
      if (rule.watches() == watch) {
        most = Math.max(most, rule.fixesOfARun());
      }
    }
    return most;
  }

  @Override
  public long dwellMillis(Watch watch) {
    long longest = 0;
    for (RuleProgram rule : rules) {
      if (rule.watches() == watch) {
        longest = Math.max(longest, rule.dwellMillis());
      }
    }
    return longest;
  }
}

package zhijiao.core.timeline;

import java.util.List;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.time.HolidayCalendar;

/** All that is the same for every person: the span that is judged, the calendar, and what is judged by when. */
public record Program(
    HolidayCalendar calendar, TimelineSettings timeline, Horizon horizon, Regimes regimes) {

  /** A program whose settings and places never change. */
  public Program(
      ZoneCatalog zones,
      HolidayCalendar calendar,
      JudgeSettings judge,
      TimelineSettings timeline,
      List<RuleProgram> rules,
      Horizon horizon) {
    this(calendar, timeline, horizon, Regimes.always(new Regime(zones, judge, rules)));
  }

  /** What is judged by at the beginning, for what cannot change on the way. */
  public JudgeSettings judge() {
    return regimes.forAll(Long.MIN_VALUE).judge();
  }
}

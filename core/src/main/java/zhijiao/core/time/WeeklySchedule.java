package zhijiao.core.time;

import java.time.ZoneId;
import java.util.List;

/**
 * Windows that recur, on workdays and on rest days as the {@link HolidayCalendar} tells them apart. A window belongs to
 * the local day on which it begins.
 */
public record WeeklySchedule(List<LocalWindow> workdays, List<LocalWindow> restDays) {

  public WeeklySchedule {
    workdays = List.copyOf(workdays);
    restDays = List.copyOf(restDays);
  }

  /** The same windows every day. */
  public static WeeklySchedule daily(LocalWindow... windows) {
    return new WeeklySchedule(List.of(windows), List.of(windows));
  }

  /**
   * The spans that meet {@code [from, until)}, whole, in order. A wall-clock time that does not exist on a day (a clock
   * put forward) is moved forward by the gap; of one that exists twice the first is meant.
   */
  public List<TimeSpan> spansMeeting(long from, long until, ZoneId zone, HolidayCalendar calendar) {
    throw new UnsupportedOperationException("to be written");
  }
}

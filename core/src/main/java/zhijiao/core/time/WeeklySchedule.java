package zhijiao.core.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Windows that recur, on workdays and on rest days as the {@link HolidayCalendar} tells them apart.
 *
 * <p>A window belongs to the local day on which it begins: that day alone decides whether the windows of workdays or of
 * rest days apply, even to the hours after midnight. Windows of one kind of day never overlap one another; a night that
 * began on a workday may overlap a window of the rest day that follows.
 *
 * @param workdays windows of a workday, in order of their beginning
 * @param restDays windows of a rest day, in order of their beginning
 */
public record WeeklySchedule(List<LocalWindow> workdays, List<LocalWindow> restDays) {

  /**
   * @throws IllegalArgumentException when two windows of one kind of day overlap, with the two named
   */
  public WeeklySchedule {
    workdays = inOrder(workdays, "workdays");
    restDays = inOrder(restDays, "rest days");
  }

  /** The same windows every day. */
  public static WeeklySchedule daily(LocalWindow... windows) {
    return new WeeklySchedule(List.of(windows), List.of(windows));
  }

  /** The windows of one local day. */
  public List<LocalWindow> windowsOn(LocalDate date, HolidayCalendar calendar) {
    return calendar.isRestDay(date) ? restDays : workdays;
  }

  /**
   * The spans that meet {@code [from, until)}, whole, in order of their beginning. A wall-clock time that does not exist
   * on a day (a clock put forward) means the instant at which the clock is put forward; of one that exists twice the
   * first is meant. A window that lies in skipped time altogether is no window on that day.
   *
   * @param from epoch milliseconds UTC
   * @param until epoch milliseconds UTC; nothing meets an empty span
   * @throws IllegalArgumentException when {@code until} is before {@code from}
   */
  public List<TimeSpan> spansMeeting(long from, long until, ZoneId zone, HolidayCalendar calendar) {
    if (until < from) {
      throw new IllegalArgumentException("a span ends before it begins: " + from + " – " + until);
    }
    if (from == until || workdays.isEmpty() && restDays.isEmpty()) {
      return List.of();
    }
    ZoneRules rules = zone.getRules();
    // A window lasts until the next day at most. The day after the last is for zones whose clock
    // is put back over midnight: there a window of tomorrow may begin before the end of today.
    LocalDate first = LocalDate.ofInstant(Instant.ofEpochMilli(from), zone).minusDays(1);
    LocalDate last = LocalDate.ofInstant(Instant.ofEpochMilli(until - 1), zone).plusDays(1);
    List<TimeSpan> spans = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      for (LocalWindow window : windowsOn(day, calendar)) {
        LocalDate endDay = window.crossesMidnight() ? day.plusDays(1) : day;
        long begins = LocalClock.instantOf(day, window.from(), rules);
        if (begins >= until) {
          break;
        }
        long ends = LocalClock.instantOf(endDay, window.until(), rules);
        if (ends > from && begins < ends) {
          spans.add(new TimeSpan(begins, ends));
        }
      }
    }
    return spans;
  }

  private static List<LocalWindow> inOrder(List<LocalWindow> windows, String days) {
    List<LocalWindow> ordered = new ArrayList<>(windows);
    ordered.sort(Comparator.comparing(LocalWindow::from).thenComparing(LocalWindow::until));
    for (int i = 0; i < ordered.size(); i++) {
      LocalWindow window = ordered.get(i);
      boolean last = i == ordered.size() - 1;
      LocalWindow next = ordered.get(last ? 0 : i + 1);
      int secondsToNext =
          next.from().toSecondOfDay() - window.from().toSecondOfDay() + (last ? 86_400 : 0);
      if (window.clockSeconds() > secondsToNext) {
        throw new IllegalArgumentException(
            "windows of " + days + " overlap: " + window + " and " + next);
      }
    }
    return List.copyOf(ordered);
  }

  /** Part of the identity of an order. */
  @Override
  public String toString() {
    return "WeeklySchedule[workdays=" + workdays + ", restDays=" + restDays + "]";
  }
}

package zhijiao.core.time;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * Which days are rest days. China moves workdays around its holidays, so a Sunday can be a workday (调休).
 *
 * @param holidays dates that are rest days though they may be weekdays
 * @param makeUpWorkdays dates that are workdays though they are on a weekend
 */
public record HolidayCalendar(Set<LocalDate> holidays, Set<LocalDate> makeUpWorkdays)
    implements Serializable {

  /** Weekends rest, all else works. */
  public static final HolidayCalendar WEEKENDS_ONLY = new HolidayCalendar(Set.of(), Set.of());

  public HolidayCalendar {
    holidays = Set.copyOf(holidays);
    makeUpWorkdays = Set.copyOf(makeUpWorkdays);
  }

  public boolean isRestDay(LocalDate date) {
    if (holidays.contains(date)) {
      return true;
    }
    if (makeUpWorkdays.contains(date)) {
      return false;
    }
    DayOfWeek day = date.getDayOfWeek();
    return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
  }
}

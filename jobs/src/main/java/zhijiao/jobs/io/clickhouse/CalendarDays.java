package zhijiao.jobs.io.clickhouse;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import zhijiao.core.time.HolidayCalendar;

/**
 * The database's copy of the calendar by which a job judges: views tell from it which windows of a schedule a day has. Every day of
 * the century is written, so that nothing of another calendar is left.
 */
public final class CalendarDays {

  private CalendarDays() {}

  /** Writes the calendar over whatever calendar was there. */
  public static void write(ClickHouse server, HolidayCalendar calendar) throws IOException {
    server.run(
        "INSERT INTO "
            + server.address().database()
            + ".calendar_days (day, rests, written_at) SELECT toDate('2000-01-01') + number AS date,"
            + " date IN ("
            + dates(calendar.holidays())
            + ") OR toDayOfWeek(date) > 5 AND date NOT IN ("
            + dates(calendar.makeUpWorkdays())
            + "), now64(3, 'UTC') FROM numbers(36525)");
  }

  /** In quotes, apart by commas; never empty, since an empty list is no SQL. */
  private static String dates(Set<LocalDate> dates) {
    return dates.isEmpty()
        ? "toDate('1970-01-01')"
        : dates.stream()
            .sorted()
            .map(date -> "toDate('" + date + "')")
            .collect(Collectors.joining(", "));
  }
}

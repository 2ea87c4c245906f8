package zhijiao.core.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The day of supervision: from noon to the next noon, local, so that a night is never cut in two.
 *
 * <p>The days of a zone follow one another without gap or overlap: every instant belongs to exactly one.
 *
 * @param date the local date of the noon at which it begins: the date of its evening
 */
public record SupervisionDay(LocalDate date) implements Comparable<SupervisionDay> {

  /**
   * The day to which an instant belongs.
   *
   * @param instant epoch milliseconds UTC
   */
  public static SupervisionDay of(long instant, ZoneId zone) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(instant), zone);
    if (instant < beginningOf(date, zone)) {
      do {
        date = date.minusDays(1);
      } while (instant < beginningOf(date, zone));
    } else {
      while (instant >= beginningOf(date.plusDays(1), zone)) {
        date = date.plusDays(1);
      }
    }
    return new SupervisionDay(date);
  }

  /** From its noon to the next one; a noon that the zone skipped is the instant after what was skipped. */
  public TimeSpan span(ZoneId zone) {
    return new TimeSpan(beginningOf(date, zone), beginningOf(date.plusDays(1), zone));
  }

  public SupervisionDay next() {
    return new SupervisionDay(date.plusDays(1));
  }

  public SupervisionDay previous() {
    return new SupervisionDay(date.minusDays(1));
  }

  @Override
  public int compareTo(SupervisionDay other) {
    return date.compareTo(other.date);
  }

  private static long beginningOf(LocalDate date, ZoneId zone) {
    return LocalClock.instantOf(date, LocalTime.NOON, zone.getRules());
  }
}

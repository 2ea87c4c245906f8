package zhijiao.core.time;

import java.time.LocalTime;

/**
 * A window of the local day, {@code [from, until)}; when {@code until} is not after {@code from} it ends on the next
 * day. So {@code 00:00–00:00} is the whole day and {@code 21:00–06:00} a night.
 *
 * @param from local time at which it begins, whole seconds
 * @param until local time at which it has ended, whole seconds
 */
public record LocalWindow(LocalTime from, LocalTime until) {

  /**
   * @throws IllegalArgumentException when a time has a fraction of a second
   */
  public LocalWindow {
    if (from.getNano() != 0 || until.getNano() != 0) {
      throw new IllegalArgumentException(
          "a window is given in whole seconds: " + from + " – " + until);
    }
  }

  public boolean crossesMidnight() {
    return !until.isAfter(from);
  }

  /** Length by a clock that is never put forward or back, seconds, 1–86,400. */
  int clockSeconds() {
    int seconds = until.toSecondOfDay() - from.toSecondOfDay();
    return seconds > 0 ? seconds : seconds + 86_400;
  }

  @Override
  public String toString() {
    return from + "-" + until;
  }
}

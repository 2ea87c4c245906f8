package zhijiao.core.time;

/**
 * A duty to be at home at certain hours (宵禁, 在家时段).
 *
 * @param graceMinutes minutes after the beginning before absence counts, 0–240
 */
public record Curfew(WeeklySchedule schedule, int graceMinutes) {

  public Curfew {
    if (graceMinutes < 0 || graceMinutes > 240) {
      throw new IllegalArgumentException("grace out of range: " + graceMinutes + " min");
    }
  }

  /** Part of the identity of an order. */
  @Override
  public String toString() {
    return "Curfew[schedule=" + schedule + ", graceMinutes=" + graceMinutes + "]";
  }
}

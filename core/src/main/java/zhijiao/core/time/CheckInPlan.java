package zhijiao.core.time;

/**
 * A duty to check in once within each window.
 *
 * @param graceMinutes minutes after a window's end in which a check-in still counts, 0–240
 */
public record CheckInPlan(WeeklySchedule schedule, int graceMinutes) {

  public CheckInPlan {
    if (graceMinutes < 0 || graceMinutes > 240) {
      throw new IllegalArgumentException("grace out of range: " + graceMinutes + " min");
    }
  }

  /** Part of the identity of an order. */
  @Override
  public String toString() {
    return "CheckInPlan[schedule=" + schedule + ", graceMinutes=" + graceMinutes + "]";
  }
}

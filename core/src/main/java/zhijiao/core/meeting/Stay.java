package zhijiao.core.meeting;

import zhijiao.core.fact.Subject;
import zhijiao.core.place.GeoPoint;

/**
 * Somebody remained at a place, by what was measured away from home and from places of duty: one for each five minutes of it.
 *
 * @param spot where the fixes show it
 * @param away true when every one of them is surely away from the person's own places. What is not says where somebody was
 *     measured, and accuses nobody
 */
public record Stay(Subject who, Spot spot, boolean away, Standing standing) {

  /** Time is cut into slots of this length; a person has at most one stay in each. Milliseconds. */
  public static final long SLOT_MILLIS = 5 * 60_000L;

  /** Number of the slot in which an instant lies. */
  public static long slotOf(long instant) {
    return Math.floorDiv(instant, SLOT_MILLIS);
  }

  public long slot() {
    return slotOf(at());
  }

  /** When it is first seen, epoch milliseconds UTC. */
  public long at() {
    return spot.at();
  }

  /** The middle of what was measured, WGS-84. */
  public GeoPoint point() {
    return spot.point();
  }
}

package zhijiao.core.meeting;

import zhijiao.core.fact.FactId;
import zhijiao.core.fact.Subject;
import zhijiao.core.place.GeoPoint;

/**
 * Somebody remained at a place, surely away from home and from places of duty: one satellite fix for each five minutes of
 * it.
 *
 * @param fix the fix that shows it
 * @param at when, epoch milliseconds UTC
 * @param point WGS-84
 * @param accuracyMetres radius of the circle of error
 */
public record Stay(
    Subject who, FactId fix, long at, GeoPoint point, float accuracyMetres, Standing standing) {

  /** Time is cut into slots of this length; a person has at most one stay in each. Milliseconds. */
  public static final long SLOT_MILLIS = 5 * 60_000L;

  /** Number of the slot in which an instant lies. */
  public static long slotOf(long instant) {
    return Math.floorDiv(instant, SLOT_MILLIS);
  }

  public long slot() {
    return slotOf(at);
  }

  /** How far two may be from each other at most, if each is at the far edge of its circle of error; metres. */
  public double surelyWithinMetres(Stay other) {
    return point.distanceMetres(other.point) + accuracyMetres + other.accuracyMetres;
  }
}

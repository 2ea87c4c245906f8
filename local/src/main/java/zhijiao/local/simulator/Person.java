package zhijiao.local.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.Zone;

/**
 * One invented supervisee, and what does not change from day to day.
 *
 * @param number from 0
 * @param tag null when the person wears none
 * @param work where the person goes on workdays
 * @param shop where the person runs errands
 * @param abroad a place outside the county
 * @param zones ids of the zones that the person may not enter, with their places in {@code zoneCentres}
 * @param graceMinutes of curfew and its share of a check-in
 * @param valley true when home lies in a mountain valley, where satellite fixes are bad
 * @param lapsedOn day number on which the authorisation ended although the tag goes on; −1 for never
 * @param releasedOn day number on which supervision ends; −1 for never
 */
record Person(
    int number,
    String pseudonym,
    @Nullable String tag,
    boolean curfew,
    Zone county,
    String office,
    GeoPoint home,
    GeoPoint work,
    GeoPoint shop,
    GeoPoint abroad,
    List<String> zones,
    List<GeoPoint> zoneCentres,
    int zoneRadius,
    int graceMinutes,
    boolean valley,
    boolean faultyTag,
    int lapsedOn,
    int releasedOn) {

  /** Radius of the circle that counts as home, metres. */
  static final int HOME_RADIUS = 80;

  /** Width of the belt around a forbidden zone, metres. */
  static final int BELT = 200;
}

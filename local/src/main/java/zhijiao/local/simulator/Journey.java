package zhijiao.local.simulator;

import org.jspecify.annotations.Nullable;
import zhijiao.core.place.GeoPoint;

/**
 * A day on leave that goes wrong, or nearly: not back in time, or a stay where the leave does not lead; and what looks like
 * them and is none, a return in the last minutes of grace and a meal on the way.
 *
 * @param place where the person goes first
 * @param start minute of the day at which the person leaves home
 * @param stay minutes there
 * @param leaveFrom minute of the day
 * @param leaveUntil minute of the day
 * @param breach what it breaks, or null
 */
record Journey(
    GeoPoint place,
    double start,
    double stay,
    int leaveFrom,
    int leaveUntil,
    DayPlan.@Nullable Visit breach) {

  /** A stay of so long where the leave does not lead is a breach, minutes. */
  static final int STAY_MINUTES = 120;

  /** For so long after leave has ended nobody has overrun it, minutes. */
  private static final double GRACE = 120;

  /** By then the person must be home for the rest of the day's plan. */
  private static final double LATEST = 19 * 60;

  /**
   * @param way minutes from home to the place of leave
   * @param crossing share of that way at which the border is crossed
   */
  static @Nullable Journey planned(
      Person person, double way, double crossing, double intensity, Chance own) {
    boolean overrun = own.happens(310, Breach.LEAVE_OVERRUN.rate(intensity));
    boolean route = !overrun && own.happens(311, Breach.LEAVE_ROUTE.rate(intensity));
    boolean justInTime = !overrun && !route && own.happens(312, 0.01);
    boolean meal = !overrun && !route && !justInTime && own.happens(313, 0.01);
    if (overrun || justInTime) {
      return late(person, way, crossing, overrun, own);
    }
    return route || meal ? aside(person, route, own) : null;
  }

  private static @Nullable Journey late(
      Person person, double way, double crossing, boolean overrun, Chance own) {
    double start = own.between(314, 7.5 * 60, 8.5 * 60);
    double there = start + way;
    int until = (int) (there + own.between(315, 40, 80));
    double back = until + GRACE + (overrun ? own.between(316, 20, 90) : -own.between(316, 1, 4));
    double leaves = back - way * (1 - crossing);
    if (leaves + way > LATEST || leaves < there + 30) {
      return null;
    }
    DayPlan.Visit breach =
        new DayPlan.Visit(
            "leave-overrun",
            person.county().id(),
            until + GRACE,
            back,
            "does not come back from leave in time");
    return new Journey(
        person.abroad(), start, leaves - there, (int) start - 30, until, overrun ? breach : null);
  }

  private static @Nullable Journey aside(Person person, boolean route, Chance own) {
    GeoPoint place = Sites.elsewhere(person);
    if (place == null) {
      return null;
    }
    double way = DayPlan.minutes(person.home(), place);
    double start = own.between(314, 8 * 60, 9 * 60);
    double there = start + way;
    double stay = route ? own.between(317, 150, 220) : own.between(317, 45, 90);
    double home = there + stay + way;
    if (home > LATEST) {
      return null;
    }
    DayPlan.Visit breach =
        new DayPlan.Visit(
            "leave-route",
            Sites.destinationId(person),
            there + STAY_MINUTES,
            there + stay,
            "stays where the leave does not lead");
    return new Journey(
        place, start, stay, (int) start - 30, (int) home + 30, route ? breach : null);
  }
}

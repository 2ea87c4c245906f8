package zhijiao.local.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.place.GeoPoint;

/**
 * A night that somebody of the third of those with a tag who sleep elsewhere spends there. A week has none, one, or two in a row; every
 * week it is another place.
 *
 * @param second true for the second of two in a row
 * @param approved true when leave was given for it
 */
record NightOut(GeoPoint place, boolean second, boolean approved) {

  private static final int BEARINGS = 8;
  private static final double METRES = 2_000;

  /**
   * The night that begins on a day, or null when it is spent at home.
   *
   * @param chance the scenario's
   */
  static @Nullable NightOut on(Person person, int day, double intensity, Chance chance) {
    if (person.tag() == null || person.number() % 3 != 0 || day < 0) {
      return null;
    }
    int week = day / 7;
    Chance own = chance.of(12, person.number(), week);
    boolean two = own.happens(330, Breach.NIGHTS_AWAY.rate(intensity));
    boolean one = !two && own.happens(331, 0.15);
    boolean leave = !two && !one && own.happens(332, 0.3);
    int night = day % 7 - own.integer(333, 0, 3);
    List<GeoPoint> places = two || one || leave ? places(person, METRES) : List.of();
    if (night < 0 || night > (one ? 0 : 1) || week >= places.size()) {
      return null;
    }
    return new NightOut(places.get(week), night == 1, leave);
  }

  /** Places inside the county, clear of what the person may not enter. */
  static List<GeoPoint> places(Person person, double metres) {
    List<GeoPoint> places = new ArrayList<>();
    GeoPoint keyPlace = Sites.keyPlace(person);
    for (int i = 0; i < BEARINGS; i++) {
      GeoPoint place = Geometry.towards(person.home(), 2 * Math.PI * i / BEARINGS, metres);
      boolean clear = Geometry.staysInside(person.county().area(), person.home(), place, 400);
      for (GeoPoint zone : person.zoneCentres()) {
        clear &= Geometry.wayToPoint(person.home(), place, zone) > person.zoneRadius() + 350;
      }
      clear &=
          keyPlace == null
              || Geometry.wayToPoint(person.home(), place, keyPlace) > Sites.KEY_PLACE_RADIUS + 250;
      if (clear) {
        places.add(place);
      }
    }
    return places;
  }
}

package zhijiao.local.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.place.GeoPoint;

/** Places that an order or an approval names for one person, which follow from where the person lives and goes. */
final class Sites {

  /** Radius of a key place, such as a quarter of amusement, metres. */
  static final int KEY_PLACE_RADIUS = 200;

  /** Radius of the place to which leave is approved, metres. */
  static final int DESTINATION_RADIUS = 2_500;

  private static final int BEARINGS = 24;

  private Sites() {}

  static String keyPlaceId(Person person) {
    return person.pseudonym().replace("S-", "K-");
  }

  static String destinationId(Person person) {
    return person.pseudonym().replace("S-", "D-");
  }

  /** A place a kilometre from home that no usual way of the person touches, or null. */
  static @Nullable GeoPoint keyPlace(Person person) {
    for (int i = 0; i < BEARINGS; i++) {
      GeoPoint place = Geometry.towards(person.home(), 2 * Math.PI * i / BEARINGS, 1_000);
      boolean clear = Geometry.staysInside(person.county().area(), person.home(), place, 400);
      for (GeoPoint usual : List.of(person.work(), person.shop(), person.abroad())) {
        clear &= Geometry.wayToPoint(person.home(), usual, place) > KEY_PLACE_RADIUS + 250;
      }
      for (GeoPoint zone : person.zoneCentres()) {
        clear &= Geometry.wayToPoint(person.home(), place, zone) > person.zoneRadius() + 250;
        clear &= Geometry.wayToPoint(person.home(), zone, place) > KEY_PLACE_RADIUS + 250;
      }
      if (clear) {
        return place;
      }
    }
    return null;
  }

  /** A town outside the county to which leave does not lead, or null. */
  static @Nullable GeoPoint elsewhere(Person person) {
    for (int i = 0; i < BEARINGS; i++) {
      GeoPoint place = Geometry.towards(person.abroad(), 2 * Math.PI * i / BEARINGS, 8_000);
      if (person.county().signedDistanceMetres(place) > 3_000) {
        return place;
      }
    }
    return null;
  }
}

package zhijiao.local.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.place.GeoPoint;

/**
 * Nights that somebody of the third of those with a tag who have no curfew, and are at home by night, spends in the streets: three
 * in a row, with a night at home at least before the next three. Only in the second half of a month, when there is something to
 * compare them with; in the first it is a single night now and then, which is none.
 *
 * @param from minute of the day, after midnight
 * @param until minute of the day
 */
record NightShift(GeoPoint place, double from, double until) {

  /** The night that belongs to the first hours of a day, or null. */
  static @Nullable NightShift on(Person person, int day, double intensity, Chance chance) {
    if (person.tag() == null || person.number() % 3 != 1) {
      return null;
    }
    int part = day % 30 / 5;
    Chance own = chance.of(14, person.number(), day / 30, part);
    int first = day / 30 * 30 + part * 5 + own.integer(1, 0, 1);
    boolean shift = part >= 3 && own.happens(2, Breach.NIGHT_SHIFT.rate(intensity));
    int nights = shift ? 3 : part == 1 && own.happens(4, 0.5) ? 1 : 0;
    GeoPoint place = day >= first && day < first + nights ? place(person) : null;
    if (place == null) {
      return null;
    }
    Chance tonight = own.of(day);
    return new NightShift(place, tonight.between(5, 20, 40), tonight.between(6, 200, 235));
  }

  private static @Nullable GeoPoint place(Person person) {
    for (double metres = 2_000; metres > 400; metres /= 2) {
      List<GeoPoint> places = NightOut.places(person, metres);
      if (!places.isEmpty()) {
        return places.get(0);
      }
    }
    return null;
  }
}

package zhijiao.local.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.place.GeoPoint;

/**
 * Who must keep away from whom: three in ten people with a tag, from somebody who lives a few kilometres off where no usual
 * way leads past, and whose telephone reports every five minutes.
 *
 * <p>All follows from the person and the day.
 */
final class Protected {

  static final int RADIUS = 300;
  static final int BUFFER = 300;

  private static final double SHARE = 0.3;
  private static final double OUTSIDE = 0.05;
  private static final int TRIES = 400;
  private static final double CAR_METRES_PER_MINUTE = 600;

  /** Who protects themselves keep so far from all usual ways, metres. */
  private static final double CLEAR = RADIUS + BUFFER + 250;

  private final Chance chance;
  private final double intensity;
  private final Noise noise;

  Protected(Chance chance, double intensity, Noise noise) {
    this.chance = chance;
    this.intensity = intensity;
    this.noise = noise;
  }

  static String pseudonym(Person person) {
    return String.format(Locale.ROOT, "V-%05d-P", person.number());
  }

  /** Where the protected person lives, or null when there is none. */
  @Nullable GeoPoint placeOf(Person person, Acquaintances.@Nullable Bond bond) {
    Chance own = chance.of(420, person.number());
    if (person.tag() == null || !own.happens(0, SHARE)) {
      return null;
    }
    List<GeoPoint> usual = new ArrayList<>(List.of(person.work(), person.shop(), person.abroad()));
    usual.addAll(person.zoneCentres());
    if (bond != null) {
      usual.add(bond.place());
      usual.add(bond.site());
    }
    GeoPoint home = person.home();
    for (int i = 1; i <= TRIES; i++) {
      GeoPoint place =
          Geometry.towards(
              home, own.between(2L * i, 0, 2 * Math.PI), own.between(2L * i + 1, 1_800, 6_000));
      boolean clear =
          usual.stream().allMatch(to -> Geometry.wayToPoint(home, to, place) > CLEAR)
              && person.zoneCentres().stream()
                  .allMatch(
                      zone ->
                          Geometry.wayToPoint(home, place, zone)
                              > person.zoneRadius() + Person.BELT + 150);
      if (clear && Geometry.staysInside(person.county().area(), home, place, 400)) {
        return place;
      }
    }
    return null;
  }

  Particulars.@Nullable Protection order(Person person, @Nullable GeoPoint place) {
    return place == null ? null : new Particulars.Protection(pseudonym(person), RADIUS, BUFFER);
  }

  /** An evening in which somebody goes there, or near, or not near enough to matter; or null. */
  Acquaintances.@Nullable Appointment appointment(
      Person person, @Nullable GeoPoint place, int day) {
    Double metres = place == null ? null : nearest(person, day);
    if (place == null || metres == null) {
      return null;
    }
    Chance own = chance.of(421, person.number(), day);
    GeoPoint home = person.home();
    double all = home.distanceMetres(place);
    double arrives = own.between(10, 18.5 * 60, 19.25 * 60);
    return new Acquaintances.Appointment(
        Geometry.between(home, place, (all - metres) / all),
        arrives,
        arrives + own.between(11, 20, 60),
        false,
        false);
  }

  /** How near somebody comes on a day, metres, or null. */
  private @Nullable Double nearest(Person person, int day) {
    Chance own = chance.of(421, person.number(), day);
    if (own.happens(0, Breach.APPROACH.rate(intensity))) {
      return own.between(3, 50, 150);
    }
    if (own.happens(1, Breach.APPROACH.rate(intensity) / 2)) {
      return own.between(3, 420, 460);
    }
    return own.happens(2, OUTSIDE) ? (Double) own.between(3, 850, 950) : null;
  }

  /** What is broken by going there: each distance from when it is crossed on the way there to when on the way back. */
  List<DayPlan.Visit> breaches(Person person, @Nullable GeoPoint place, int day) {
    Acquaintances.Appointment visit = appointment(person, place, day);
    Double metres = nearest(person, day);
    List<DayPlan.Visit> breaches = new ArrayList<>();
    if (visit == null || metres == null) {
      return breaches;
    }
    String who = pseudonym(person);
    for (int limit : new int[] {RADIUS, RADIUS + BUFFER}) {
      double way = (limit - metres) / CAR_METRES_PER_MINUTE;
      if (way > 0) {
        breaches.add(
            new DayPlan.Visit(
                "victim-proximity",
                limit == RADIUS ? who : who + "/buffer",
                visit.arrives() - way,
                visit.leaves() + way,
                "comes near a protected person"));
      }
    }
    return breaches;
  }

  /** Where the protected person's telephone says that person is, every five minutes. */
  void position(
      Person person, @Nullable GeoPoint place, int day, int minute, long midnight, List<Fact> out) {
    if (place == null || minute % 5 != 0) {
      return;
    }
    Chance own = chance.of(422, person.number(), day, minute);
    double sigma = noise.townSigmaMetres();
    long at = midnight + minute * 60_000L + chance.of(423, person.number()).integer(0, 0, 59_000);
    out.add(
        new ProtectedPosition(
            pseudonym(person),
            Geometry.moved(place, sigma * own.normal(0), sigma * own.normal(1)),
            (float) Math.max(3, Math.rint(1.5 * sigma * Math.exp(0.2 * own.normal(2)))),
            at,
            at + own.integer(9, 2, 8) * 1_000L));
  }
}

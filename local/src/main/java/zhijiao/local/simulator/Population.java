package zhijiao.local.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.Zone;

/** Makes the people: each a pure function of the seed and the person's number. */
final class Population {

  private static final int TRIES = 400;
  private static final double ZONE_MARGIN = 350;

  private final Chance chance;
  private final Prefecture prefecture;
  private final Noise noise;
  private final double taggedShare;
  private final List<Zone> counties;

  Population(long seed, Prefecture prefecture, Noise noise, double taggedShare) {
    this.chance = new Chance(seed);
    this.prefecture = prefecture;
    this.noise = noise;
    this.taggedShare = taggedShare;
    this.counties = prefecture.counties();
  }

  /**
   * @param near near whom a person with a tag lives, or null
   */
  Person person(int number, Acquaintances.@Nullable Bond near) {
    Chance own = chance.of(1, number);
    boolean tagged = own.happens(1, taggedShare);
    Acquaintances.Bond bond = tagged ? near : null;
    Zone county =
        bond == null ? counties.get(own.integer(2, 0, counties.size() - 1)) : bond.first().county();
    List<String> offices = prefecture.townships(county.id());
    GeoPoint home =
        bond == null ? placeInside(county, own.of(3), 1_500) : homeNear(bond, own.of(410));
    GeoPoint work = reachable(county, home, own.of(4), 1_500, 6_000);
    GeoPoint shop = reachable(county, home, own.of(5), 600, 2_500);
    GeoPoint abroad = outside(county, home, own.of(6));
    List<GeoPoint> usual = new ArrayList<>(List.of(home, work, shop));
    if (bond != null) {
      usual.add(bond.place());
      usual.add(bond.site());
    }
    int radius = own.integer(7, 20, 40) * 10;
    int wanted = own.happens(8, 0.4) ? own.integer(9, 1, 2) : tagged ? 1 : 0;
    List<String> zones = new ArrayList<>();
    List<GeoPoint> centres = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      GeoPoint centre = zoneCentre(county, usual, abroad, radius, own.of(10, i));
      if (centre != null) {
        zones.add(String.format(Locale.ROOT, "Z-%05d-%d", number, i + 1));
        centres.add(centre);
      }
    }
    boolean lapsed = tagged && own.happens(12, 0.02);
    boolean released = own.happens(13, 0.003);
    return new Person(
        number,
        String.format(Locale.ROOT, "S-%05d", number),
        tagged ? String.format(Locale.ROOT, "T-%05d", number) : null,
        tagged && number % 3 == 2 || !tagged && own.happens(14, 0.15),
        county,
        offices.get(own.integer(15, 0, offices.size() - 1)),
        home,
        work,
        shop,
        abroad,
        zones,
        centres,
        radius,
        own.integer(16, 10, 15),
        own.happens(17, 0.25),
        tagged && own.happens(18, noise.faultyShare()),
        lapsed ? own.integer(19, 1, 5) : -1,
        released ? own.integer(20, 1, 6) : -1);
  }

  private GeoPoint placeInside(Zone county, Chance own, double margin) {
    double[] box = Prefecture.box(county);
    for (int i = 0; i < TRIES; i++) {
      GeoPoint point =
          GeoPoint.ofDegrees(
              own.between(2L * i, box[0], box[1]), own.between(2L * i + 1, box[2], box[3]));
      if (county.signedDistanceMetres(point) < -margin) {
        return point;
      }
    }
    throw new IllegalStateException("no place inside county " + county.id());
  }

  /** Next door, or a short way off, with a clear way to where the two meet. */
  private static GeoPoint homeNear(Acquaintances.Bond bond, Chance own) {
    GeoPoint first = bond.first().home();
    if (!bond.nextDoor()) {
      for (int i = 0; i < TRIES; i++) {
        GeoPoint point =
            Geometry.towards(
                first, own.between(2L * i, 0, 2 * Math.PI), own.between(2L * i + 1, 400, 1_500));
        if (point.distanceMetres(bond.place()) > 400
            && point.distanceMetres(bond.site()) > 300
            && Geometry.staysInside(bond.first().county().area(), point, bond.place(), 400)
            && Geometry.staysInside(bond.first().county().area(), point, bond.site(), 400)) {
          return point;
        }
      }
    }
    return Geometry.towards(first, own.between(0, 0, 2 * Math.PI), 45);
  }

  private static GeoPoint reachable(
      Zone county, GeoPoint from, Chance own, double nearest, double farthest) {
    for (int i = 0; i < TRIES; i++) {
      GeoPoint point =
          Geometry.towards(
              from,
              own.between(2L * i, 0, 2 * Math.PI),
              own.between(2L * i + 1, nearest, farthest));
      if (Geometry.staysInside(county.area(), from, point, 400)) {
        return point;
      }
    }
    return Geometry.towards(from, own.between(1, 0, 2 * Math.PI), 500);
  }

  /** A place three kilometres beyond the nearest stretch of the border. */
  private static GeoPoint outside(Zone county, GeoPoint home, Chance own) {
    double best = Double.MAX_VALUE;
    GeoPoint found = home;
    for (int i = 0; i < 16; i++) {
      double bearing = 2 * Math.PI * (i + own.uniform(0)) / 16;
      for (double metres = 2_000; metres < 150_000 && metres < best; metres += 1_000) {
        GeoPoint point = Geometry.towards(home, bearing, metres);
        if (county.signedDistanceMetres(point) > 3_000) {
          best = metres;
          found = point;
        }
      }
    }
    return found;
  }

  /** A zone that no usual way of the person touches. */
  private static @Nullable GeoPoint zoneCentre(
      Zone county, List<GeoPoint> usual, GeoPoint abroad, int radius, Chance own) {
    GeoPoint home = usual.get(0);
    for (int i = 0; i < TRIES; i++) {
      GeoPoint centre =
          Geometry.towards(
              home, own.between(2L * i, 0, 2 * Math.PI), own.between(2L * i + 1, 1_200, 5_000));
      boolean clear =
          usual.stream()
                  .allMatch(
                      place -> Geometry.wayToPoint(home, place, centre) > radius + ZONE_MARGIN)
              && Geometry.wayToPoint(home, abroad, centre) > radius + ZONE_MARGIN;
      if (clear && Geometry.staysInside(county.area(), home, centre, 600)) {
        return centre;
      }
    }
    return null;
  }
}

package zhijiao.local.bench;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Area;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.Zone;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;

/**
 * A crowd of tagged people around the beginning of a curfew, one fix a minute each. Everybody has a home, a county, a
 * forbidden zone, a curfew and a base station; one in fifty is out when grace expires.
 */
final class BenchCrowd {

  /** First minute of fixes: 20:45 in China, so that curfew begins and grace expires within them. */
  static final long FROM = Instant.parse("2026-04-01T12:45:00Z").toEpochMilli();

  private static final long MINUTE = 60_000;
  static final int ZONES = 50;

  /** So many tags are served by one base station. */
  private static final int TAGS_OF_A_STATION = 300;

  private final int people;
  private final int minutes;
  private final ZoneCatalog zones;
  private final List<Zone> counties;
  private final GeoPoint[] homes;
  private final GeoPoint[] centres = new GeoPoint[ZONES];

  BenchCrowd(int people, int minutes, ZoneCatalog countyCatalog) {
    this.people = people;
    this.minutes = minutes;
    this.counties =
        countyCatalog.zones().stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
    List<Zone> all = new ArrayList<>(counties);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < ZONES; i++) {
      GeoPoint centre = inside(counties.get(i % counties.size()), random);
      centres[i] = centre;
      all.add(
          new Zone(
              "BZ-" + i,
              null,
              null,
              Zone.Kind.EXCLUSION,
              null,
              0,
              Area.ofCircles(List.of(new Circle(centre, 300))),
              null));
    }
    this.zones = new ZoneCatalog(all);
    this.homes = new GeoPoint[people];
    for (int i = 0; i < people; i++) {
      homes[i] = inside(counties.get(i % counties.size()), random);
    }
  }

  private static GeoPoint inside(Zone county, SplittableRandom random) {
    while (true) {
      GeoPoint point =
          GeoPoint.ofDegrees(random.nextDouble(27.4, 29.0), random.nextDouble(118.7, 120.4));
      if (county.signedDistanceMetres(point) < -1_000) {
        return point;
      }
    }
  }

  ZoneCatalog zones() {
    return zones;
  }

  GeoPoint homeOf(int person) {
    return homes[person];
  }

  /** The middle of one of the forbidden zones. */
  GeoPoint centreOf(String zone) {
    return centres[Integer.parseInt(zone.substring("BZ-".length()))];
  }

  /** The number of who wears a tag. */
  static int personOf(String tag) {
    return Integer.parseInt(tag.substring(2));
  }

  long until() {
    return FROM + minutes * MINUTE;
  }

  /** Instants of the minutes of fixes, epoch milliseconds UTC. */
  long fixes() {
    return (long) people * minutes;
  }

  /** Of somebody who only has to check in, or not even that: no tag, no curfew, no zone. */
  OrderTerms untagged(int person, boolean checksIn) {
    OrderTerms full = terms(person);
    LocalWindow[] windows = {
      new LocalWindow(LocalTime.of(6, 0), LocalTime.of(8, 0)),
      new LocalWindow(LocalTime.of(14, 0), LocalTime.of(16, 0)),
      new LocalWindow(LocalTime.of(22, 0), LocalTime.of(23, 59))
    };
    return new OrderTerms(
        full.zone(),
        full.homes(),
        null,
        checksIn ? new CheckInPlan(WeeklySchedule.daily(windows), 30) : null,
        full.permittedArea(),
        List.of(),
        full.county(),
        full.office(),
        Tier.GENERAL,
        false);
  }

  OrderTerms terms(int person) {
    return new OrderTerms(
        ZoneId.of("Asia/Shanghai"),
        List.of(new Circle(homes[person], 80)),
        new Curfew(
            WeeklySchedule.daily(new LocalWindow(LocalTime.of(21, 0), LocalTime.of(6, 0))), 10),
        new CheckInPlan(
            WeeklySchedule.daily(new LocalWindow(LocalTime.of(7, 0), LocalTime.of(9, 0))), 30),
        counties.get(person % counties.size()).id(),
        List.of("BZ-" + person % ZONES),
        counties.get(person % counties.size()).id(),
        "331102001",
        Tier.STRICT,
        false);
  }

  /** The base station that serves a person's tag. */
  static String stationOf(int person) {
    return "ST-" + person / TAGS_OF_A_STATION;
  }

  void terms(Consumer<Fact> out) {
    long before = FROM - 60 * MINUTE;
    for (int i = 0; i < people; i++) {
      Subject subject = new Subject("S-" + i);
      out.accept(new OrderChange(subject, "O-" + i, terms(i), before, before));
      out.accept(
          new AuthorisationChange(
              subject,
              "A-" + i,
              new AuthorisationChange.Grant(1, "P-1", before + 60L * 1_440 * MINUTE),
              before,
              before));
      out.accept(new TagBinding("T-" + i, subject, before, before));
    }
  }

  /** All fixes, minute by minute. */
  void fixes(Consumer<Fact> out) {
    SplittableRandom random = new SplittableRandom(2);
    for (int minute = 0; minute < minutes; minute++) {
      for (int i = 0; i < people; i++) {
        int off = random.nextInt(-400, 400);
        boolean away = i % 50 == 0;
        GeoPoint home = homes[i];
        GeoPoint point = new GeoPoint(home.latE7() + off + (away ? 60_000 : 0), home.lonE7() + off);
        long at = FROM + minute * MINUTE + (long) i * MINUTE / people;
        out.accept(
            new TagFix(
                "T-" + i, point, 8 + (i & 7), FixSource.GPS, false, stationOf(i), at, at + 2_000));
      }
    }
  }
}

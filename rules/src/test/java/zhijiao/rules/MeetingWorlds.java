package zhijiao.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.timeline.Horizon;
import zhijiao.rules.story.Shape;
import zhijiao.rules.story.World;

/**
 * Small random worlds of several people who stay at the same few places, some of them on the edges of squares and yards,
 * with fixes that are good, bad, missing and of the wrong source.
 */
final class MeetingWorlds {

  static final long START = Worlds.START;
  static final long END = START + 4 * 60 * Worlds.MINUTE;

  private static final GeoPoint HOME = GeoPoint.ofDegrees(28.4511, 119.9203);

  /** A corner of four squares, the edge of a yard, the midst of one, a home and a place of duty. */
  private static final List<GeoPoint> PLACES =
      List.of(
          GeoPoint.ofDegrees(28.4600, 119.9300),
          GeoPoint.ofDegrees(28.4630, 119.9355),
          GeoPoint.ofDegrees(28.4655, 119.9345),
          HOME,
          GeoPoint.ofDegrees(28.4511, 119.9263));

  private static final Shape SITE = Shape.Round.of("site", 28.4511, 119.9263, 100);

  private MeetingWorlds() {}

  static World of(Random random, int people) {
    List<Fact> facts = List.of();
    TreeMap<Subject, List<Fact>> others = new TreeMap<>();
    for (int i = 1; i <= people; i++) {
      List<Fact> theirs = person(random, i, people > 9 && random.nextInt(5) != 0);
      if (i == 1) {
        facts = theirs;
      } else {
        others.put(new Subject("S-" + i), theirs);
      }
    }
    return new World(
        facts,
        others,
        List.of(SITE),
        HolidayCalendar.WEEKENDS_ONLY,
        World.SHIPPED,
        new Horizon(START, END));
  }

  private static List<Fact> person(Random random, int number, boolean gathers) {
    List<Fact> facts = new ArrayList<>();
    long before = START - 1_440 * Worlds.MINUTE;
    facts.add(new TagBinding(World.TAG, World.WHO, before, before));
    facts.add(new OrderChange(World.WHO, "O-1", terms(random), before, before));
    if (random.nextInt(6) == 0) {
      long at = minute(random, 240);
      facts.add(
          new OrderChange(World.WHO, "O-2", random.nextBoolean() ? null : terms(random), at, at));
    }
    long from = random.nextInt(6) == 0 ? minute(random, 100) : before;
    facts.add(
        new AuthorisationChange(
            World.WHO,
            "A-1",
            new AuthorisationChange.Grant(1, "P-1", before + 60 * 1_440 * Worlds.MINUTE),
            from,
            from));
    for (int stay = 0; stay < 3; stay++) {
      GeoPoint place = PLACES.get(random.nextInt(PLACES.size()));
      long since = minute(random, 200);
      int minutes = 10 + random.nextInt(50);
      int every = 1 + random.nextInt(6);
      for (int minute = 0; minute < minutes; minute += every) {
        long at =
            since + minute * Worlds.MINUTE + random.nextInt(60) * 1_000L + number + 100L * stay;
        if (at <= END && random.nextInt(8) != 0) {
          facts.add(fix(random, place, at));
        }
      }
    }
    if (gathers) {
      long since = START + 30 * Worlds.MINUTE;
      for (int minute = number % 4; minute < 40; minute += 4) {
        long at = since + minute * Worlds.MINUTE + number + 1_050;
        facts.add(fix(random, PLACES.get(2), at));
      }
    }
    return facts;
  }

  private static Fact fix(Random random, GeoPoint place, long at) {
    int north = 2_000 * random.nextInt(3);
    float accuracy = new float[] {5, 5, 12, 30, 45}[random.nextInt(5)];
    FixSource source = random.nextInt(9) == 0 ? FixSource.WIFI : FixSource.GPS;
    GeoPoint point = new GeoPoint(place.latE7() + north, place.lonE7() - 1_000);
    return new TagFix(World.TAG, point, accuracy, source, false, at, at);
  }

  private static long minute(Random random, int most) {
    return START + random.nextInt(most) * Worlds.MINUTE;
  }

  private static OrderTerms terms(Random random) {
    return new OrderTerms(
        java.time.ZoneId.of("Asia/Shanghai"),
        random.nextInt(3) == 0 ? List.of() : List.of(new Circle(HOME, 80)),
        null,
        null,
        null,
        List.of(),
        "331102",
        "331102001",
        Tier.GENERAL,
        false,
        new Particulars(
            List.of(),
            random.nextInt(3) == 0 ? List.of("site") : List.of(),
            random.nextInt(2) == 0 ? "G-1" : null,
            List.of(),
            0,
            List.of(),
            null,
            null));
  }
}

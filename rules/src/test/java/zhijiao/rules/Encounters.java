package zhijiao.rules;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.CheckIn.Means;
import zhijiao.core.fact.CheckIn.Proof;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.RollCall;
import zhijiao.core.fact.Sighting;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.rules.story.World;

/**
 * A quarter of an hour or so in which a tag reports every minute from one place, while cameras, terminals and a telephone tell
 * of the person: there, nearby, or far away.
 */
final class Encounters {

  private static final GeoPoint HERE = GeoPoint.ofDegrees(28.4512, 119.9204);

  private static final List<GeoPoint> PLACES =
      List.of(
          HERE,
          GeoPoint.ofDegrees(28.4540, 119.9203),
          GeoPoint.ofDegrees(28.4750, 119.9203),
          GeoPoint.ofDegrees(28.4752, 119.9205),
          GeoPoint.ofDegrees(28.7510, 119.9203),
          GeoPoint.ofDegrees(28.7510, 119.9203),
          GeoPoint.ofDegrees(28.7530, 119.9203),
          GeoPoint.ofDegrees(29.4510, 119.9203));

  private Encounters() {}

  /**
   * @param minute after the beginning
   * @param place of {@link #PLACES}
   * @param way what saw or heard the person
   */
  private record Report(int minute, int second, int place, int way) {}

  static Arbitrary<List<Fact>> any() {
    Arbitrary<Report> reports =
        Combinators.combine(
                Arbitraries.of(0, 1, 2, 7, 8, 14),
                Arbitraries.of(0, 1, 30, 59),
                Arbitraries.integers().between(0, PLACES.size() - 1),
                Arbitraries.integers().between(0, 12))
            .as(Report::new);
    return Combinators.combine(
            Worlds.instants(),
            reports.list().ofMinSize(1).ofMaxSize(5),
            Arbitraries.of(1, 1, 1, 2, 11),
            Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(0)),
                Tuple.of(2, Arbitraries.integers().between(0, 7))),
            Arbitraries.of(5f, 12f, 40f, 500f),
            Arbitraries.of(false, false, false, true))
        .as(Encounters::encounter);
  }

  private static List<Fact> encounter(
      long start, List<Report> reports, int every, int tagAt, float accuracy, boolean mixed) {
    List<Fact> facts = new ArrayList<>();
    for (int minute = 0; minute <= 16; minute += every) {
      GeoPoint from = PLACES.get(tagAt);
      // A receiver errs by a little each time; the fourth fix is a repetition.
      int off = minute == 4 ? 3 : minute;
      GeoPoint point = new GeoPoint(from.latE7() + 100 * off, from.lonE7() - 70 * off);
      FixSource source =
          mixed && minute % 3 == 1
              ? FixSource.WIFI
              : mixed && minute % 5 == 2 ? FixSource.CELL : FixSource.GPS;
      add(facts, Worlds.fix(start + minute * Worlds.MINUTE, point, accuracy, source));
    }
    for (Report report : reports) {
      long at = start + report.minute() * Worlds.MINUTE + report.second() * 1000L;
      add(facts, report(report.way(), PLACES.get(report.place()), at));
    }
    return facts;
  }

  /** A roll call to a camera or a place, and now and then its cancellation. */
  static Arbitrary<List<Fact>> rollCalls() {
    return Combinators.combine(
            Worlds.instants(),
            Worlds.points(),
            Arbitraries.of("C-1", "C-2", "C-9").injectNull(0.5),
            Arbitraries.of(10, 30, 120),
            Arbitraries.of(-1, -1, 9, 200))
        .as(
            (at, point, camera, minutes, cancelled) -> {
              List<Fact> facts = new ArrayList<>();
              String id = "R-" + at;
              Circle place = camera == null ? new Circle(point, 100) : null;
              long due = at + minutes * Worlds.MINUTE;
              add(
                  facts,
                  new RollCall(World.WHO, id, new RollCall.Call(camera, place, due), at, at));
              if (cancelled > 0) {
                long then = at + cancelled * Worlds.MINUTE;
                add(facts, new RollCall(World.WHO, id, null, then, then));
              }
              return facts;
            });
  }

  private static void add(List<Fact> facts, Fact fact) {
    if (fact.occurredAt() <= Worlds.END) {
      facts.add(fact);
    }
  }

  private static Fact report(int way, GeoPoint at, long when) {
    return switch (way) {
      case 0 -> seen("C-1", at, 0.9f, false, when);
      case 1 -> seen("C-2", at, 0.9f, false, when);
      case 2 -> seen("C-1", at, 0.98f, false, when);
      case 3 -> seen("C-2", at, 0.9f, true, when);
      case 4 -> said(Means.FACE, at, Proof.NONE, when);
      case 5 -> said(Means.FACE, at, new Proof(null, 0.9f, 0.9f, false), when);
      case 6 -> said(Means.FACE, at, new Proof(null, 0.9f, 0.9f, true), when);
      case 7 -> said(Means.FACE, at, new Proof(null, 0.5f, 0.9f, false), when);
      case 8 -> said(Means.FACE, at, new Proof("K-1", 0.9f, 0.4f, false), when);
      case 9 -> said(Means.ID_CARD, at, new Proof("K-2", null, null, false), when);
      case 10 -> said(Means.FINGERPRINT, at, new Proof("K-1", null, null, false), when);
      case 11 -> said(Means.VISIT, at, Proof.NONE, when);
      default -> said(Means.PHONE_CALL, at, new Proof(null, null, null, true), when);
    };
  }

  private static Fact seen(String camera, GeoPoint at, float score, boolean verified, long when) {
    return new Sighting(World.WHO, camera, at, 20, score, verified, when, when);
  }

  private static Fact said(Means means, GeoPoint at, Proof proof, long when) {
    return new CheckIn(World.WHO, means, true, at, 25, proof, when, when);
  }
}

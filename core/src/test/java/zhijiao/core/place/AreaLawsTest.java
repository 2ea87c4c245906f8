package zhijiao.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** What holds for every area, position and accuracy. */
class AreaLawsTest {

  @Property(tries = 300)
  void a_surveyed_area_always_answers_as_the_area_does(
      @ForAll("areas") Area area,
      @ForAll("walks") List<GeoPoint> walk,
      @ForAll @FloatRange(min = 0, max = 2000) @Scale(3) float accuracy) {
    SurveyedArea surveyed = new SurveyedArea(area);
    for (GeoPoint point : walk) {
      assertEquals(area.containment(point, accuracy), surveyed.containment(point, accuracy));
    }
  }

  /** The same law in the two metres around the margin, where a remembered distance could be wrong. */
  @Property
  void a_surveyed_home_answers_right_within_a_hair_of_its_margin(
      @ForAll @DoubleRange(min = -2, max = 2) @Scale(6) double metresFromMargin,
      @ForAll @FloatRange(min = 1, max = 30) @Scale(4) float accuracy,
      @ForAll @DoubleRange(min = 0, max = 6.28) @Scale(6) double direction,
      @ForAll("points") GeoPoint first) {
    Area home = Area.ofCircles(List.of(new Circle(CENTRE, 80)));
    double metres = 80 + 2 * accuracy + metresFromMargin;
    GeoPoint second =
        GeoPoint.ofDegrees(
            home.plane().latitude(metres * Math.sin(direction)),
            home.plane().longitude(metres * Math.cos(direction)));
    SurveyedArea surveyed = new SurveyedArea(home);
    surveyed.containment(first, accuracy);
    assertEquals(home.containment(second, accuracy), surveyed.containment(second, accuracy));
  }

  @Property(tries = 300)
  void the_distance_changes_by_no_more_than_the_way(
      @ForAll("areas") Area area, @ForAll("points") GeoPoint a, @ForAll("points") GeoPoint b) {
    double way =
        Math.hypot(area.plane().x(a) - area.plane().x(b), area.plane().y(a) - area.plane().y(b));
    assertTrue(Math.abs(area.signedDistanceMetres(a) - area.signedDistanceMetres(b)) <= way + 1e-6);
  }

  @Property(tries = 300)
  void a_larger_error_never_concludes_more(
      @ForAll("areas") Area area,
      @ForAll("points") GeoPoint point,
      @ForAll @FloatRange(min = 0, max = 2000) @Scale(3) float accuracy,
      @ForAll @FloatRange(min = 0, max = 2000) @Scale(3) float more) {
    Containment coarse = area.containment(point, accuracy + more);
    if (coarse != Containment.UNSURE) {
      assertEquals(coarse, area.containment(point, accuracy));
    }
  }

  @Property(tries = 300)
  void the_distance_to_a_polygon_is_that_of_a_search_over_all_its_edges(
      @ForAll @IntRange(min = 3, max = 60) int corners,
      @ForAll long seed,
      @ForAll("points") GeoPoint point) {
    double[][] ring = star(corners, seed, 119.9, 28.4, 0.2);
    Area area = polygon(List.of(List.<double[][]>of(ring)));
    assertEquals(searched(area.plane(), ring, point), area.signedDistanceMetres(point), 1e-6);
  }

  /** Canary: a cache that forgot the accuracy would be caught by the law above. */
  @Test
  void the_walks_of_this_test_tell_a_forgetful_cache_from_the_area() {
    Area home = Area.ofCircles(List.of(new Circle(CENTRE, 80)));
    GeoPoint edge = GeoPoint.ofDegrees(home.plane().latitude(100), CENTRE.longitude());
    Containment forgetful = Containment.of(home.signedDistanceMetres(edge), 0f);
    assertNotEquals(home.containment(edge, 12f), forgetful);
    SurveyedArea surveyed = new SurveyedArea(home);
    surveyed.containment(edge, 1f);
    assertEquals(Containment.UNSURE, surveyed.containment(edge, 12f));
  }

  @Test
  void someone_who_stays_where_they_are_is_judged_without_a_look_at_the_edge() {
    Area county = polygon(List.of(List.<double[][]>of(star(10_000, 1, 119.9, 28.4, 0.4))));
    SurveyedArea surveyed = new SurveyedArea(county);
    surveyed.containment(CENTRE, 12f);
    GeoPoint near = GeoPoint.ofDegrees(CENTRE.latitude() + 0.001, CENTRE.longitude());
    assertTrue(surveyed.isSettled(near, 12f));
  }

  @Test
  void several_threads_measure_what_one_does() {
    double[][] ring = star(5_000, 7, 119.9, 28.4, 0.3);
    List<GeoPoint> points = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      points.add(
          GeoPoint.ofDegrees(28 + 0.8 * random.nextDouble(), 119.5 + 0.8 * random.nextDouble()));
    }
    Area alone = polygon(List.of(List.<double[][]>of(ring)));
    Area shared = polygon(List.of(List.<double[][]>of(ring)));
    assertEquals(
        points.stream().map(alone::signedDistanceMetres).toList(),
        points.parallelStream().map(shared::signedDistanceMetres).toList());
  }

  static final GeoPoint CENTRE = GeoPoint.ofDegrees(28.4, 119.9);

  @Provide
  Arbitrary<GeoPoint> points() {
    return Combinators.combine(
            Arbitraries.integers()
                .between(280_000_000, 288_000_000)
                .withDistribution(RandomDistribution.uniform()),
            Arbitraries.integers()
                .between(1_195_000_000, 1_203_000_000)
                .withDistribution(RandomDistribution.uniform()))
        .as(GeoPoint::new);
  }

  /** Walks of small and large steps. */
  @Provide
  Arbitrary<List<GeoPoint>> walks() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.of(1e-4, 1e-3, 1e-2, 0.2))
        .as(
            (seed, step) -> {
              Random random = new Random(seed);
              List<GeoPoint> walk = new ArrayList<>();
              double latitude = 28.4 + random.nextGaussian() * 0.1;
              double longitude = 119.9 + random.nextGaussian() * 0.1;
              for (int i = 0; i < 60; i++) {
                walk.add(GeoPoint.ofDegrees(latitude, longitude));
                latitude += random.nextGaussian() * step;
                longitude += random.nextGaussian() * step;
              }
              return walk;
            });
  }

  @Provide
  Arbitrary<Area> areas() {
    Arbitrary<Area> homes =
        Combinators.combine(points(), Arbitraries.integers().between(1, 5000))
            .as(Circle::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(Area::ofCircles);
    Arbitrary<Area> stars =
        Combinators.combine(
                Arbitraries.integers().between(3, 200),
                Arbitraries.longs(),
                Arbitraries.doubles().between(0.001, 0.3).ofScale(6))
            .as(
                (corners, seed, size) ->
                    polygon(List.of(List.<double[][]>of(star(corners, seed, 119.9, 28.4, size)))));
    Arbitrary<Area> rings =
        Arbitraries.longs()
            .map(
                seed ->
                    polygon(
                        List.of(
                            List.of(
                                star(40, seed, 119.9, 28.4, 0.3),
                                star(20, seed + 1, 119.9, 28.4, 0.05)),
                            List.<double[][]>of(star(20, seed + 2, 120.4, 28.4, 0.05)))));
    return Arbitraries.oneOf(homes, stars, rings);
  }

  /** A ring around a middle: never crosses itself. */
  static double[][] star(int corners, long seed, double longitude, double latitude, double size) {
    Random random = new Random(seed);
    double[][] ring = new double[corners + 1][];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double radius = size * (0.5 + random.nextDouble() / 2);
      ring[i] =
          new double[] {longitude + radius * Math.cos(angle), latitude + radius * Math.sin(angle)};
    }
    ring[corners] = ring[0].clone();
    return ring;
  }

  static Area polygon(List<List<double[][]>> polygons) {
    ZoneDraft.Survey survey =
        new ZoneDraft(
                "z", null, null, Zone.Kind.PERMITTED, null, 0, Datum.WGS84, polygons, List.of())
            .survey("test");
    assertEquals(List.of(), survey.problems());
    Zone zone = survey.zone();
    assertNotNull(zone);
    return zone.area();
  }

  private static double searched(LocalPlane plane, double[][] ring, GeoPoint point) {
    double x = plane.x(point);
    double y = plane.y(point);
    double nearest = Double.POSITIVE_INFINITY;
    boolean inside = false;
    for (int i = 0; i + 1 < ring.length; i++) {
      double ax = plane.xOfDegrees(ring[i][0]);
      double ay = plane.yOfDegrees(ring[i][1]);
      double bx = plane.xOfDegrees(ring[i + 1][0]);
      double by = plane.yOfDegrees(ring[i + 1][1]);
      double along =
          ((x - ax) * (bx - ax) + (y - ay) * (by - ay))
              / ((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
      double t = Math.max(0, Math.min(1, along));
      nearest = Math.min(nearest, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
      if (ay > y != by > y && x < ax + (y - ay) / (by - ay) * (bx - ax)) {
        inside = !inside;
      }
    }
    return inside ? -nearest : nearest;
  }
}

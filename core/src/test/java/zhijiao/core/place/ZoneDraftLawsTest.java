package zhijiao.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/** Whatever somebody draws: it is used or refused, and what is used can be measured. */
class ZoneDraftLawsTest {

  /** On the very edge the two ways of reckoning may differ by a rounding; coordinates are kept to 1.1 cm. */
  private static final double ROUNDING_METRES = 0.05;

  @Property(tries = 2000)
  void every_scribble_is_used_or_refused_and_never_silently_changed(
      @ForAll("polygons") List<List<double[][]>> polygons, @ForAll Datum datum) {
    ZoneDraft.Survey survey = draft(polygons, datum).survey("here");
    Zone zone = survey.zone();
    boolean refused =
        survey.problems().stream().anyMatch(p -> p.effect() == ZoneProblem.Effect.REFUSED);
    assertEquals(zone == null, refused, survey.problems().toString());
    if (zone != null) {
      assertTrue(zone.area().squareMetres() > 0);
      for (double latitude = 28; latitude < 28.1; latitude += 0.013) {
        assertTrue(
            Double.isFinite(zone.signedDistanceMetres(GeoPoint.ofDegrees(latitude, 120.045))));
      }
    }
  }

  @Property(tries = 500)
  void what_has_no_problem_is_inside_where_every_edge_says_so(
      @ForAll("polygons") List<List<double[][]>> polygons) {
    ZoneDraft.Survey survey = draft(polygons, Datum.WGS84).survey("here");
    Zone zone = survey.zone();
    if (!survey.problems().isEmpty()) {
      return;
    }
    assertNotNull(zone);
    for (double latitude = 28.0003; latitude < 28.1; latitude += 0.017) {
      for (double longitude = 120.0007; longitude < 120.1; longitude += 0.017) {
        boolean inside = false;
        for (List<double[][]> polygon : polygons) {
          for (double[][] ring : polygon) {
            inside ^= isWithin(ring, longitude, latitude);
          }
        }
        double distance = zone.signedDistanceMetres(GeoPoint.ofDegrees(latitude, longitude));
        if (Math.abs(distance) > ROUNDING_METRES) {
          assertEquals(inside, distance < 0);
        }
      }
    }
  }

  @Property(tries = 300)
  void a_drawing_with_a_coordinate_that_cannot_be_is_refused(
      @ForAll("polygons") List<List<double[][]>> polygons) {
    double[][] ring = polygons.get(0).get(0);
    ring[ring.length / 2] = new double[] {28, 120};
    ZoneDraft.Survey survey = draft(polygons, Datum.WGS84).survey("here");
    assertEquals(null, survey.zone());
    assertFalse(survey.problems().isEmpty());
  }

  /** Points on a coarse grid, so that rings touch, cross, run back on themselves and shrink to lines. */
  @Provide
  Arbitrary<List<List<double[][]>>> polygons() {
    Arbitrary<Integer> step =
        Arbitraries.integers().between(0, 10).withDistribution(RandomDistribution.uniform());
    Arbitrary<double[]> position =
        Combinators.combine(step, step)
            .as((east, north) -> new double[] {120 + east / 100.0, 28 + north / 100.0});
    Arbitrary<double[][]> ring =
        Combinators.combine(
                position.list().ofMinSize(1).ofMaxSize(9), Arbitraries.integers().between(0, 3))
            .as(
                (points, closed) -> {
                  double[][] positions = points.toArray(double[][]::new);
                  if (closed > 0) {
                    positions = java.util.Arrays.copyOf(positions, positions.length + 1);
                    positions[positions.length - 1] = positions[0].clone();
                  }
                  return positions;
                });
    return ring.list().ofMinSize(1).ofMaxSize(3).list().ofMinSize(1).ofMaxSize(3);
  }

  private static ZoneDraft draft(List<List<double[][]>> polygons, Datum datum) {
    return new ZoneDraft("z", null, null, null, null, 0, datum, polygons, List.of());
  }

  private static boolean isWithin(double[][] ring, double x, double y) {
    boolean inside = false;
    for (int i = 0; i + 1 < ring.length; i++) {
      double[] a = ring[i];
      double[] b = ring[i + 1];
      if (a[1] > y != b[1] > y && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])) {
        inside = !inside;
      }
    }
    return inside;
  }
}

package zhijiao.rules.story;

import java.util.List;
import zhijiao.core.place.Circle;
import zhijiao.core.place.Datum;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.Zone;
import zhijiao.core.place.ZoneDraft;

/**
 * A zone of a story. It measures distances by itself, over a sphere, so that an oracle need not trust the code that it
 * checks; the two differ by less than 1 %.
 */
public sealed interface Shape {

  /** Metres per degree of a great circle of the earth's mean radius. */
  double METRES_PER_DEGREE = Math.toRadians(1) * 6_371_008.8;

  String id();

  /** Metres from the edge, negative inside. */
  double outsideBy(GeoPoint point);

  Zone zone();

  /** Circles together. */
  record Round(String id, List<Circle> circles) implements Shape {

    public static Round of(String id, double latitude, double longitude, int radiusMetres) {
      return new Round(
          id, List.of(new Circle(GeoPoint.ofDegrees(latitude, longitude), radiusMetres)));
    }

    @Override
    public double outsideBy(GeoPoint point) {
      double least = Double.POSITIVE_INFINITY;
      for (Circle circle : circles) {
        least = Math.min(least, metresBetween(circle.centre(), point) - circle.radiusMetres());
      }
      return least;
    }

    @Override
    public Zone zone() {
      List<double[]> given =
          circles.stream()
              .map(
                  c ->
                      new double[] {
                        c.centre().longitude(), c.centre().latitude(), c.radiusMetres()
                      })
              .toList();
      return surveyed(id, List.of(), given);
    }
  }

  /** A rectangle of latitude and longitude, degrees. */
  record Box(String id, double south, double west, double north, double east) implements Shape {

    @Override
    public double outsideBy(GeoPoint point) {
      double wide = METRES_PER_DEGREE * Math.cos(Math.toRadians((south + north) / 2));
      double north2 = Math.max(south - point.latitude(), point.latitude() - north);
      double east2 = Math.max(west - point.longitude(), point.longitude() - east);
      double y = north2 * METRES_PER_DEGREE;
      double x = east2 * wide;
      return y <= 0 && x <= 0 ? Math.max(x, y) : Math.hypot(Math.max(0, x), Math.max(0, y));
    }

    @Override
    public Zone zone() {
      double[][] ring = {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
      return surveyed(id, List.of(List.<double[][]>of(ring)), List.of());
    }
  }

  /** Metres between two near places, by Pythagoras. */
  static double metresBetween(GeoPoint a, GeoPoint b) {
    double y = (b.latitude() - a.latitude()) * METRES_PER_DEGREE;
    double x =
        (b.longitude() - a.longitude())
            * METRES_PER_DEGREE
            * Math.cos(Math.toRadians((a.latitude() + b.latitude()) / 2));
    return Math.hypot(x, y);
  }

  private static Zone surveyed(String id, List<List<double[][]>> polygons, List<double[]> circles) {
    ZoneDraft.Survey survey =
        new ZoneDraft(id, null, null, null, null, 0, Datum.WGS84, polygons, circles).survey(id);
    if (survey.zone() == null || !survey.problems().isEmpty()) {
      throw new IllegalArgumentException("not a zone: " + survey.problems());
    }
    return survey.zone();
  }

  /** A zone with a belt around it, in which a warning may be given. */
  record Belted(Shape shape, int metres) implements Shape {

    @Override
    public String id() {
      return shape.id();
    }

    @Override
    public double outsideBy(GeoPoint point) {
      return shape.outsideBy(point);
    }

    /** Metres from the belt's nearer edge, negative in the belt. */
    public double outsideBeltBy(GeoPoint point) {
      double outside = outsideBy(point);
      return outside > metres / 2.0 ? outside - metres : -outside;
    }

    @Override
    public Zone zone() {
      Zone z = shape.zone();
      return new Zone(
          z.id(), z.name(), z.nameEn(), z.kind(), z.legalBasis(), metres, z.area(), null);
    }
  }
}

package zhijiao.core.place;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/**
 * A part of the earth's surface with an edge: circles, polygons with holes, or both together.
 *
 * <p>All its distances are measured in one plane (equirectangular, tangent at the middle latitude of the area): exact at
 * that latitude, and Δφ away from it wrong by at most tan φ₀ · Δφ east to west, which is 0.5 % at the far end of a Chinese
 * county and nothing to speak of for a home. A polygon's edge is a straight line in longitude and latitude, so on which
 * side of it a point lies is decided without any error of the map.
 *
 * <p>Of several circles and polygons the area is the union. Outside, the distance is that to the nearest of them; inside,
 * where they overlap, it is the depth in the one that holds the point deepest, which is never more than the true depth: so
 * an overlap may make a position {@link Containment#UNSURE}, never wrongly {@link Containment#INSIDE}.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Area implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final LocalPlane plane;

  /** x, y and radius of each circle, metres in the plane. */
  private final double[] circles;

  /** Valid polygons in the plane, or null. */
  private final @Nullable Geometry polygons;

  private final transient @Nullable IndexedPointInAreaLocator side;
  private final transient @Nullable IndexedFacetDistance edge;

  /**
   * @param circles x, y, radius, x, y, radius, …
   * @param polygons valid polygons in the plane, or null
   */
  Area(LocalPlane plane, double[] circles, @Nullable Geometry polygons) {
    this.plane = plane;
    this.circles = circles;
    this.polygons = polygons;
    if (polygons == null) {
      side = null;
      edge = null;
    } else {
      side = new IndexedPointInAreaLocator(polygons);
      // The index is built by the first question; asked here, it is safely published with the area.
      side.locate(new Coordinate(0, 0));
      edge = new IndexedFacetDistance(polygons);
    }
  }

  /**
   * The union of circles, such as the homes of a person.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Area ofCircles(List<Circle> circles) {
    if (circles.isEmpty()) {
      throw new IllegalArgumentException("an area of no circles");
    }
    double south = 90;
    double north = -90;
    for (Circle circle : circles) {
      south = Math.min(south, circle.centre().latitude());
      north = Math.max(north, circle.centre().latitude());
    }
    LocalPlane plane = new LocalPlane((south + north) / 2, circles.get(0).centre().longitude());
    double[] flat = new double[3 * circles.size()];
    int i = 0;
    for (Circle circle : circles) {
      flat[i++] = plane.x(circle.centre());
      flat[i++] = plane.y(circle.centre());
      flat[i++] = circle.radiusMetres();
    }
    return new Area(plane, flat, null);
  }

  /** Metres from the edge, positive outside, negative inside, 0 on the edge. */
  public double signedDistanceMetres(GeoPoint point) {
    return signedDistance(plane.x(point), plane.y(point));
  }

  /**
   * Whether a position is in this area. {@link Containment#of} says where the margin lies.
   *
   * @param accuracyMetres radius of the circle of error, not negative
   * @throws IllegalArgumentException when the accuracy is negative or not a number
   */
  public Containment containment(GeoPoint point, float accuracyMetres) {
    return Containment.of(signedDistanceMetres(point), accuracyMetres);
  }

  /** Square metres; circles that overlap other parts are counted in full. */
  public double squareMetres() {
    double sum = polygons == null ? 0 : polygons.getArea();
    for (int i = 0; i < circles.length; i += 3) {
      sum += Math.PI * circles[i + 2] * circles[i + 2];
    }
    return sum;
  }

  LocalPlane plane() {
    return plane;
  }

  double signedDistance(double x, double y) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < circles.length; i += 3) {
      double dx = x - circles[i];
      double dy = y - circles[i + 1];
      nearest = Math.min(nearest, Math.sqrt(dx * dx + dy * dy) - circles[i + 2]);
    }
    if (side != null && edge != null) {
      Coordinate at = new Coordinate(x, y);
      int location = side.locate(at);
      if (location == Location.BOUNDARY) {
        nearest = Math.min(nearest, 0);
      } else {
        double distance = edge.distance(FACTORY.createPoint(at));
        nearest = Math.min(nearest, location == Location.INTERIOR ? -distance : distance);
      }
    }
    return nearest;
  }

  private Object readResolve() {
    return new Area(plane, circles, polygons);
  }
}

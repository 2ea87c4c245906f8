package zhijiao.local.simulator;

import zhijiao.core.place.Area;
import zhijiao.core.place.GeoPoint;

/** Ways over short distances, on a plane at the point in hand. */
final class Geometry {

  private static final double METRES_PER_DEGREE = 111_320;

  private Geometry() {}

  static GeoPoint moved(GeoPoint from, double eastMetres, double northMetres) {
    double latitude = from.latitude() + northMetres / METRES_PER_DEGREE;
    double longitude =
        from.longitude()
            + eastMetres / (METRES_PER_DEGREE * Math.cos(Math.toRadians(from.latitude())));
    return GeoPoint.ofDegrees(latitude, longitude);
  }

  static GeoPoint towards(GeoPoint from, double bearing, double metres) {
    return moved(from, metres * Math.sin(bearing), metres * Math.cos(bearing));
  }

  /** The point at {@code share} of the way from {@code a} to {@code b}. */
  static GeoPoint between(GeoPoint a, GeoPoint b, double share) {
    return GeoPoint.ofDegrees(
        a.latitude() + (b.latitude() - a.latitude()) * share,
        a.longitude() + (b.longitude() - a.longitude()) * share);
  }

  /** How near the straight way from {@code a} to {@code b} comes to {@code point}, metres. */
  static double wayToPoint(GeoPoint a, GeoPoint b, GeoPoint point) {
    double nearest = Double.MAX_VALUE;
    int steps = 50;
    for (int i = 0; i <= steps; i++) {
      nearest = Math.min(nearest, between(a, b, i / (double) steps).distanceMetres(point));
    }
    return nearest;
  }

  /** True when the straight way keeps {@code margin} metres inside. */
  static boolean staysInside(Area area, GeoPoint a, GeoPoint b, double margin) {
    int steps = 20;
    for (int i = 0; i <= steps; i++) {
      if (area.signedDistanceMetres(between(a, b, i / (double) steps)) > -margin) {
        return false;
      }
    }
    return true;
  }
}

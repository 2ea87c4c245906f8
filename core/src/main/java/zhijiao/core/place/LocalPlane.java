package zhijiao.core.place;

import java.io.Serializable;

/**
 * A flat map of the surroundings of one point, in metres: x to the east, y to the north.
 *
 * <p>Equirectangular, with the two radii of curvature of the WGS-84 ellipsoid at the reference latitude φ₀, so it is
 * exact there. Away from it east–west lengths are wrong by the factor cos φ₀ / cos φ, about tan φ₀ · Δφ: at 28° of
 * latitude 0.09 % for each 0.1° (11 km) from the reference, 0.46 % at the far end of a county 1° high. North–south
 * lengths are wrong by less than 0.02 % per degree. Distances in the plane are ordinary distances of plane geometry and
 * obey the triangle inequality exactly, which is what {@link SurveyedArea} rests on.
 */
final class LocalPlane implements Serializable {

  private static final long serialVersionUID = 1L;

  /** WGS-84: semi-major axis, metres (NIMA TR8350.2, table 3.1). */
  private static final double SEMI_MAJOR_METRES = 6_378_137.0;

  /** WGS-84: first eccentricity squared (NIMA TR8350.2, table 3.3). */
  private static final double ECCENTRICITY_SQUARED = 6.694_379_990_14e-3;

  private static final double FULL_TURN_E7 = 3.6e9;

  private final double originLatE7;
  private final double originLonE7;
  private final double metresPerLatE7;
  private final double metresPerLonE7;

  /**
   * @param latitude of reference, degrees, between −89 and 89
   * @param longitude of reference, degrees; a point is mapped by the shorter way round from it
   */
  LocalPlane(double latitude, double longitude) {
    if (!(Math.abs(latitude) <= 89) || !(Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException("no plane at " + latitude + "," + longitude);
    }
    double phi = StrictMath.toRadians(latitude);
    double w2 = 1 - ECCENTRICITY_SQUARED * StrictMath.sin(phi) * StrictMath.sin(phi);
    double meridional = SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED) / (w2 * Math.sqrt(w2));
    double primeVertical = SEMI_MAJOR_METRES / Math.sqrt(w2);
    originLatE7 = latitude * 1e7;
    originLonE7 = longitude * 1e7;
    metresPerLatE7 = meridional * StrictMath.toRadians(1e-7);
    metresPerLonE7 = primeVertical * StrictMath.cos(phi) * StrictMath.toRadians(1e-7);
  }

  double x(GeoPoint point) {
    return xOfE7(point.lonE7());
  }

  double y(GeoPoint point) {
    return (point.latE7() - originLatE7) * metresPerLatE7;
  }

  double xOfDegrees(double longitude) {
    return xOfE7(longitude * 1e7);
  }

  double yOfDegrees(double latitude) {
    return (latitude * 1e7 - originLatE7) * metresPerLatE7;
  }

  double longitude(double x) {
    double e7 = originLonE7 + x / metresPerLonE7;
    if (e7 > FULL_TURN_E7 / 2) {
      e7 -= FULL_TURN_E7;
    } else if (e7 < -FULL_TURN_E7 / 2) {
      e7 += FULL_TURN_E7;
    }
    return e7 / 1e7;
  }

  double latitude(double y) {
    return (originLatE7 + y / metresPerLatE7) / 1e7;
  }

  private double xOfE7(double lonE7) {
    double east = lonE7 - originLonE7;
    if (east > FULL_TURN_E7 / 2) {
      east -= FULL_TURN_E7;
    } else if (east < -FULL_TURN_E7 / 2) {
      east += FULL_TURN_E7;
    }
    return east * metresPerLonE7;
  }
}

package zhijiao.core.place;

/**
 * A place on earth, WGS-84, in units of 1e-7 degree (about 1.1 cm of latitude).
 *
 * @param latE7 latitude × 1e7, −900,000,000 … 900,000,000
 * @param lonE7 longitude × 1e7, −1,800,000,000 … 1,800,000,000
 */
public record GeoPoint(int latE7, int lonE7) {

  /** Mean radius R₁ of the ellipsoid of WGS-84, metres (Moritz, Geodetic Reference System 1980). */
  private static final double MEAN_EARTH_RADIUS_METRES = 6_371_008.8;

  /** A little more than a unit of latitude is long on that sphere; no unit of longitude is longer. Metres. */
  private static final double MOST_METRES_OF_A_UNIT = 0.01112;

  /** Of errors that have nothing in common, the variance of {@link #swerveMetres} is so many times that of one: 1 + 4 + 1. */
  public static final int SWERVE_VARIANCES = 6;

  public GeoPoint {
    if (latE7 < -900_000_000 || latE7 > 900_000_000) {
      throw new IllegalArgumentException("latitude out of range: " + latE7 / 1e7);
    }
    if (lonE7 < -1_800_000_000 || lonE7 > 1_800_000_000) {
      throw new IllegalArgumentException("longitude out of range: " + lonE7 / 1e7);
    }
  }

  /**
   * @throws IllegalArgumentException when a coordinate is not finite or out of range
   */
  public static GeoPoint ofDegrees(double latitude, double longitude) {
    if (!(Math.abs(latitude) <= 90)) {
      throw new IllegalArgumentException("latitude out of range: " + latitude);
    }
    if (!(Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException("longitude out of range: " + longitude);
    }
    return new GeoPoint((int) Math.round(latitude * 1e7), (int) Math.round(longitude * 1e7));
  }

  /** The mean of points, of whose coordinates these are the sums. */
  public static GeoPoint mean(long latE7, long lonE7, int count) {
    return new GeoPoint((int) Math.floorDiv(latE7, count), (int) Math.floorDiv(lonE7, count));
  }

  public double latitude() {
    return latE7 / 1e7;
  }

  public double longitude() {
    return lonE7 / 1e7;
  }

  /**
   * Distance over a sphere of the earth's mean radius, metres. Within 0.6 % of the distance on the ellipsoid. To judge how
   * fast someone moved; distances from the edge of a place are measured by {@link Area}.
   */
  public double distanceMetres(GeoPoint other) {
    double phi1 = StrictMath.toRadians(latitude());
    double phi2 = StrictMath.toRadians(other.latitude());
    double halfLat = StrictMath.sin((phi2 - phi1) / 2);
    double halfLon = StrictMath.sin(StrictMath.toRadians(((long) other.lonE7 - lonE7) / 1e7) / 2);
    double h = halfLat * halfLat + StrictMath.cos(phi1) * StrictMath.cos(phi2) * halfLon * halfLon;
    return 2 * MEAN_EARTH_RADIUS_METRES * StrictMath.asin(Math.sqrt(Math.min(1, h)));
  }

  /**
   * Whether {@link #distanceMetres} is at most so much. Of points that are near each other the way along a meridian and then a
   * parallel mostly tells, without trigonometry.
   *
   * @param metres not negative
   */
  public boolean isWithin(double metres, GeoPoint other) {
    long units = Math.abs((long) latE7 - other.latE7) + Math.abs((long) lonE7 - other.lonE7);
    return units * MOST_METRES_OF_A_UNIT <= metres || distanceMetres(other) <= metres;
  }

  /**
   * How far this point lies from where a steady way over two others would have led, metres: from the first to the second, and once
   * more as far. Of points some kilometres apart at most.
   */
  public double swerveMetres(GeoPoint first, GeoPoint second) {
    double metresOfADegree = StrictMath.toRadians(MEAN_EARTH_RADIUS_METRES);
    double north = ((long) latE7 - 2L * second.latE7 + first.latE7) / 1e7 * metresOfADegree;
    double east = ((long) lonE7 - 2L * second.lonE7 + first.lonE7) / 1e7 * metresOfADegree;
    double narrower = east * StrictMath.cos(StrictMath.toRadians(second.latitude()));
    return Math.sqrt(north * north + narrower * narrower);
  }

  @Override
  public String toString() {
    return latitude() + "," + longitude();
  }
}

package zhijiao.core.place;

/**
 * A place on earth, WGS-84, in units of 1e-7 degree (about 1.1 cm of latitude).
 *
 * @param latE7 latitude × 1e7, −900,000,000 … 900,000,000
 * @param lonE7 longitude × 1e7, −1,800,000,000 … 1,800,000,000
 */
public record GeoPoint(int latE7, int lonE7) {

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

  public double latitude() {
    return latE7 / 1e7;
  }

  public double longitude() {
    return lonE7 / 1e7;
  }

  @Override
  public String toString() {
    return latitude() + "," + longitude();
  }
}

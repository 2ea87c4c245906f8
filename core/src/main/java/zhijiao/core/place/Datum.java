package zhijiao.core.place;

/**
 * The datum in which coordinates were given. Chinese map services deliver {@link #GCJ02} (Amap, Tencent) and {@link #BD09}
 * (Baidu); satellites deliver {@link #WGS84}. Everything is converted once, where it enters.
 *
 * <p>GCJ-02 shifts a place by 100–700 m, by sums of sines of the place itself; the formulas and constants are the ones
 * that are publicly known, not an official publication. It is defined within a rectangle around China
 * ({@value #WEST}–{@value #EAST}° east, {@value #SOUTH}–{@value #NORTH}° north); outside of it nothing is shifted. BD-09
 * turns and shifts GCJ-02 once more, anywhere.
 *
 * <p>The inverse is found by iteration and returns to within 1e-9 degree (0.1 mm), but for a belt of 0.02° within the
 * rectangle's edge, where the shift begins abruptly and two places can have one image.
 */
public enum Datum {
  WGS84 {
    @Override
    double[] toWgs84Degrees(double latitude, double longitude) {
      return new double[] {latitude, longitude};
    }

    @Override
    double[] fromWgs84Degrees(double latitude, double longitude) {
      return new double[] {latitude, longitude};
    }
  },

  /** "Mars coordinates" (火星坐标). */
  GCJ02 {
    @Override
    double[] toWgs84Degrees(double latitude, double longitude) {
      if (!isShifted(latitude, longitude)) {
        return new double[] {latitude, longitude};
      }
      return invert(latitude, longitude, Datum::shifted);
    }

    @Override
    double[] fromWgs84Degrees(double latitude, double longitude) {
      return isShifted(latitude, longitude)
          ? shifted(latitude, longitude)
          : new double[] {latitude, longitude};
    }
  },

  /** Baidu's (百度坐标). */
  BD09 {
    @Override
    double[] toWgs84Degrees(double latitude, double longitude) {
      double[] gcj = invert(latitude, longitude, Datum::turned);
      return GCJ02.toWgs84Degrees(gcj[0], gcj[1]);
    }

    @Override
    double[] fromWgs84Degrees(double latitude, double longitude) {
      double[] gcj = GCJ02.fromWgs84Degrees(latitude, longitude);
      return turned(gcj[0], gcj[1]);
    }
  };

  static final double WEST = 72.004;
  static final double EAST = 137.8347;
  static final double SOUTH = 0.8293;
  static final double NORTH = 55.8271;

  /** Krasovsky 1940: semi-major axis in metres and first eccentricity squared, as GCJ-02 uses them. */
  private static final double SEMI_MAJOR_METRES = 6_378_245.0;

  private static final double ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943_23;

  /** Where the polynomials of GCJ-02 have their origin, degrees. */
  private static final double ORIGIN_LATITUDE = 35;

  private static final double ORIGIN_LONGITUDE = 105;

  /** BD-09: shift in degrees, and the wave's number per degree of longitude. */
  private static final double BD_SHIFT_LATITUDE = 0.006;

  private static final double BD_SHIFT_LONGITUDE = 0.0065;
  private static final double BD_WAVE = StrictMath.PI * 3000 / 180;

  private static final double SETTLED_DEGREES = 1e-11;
  private static final int MOST_STEPS = 50;

  abstract double[] toWgs84Degrees(double latitude, double longitude);

  abstract double[] fromWgs84Degrees(double latitude, double longitude);

  /**
   * The place in WGS-84.
   *
   * @param latitude degrees in this datum
   * @param longitude degrees in this datum
   * @throws IllegalArgumentException when a coordinate is not finite or out of range
   */
  public GeoPoint toWgs84(double latitude, double longitude) {
    GeoPoint.ofDegrees(latitude, longitude);
    double[] converted = toWgs84Degrees(latitude, longitude);
    return GeoPoint.ofDegrees(converted[0], converted[1]);
  }

  private interface Shift {
    double[] apply(double latitude, double longitude);
  }

  private static boolean isShifted(double latitude, double longitude) {
    return longitude >= WEST && longitude <= EAST && latitude >= SOUTH && latitude <= NORTH;
  }

  /** WGS-84 to GCJ-02, whether in China or not. */
  private static double[] shifted(double latitude, double longitude) {
    double x = longitude - ORIGIN_LONGITUDE;
    double y = latitude - ORIGIN_LATITUDE;
    double root = StrictMath.sqrt(Math.abs(x));
    double common = 20 * wave(6, x) + 20 * wave(2, x);
    double north =
        -100
            + 2 * x
            + 3 * y
            + 0.2 * y * y
            + 0.1 * x * y
            + 0.2 * root
            + (common
                    + 20 * wave(1, y)
                    + 40 * wave(1 / 3.0, y)
                    + 160 * wave(1 / 12.0, y)
                    + 320 * wave(1 / 30.0, y))
                * 2
                / 3;
    double east =
        300
            + x
            + 2 * y
            + 0.1 * x * x
            + 0.1 * x * y
            + 0.1 * root
            + (common
                    + 20 * wave(1, x)
                    + 40 * wave(1 / 3.0, x)
                    + 150 * wave(1 / 12.0, x)
                    + 300 * wave(1 / 30.0, x))
                * 2
                / 3;
    double phi = StrictMath.toRadians(latitude);
    double sin = StrictMath.sin(phi);
    double w2 = 1 - ECCENTRICITY_SQUARED * sin * sin;
    double w = StrictMath.sqrt(w2);
    double meridional = SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED) / (w2 * w);
    double parallel = SEMI_MAJOR_METRES / w * StrictMath.cos(phi);
    return new double[] {
      latitude + StrictMath.toDegrees(north / meridional),
      longitude + StrictMath.toDegrees(east / parallel)
    };
  }

  private static double wave(double frequency, double degrees) {
    return StrictMath.sin(frequency * degrees * StrictMath.PI);
  }

  /** GCJ-02 to BD-09. */
  private static double[] turned(double latitude, double longitude) {
    double radius =
        StrictMath.sqrt(longitude * longitude + latitude * latitude)
            + 2e-5 * StrictMath.sin(latitude * BD_WAVE);
    double angle =
        StrictMath.atan2(latitude, longitude) + 3e-6 * StrictMath.cos(longitude * BD_WAVE);
    return new double[] {
      radius * StrictMath.sin(angle) + BD_SHIFT_LATITUDE,
      radius * StrictMath.cos(angle) + BD_SHIFT_LONGITUDE
    };
  }

  /** The place whose image is (latitude, longitude): go back by what the image is off, until it is not. */
  private static double[] invert(double latitude, double longitude, Shift shift) {
    double[] guess = {latitude, longitude};
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] image = shift.apply(guess[0], guess[1]);
      double offLatitude = image[0] - latitude;
      double offLongitude = image[1] - longitude;
      guess[0] -= offLatitude;
      guess[1] -= offLongitude;
      if (Math.abs(offLatitude) < SETTLED_DEGREES && Math.abs(offLongitude) < SETTLED_DEGREES) {
        return guess;
      }
    }
    throw new IllegalStateException(
        "the inverse did not settle at "
            + latitude
            + ","
            + longitude
            + ": "
            + guess[0]
            + ","
            + guess[1]);
  }
}

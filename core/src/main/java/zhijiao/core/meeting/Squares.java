package zhijiao.core.meeting;

/**
 * Cuts the map into squares so that people need be compared within one square only.
 *
 * <p>A stay is told to every square that lies within half the greatest distance of its {@link Yard}, mostly one. Two people
 * no farther apart than that distance are both told to the square in which the middle between them lies, and are compared
 * there and nowhere else; and whoever is told of one of a yard is told of all, so that everywhere the same yards are
 * crowded. Over the meridian of 180° nobody is compared.
 */
public final class Squares {

  /** Length of an edge in units of 1e-7 degree: 0.01°, some 1.1 km from south to north. A whole number of yards. */
  static final int EDGE_E7 = 10 * Yard.EDGE_E7;

  /** The least length of a degree of latitude on the ellipsoid, at the equator, metres. */
  private static final double METRES_PER_DEGREE = 110_574;

  private Squares() {}

  /** Told of squares. */
  public interface Visitor {
    void visit(long square);
  }

  /** The square in which a point lies. */
  static long of(int latE7, int lonE7) {
    return of((long) Math.floorDiv(latE7, EDGE_E7), (long) Math.floorDiv(lonE7, EDGE_E7));
  }

  private static long of(long row, long column) {
    return row << 32 | column & 0xffff_ffffL;
  }

  /**
   * Gives the squares to which a stay must be told.
   *
   * @param apartMetres the greatest distance at which two people are compared
   */
  public static void of(Stay stay, double apartMetres, Visitor visitor) {
    Yard yard = Yard.of(stay.point());
    // A little more than half: distances on a sphere and on the map differ by less than 2 %.
    double degrees = apartMetres * 0.52 / METRES_PER_DEGREE;
    double shrink =
        Math.max(0.01, StrictMath.cos(StrictMath.toRadians(stay.point().latitude() + 0.001)));
    long high = (long) Math.ceil(degrees * 1e7);
    long wide = (long) Math.ceil(degrees / shrink * 1e7);
    long south = Math.floorDiv(yard.southE7() - high, EDGE_E7);
    long north = Math.floorDiv(yard.southE7() + Yard.EDGE_E7 + high, EDGE_E7);
    long west = Math.floorDiv(yard.westE7() - wide, EDGE_E7);
    long east = Math.floorDiv(yard.westE7() + Yard.EDGE_E7 + wide, EDGE_E7);
    for (long row = south; row <= north; row++) {
      for (long column = west; column <= east; column++) {
        visitor.visit(of(row, column));
      }
    }
  }

  /** The square in which two people are compared: that of the middle between them. */
  static long between(Stay a, Stay b) {
    return of(
        (int) Math.floorDiv((long) a.point().latE7() + b.point().latE7(), 2L),
        (int) Math.floorDiv((long) a.point().lonE7() + b.point().lonE7(), 2L));
  }
}

package zhijiao.core.meeting;

import java.util.Locale;
import zhijiao.core.place.GeoPoint;

/** A piece of ground of 0.001° by 0.001°, about a hundred metres, in which a crowd is counted. */
record Yard(int row, int column) implements Comparable<Yard> {

  static final int EDGE_E7 = 10_000;

  static Yard of(GeoPoint point) {
    return new Yard(Math.floorDiv(point.latE7(), EDGE_E7), Math.floorDiv(point.lonE7(), EDGE_E7));
  }

  long southE7() {
    return (long) row * EDGE_E7;
  }

  long westE7() {
    return (long) column * EDGE_E7;
  }

  @Override
  public int compareTo(Yard other) {
    return row != other.row
        ? Integer.compare(row, other.row)
        : Integer.compare(column, other.column);
  }

  /** Where it is, to the thousandth of a degree of its south-west corner. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "crowd-at-%.3f,%.3f", row / 1e3, column / 1e3);
  }
}

package zhijiao.core.place;

/** Whether a position, with its circle of error, is in a place. */
public enum Containment {
  /** The circle of error, doubled, lies within the place. */
  INSIDE,
  /** The circle of error, doubled, lies outside the place. */
  OUTSIDE,
  /** The doubled circle of error meets the edge: nothing may be concluded. */
  UNSURE;

  /**
   * How many accuracy radii a position must be away from an edge before anything is concluded.
   *
   * <p>Two, as the project's alert catalogue asks of every boundary ("distance &gt; 2 × accuracy"). Android documents its
   * {@code Location.getAccuracy} as the radius within which the true position lies with probability 0.68; a tag that does
   * not document its own is taken to mean the same. With normal errors twice that radius holds all but (1 − 0.68)⁴ = 1.05 % of
   * positions, and the chance of being beyond it in the one direction of the edge is 0.13 %.
   */
  public static final double ACCURACY_FACTOR = 2.0;

  /**
   * Judges a signed distance. On the very margin (distance equal to twice the accuracy) nothing is concluded.
   *
   * @param signedDistanceMetres from the edge, negative inside
   * @param accuracyMetres radius of the circle of error, not negative
   * @throws IllegalArgumentException when the accuracy is negative or not a number
   */
  public static Containment of(double signedDistanceMetres, float accuracyMetres) {
    if (!(accuracyMetres >= 0)) {
      throw new IllegalArgumentException("accuracy out of range: " + accuracyMetres + " m");
    }
    double margin = ACCURACY_FACTOR * accuracyMetres;
    if (signedDistanceMetres > margin) {
      return OUTSIDE;
    }
    if (-signedDistanceMetres > margin) {
      return INSIDE;
    }
    return UNSURE;
  }
}

package zhijiao.core.place;

/**
 * A circular place, such as a home.
 *
 * @param radiusMetres 1–100,000
 */
public record Circle(GeoPoint centre, int radiusMetres) {

  public Circle {
    if (radiusMetres < 1 || radiusMetres > 100_000) {
      throw new IllegalArgumentException("radius out of range: " + radiusMetres + " m");
    }
  }

  /** Part of the identity of an order. */
  @Override
  public String toString() {
    return "Circle[centre=" + centre + ", radiusMetres=" + radiusMetres + "]";
  }
}

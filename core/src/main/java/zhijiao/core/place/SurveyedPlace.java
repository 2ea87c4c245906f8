package zhijiao.core.place;

/**
 * A place together with what was last measured against it, for a caller that asks about one person fix after fix.
 *
 * <p>Mutable and not safe for use by several threads. Nothing is lost when it is thrown away.
 */
public interface SurveyedPlace {

  /**
   * Whether a position is in this place. {@link Containment#of} says where the margin lies.
   *
   * @param accuracyMetres radius of the circle of error, not negative
   */
  Containment containment(GeoPoint point, float accuracyMetres);

  /** Metres from the edge, positive outside, negative inside, 0 on the edge. */
  double signedDistanceMetres(GeoPoint point);

  /** The same place, of which nothing has been measured. */
  SurveyedPlace unmeasured();
}

package zhijiao.core.place;

/**
 * An {@link Area}, or the belt around one, together with the last position that was measured against it, for a caller that asks about one person
 * after another fix of the same person. Gives the same answers as the area; only faster, as people mostly stay where they
 * are.
 *
 * <p>The signed distance changes by no more than the way between two points of the plane. When the last measured position
 * was d₀ from the edge and the new one lies m away from it, the new one is on the same side and at least |d₀| − m from the
 * edge; if that is more than twice the accuracy, no edge need be looked at.
 *
 * <p>Mutable and not safe for use by several threads. Nothing is lost when it is thrown away.
 */
public final class SurveyedArea implements SurveyedPlace {

  /** What the rounding of doubles could make of a distance on earth, with room to spare; metres. */
  private static final double ROUNDING_METRES = 1e-3;

  private final Area area;

  /** Width of the belt that is meant instead of the area, metres; 0 for the area itself. */
  private final int beltMetres;

  private double x;
  private double y;

  /** Signed distance of (x, y); 0 when nothing has been measured yet, which settles nothing. */
  private double signedDistance;

  public SurveyedArea(Area area) {
    this(area, 0);
  }

  private SurveyedArea(Area area, int beltMetres) {
    this.area = area;
    this.beltMetres = beltMetres;
  }

  /** What lies within {@code metres} of an area and not in it. */
  public static SurveyedArea beltAround(Area area, int metres) {
    return new SurveyedArea(area, metres);
  }

  @Override
  public SurveyedArea unmeasured() {
    return new SurveyedArea(area, beltMetres);
  }

  public Area area() {
    return area;
  }

  /**
   * The same as {@link Area#containment}.
   *
   * @param accuracyMetres radius of the circle of error, not negative
   * @throws IllegalArgumentException when the accuracy is negative or not a number
   */
  @Override
  public Containment containment(GeoPoint point, float accuracyMetres) {
    LocalPlane plane = area.plane();
    double newX = plane.x(point);
    double newY = plane.y(point);
    if (isSettled(newX, newY, accuracyMetres)) {
      return signedDistance > 0 ? Containment.OUTSIDE : Containment.INSIDE;
    }
    signedDistance = ofBelt(area.signedDistance(newX, newY));
    x = newX;
    y = newY;
    return Containment.of(signedDistance, accuracyMetres);
  }

  /** The same as {@link Area#signedDistanceMetres}; free of cost for the position that was measured last. */
  @Override
  public double signedDistanceMetres(GeoPoint point) {
    LocalPlane plane = area.plane();
    boolean measured = signedDistance != 0 && plane.x(point) == x && plane.y(point) == y;
    return measured ? signedDistance : ofBelt(area.signedDistanceMetres(point));
  }

  /** From the belt's nearer edge; it changes by no more than the way between two points, as the distance of the area does. */
  private double ofBelt(double ofArea) {
    return beltMetres == 0 ? ofArea : Math.max(ofArea - beltMetres, -ofArea);
  }

  /** Whether {@link #containment} could answer without looking at the edge. */
  boolean isSettled(GeoPoint point, float accuracyMetres) {
    return isSettled(area.plane().x(point), area.plane().y(point), accuracyMetres);
  }

  private boolean isSettled(double newX, double newY, float accuracyMetres) {
    double dx = newX - x;
    double dy = newY - y;
    double left =
        Math.abs(signedDistance) - Containment.ACCURACY_FACTOR * accuracyMetres - ROUNDING_METRES;
    return left > 0 && accuracyMetres >= 0 && dx * dx + dy * dy < left * left;
  }
}

package zhijiao.core.place;

import java.util.List;

/** Several places as one: whoever is in any of them is in it. */
public final class SurveyedUnion implements SurveyedPlace {

  private final List<SurveyedPlace> parts;

  /**
   * @throws IllegalArgumentException when there is no part
   */
  public SurveyedUnion(List<SurveyedPlace> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a union of no places");
    }
    this.parts = List.copyOf(parts);
  }

  @Override
  public Containment containment(GeoPoint point, float accuracyMetres) {
    boolean unsure = false;
    for (SurveyedPlace part : parts) {
      Containment in = part.containment(point, accuracyMetres);
      if (in == Containment.INSIDE) {
        return in;
      }
      unsure |= in == Containment.UNSURE;
    }
    return unsure ? Containment.UNSURE : Containment.OUTSIDE;
  }

  @Override
  public double signedDistanceMetres(GeoPoint point) {
    double least = Double.POSITIVE_INFINITY;
    for (SurveyedPlace part : parts) {
      least = Math.min(least, part.signedDistanceMetres(point));
    }
    return least;
  }

  @Override
  public SurveyedUnion unmeasured() {
    return new SurveyedUnion(parts.stream().map(SurveyedPlace::unmeasured).toList());
  }
}

package zhijiao.core.rule;

import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.FactKind;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;

/**
 * One fact, or one deadline, on which a finding rests.
 *
 * @param fact the fact, or null for a deadline
 * @param what the fact's kind in words, or the deadline's name, e.g. {@code fix gps} or {@code grace expires}
 * @param point WGS-84, or null
 * @param accuracyMetres radius of the error circle, metres; 0 when there is no place
 * @param containment against the finding's target, or null
 * @param distanceMetres from the target's edge, metres, negative inside; NaN when there is no place
 */
public record Evidence(
    @Nullable FactId fact,
    @Nullable FactKind kind,
    String what,
    long occurredAt,
    @Nullable GeoPoint point,
    float accuracyMetres,
    @Nullable Containment containment,
    double distanceMetres) {

  /** An instant that counts by itself: something was due, ended, or is a sum. */
  public static Evidence ofInstant(String what, long at) {
    return new Evidence(null, null, what, at, null, 0, null, Double.NaN);
  }

  /** A fact that says nothing about a place. */
  public static Evidence ofFact(Fact fact, String what) {
    return ofFact(fact, what, fact.occurredAt());
  }

  /** What follows from a fact at an instant: a term that begins with it is over, say. */
  public static Evidence ofFact(Fact fact, String what, long at) {
    return new Evidence(fact.id(), fact.kind(), what, at, null, 0, null, Double.NaN);
  }

  /** A fact that happened somewhere, or says nothing of where, held against no place. */
  public static Evidence ofFact(
      Fact fact, String what, @Nullable GeoPoint point, float accuracyMetres) {
    return new Evidence(
        fact.id(), fact.kind(), what, fact.occurredAt(), point, accuracyMetres, null, Double.NaN);
  }

  /** The same, held against a place. */
  public Evidence against(Containment where, double metres) {
    return new Evidence(fact, kind, what, occurredAt, point, accuracyMetres, where, metres);
  }
}

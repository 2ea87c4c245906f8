package zhijiao.core.fact;

import zhijiao.core.place.GeoPoint;

/**
 * Where a protected person (被害人) is. It is compared with the fixes of those who must keep away, and told to nobody.
 *
 * @param person the protected person's pseudonym
 * @param point WGS-84
 * @param accuracyMetres radius of the circle of error, metres, 0 &lt; a ≤ 100,000
 */
public record ProtectedPosition(
    String person, GeoPoint point, float accuracyMetres, long occurredAt, long receivedAt)
    implements Fact {

  @Override
  public FactKind kind() {
    return FactKind.PROTECTED_POSITION;
  }

  @Override
  public FactId id() {
    return ContentHash.of("protected-position")
        .add(person)
        .add(occurredAt)
        .add(point.latE7())
        .add(point.lonE7())
        .add(Float.floatToIntBits(accuracyMetres))
        .toFactId();
  }

  /** Without the place: what is printed gets into logs. */
  @Override
  public String toString() {
    return "position of the protected person " + person + " at " + occurredAt;
  }
}

package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;
import zhijiao.core.place.GeoPoint;

/**
 * A tag's position: a circle of error, not a point.
 *
 * @param point WGS-84
 * @param accuracyMetres radius of the reported error circle, metres, 0 &lt; a ≤ 100,000
 * @param stored true when the tag kept the fix and uploaded it later; not part of the identity
 * @param station id of the base station (基站) that served the tag, or null when the tag does not tell; says which tags fall
 *     silent together, never where a person is; not part of the identity
 */
public record TagFix(
    String tag,
    GeoPoint point,
    float accuracyMetres,
    FixSource source,
    boolean stored,
    @Nullable String station,
    long occurredAt,
    long receivedAt)
    implements TagFact {

  /** A fix of a tag that does not tell its base station. */
  public TagFix(
      String tag,
      GeoPoint point,
      float accuracyMetres,
      FixSource source,
      boolean stored,
      long occurredAt,
      long receivedAt) {
    this(tag, point, accuracyMetres, source, stored, null, occurredAt, receivedAt);
  }

  /** The same fix, served by a station. */
  public TagFix via(String served) {
    return new TagFix(tag, point, accuracyMetres, source, stored, served, occurredAt, receivedAt);
  }

  @Override
  public FactKind kind() {
    return FactKind.TAG_FIX;
  }

  @Override
  public FactId id() {
    return ContentHash.of("fix")
        .add(tag)
        .add(occurredAt)
        .add(point.latE7())
        .add(point.lonE7())
        .add(Float.floatToIntBits(accuracyMetres))
        .add(source.name())
        .toFactId();
  }
}

package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;
import zhijiao.core.place.GeoPoint;

/**
 * A camera's candidate match with a supervisee. A candidate, not a certainty: below the match threshold it is not
 * judged, and a sighting that has not been verified by a person needs a second, independent one.
 *
 * @param camera the camera's identifier
 * @param point the camera's place, WGS-84
 * @param accuracyMetres radius within which a person seen by this camera stands, metres
 * @param matchScore similarity, 0–1
 * @param humanVerified true when a person has compared the faces
 * @param doubt that the camera's clock was wrong, or null
 */
public record Sighting(
    Subject subject,
    String camera,
    GeoPoint point,
    float accuracyMetres,
    float matchScore,
    boolean humanVerified,
    long occurredAt,
    long receivedAt,
    @Nullable Doubt doubt)
    implements DeviceReport {

  /** A sighting whose date nothing speaks against. */
  public Sighting(
      Subject subject,
      String camera,
      GeoPoint point,
      float accuracyMetres,
      float matchScore,
      boolean humanVerified,
      long occurredAt,
      long receivedAt) {
    this(
        subject,
        camera,
        point,
        accuracyMetres,
        matchScore,
        humanVerified,
        occurredAt,
        receivedAt,
        null);
  }

  @Override
  public String device() {
    return camera;
  }

  @Override
  public Sighting doubted(long at, boolean again) {
    return dated(at, new Doubt(toldAt(), again));
  }

  @Override
  public Sighting asTold() {
    return dated(toldAt(), null);
  }

  private Sighting dated(long at, @Nullable Doubt dating) {
    return new Sighting(
        subject, camera, point, accuracyMetres, matchScore, humanVerified, at, receivedAt, dating);
  }

  @Override
  public FactKind kind() {
    return FactKind.SIGHTING;
  }

  @Override
  public FactId id() {
    return ContentHash.of("sighting")
        .add(subject.pseudonym())
        .add(camera)
        .add(toldAt())
        .add(point.latE7())
        .add(point.lonE7())
        .add(Float.floatToIntBits(accuracyMetres))
        .add(Float.floatToIntBits(matchScore))
        .add(humanVerified ? 1 : 0)
        .toFactId();
  }
}

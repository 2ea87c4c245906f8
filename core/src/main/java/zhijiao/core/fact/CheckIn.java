package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;
import zhijiao.core.place.GeoPoint;

/**
 * A supervisee's report (打卡, 签到). A face is never the only means.
 *
 * @param point where, WGS-84, or null when the means has no place
 * @param accuracyMetres radius of the error circle, metres; 0 when there is no place
 * @param accepted what the terminal decided: false when it refused the person (a refused check-in does not count)
 */
public record CheckIn(
    Subject subject,
    Means means,
    boolean accepted,
    @Nullable GeoPoint point,
    float accuracyMetres,
    long occurredAt,
    long receivedAt)
    implements SubjectFact {

  /** By what the person was recognised. */
  public enum Means {
    FACE,
    ID_CARD,
    FINGERPRINT,
    PHONE_CALL,
    VISIT
  }

  @Override
  public FactKind kind() {
    return FactKind.CHECK_IN;
  }

  @Override
  public FactId id() {
    ContentHash hash =
        ContentHash.of("check-in")
            .add(subject.pseudonym())
            .add(occurredAt)
            .add(means.name())
            .add(accepted ? 1 : 0);
    return (point == null ? hash.add(-1) : hash.add(point.latE7()).add(point.lonE7()))
        .add(Float.floatToIntBits(accuracyMetres))
        .toFactId();
  }
}

package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;
import zhijiao.core.place.GeoPoint;

/**
 * A supervisee's report (打卡, 签到). A face is never the only means.
 *
 * @param point where, WGS-84, or null when the means has no place
 * @param accuracyMetres radius of the error circle, metres; 0 when there is no place
 * @param accepted what the terminal decided: false when it refused the person (a refused check-in does not count)
 * @param proof what else the terminal told; {@link Proof#NONE} when nothing
 * @param doubt that the terminal's clock was wrong, or null
 */
public record CheckIn(
    Subject subject,
    Means means,
    boolean accepted,
    @Nullable GeoPoint point,
    float accuracyMetres,
    Proof proof,
    long occurredAt,
    long receivedAt,
    @Nullable Doubt doubt)
    implements DeviceReport {

  /** A check-in whose date nothing speaks against. */
  public CheckIn(
      Subject subject,
      Means means,
      boolean accepted,
      @Nullable GeoPoint point,
      float accuracyMetres,
      Proof proof,
      long occurredAt,
      long receivedAt) {
    this(subject, means, accepted, point, accuracyMetres, proof, occurredAt, receivedAt, null);
  }

  /** A check-in of which the terminal told nothing else. */
  public CheckIn(
      Subject subject,
      Means means,
      boolean accepted,
      @Nullable GeoPoint point,
      float accuracyMetres,
      long occurredAt,
      long receivedAt) {
    this(subject, means, accepted, point, accuracyMetres, Proof.NONE, occurredAt, receivedAt);
  }

  /**
   * What a terminal or telephone told about how the person was recognised. Scores only: no picture and no template.
   *
   * @param terminal id of the terminal that stands in one place, or null for a telephone
   * @param faceScore similarity of the face, 0–1, or null when no face was compared
   * @param liveness how surely a living person stood before the lens (活体检测), 0–1, or null when it was not tested
   * @param mockLocation true when the telephone's place was made up by a program (模拟定位)
   */
  public record Proof(
      @Nullable String terminal,
      @Nullable Float faceScore,
      @Nullable Float liveness,
      boolean mockLocation) {

    /** Nothing was told. */
    public static final Proof NONE = new Proof(null, null, null, false);
  }

  /** By what the person was recognised. */
  public enum Means {
    FACE,
    ID_CARD,
    FINGERPRINT,
    PHONE_CALL,
    VISIT
  }

  /** True when the place is what a telephone claims: not a terminal's, and not that of a visit or a call. */
  public boolean isPlacedByPhone() {
    return point != null
        && proof.terminal() == null
        && means != Means.VISIT
        && means != Means.PHONE_CALL;
  }

  @Override
  public @Nullable String device() {
    return proof.terminal();
  }

  @Override
  public CheckIn doubted(long at, boolean again) {
    return dated(at, new Doubt(toldAt(), again));
  }

  @Override
  public CheckIn asTold() {
    return dated(toldAt(), null);
  }

  private CheckIn dated(long at, @Nullable Doubt dating) {
    return new CheckIn(
        subject, means, accepted, point, accuracyMetres, proof, at, receivedAt, dating);
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
            .add(toldAt())
            .add(means.name())
            .add(accepted ? 1 : 0);
    (point == null ? hash.add(-1) : hash.add(point.latE7()).add(point.lonE7()))
        .add(Float.floatToIntBits(accuracyMetres));
    if (!proof.equals(Proof.NONE)) {
      hash.add(proof.toString());
    }
    return hash.toFactId();
  }
}

package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;

/**
 * What another authority says of a person: that a judgment took effect, that the person was taken in, that the person is
 * in custody or in hospital (社区矫正法 art. 20, 21, 32; 实施办法 art. 41).
 *
 * @param noticeId the notice's identifier
 * @param seat who must take the person in; with {@link Event#JUDGMENT_EFFECTIVE} and only with it
 */
public record CaseNotice(
    Subject subject,
    String noticeId,
    Event event,
    @Nullable Seat seat,
    long occurredAt,
    long receivedAt)
    implements CaseFact {

  /** What is told. */
  public enum Event {
    /** A judgment that orders community corrections took effect: the person must report within days. */
    JUDGMENT_EFFECTIVE,
    /** The person reported and was registered (入矫). */
    TAKEN_IN,
    /** Lawfully held by another authority. */
    CUSTODY_BEGAN,
    CUSTODY_ENDED,
    /** In hospital, so that nobody can expect a check-in. */
    HOSPITAL_ADMITTED,
    HOSPITAL_DISCHARGED;

    /** True when nobody can expect the person to report from now on. */
    public boolean excuses() {
      return this == CUSTODY_BEGAN || this == HOSPITAL_ADMITTED;
    }

    /** What ends the excuse; null for what is none. */
    public @Nullable Event end() {
      return this == CUSTODY_BEGAN
          ? CUSTODY_ENDED
          : this == HOSPITAL_ADMITTED ? HOSPITAL_DISCHARGED : null;
    }
  }

  @Override
  public FactKind kind() {
    return FactKind.NOTICE;
  }

  @Override
  public FactId id() {
    ContentHash hash =
        ContentHash.of("notice").add(subject.pseudonym()).add(noticeId).add(event.name());
    if (seat != null) {
      hash.add(seat.zone().getId()).add(seat.county()).add(seat.office()).add(seat.minor() ? 1 : 0);
    }
    return hash.add(occurredAt).toFactId();
  }
}

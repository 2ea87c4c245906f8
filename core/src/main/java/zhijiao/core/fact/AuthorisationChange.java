package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;

/**
 * The decision that allows electronic positioning (社区矫正法 art. 29: five grounds, approved by the county bureau's
 * head, three months at most, renewed by a new decision), or its revocation. Tag data outside an authorisation is
 * unlawful and not judged.
 *
 * @param authorisationId the decision's identifier
 * @param grant the grant, or null for a revocation of {@code authorisationId} from {@link #occurredAt()} on
 */
public record AuthorisationChange(
    Subject subject,
    String authorisationId,
    @Nullable Grant grant,
    long occurredAt,
    long receivedAt)
    implements SubjectFact {

  /**
   * @param ground 1–5, the numbered ground of art. 29
   * @param approver the approver's pseudonym
   * @param validUntil end of the authorisation, exclusive, epoch milliseconds UTC; {@code occurredAt} is its beginning
   * @param renewal the assessment on which an authorisation is renewed, or null for a first one
   */
  public record Grant(int ground, String approver, long validUntil, @Nullable Renewal renewal) {

    /** A first authorisation. */
    public Grant(int ground, String approver, long validUntil) {
      this(ground, approver, validUntil, null);
    }
  }

  /**
   * A renewal is a new decision after an assessment (art. 29), made before it takes effect.
   *
   * @param assessment identifier of the assessment
   * @param decidedAt when it was decided, epoch milliseconds UTC; from then on the renewal is known
   */
  public record Renewal(String assessment, long decidedAt) {}

  /** From when on the decision can be known of: when it was made, or else when it takes effect. */
  public long knownAt() {
    Renewal renewal = grant == null ? null : grant.renewal();
    return renewal == null ? occurredAt : Math.min(occurredAt, renewal.decidedAt());
  }

  @Override
  public FactKind kind() {
    return FactKind.AUTHORISATION;
  }

  @Override
  public FactId id() {
    ContentHash hash =
        ContentHash.of("authorisation")
            .add(subject.pseudonym())
            .add(authorisationId)
            .add(occurredAt);
    if (grant == null) {
      return hash.add(-1).toFactId();
    }
    hash.add(grant.ground()).add(grant.approver()).add(grant.validUntil());
    if (grant.renewal() != null) {
      hash.add(grant.renewal().assessment()).add(grant.renewal().decidedAt());
    }
    return hash.toFactId();
  }
}

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
   */
  public record Grant(int ground, String approver, long validUntil) {}

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
    return (grant == null
            ? hash.add(-1)
            : hash.add(grant.ground()).add(grant.approver()).add(grant.validUntil()))
        .toFactId();
  }
}

package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;

/**
 * The whole terms of a supervision order as they hold from {@link #occurredAt()} on, or the end of supervision. Terms
 * are always complete: the last that took effect hold, none are merged.
 *
 * @param orderId the order's identifier in the case system
 * @param terms the terms from now on; null means that supervision ends here (release, death, revocation)
 */
public record OrderChange(
    Subject subject, String orderId, @Nullable OrderTerms terms, long occurredAt, long receivedAt)
    implements SubjectFact {

  @Override
  public FactKind kind() {
    return FactKind.ORDER;
  }

  @Override
  public FactId id() {
    return ContentHash.of("order")
        .add(subject.pseudonym())
        .add(orderId)
        .add(occurredAt)
        .add(terms == null ? null : terms.canonicalText())
        .toFactId();
  }
}

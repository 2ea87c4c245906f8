package zhijiao.core.fact;

/**
 * Something that happened, or terms that took effect. Facts are immutable and compare by content.
 *
 * <p>All instants are epoch milliseconds UTC.
 */
public sealed interface Fact
    permits TagFact, SubjectFact, TagBinding, OfficerAction, ProtectedPosition, GovernanceFact {

  FactKind kind();

  /** When it happened; for terms (orders, authorisations, leave, bindings) when they take effect, which may be in the future. */
  long occurredAt();

  /**
   * When the platform received it. Never part of the identity of a fact, nor of any judgement of a person; of a source it shows
   * whether its clock is right.
   */
  long receivedAt();

  /** Hash of the content without {@link #receivedAt()}: the same for every copy of this fact, in every run. */
  FactId id();
}

package zhijiao.core.fact;

/**
 * That somebody who is entitled to judge it is worried about a person's state of mind: a level and nothing else. What was
 * said stays with the clinician.
 *
 * @param signalId identifier in the clinician's own records
 */
public record WelfareSignal(
    Subject subject, String signalId, Level level, long occurredAt, long receivedAt)
    implements CaseFact {

  /** How worried. */
  public enum Level {
    /** No longer. */
    NONE,
    /** To be looked at. */
    CONCERN,
    /** At once. */
    ACUTE
  }

  @Override
  public FactKind kind() {
    return FactKind.WELFARE_SIGNAL;
  }

  @Override
  public FactId id() {
    return ContentHash.of("welfare-signal")
        .add(subject.pseudonym())
        .add(signalId)
        .add(level.name())
        .add(occurredAt)
        .toFactId();
  }
}

package zhijiao.core.fact;

/**
 * Study or public-benefit service that a person has done (教育学习、公益活动).
 *
 * @param activityId the entry's identifier
 * @param minutes how long it took; {@code occurredAt} is its end
 */
public record Activity(
    Subject subject, String activityId, Type type, int minutes, long occurredAt, long receivedAt)
    implements CaseFact {

  /** What was done. */
  public enum Type {
    STUDY,
    SERVICE
  }

  @Override
  public FactKind kind() {
    return FactKind.ACTIVITY;
  }

  @Override
  public FactId id() {
    return ContentHash.of("activity")
        .add(subject.pseudonym())
        .add(activityId)
        .add(type.name())
        .add(minutes)
        .add(occurredAt)
        .toFactId();
  }
}

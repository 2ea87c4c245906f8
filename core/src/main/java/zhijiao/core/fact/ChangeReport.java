package zhijiao.core.fact;

/**
 * A change in a person's life that the person has reported (变动报告; 实施办法 art. 24). That somebody reports it is what is asked of
 * them: it accuses nobody.
 *
 * @param reportId the report's identifier
 * @param type what has changed; {@code occurredAt} is when it did, not when it was reported
 */
public record ChangeReport(
    Subject subject, String reportId, Type type, long occurredAt, long receivedAt)
    implements CaseFact {

  /** What has changed. */
  public enum Type {
    RESIDENCE_CHANGED,
    /** In work after having had none. */
    WORK_BEGUN,
    /** Another employer or trade. */
    WORK_CHANGED,
    WORK_ENDED;

    /** True for what tells of work. */
    public boolean isOfWork() {
      return this != RESIDENCE_CHANGED;
    }
  }

  @Override
  public FactKind kind() {
    return FactKind.CHANGE_REPORT;
  }

  @Override
  public FactId id() {
    return ContentHash.of("change-report")
        .add(subject.pseudonym())
        .add(reportId)
        .add(type.name())
        .add(occurredAt)
        .toFactId();
  }
}

package zhijiao.core.fact;

/**
 * A measure that people have decided upon (处置): never by the engine, which may at most suggest that one be considered.
 *
 * @param measureId the decision's identifier
 * @param decider pseudonym of who decided
 * @param article the legal article it rests on, such as {@code 实施办法34}
 */
public record Measure(
    Subject subject,
    String measureId,
    Type type,
    String decider,
    String article,
    long occurredAt,
    long receivedAt)
    implements CaseFact {

  /** The measures, mildest first. */
  public enum Type {
    /** A breach was established after investigation (查实违规); no measure yet. */
    BREACH,
    /** 训诫. */
    ADMONITION,
    /** 警告. */
    WARNING,
    /** 治安管理处罚, by the police. */
    PUBLIC_SECURITY,
    /** Revocation was proposed to the court (提请撤销). */
    REVOCATION_PROPOSED
  }

  @Override
  public FactKind kind() {
    return FactKind.MEASURE;
  }

  @Override
  public FactId id() {
    return ContentHash.of("measure")
        .add(subject.pseudonym())
        .add(measureId)
        .add(type.name())
        .add(decider)
        .add(article)
        .add(occurredAt)
        .toFactId();
  }
}

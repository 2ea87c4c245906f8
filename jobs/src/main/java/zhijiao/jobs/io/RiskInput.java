package zhijiao.jobs.io;

import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.SubjectFact;
import zhijiao.models.live.Violation;

/**
 * What scoring reads of one person: a fact, or an alert that an officer confirmed.
 *
 * @param fact null when it is a violation
 * @param violation null when it is a fact
 */
public record RiskInput(@Nullable SubjectFact fact, @Nullable Violation violation) {

  public RiskInput {
    if ((fact == null) == (violation == null)) {
      throw new IllegalArgumentException(
          "either a fact or a violation: " + fact + ", " + violation);
    }
  }

  public static RiskInput of(SubjectFact fact) {
    return new RiskInput(fact, null);
  }

  public static RiskInput of(Violation violation) {
    return new RiskInput(null, violation);
  }

  /** The person's pseudonym. */
  public String person() {
    return (fact != null ? fact.subject() : violation.subject()).pseudonym();
  }
}

package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertId;

/**
 * A person, or a relative, objects (异议、申诉), or is answered. What is objected to counts for nothing until then.
 *
 * @param objectionId the objection's identifier
 * @param alert the alert that is contested, or null when it is something else
 */
public record Objection(
    Subject subject,
    String objectionId,
    @Nullable AlertId alert,
    Stage stage,
    long occurredAt,
    long receivedAt)
    implements CaseFact {

  /** How far it has come. */
  public enum Stage {
    FILED,
    ANSWERED
  }

  @Override
  public FactKind kind() {
    return FactKind.OBJECTION;
  }

  @Override
  public FactId id() {
    return ContentHash.of("objection")
        .add(subject.pseudonym())
        .add(objectionId)
        .add(alert == null ? null : alert.toString())
        .add(stage.name())
        .add(occurredAt)
        .toFactId();
  }
}

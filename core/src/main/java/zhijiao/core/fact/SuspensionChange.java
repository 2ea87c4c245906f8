package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;

/**
 * A supervisor keeps the alerts of a rule about one person from whoever would be asked, for a stated time and reason, or
 * lifts that before its time. What the rule finds meanwhile is found and recorded all the same.
 *
 * @param suspensionId the decision's identifier
 * @param grant the suspension, or null when suspension {@code suspensionId} is lifted at {@link #occurredAt()}
 */
public record SuspensionChange(
    Subject subject, String suspensionId, @Nullable Grant grant, long occurredAt, long receivedAt)
    implements SubjectFact {

  /** In place of a rule's id: every rule that may be suspended. */
  public static final String EVERY_RULE = "*";

  /**
   * @param rule the rule's id, or {@link #EVERY_RULE}
   * @param until end of the suspension, exclusive, epoch milliseconds UTC; {@code occurredAt} is its beginning
   * @param officer pseudonym of the supervisor who decided it
   * @param reason why; names no person
   */
  public record Grant(String rule, long until, String officer, String reason) {

    public boolean isOf(String ruleId) {
      return rule.equals(EVERY_RULE) || rule.equals(ruleId);
    }
  }

  @Override
  public FactKind kind() {
    return FactKind.SUSPENSION;
  }

  @Override
  public FactId id() {
    ContentHash hash =
        ContentHash.of("suspension").add(subject.pseudonym()).add(suspensionId).add(occurredAt);
    return (grant == null
            ? hash.add(-1)
            : hash.add(grant.rule()).add(grant.until()).add(grant.officer()).add(grant.reason()))
        .toFactId();
  }
}

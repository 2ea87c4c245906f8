package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;

/**
 * Approved leave (请假外出), or its revocation or early return. While leave is in force curfew, boundary and exclusion
 * zones do not accuse; check-ins go on unless the leave says otherwise.
 *
 * @param leaveId the approval's identifier
 * @param grant the leave, or null when leave {@code leaveId} ends at {@link #occurredAt()}
 */
public record LeaveChange(
    Subject subject, String leaveId, @Nullable Grant grant, long occurredAt, long receivedAt)
    implements SubjectFact {

  /**
   * @param until end of the leave, exclusive, epoch milliseconds UTC; {@code occurredAt} is its beginning
   * @param suspendsCheckIns true when the approval also lifts the check-ins
   */
  public record Grant(long until, boolean suspendsCheckIns) {}

  @Override
  public FactKind kind() {
    return FactKind.LEAVE;
  }

  @Override
  public FactId id() {
    ContentHash hash =
        ContentHash.of("leave").add(subject.pseudonym()).add(leaveId).add(occurredAt);
    return (grant == null
            ? hash.add(-1)
            : hash.add(grant.until()).add(grant.suspendsCheckIns() ? 1 : 0))
        .toFactId();
  }
}

package zhijiao.core.fact;

import java.util.List;
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
   * @param destinations ids of the zones (市、县) to which the leave was approved; empty when it names none
   */
  public record Grant(long until, boolean suspendsCheckIns, List<String> destinations) {

    public Grant {
      destinations = List.copyOf(destinations);
    }

    /** Leave that names no destination. */
    public Grant(long until, boolean suspendsCheckIns) {
      this(until, suspendsCheckIns, List.of());
    }
  }

  @Override
  public FactKind kind() {
    return FactKind.LEAVE;
  }

  @Override
  public FactId id() {
    ContentHash hash =
        ContentHash.of("leave").add(subject.pseudonym()).add(leaveId).add(occurredAt);
    if (grant == null) {
      return hash.add(-1).toFactId();
    }
    hash.add(grant.until()).add(grant.suspendsCheckIns() ? 1 : 0);
    if (!grant.destinations().isEmpty()) {
      hash.add(grant.destinations().toString());
    }
    return hash.toFactId();
  }
}

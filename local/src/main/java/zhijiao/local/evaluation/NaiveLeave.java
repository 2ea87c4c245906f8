package zhijiao.local.evaluation;

import java.util.ArrayList;
import java.util.List;
import zhijiao.core.fact.LeaveChange;

/** What a plain tracker knows of one person's leave: from when, until when, where to, and nothing of any grace. */
final class NaiveLeave {

  private final List<LeaveChange> granted = new ArrayList<>();
  private long backSince = Long.MIN_VALUE;

  void take(LeaveChange change) {
    if (change.grant() != null) {
      granted.add(change);
    }
  }

  void isBack(long at) {
    backSince = Math.max(backSince, at);
  }

  boolean isInForce(long at) {
    return granted.stream().anyMatch(l -> l.occurredAt() <= at && at < l.grant().until());
  }

  /** True when some leave has ended since the person was last seen inside. */
  boolean isOverrun(long at) {
    return !isInForce(at)
        && granted.stream().anyMatch(l -> backSince < l.grant().until() && l.grant().until() <= at);
  }

  /** Every place to which leave was ever approved. */
  List<String> destinations() {
    return granted.stream().flatMap(l -> l.grant().destinations().stream()).distinct().toList();
  }
}

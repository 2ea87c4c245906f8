package zhijiao.rules;

import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderTerms;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Missed check-in, window by window. */
final class MissedCheckInOracle extends Oracle {

  MissedCheckInOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> missed = new TreeSet<>();
    TreeSet<Long> orders = new TreeSet<>(changesOfTerms());
    for (long ordered : orders) {
      OrderTerms terms = orderAt(ordered);
      if (terms == null || terms.checkIns() == null) {
        continue;
      }
      for (long[] window : windows(terms.checkIns().schedule())) {
        long due = window[1] + terms.checkIns().graceMinutes() * MINUTE;
        OrderTerms then = orderAt(due);
        boolean owed =
            then != null
                && terms.checkIns().equals(then.checkIns())
                && sameSince(due, OrderTerms::checkIns) <= window[0]
                && world.horizon().from() <= window[0]
                && due <= world.horizon().until();
        if (owed && !isLifted(window[0], due) && !isMet(window[0], due)) {
          missed.add(
              new Episode(
                  "missed-check-in",
                  local(window[0]).toLocalTime().toString(),
                  dayOf(due),
                  due,
                  endAfter(due)));
        }
      }
    }
    return missed;
  }

  /** Whether leave lifted check-ins at any instant from {@code from} to {@code due}, both included. */
  private boolean isLifted(long from, long due) {
    if (leaveAt(from, true)) {
      return true;
    }
    for (long change : changesOfTerms()) {
      if (from <= change && change <= due && leaveAt(change, true)) {
        return true;
      }
    }
    return false;
  }

  private boolean isMet(long from, long due) {
    for (Fact fact : facts) {
      if (from <= fact.occurredAt() && fact.occurredAt() <= due && isCheckIn(fact)) {
        return true;
      }
    }
    return false;
  }

  /** The next accepted check-in, or the end of the duty to check in. */
  private Long endAfter(long due) {
    TreeSet<Long> ends = new TreeSet<>();
    for (Fact fact : facts) {
      if (fact.occurredAt() > due && isCheckIn(fact)) {
        ends.add(fact.occurredAt());
      }
    }
    for (long change : changesOfTerms()) {
      OrderTerms terms = orderAt(change);
      if (change > due && (terms == null || terms.checkIns() == null)) {
        ends.add(change);
      }
    }
    return ends.isEmpty() || ends.first() > world.horizon().until() ? null : ends.first();
  }
}

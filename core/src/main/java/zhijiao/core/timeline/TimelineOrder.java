package zhijiao.core.timeline;

import java.util.Comparator;
import zhijiao.core.fact.Fact;

/**
 * THE order: (occurredAt, rank, factId). Every list of facts or moments anywhere is in this order. Deadlines of one
 * instant and rank stand in the order of their kinds, after facts.
 */
public final class TimelineOrder {

  private TimelineOrder() {}

  /** Of facts; total on facts that differ in more than {@code receivedAt}. */
  public static final Comparator<Fact> FACTS =
      (a, b) -> {
        if (a == b) {
          return 0;
        }
        int byTime = Long.compare(a.occurredAt(), b.occurredAt());
        if (byTime != 0) {
          return byTime;
        }
        int byRank = Moment.rankOf(a).compareTo(Moment.rankOf(b));
        return byRank != 0 ? byRank : a.id().compareTo(b.id());
      };

  /** Of moments. */
  public static final Comparator<Moment> MOMENTS =
      (a, b) -> {
        if (a instanceof Moment.Observed left && b instanceof Moment.Observed right) {
          return FACTS.compare(left.fact(), right.fact());
        }
        int byTime = Long.compare(a.at(), b.at());
        if (byTime != 0) {
          return byTime;
        }
        int byRank = a.rank().compareTo(b.rank());
        if (byRank != 0) {
          return byRank;
        }
        if (a instanceof Deadline left && b instanceof Deadline right) {
          int byKind = left.kind().compareTo(right.kind());
          return byKind != 0 ? byKind : Long.compare(spanStart(left), spanStart(right));
        }
        return a instanceof Moment.Observed ? -1 : 1;
      };

  private static long spanStart(Deadline deadline) {
    return deadline.span() == null ? Long.MIN_VALUE : deadline.span().from();
  }
}

package zhijiao.rules;

import java.time.LocalDateTime;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Sighting;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Lost contact: window by window, when the person was next in contact or excused, and which days lie before that. */
final class LostContactOracle extends Oracle {

  LostContactOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    TreeSet<Long> windows = new TreeSet<>();
    for (long[] missed : missedWindows()) {
      long from = missed[0];
      long due = missed[1];
      long contact = contactAfter(from);
      boolean first = windows.stream().noneMatch(earlier -> contactAfter(earlier) >= contact);
      windows.add(from);
      if (!first) {
        continue;
      }
      LocalDateTime since = local(from);
      lost("10-days", Math.max(due, instant(since.plusDays(7))), contact, found);
      lost("1-month", Math.max(due, instant(since.plusDays(25))), contact, found);
    }
    return found;
  }

  private void lost(String target, long at, long contact, TreeSet<Episode> found) {
    if (at < contact && at <= world.horizon().until()) {
      Long end = contact <= world.horizon().until() ? (Long) contact : null;
      found.add(new Episode("lost-contact", target, dayOf(at), at, end));
    }
  }

  /** Windows that fell due with no contact since they began, as {from, due}, in order. */
  private Iterable<long[]> missedWindows() {
    TreeSet<long[]> missed =
        new TreeSet<>((a, b) -> a[1] != b[1] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
    for (long ordered : changesOfTerms()) {
      OrderTerms terms = orderAt(ordered);
      if (terms == null || terms.checkIns() == null) {
        continue;
      }
      for (long[] window : windows(terms.checkIns().schedule())) {
        long due = window[1] + terms.checkIns().graceMinutes() * MINUTE;
        OrderTerms then = orderAt(due);
        if (then != null
            && terms.checkIns().equals(then.checkIns())
            && sameSince(due, OrderTerms::checkIns) <= window[0]
            && world.horizon().from() <= window[0]
            && due <= world.horizon().until()
            && contactAfter(window[0]) > due) {
          missed.add(new long[] {window[0], due});
        }
      }
    }
    return missed;
  }

  /** The first instant from {@code from} on at which the person was in contact or owed none. */
  private long contactAfter(long from) {
    if (isExcused(from)) {
      return from;
    }
    TreeSet<Long> contacts = new TreeSet<>();
    for (Fact fact : facts) {
      boolean contact =
          isCheckIn(fact)
              || fact instanceof Sighting sighting
                  && sighting.humanVerified()
                  && isLawful(sighting)
                  && isPlausible(sighting);
      if (fact.occurredAt() >= from && contact) {
        contacts.add(fact.occurredAt());
      }
    }
    for (long change : changesOfTerms()) {
      if (change > from && isExcused(change)) {
        contacts.add(change);
      }
    }
    return contacts.isEmpty() ? Long.MAX_VALUE : contacts.first();
  }

  private boolean isExcused(long t) {
    OrderTerms terms = orderAt(t);
    return terms == null || terms.checkIns() == null || leaveAt(t, true);
  }
}

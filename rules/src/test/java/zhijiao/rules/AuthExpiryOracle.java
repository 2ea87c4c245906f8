package zhijiao.rules;

import java.time.LocalDateTime;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderChange;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Authorisation expiry: for each stretch of time with one end of the cover, whether fourteen or three days before it lie within. */
final class AuthExpiryOracle extends Oracle {

  AuthExpiryOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Long> changes = new TreeSet<>(changesOfTerms());
    for (Fact fact : facts) {
      if (fact instanceof AuthorisationChange change) {
        changes.add(change.knownAt());
      }
    }
    changes.removeIf(t -> t < world.horizon().from());
    changes.add(world.horizon().from());
    TreeSet<Episode> found = new TreeSet<>();
    while (!changes.isEmpty()) {
      long t = changes.pollFirst();
      AuthorisationChange last = lastCovering(t);
      if (last == null) {
        continue;
      }
      while (!changes.isEmpty() && endsWith(last, lastCovering(changes.first()))) {
        changes.pollFirst();
      }
      long over = changes.isEmpty() ? Long.MAX_VALUE : changes.first();
      warned(last, t, over, found);
    }
    return found;
  }

  private static boolean endsWith(AuthorisationChange last, AuthorisationChange next) {
    return next != null && next.grant().validUntil() == last.grant().validUntil();
  }

  private void warned(AuthorisationChange last, long from, long over, TreeSet<Episode> found) {
    for (int days : new int[] {14, 3}) {
      LocalDateTime end = local(last.grant().validUntil());
      long begins = instant(end.minusDays(days));
      long told = Math.max(begins, from);
      if (begins > last.occurredAt() && told < over && told <= world.horizon().until()) {
        long opened = Math.max(begins, lastDecision(told));
        boolean ended = over <= world.horizon().until();
        found.add(
            new Episode(
                "auth-expiry",
                last.authorisationId(),
                dayOf(opened),
                opened,
                ended ? (Long) over : null));
        return;
      }
    }
  }

  /** When, up to an instant, supervision last began or an authorisation was last decided upon. */
  private long lastDecision(long t) {
    long decided = Long.MIN_VALUE;
    for (Fact fact : facts) {
      if (fact instanceof AuthorisationChange change && change.knownAt() <= t) {
        decided = Math.max(decided, change.knownAt());
      }
      if (fact instanceof OrderChange order
          && order.occurredAt() <= t
          && order.terms() != null
          && orderAt(order.occurredAt() - 1) == null) {
        decided = Math.max(decided, order.occurredAt());
      }
    }
    return decided;
  }

  /** The grant that ends last among those that are known and cover without a gap; null when none covers {@code t}. */
  private AuthorisationChange lastCovering(long t) {
    if (orderAt(t) == null) {
      return null;
    }
    AuthorisationChange best = null;
    for (int round = 0; round < facts.size(); round++) {
      long reached = best == null ? t : best.grant().validUntil();
      for (Fact fact : facts) {
        if (fact instanceof AuthorisationChange given
            && given.grant() != null
            && given.knownAt() <= t
            && given.occurredAt() <= reached
            && given.grant().validUntil() > reached
            && (best == null || given.grant().validUntil() > best.grant().validUntil())
            && !isRevoked(given, t)) {
          best = given;
        }
      }
    }
    return best;
  }

  private boolean isRevoked(AuthorisationChange given, long t) {
    return facts.stream()
        .anyMatch(
            fact ->
                fact instanceof AuthorisationChange end
                    && end.grant() == null
                    && end.authorisationId().equals(given.authorisationId())
                    && given.occurredAt() <= end.occurredAt()
                    && end.occurredAt() <= t);
  }
}

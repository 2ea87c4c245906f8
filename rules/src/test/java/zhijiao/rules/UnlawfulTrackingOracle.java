package zhijiao.rules;

import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.TagFact;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Unlawful tracking: report by report, each with whether it continues what the one before it began. */
final class UnlawfulTrackingOracle extends Oracle {

  private static final long SILENCE = 24 * 60 * MINUTE;

  UnlawfulTrackingOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    long overAt = Long.MIN_VALUE;
    for (int i = 0; i < facts.size(); i++) {
      Fact fact = facts.get(i);
      boolean within = overAt < fact.occurredAt() && fact.occurredAt() <= world.horizon().until();
      if (!isUnlawful(fact) || !within) {
        continue;
      }
      overAt = end(i);
      Long end = overAt > world.horizon().until() ? null : (Long) overAt;
      found.add(
          new Episode(
              "unlawful-tracking", "tag", dayOf(fact.occurredAt()), fact.occurredAt(), end));
    }
    return found;
  }

  private boolean isUnlawful(Fact fact) {
    return fact instanceof TagFact && !isLawful(fact) && somebodyIsInCharge(fact.occurredAt());
  }

  private boolean somebodyIsInCharge(long t) {
    return facts.stream()
        .anyMatch(
            f ->
                f instanceof OrderChange o && o.terms() != null && o.occurredAt() <= t
                    || f instanceof zhijiao.core.fact.CaseNotice n
                        && n.seat() != null
                        && n.occurredAt() <= t);
  }

  /** The first lawful instant after report {@code i}, or a day after the last report that follows within a day. */
  private long end(int i) {
    long last = facts.get(i).occurredAt();
    long lawful = lawfulAfter(last);
    for (Fact fact : facts) {
      if (isUnlawful(fact)
          && fact.occurredAt() > last
          && fact.occurredAt() <= last + SILENCE
          && fact.occurredAt() < lawful) {
        last = fact.occurredAt();
      }
    }
    return Math.min(lawful, last + SILENCE);
  }

  private long lawfulAfter(long t) {
    for (long change : changesOfTerms()) {
      if (change > t && orderAt(change) != null && authorisedAt(change)) {
        return change;
      }
    }
    return Long.MAX_VALUE;
  }
}

package zhijiao.rules;

import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.WelfareSignal;
import zhijiao.core.fact.WelfareSignal.Level;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Welfare: each signal of another level than the last, until the next that is of another level still. */
final class WelfareOracle extends Oracle {

  WelfareOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    for (int i = 0; i < facts.size(); i++) {
      if (facts.get(i) instanceof WelfareSignal signal
          && isLawful(signal)
          && signal.level() != Level.NONE
          && signal.level() != levelBefore(i)) {
        long opened = signal.occurredAt();
        long over = over(i);
        Long end = over <= world.horizon().until() ? (Long) over : null;
        found.add(new Episode("welfare", "welfare", dayOf(opened), opened, end));
      }
    }
    return found;
  }

  private Level levelBefore(int i) {
    Level level = Level.NONE;
    long since = Long.MIN_VALUE;
    for (Fact fact : facts.subList(0, i)) {
      if (fact instanceof WelfareSignal signal && isLawful(signal)) {
        level = signal.level();
        since = signal.occurredAt();
      }
    }
    return endOfOrderAfter(since) <= facts.get(i).occurredAt() ? Level.NONE : level;
  }

  private long over(int i) {
    WelfareSignal opening = (WelfareSignal) facts.get(i);
    long over = endOfOrderAfter(opening.occurredAt());
    for (Fact fact : facts.subList(i + 1, facts.size())) {
      if (fact instanceof WelfareSignal signal
          && isLawful(signal)
          && signal.level() != opening.level()) {
        return Math.min(over, signal.occurredAt());
      }
    }
    return over;
  }

  private long endOfOrderAfter(long instant) {
    for (long change : changesOfTerms()) {
      if (change > instant && orderAt(change) == null) {
        return change;
      }
    }
    return Long.MAX_VALUE;
  }
}

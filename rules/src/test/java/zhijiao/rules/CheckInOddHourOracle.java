package zhijiao.rules;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.time.LocalWindow;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Check-ins at an odd hour: after every check-in the last seven long windows that were met are looked at anew. */
final class CheckInOddHourOracle extends Oracle {

  CheckInOddHourOracle(World world) {
    super(world);
  }

  private boolean counts(Fact fact) {
    return isCheckIn(fact) && !isOfWrongClock(fact);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    TreeSet<Long> instants = new TreeSet<>(changesOfTerms());
    facts.stream().filter(this::counts).forEach(fact -> instants.add(fact.occurredAt()));
    Long from = null;
    for (long t : instants) {
      if (t < world.horizon().from() || t > world.horizon().until()) {
        continue;
      }
      boolean habit = isHabit(t, from == null ? 5 : 3);
      if (habit && from == null) {
        from = t;
      } else if (!habit && from != null) {
        found.add(new Episode("check-in-odd-hour", "check-in", dayOf(from), from, t));
        from = null;
      }
    }
    if (from != null) {
      found.add(new Episode("check-in-odd-hour", "check-in", dayOf(from), from, null));
    }
    return found;
  }

  private boolean isHabit(long t, int enough) {
    long since = Long.MIN_VALUE;
    for (long change : changesOfTerms()) {
      if (change <= t && !hasPlan(change)) {
        since = change;
      }
    }
    if (!hasPlan(t)) {
      return false;
    }
    // Of each window: local second of the check-in, seconds after the beginning, seconds before the
    // end.
    List<int[]> all = new ArrayList<>();
    long last = Long.MIN_VALUE;
    for (Fact fact : facts) {
      long at = fact.occurredAt();
      boolean counts =
          fact instanceof CheckIn
              && counts(fact)
              && since < at
              && at <= t
              && hasPlan(at)
              && !onLeave(at);
      int[] how = counts ? window(at) : null;
      if (how != null && at / 1000 - how[1] != last) {
        last = at / 1000 - how[1];
        all.add(how);
      }
    }
    List<int[]> seven = all.subList(Math.max(0, all.size() - 7), all.size());
    return seven.stream().filter(how -> how[0] < 30 * 60).count() >= enough
        || closeTogether(seven.stream().map(how -> how[1]).filter(s -> s < 600).toList(), enough)
        || closeTogether(
            seven.stream().map(how -> how[2]).filter(s -> -600 <= s && s <= 600).toList(), enough);
  }

  private boolean hasPlan(long t) {
    OrderTerms terms = orderAt(t);
    return terms != null && terms.checkIns() != null;
  }

  private int[] window(long at) {
    OrderTerms terms = orderAt(at);
    LocalTime clock = local(at).toLocalTime();
    List<LocalWindow> windows = new ArrayList<>(terms.checkIns().schedule().workdays());
    windows.addAll(terms.checkIns().schedule().restDays());
    for (int late : new int[] {-1, terms.checkIns().graceMinutes() * 60}) {
      for (LocalWindow window : windows) {
        int length = until(window.from(), window.until());
        length = length == 0 ? 86_400 : length;
        int after = until(window.from(), clock);
        if (length >= 6 * 3600 && after <= length + late) {
          return new int[] {clock.toSecondOfDay(), after, length - after};
        }
      }
    }
    return null;
  }

  private static int until(LocalTime from, LocalTime to) {
    return (to.toSecondOfDay() - from.toSecondOfDay() + 86_400) % 86_400;
  }

  private static boolean closeTogether(List<Integer> seconds, int enough) {
    for (int one : seconds) {
      if (seconds.stream().filter(other -> one <= other && other <= one + 180).count() >= enough) {
        return true;
      }
    }
    return false;
  }
}

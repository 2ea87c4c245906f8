package zhijiao.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.TagFix;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/**
 * What the three rules about places share: a walk over every instant at which something happens, at each of which it is
 * asked afresh, by looking back over the whole list, whether an episode begins or ends.
 */
abstract class PresenceOracle extends Oracle {

  /** What can happen at an instant, in the order in which it counts. */
  enum Stage {
    TERMS,
    OBSERVATION,
    GRACE_EXPIRES,
    CURFEW_ENDS,
    LAPSE
  }

  /** One thing that happens. */
  record Step(long at, Stage stage, Fact fact) implements Comparable<Step> {
    @Override
    public int compareTo(Step other) {
      int byTime = Long.compare(at, other.at);
      if (byTime != 0) {
        return byTime;
      }
      int byStage = stage.compareTo(other.stage);
      return byStage != 0 || fact == null ? byStage : fact.id().compareTo(other.fact.id());
    }
  }

  /** Consecutive accusing fixes. */
  record Run(int count, long since, long lastAt, boolean doubted) {}

  PresenceOracle(World world) {
    super(world);
  }

  abstract String rule();

  abstract boolean insideAccuses();

  abstract int persistFixes();

  /** Zero when only the number of fixes counts. */
  abstract long persistMillis();

  abstract long sightingWindow();

  /** Whether one accusing fix needs no second. */
  boolean needsNoSecond(TagFix fix) {
    return false;
  }

  /** Whether the run that reached so far may accuse; {@code past} ends with the step in question. */
  boolean applies(List<Step> past, String target) {
    return true;
  }

  /** Whether leave, or still being on the way back from it, excuses at {@code t}, after what is past. */
  boolean isExcused(long t, List<Step> past, String target) {
    return onLeave(t);
  }

  /** Whether a fix belongs to the run of the accusing fix before it. */
  boolean staysWith(TagFix fix, TagFix before) {
    return true;
  }

  /** Whether a check-in speaks for a person whom {@code past} leaves awaited. */
  Says saysOfReturn(Step step, List<Step> past, String target) {
    return Says.NOTHING;
  }

  /** Whether sightings can accuse. */
  boolean believesCameras() {
    return true;
  }

  /** What the terms say of one target; equal while the duty is the same, null when there is none. */
  abstract Object duty(OrderTerms terms, String target);

  /** The targets that any order names. */
  abstract SortedSet<String> targets();

  abstract Place place(OrderTerms terms, String target);

  /** Whether the duty accuses at {@code t}, before deadlines of that instant; leave is not considered. */
  abstract boolean isOwed(long t);

  /** Deadlines of the duty. */
  abstract List<Step> deadlines();

  /** Whether an episode begins with this deadline, given the run that the person is in. */
  abstract boolean beginsAt(Step deadline, Run run);

  /** Where the place of a target is at an instant at which something is owed. */
  Place placeAt(long t, String target) {
    return place(orderAt(t), target);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    for (String target : targets()) {
      find(target, found);
    }
    return found;
  }

  private void find(String target, SortedSet<Episode> found) {
    TreeSet<Step> steps = new TreeSet<>(deadlines());
    changesOfTerms().forEach(t -> steps.add(new Step(t, Stage.TERMS, null)));
    for (Fact fact : facts) {
      if (fact instanceof TagFix
          || fact instanceof Sighting
          || fact instanceof CheckIn checkIn && checkIn.point() != null) {
        steps.add(new Step(fact.occurredAt(), Stage.OBSERVATION, fact));
      }
    }
    List<Step> past = new ArrayList<>();
    Long openedAt = null;
    Step closed = null;
    Step support = null;
    while (!steps.isEmpty()) {
      Step step = steps.pollFirst();
      if (step.at() > world.horizon().until()) {
        break;
      }
      past.add(step);
      if (openedAt != null && ends(step, target, support, past)) {
        found.add(new Episode(rule(), target, dayOf(openedAt), openedAt, step.at()));
        openedAt = null;
        closed = step;
      }
      boolean accuses =
          says(step, target) == Says.ACCUSES
              && accusesNow(step.at(), past, target)
              && applies(past, target)
              && (step.fact() instanceof TagFix || believesCameras());
      if (openedAt == null && begins(step, target, past, closed)) {
        openedAt = step.at();
        support = step;
      } else if (openedAt != null && accuses) {
        support = step;
      }
      if (openedAt != null && support == step && step.fact() instanceof Sighting) {
        steps.add(new Step(step.at() + lapse(), Stage.LAPSE, null));
      }
    }
    if (openedAt != null) {
      found.add(new Episode(rule(), target, dayOf(openedAt), openedAt, null));
    }
  }

  long lapse() {
    return 60 * MINUTE;
  }

  private boolean accusesNow(long t, List<Step> past, String target) {
    return isOwed(t) && !isExcused(t, past, target);
  }

  Says says(Step step, String target) {
    return step.fact() == null || dutyAt(step.at(), target) == null
        ? Says.NOTHING
        : says(step.fact(), placeAt(step.at(), target), insideAccuses());
  }

  private boolean ends(Step step, String target, Step support, List<Step> past) {
    return switch (step.stage()) {
      case TERMS -> isExcused(step.at(), past, target) || dutyChanges(step.at(), target);
      case OBSERVATION ->
          says(step, target) == Says.SURELY_NOT
              || saysOfReturn(step, past, target) == Says.SURELY_NOT;
      case CURFEW_ENDS -> true;
      case GRACE_EXPIRES -> false;
      case LAPSE -> support.fact() instanceof Sighting && step.at() == support.at() + lapse();
    };
  }

  private boolean begins(Step step, String target, List<Step> past, Step closed) {
    if (isExcused(step.at(), past, target)) {
      return false;
    }
    if (step.stage() == Stage.GRACE_EXPIRES) {
      return beginsAt(step, run(past, target));
    }
    if (says(step, target) != Says.ACCUSES || !isOwed(step.at()) || !applies(past, target)) {
      return false;
    }
    if (step.fact() instanceof Sighting sighting) {
      return believesCameras()
          && (needsNoSecond(sighting) || isSupported(step, target, past, closed));
    }
    return needsNoSecond((TagFix) step.fact()) || persists(run(past, target));
  }

  boolean persists(Run run) {
    return run.count() >= persistFixes()
        || persistMillis() > 0 && run.count() > 0 && run.lastAt() - run.since() >= persistMillis();
  }

  /** Whether something accused shortly before this sighting, with nothing to the contrary since. */
  private boolean isSupported(Step sighting, String target, List<Step> past, Step closed) {
    for (int i = past.size() - 2; i >= 0; i--) {
      Step earlier = past.get(i);
      if (earlier == closed
          || sighting.at() - earlier.at() >= sightingWindow()
          || breaks(earlier, target, past.subList(0, i + 1))) {
        return false;
      }
      if (says(earlier, target) == Says.ACCUSES
          && accusesNow(earlier.at(), past.subList(0, i + 1), target)
          && applies(past.subList(0, i + 1), target)) {
        return true;
      }
    }
    return false;
  }

  /** The accusing fixes up to now that follow one another without a break. */
  private Run run(List<Step> past, String target) {
    int count = 0;
    long since = Long.MAX_VALUE;
    long lastAt = Long.MIN_VALUE;
    TagFix first = null;
    int i = past.size() - 1;
    for (; i >= 0; i--) {
      Step step = past.get(i);
      if (breaks(step, target, past.subList(0, i + 1)) || dutyBegins(step, target)) {
        break;
      }
      if (step.fact() instanceof TagFix && says(step, target) == Says.ACCUSES) {
        if (count > 0 && (since - step.at() > RUN_GAP || !staysWith(first, (TagFix) step.fact()))) {
          break;
        }
        first = (TagFix) step.fact();
        lastAt = count == 0 ? step.at() : lastAt;
        since = step.at();
        count++;
      }
    }
    boolean doubted = false;
    for (; i >= 0 && count > 0; i--) {
      Step step = past.get(i);
      if (step.at() < since - RUN_GAP || dutyBegins(step, target)) {
        break;
      }
      Says says = says(step, target);
      doubted |= says == Says.SURELY_NOT || says == Says.MAYBE_NOT;
    }
    return new Run(count, since, lastAt, doubted);
  }

  private boolean breaks(Step step, String target, List<Step> past) {
    return switch (step.stage()) {
      case TERMS ->
          isExcused(step.at(), past, target)
                  != isExcused(step.at() - 1, past.subList(0, past.size() - 1), target)
              || dutyChanges(step.at(), target);
      case OBSERVATION -> {
        Says says = says(step, target);
        Says back = saysOfReturn(step, past, target);
        yield says == Says.SURELY_NOT
            || says == Says.MAYBE_NOT
            || back == Says.SURELY_NOT
            || back == Says.MAYBE_NOT;
      }
      case CURFEW_ENDS -> true;
      case GRACE_EXPIRES, LAPSE -> false;
    };
  }

  private boolean dutyBegins(Step step, String target) {
    return step.stage() == Stage.TERMS && dutyChanges(step.at(), target);
  }

  final boolean dutyChanges(long t, String target) {
    return !Objects.equals(dutyAt(t, target), dutyAt(t - 1, target));
  }

  /** What is owed at an instant about one target, or null. */
  Object dutyAt(long t, String target) {
    OrderTerms terms = orderAt(t);
    return terms == null ? null : duty(terms, target);
  }
}

package zhijiao.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.TagFix;
import zhijiao.rules.WhereaboutsOracle.Known;
import zhijiao.rules.WhereaboutsOracle.Verdict;
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
    COMPARED,
    OBSERVATION,
    GRACE_EXPIRES,
    CURFEW_ENDS,
    LAPSE
  }

  /**
   * One thing that happens.
   *
   * @param compared that the person was seen apart from the tag, or together with it
   * @param with the fix with which that became known: just before what the fix itself says
   */
  record Step(long at, Stage stage, Fact fact, Known compared, Fact with)
      implements Comparable<Step> {

    Step(long at, Stage stage, Fact fact) {
      this(at, stage, fact, null, fact);
    }

    @Override
    public int compareTo(Step other) {
      int byTime = Long.compare(at, other.at);
      if (byTime != 0) {
        return byTime;
      }
      if (with != null && other.with != null && !with.equals(other.with)) {
        return with.id().compareTo(other.with.id());
      }
      int byStage = stage.compareTo(other.stage);
      return byStage == 0 && compared != null
          ? Integer.compare(compared.second(), other.compared.second())
          : byStage;
    }
  }

  /** Consecutive accusing fixes. */
  record Run(int count, long since, long lastAt, boolean doubted) {}

  /** By so many metres less is a place taken to be near: to see where it is a matter of how the earth is measured. */
  final double slackMetres;

  PresenceOracle(World world) {
    this(world, 0);
  }

  PresenceOracle(World world, double slackMetres) {
    super(world);
    this.slackMetres = slackMetres;
  }

  /**
   * Whether in this world every mean is surely in its place, or not, and every base station near, or not, by three metres and more. Worlds
   * are made of few places and few errors; of some rows of them it depends on the model of the earth, of which engine and oracle have
   * different ones.
   */
  static boolean isDecided(World world) {
    return isDecided(world, ExclusionBufferOracle::new) && isDecided(world, StayOracle::keyPlace);
  }

  private static boolean isDecided(World world, BiFunction<World, Double, PresenceOracle> oracle) {
    return oracle.apply(world, -3.0).episodes().equals(oracle.apply(world, 3.0).episodes());
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
    if (isOfDuty()) {
      for (Known known : new PersonTagSeparationOracle(world).known()) {
        if (known.verdict() == Verdict.APART || known.verdict() == Verdict.TOGETHER) {
          Fact with = facts.get(known.position());
          steps.add(new Step(known.at(), Stage.COMPARED, null, known, with));
        }
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
        add(found, new Episode(rule(), target, dayOf(openedAt), openedAt, step.at()));
        openedAt = null;
        closed = step;
      }
      boolean accuses =
          says(step, target) == Says.ACCUSES
              && accusesNow(step.at(), past, target)
              && applies(past, target)
              && (step.fact() instanceof TagFix || believesCameras());
      boolean apart = isApart(step, past, target);
      boolean prolongs =
          apart
              && support != null
              && (isApart(support)
                  || support.fact() instanceof Sighting
                      && PersonTagSeparationOracle.isCertain(step.compared().subject()));
      if (openedAt == null && begins(step, target, past, closed)) {
        openedAt = step.at();
        support = step;
      } else if (openedAt != null
          && (accuses || prolongs || isApart(support) && isTogether(step))) {
        support = step;
      }
      if (openedAt != null
          && support == step
          && (step.fact() instanceof Sighting || isApart(step))) {
        steps.add(new Step(step.at() + lapse(), Stage.LAPSE, null));
      }
    }
    if (openedAt != null) {
      add(found, new Episode(rule(), target, dayOf(openedAt), openedAt, null));
    }
  }

  /** What begins twice in one instant is one episode. */
  private static void add(SortedSet<Episode> found, Episode episode) {
    found.removeIf(
        other -> other.openedAt() == episode.openedAt() && other.target().equals(episode.target()));
    found.add(episode);
  }

  private static boolean isApart(Step step) {
    return step.compared() != null && step.compared().verdict() == Verdict.APART;
  }

  private static boolean isTogether(Step step) {
    return step.compared() != null && step.compared().verdict() == Verdict.TOGETHER;
  }

  /** Whether the rule is about a place of duty, of which a tag that is not worn says nothing. */
  boolean isOfDuty() {
    return true;
  }

  /** Whether the person was seen on the accusing side where nobody who wore the tag could have been. */
  private boolean isApart(Step step, List<Step> past, String target) {
    Known known = step.compared();
    if (known == null
        || known.verdict() != Verdict.APART
        || PersonTagSeparationOracle.by(known.subject()) == null
        || dutyAt(step.at(), target) == null
        || !accusesNow(step.at(), past, target)
        || !applies(past, target)) {
      return false;
    }
    double outsideBy =
        placeAt(step.at(), target).outsideBy(WhereaboutsOracle.place(known.subject()));
    return says(outsideBy, WhereaboutsOracle.error(known.subject()), insideAccuses())
        == Says.ACCUSES;
  }

  /** Whether an earlier observation goes with this one, with nothing that excuses or shows person and tag together since. */
  private boolean isOneOfTwo(Step step, String target, List<Step> past) {
    Fact seen = step.compared().subject();
    for (int i = past.size() - 2; i >= 0; i--) {
      Step earlier = past.get(i);
      List<Step> before = past.subList(0, i + 1);
      boolean excused =
          earlier.stage() == Stage.CURFEW_ENDS
              || earlier.stage() == Stage.TERMS
                  && (isExcused(earlier.at(), before, target) || dutyChanges(earlier.at(), target));
      if (isTogether(earlier) || excused) {
        return false;
      }
      if (isApart(earlier, before, target)) {
        Fact then = earlier.compared().subject();
        long between = seen.occurredAt() - then.occurredAt();
        if (!PersonTagSeparationOracle.by(then).equals(PersonTagSeparationOracle.by(seen))
            && between >= 5 * MINUTE
            && between <= 240 * MINUTE) {
          return true;
        }
      }
    }
    return false;
  }

  long lapse() {
    return 60 * MINUTE;
  }

  private boolean accusesNow(long t, List<Step> past, String target) {
    return isOwed(t) && !isExcused(t, past, target);
  }

  Says says(Step step, String target) {
    if (step.fact() == null || dutyAt(step.at(), target) == null) {
      return Says.NOTHING;
    }
    Place place = placeAt(step.at(), target);
    boolean saysNothing =
        step.fact() instanceof TagFix fix
            && (isOfStay() && isStray(fix, place)
                || isSmall()
                    && fix.source() == FixSource.CELL
                    && isPlausible(fix)
                    && place.outsideBy(fix.point()) < 500 - slackMetres);
    return saysNothing ? Says.NOTHING : says(step.fact(), place, insideAccuses());
  }

  /** Whether to be there for a moment says nothing yet. */
  boolean isOfStay() {
    return false;
  }

  /** Whether the mean of fixes up to this one shows that the person lingers. */
  boolean lingers(Step step, String target, List<Step> past) {
    return false;
  }

  /** Whether the place is small against the error of a base station. */
  boolean isSmall() {
    return false;
  }

  /** A fix that could not be reached, where it would accuse, or with at most one before it that could not be reached either. */
  private boolean isStray(TagFix fix, Place place) {
    int unreached = 0;
    for (int i = facts.indexOf(fix); i >= 0; i--) {
      if (facts.get(i) instanceof TagFix earlier && isLawful(earlier)) {
        if (isPlausible(earlier)) {
          break;
        }
        unreached++;
      }
    }
    return unreached == 1
        || unreached == 2
        || unreached > 2 && isThere(place.outsideBy(fix.point()));
  }

  /** Whether that is where it accuses; on the edge is neither inside nor outside. */
  final boolean isThere(double outsideBy) {
    return insideAccuses() ? outsideBy < 0 : outsideBy > 0;
  }

  private boolean ends(Step step, String target, Step support, List<Step> past) {
    if (isApart(support) && step.fact() instanceof TagFix) {
      return false;
    }
    return switch (step.stage()) {
      case COMPARED -> false;
      case TERMS -> isExcused(step.at(), past, target) || dutyChanges(step.at(), target);
      case OBSERVATION ->
          says(step, target) == Says.SURELY_NOT
              || saysOfReturn(step, past, target) == Says.SURELY_NOT;
      case CURFEW_ENDS -> true;
      case GRACE_EXPIRES -> false;
      case LAPSE ->
          (support.fact() instanceof Sighting || isApart(support))
              && step.at() == support.at() + lapse();
    };
  }

  private boolean begins(Step step, String target, List<Step> past, Step closed) {
    if (isExcused(step.at(), past, target)) {
      return false;
    }
    if (step.stage() == Stage.GRACE_EXPIRES) {
      return beginsAt(step, run(past, target));
    }
    if (step.stage() == Stage.COMPARED) {
      return isApart(step, past, target)
          && (PersonTagSeparationOracle.isCertain(step.compared().subject())
              || isOneOfTwo(step, target, past));
    }
    if (lingers(step, target, past)) {
      return true;
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
      if (count > 0 && isPassedOver(step, target)) {
        if (!staysWith(first, (TagFix) step.fact())) {
          break;
        }
        first = (TagFix) step.fact();
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

  /** A satellite fix that says nothing has to be near those of the run all the same. */
  private boolean isPassedOver(Step step, String target) {
    return step.fact() instanceof TagFix fix
        && fix.source() == FixSource.GPS
        && isLawful(fix)
        && isPlausible(fix)
        && says(step, target) == Says.NOTHING;
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
      case COMPARED, GRACE_EXPIRES, LAPSE -> false;
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

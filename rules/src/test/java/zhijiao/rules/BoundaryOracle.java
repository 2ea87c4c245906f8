package zhijiao.rules;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.rules.story.World;

/**
 * Boundary and leave overrun: outside the permitted area, as a walk over the whole list. What tells them apart is whether
 * the person has been seen back since leave ended.
 */
final class BoundaryOracle extends PresenceOracle {

  private final boolean overrun;

  BoundaryOracle(World world) {
    this(world, false);
  }

  private BoundaryOracle(World world, boolean overrun) {
    super(world);
    this.overrun = overrun;
  }

  static BoundaryOracle leaveOverrun(World world) {
    return new BoundaryOracle(world, true);
  }

  @Override
  boolean isExcused(long t, List<Step> past, String target) {
    return onLeave(t) || onLeaveOrHomeward(t) && !isBack(past, target);
  }

  /** Whether the person was surely inside when last seen on leave, or has surely been seen inside since. */
  private boolean isBack(List<Step> past, String target) {
    List<Step> since = sinceLeaveBegan(past, target);
    Says lastOnLeave = Says.NOTHING;
    for (Step step : since) {
      if (onLeave(step.at()) && seen(step, target) != Says.NOTHING) {
        lastOnLeave = seen(step, target);
      }
    }
    return lastOnLeave == Says.SURELY_NOT
        || since.stream()
            .anyMatch(step -> !onLeave(step.at()) && seen(step, target) == Says.SURELY_NOT);
  }

  /** What is past since somebody who was not on leave was, or since the area was ordered when that was later. */
  private List<Step> sinceLeaveBegan(List<Step> past, String target) {
    for (int i = past.size() - 1; i >= 0; i--) {
      Step step = past.get(i);
      boolean begins = onLeave(step.at()) && !onLeave(step.at() - 1);
      if (step.stage() == Stage.TERMS && (begins || dutyChanges(step.at(), target))) {
        return past.subList(i, past.size());
      }
    }
    return List.of();
  }

  @Override
  boolean applies(List<Step> past, String target) {
    return isAwaited(past, target) == overrun;
  }

  /** Whether leave and its grace have ended and the person has not surely been back since. */
  private boolean isAwaited(List<Step> past, String target) {
    for (int i = past.size() - 1; i >= 0; i--) {
      Step step = past.get(i);
      if (step.stage() == Stage.TERMS) {
        List<Step> before = past.subList(0, i);
        if (homeward(step.at() - 1) && !onLeaveOrHomeward(step.at())) {
          return dutyChanges(step.at(), target) || !isBack(before, target);
        }
        if (dutyChanges(step.at(), target)) {
          return false;
        }
      } else if (says(step, target) == Says.SURELY_NOT
          || checkedIn(step, target) == Says.SURELY_NOT) {
        return false;
      }
    }
    return false;
  }

  @Override
  Says saysOfReturn(Step step, List<Step> past, String target) {
    List<Step> before = past.subList(0, past.size() - 1);
    Says says = checkedIn(step, target);
    if (isAwaited(before, target)) {
      return says;
    }
    boolean expected =
        onLeaveOrHomeward(step.at()) && !onLeave(step.at()) && !isBack(before, target);
    return expected && says == Says.SURELY_NOT ? says : Says.NOTHING;
  }

  /** What a check-in says for a person who is to come back: never that they did not. */
  private Says checkedIn(Step step, String target) {
    Says says = step.fact() instanceof CheckIn ? seen(step, target) : Says.NOTHING;
    return says == Says.ACCUSES ? Says.NOTHING : says;
  }

  /** Where the person was seen, by a fix, a camera, or an accepted check-in. */
  private Says seen(Step step, String target) {
    if (!(step.fact() instanceof CheckIn checkIn)) {
      return says(step, target);
    }
    if (!isCheckIn(checkIn) || isOfWrongClock(checkIn) || dutyAt(step.at(), target) == null) {
      return Says.NOTHING;
    }
    double outsideBy = shape(target).outsideBy(checkIn.point());
    if (Math.abs(outsideBy) <= ACCURACY_FACTOR * checkIn.accuracyMetres()) {
      return Says.MAYBE_NOT;
    }
    return outsideBy < 0 ? Says.SURELY_NOT : Says.ACCUSES;
  }

  @Override
  String rule() {
    return overrun ? "leave-overrun" : "boundary";
  }

  @Override
  boolean insideAccuses() {
    return false;
  }

  @Override
  int persistFixes() {
    return 3;
  }

  @Override
  long persistMillis() {
    return 5 * MINUTE;
  }

  @Override
  long sightingWindow() {
    return 60 * MINUTE;
  }

  @Override
  SortedSet<String> targets() {
    TreeSet<String> zones = new TreeSet<>();
    for (Fact fact : facts) {
      if (fact instanceof OrderChange order && order.terms() != null) {
        if (order.terms().permittedArea() != null) {
          zones.add(order.terms().permittedArea());
        }
      }
    }
    return zones;
  }

  @Override
  Object duty(OrderTerms terms, String target) {
    return target.equals(terms.permittedArea()) ? target : null;
  }

  @Override
  Place place(OrderTerms terms, String target) {
    return shape(target)::outsideBy;
  }

  @Override
  boolean isOwed(long t) {
    return true;
  }

  @Override
  List<Step> deadlines() {
    return List.of();
  }

  @Override
  boolean beginsAt(Step deadline, Run run) {
    return false;
  }
}

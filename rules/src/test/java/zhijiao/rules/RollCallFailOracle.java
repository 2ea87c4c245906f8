package zhijiao.rules;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.RollCall;
import zhijiao.core.fact.Sighting;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.Shape;
import zhijiao.rules.story.World;

/** Roll calls, one by one: what ends it before it is due, what excuses it, what answers it, and what comes afterwards. */
final class RollCallFailOracle extends Oracle {

  RollCallFailOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    for (Fact fact : facts) {
      if (fact instanceof RollCall rollCall && rollCall.call() != null && isLawful(rollCall)) {
        long sent = rollCall.occurredAt();
        long due = rollCall.call().dueAt();
        long over = over(rollCall);
        if (due <= world.horizon().until()
            && over > due
            && !isExcused(sent, due)
            && facts.stream().noneMatch(one -> within(one, sent, due) && answers(one, rollCall))) {
          long end = over;
          for (Fact later : facts) {
            if (later.occurredAt() > due
                && later.occurredAt() < end
                && (isCheckIn(later) || answers(later, rollCall))) {
              end = later.occurredAt();
            }
          }
          boolean told = end <= world.horizon().until();
          found.add(
              new Episode(
                  "roll-call-fail",
                  rollCall.rollCallId(),
                  dayOf(due),
                  due,
                  told ? (Long) end : null));
        }
      }
    }
    return found;
  }

  private static boolean within(Fact fact, long from, long until) {
    return from <= fact.occurredAt() && fact.occurredAt() <= until;
  }

  /** When another line of the same roll call, or the end of the order, ends it. */
  private long over(RollCall rollCall) {
    long over = Long.MAX_VALUE;
    for (Fact fact : facts) {
      if (fact instanceof RollCall other
          && other.rollCallId().equals(rollCall.rollCallId())
          && other.occurredAt() > rollCall.occurredAt()
          && isLawful(other)) {
        over = Math.min(over, other.occurredAt());
      }
    }
    for (long change : changesOfTerms()) {
      if (change > rollCall.occurredAt() && orderAt(change) == null) {
        over = Math.min(over, change);
      }
    }
    return over;
  }

  private boolean isExcused(long sent, long due) {
    if (onLeave(sent)) {
      return true;
    }
    for (long change : changesOfTerms()) {
      if (sent < change && change <= due && onLeave(change)) {
        return true;
      }
    }
    return false;
  }

  private boolean answers(Fact fact, RollCall rollCall) {
    if (fact instanceof Sighting sighting) {
      return isLawful(sighting)
          && (sighting.camera().equals(rollCall.call().camera())
              || isPerhapsAt(rollCall.call().place(), sighting.point(), sighting.accuracyMetres()));
    }
    return isCheckIn(fact)
        && fact instanceof CheckIn checkIn
        && (checkIn.means() == CheckIn.Means.VISIT
            || checkIn.point() != null
                && isPerhapsAt(rollCall.call().place(), checkIn.point(), checkIn.accuracyMetres()));
  }

  private static boolean isPerhapsAt(Circle place, GeoPoint point, double accuracy) {
    return place != null
        && new Shape.Round("place", List.of(place)).outsideBy(point) <= ACCURACY_FACTOR * accuracy;
  }
}

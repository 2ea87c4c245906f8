package zhijiao.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.GeoPoint;
import zhijiao.rules.story.Shape;
import zhijiao.rules.story.World;

/** Stays, in a key place or where leave does not lead, as a walk over the whole list. */
abstract class StayOracle extends PresenceOracle {

  private StayOracle(World world, double slackMetres) {
    super(world, slackMetres);
  }

  static StayOracle keyPlace(World world) {
    return keyPlace(world, 0);
  }

  static StayOracle keyPlace(World world, double slackMetres) {
    return new KeyPlace(world, slackMetres);
  }

  static StayOracle leaveRoute(World world) {
    return new LeaveRoute(world);
  }

  /** A fix that was measured where nobody should stay speaks against no stay, whatever its error. */
  @Override
  Says says(Step step, String target) {
    Says says = super.says(step, target);
    return says == Says.MAYBE_NOT
            && step.fact() instanceof TagFix fix
            && isPlausible(fix)
            && isThere(placeAt(step.at(), target).outsideBy(fix.point()))
        ? Says.NOTHING
        : says;
  }

  @Override
  boolean isOfDuty() {
    return false;
  }

  @Override
  boolean isOfStay() {
    return true;
  }

  @Override
  int persistFixes() {
    return 3;
  }

  @Override
  boolean persists(Run run) {
    return run.count() >= persistFixes() && run.lastAt() - run.since() >= persistMillis();
  }

  @Override
  boolean believesCameras() {
    return false;
  }

  @Override
  long sightingWindow() {
    return 0;
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

  private static final class KeyPlace extends StayOracle {

    KeyPlace(World world, double slackMetres) {
      super(world, slackMetres);
    }

    @Override
    String rule() {
      return "key-place";
    }

    @Override
    boolean isSmall() {
      return true;
    }

    @Override
    boolean insideAccuses() {
      return true;
    }

    @Override
    long persistMillis() {
      return 15 * MINUTE;
    }

    @Override
    SortedSet<String> targets() {
      TreeSet<String> zones = new TreeSet<>();
      for (Fact fact : facts) {
        if (fact instanceof OrderChange order && order.terms() != null) {
          zones.addAll(order.terms().particulars().keyPlaces());
        }
      }
      return zones;
    }

    @Override
    Object duty(OrderTerms terms, String target) {
      return terms.particulars().keyPlaces().contains(target) ? target : null;
    }

    @Override
    Place place(OrderTerms terms, String target) {
      return shape(target)::outsideBy;
    }
  }

  private static final class LeaveRoute extends StayOracle {

    LeaveRoute(World world) {
      super(world, 0);
    }

    @Override
    String rule() {
      return "leave-route";
    }

    @Override
    boolean insideAccuses() {
      return false;
    }

    @Override
    long persistMillis() {
      return 120 * MINUTE;
    }

    /** Leave does not excuse what it does not cover. */
    @Override
    boolean isExcused(long t, List<Step> past, String target) {
      return false;
    }

    @Override
    boolean staysWith(TagFix fix, TagFix before) {
      return Shape.metresBetween(fix.point(), before.point()) <= 400;
    }

    @Override
    SortedSet<String> targets() {
      TreeSet<String> found = new TreeSet<>();
      for (long t : changesOfTerms()) {
        if (!destinations(t).isEmpty()) {
          found.add(String.join("+", destinations(t)));
        }
      }
      return found;
    }

    private SortedSet<String> destinations(long t) {
      TreeSet<String> zones = new TreeSet<>();
      if (isHeld(t)) {
        return zones;
      }
      for (Fact fact : facts) {
        if (fact instanceof LeaveChange leave
            && leave.grant() != null
            && leave.occurredAt() <= t
            && t < endOf(leave)) {
          if (leave.grant().destinations().isEmpty()) {
            return new TreeSet<>();
          }
          zones.addAll(leave.grant().destinations());
        }
      }
      return zones;
    }

    /** The order as a whole: with every change of it the stay counts anew. */
    @Override
    Object dutyAt(long t, String target) {
      boolean holds = orderAt(t) != null && target.equals(String.join("+", destinations(t)));
      return holds ? orderAt(t) : null;
    }

    @Override
    Object duty(OrderTerms terms, String target) {
      throw new UnsupportedOperationException("asked for an instant");
    }

    @Override
    Place placeAt(long t, String target) {
      OrderTerms terms = orderAt(t);
      List<Place> parts = new ArrayList<>();
      if (!terms.homes().isEmpty()) {
        parts.add(new Shape.Round("home", terms.homes())::outsideBy);
      }
      if (terms.permittedArea() != null) {
        parts.add(shape(terms.permittedArea())::outsideBy);
      }
      destinations(t).forEach(zone -> parts.add(shape(zone)::outsideBy));
      return point -> nearest(parts, point);
    }

    private static double nearest(List<Place> parts, GeoPoint point) {
      return parts.stream().mapToDouble(part -> part.outsideBy(point)).min().orElseThrow();
    }

    @Override
    Place place(OrderTerms terms, String target) {
      throw new UnsupportedOperationException("asked for an instant");
    }
  }
}

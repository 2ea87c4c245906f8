package zhijiao.rules;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.rules.story.World;

/** Boundary: outside the permitted area, as a walk over the whole list. */
final class BoundaryOracle extends PresenceOracle {

  BoundaryOracle(World world) {
    super(world);
  }

  @Override
  String rule() {
    return "boundary";
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

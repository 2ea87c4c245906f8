package zhijiao.rules;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.TagFix;
import zhijiao.rules.story.World;

/** Exclusion zone: inside a forbidden zone, as a walk over the whole list. */
final class ExclusionZoneOracle extends PresenceOracle {

  ExclusionZoneOracle(World world) {
    super(world);
  }

  @Override
  String rule() {
    return "exclusion-zone";
  }

  @Override
  boolean insideAccuses() {
    return true;
  }

  @Override
  int persistFixes() {
    return 2;
  }

  @Override
  long persistMillis() {
    return 0 * MINUTE;
  }

  @Override
  long sightingWindow() {
    return 30 * MINUTE;
  }

  @Override
  boolean needsNoSecond(TagFix fix) {
    return fix.accuracyMetres() <= 15;
  }

  @Override
  SortedSet<String> targets() {
    TreeSet<String> zones = new TreeSet<>();
    for (Fact fact : facts) {
      if (fact instanceof OrderChange order && order.terms() != null) {
        zones.addAll(order.terms().exclusionZones());
      }
    }
    return zones;
  }

  @Override
  Object duty(OrderTerms terms, String target) {
    return terms.exclusionZones().contains(target) ? target : null;
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

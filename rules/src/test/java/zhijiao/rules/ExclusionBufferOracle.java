package zhijiao.rules;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.place.Circle;
import zhijiao.rules.story.Shape;
import zhijiao.rules.story.World;

/** Exclusion buffer: in the belt around a forbidden zone, as a walk over the whole list. */
final class ExclusionBufferOracle extends PresenceOracle {

  ExclusionBufferOracle(World world) {
    super(world);
  }

  @Override
  boolean isOfDuty() {
    return false;
  }

  @Override
  String rule() {
    return "exclusion-buffer";
  }

  @Override
  boolean insideAccuses() {
    return true;
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
  boolean believesCameras() {
    return false;
  }

  @Override
  long sightingWindow() {
    return 0;
  }

  @Override
  SortedSet<String> targets() {
    TreeSet<String> zones = new TreeSet<>();
    for (Fact fact : facts) {
      if (fact instanceof OrderChange order && order.terms() != null) {
        for (String zone : order.terms().exclusionZones()) {
          if (shape(zone) instanceof Shape.Belted) {
            zones.add(zone);
          }
        }
      }
    }
    return zones;
  }

  @Override
  Object duty(OrderTerms terms, String target) {
    Shape.Belted zone = (Shape.Belted) shape(target);
    for (Circle home : terms.homes()) {
      if (zone.outsideBy(home.centre()) - home.radiusMetres() < zone.metres()) {
        return null;
      }
    }
    return terms.exclusionZones().contains(target) ? target : null;
  }

  @Override
  Place place(OrderTerms terms, String target) {
    return ((Shape.Belted) shape(target))::outsideBeltBy;
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

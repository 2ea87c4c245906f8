package zhijiao.rules;

import java.util.ArrayDeque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.rules.story.Shape;
import zhijiao.rules.story.World;

/** Exclusion buffer: in the belt around a forbidden zone, as a walk over the whole list. */
final class ExclusionBufferOracle extends PresenceOracle {

  ExclusionBufferOracle(World world) {
    this(world, 0);
  }

  ExclusionBufferOracle(World world, double slackMetres) {
    super(world, slackMetres);
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
  boolean isSmall() {
    return true;
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

  /** The fixes back to the first thing that speaks against them, their mean, and how each lies to its two neighbours. */
  @Override
  boolean lingers(Step step, String target, List<Step> past) {
    if (!isMeasuredThere(step, target)) {
      return false;
    }
    ArrayDeque<TagFix> row = new ArrayDeque<>();
    for (int i = past.size() - 1; i >= 0 && !speaksAgainst(past, i, target); i--) {
      Step earlier = past.get(i);
      if (isMeasuredThere(earlier, target)) {
        if (!row.isEmpty() && row.getFirst().occurredAt() - earlier.at() > RUN_GAP) {
          break;
        }
        row.addFirst((TagFix) earlier.fact());
      }
    }
    return row.size() >= persistFixes() && isSure(List.copyOf(row), placeAt(step.at(), target));
  }

  private boolean isSure(List<TagFix> row, Place place) {
    int n = row.size();
    double lat = row.stream().mapToDouble(fix -> fix.point().latitude()).average().orElseThrow();
    double lon = row.stream().mapToDouble(fix -> fix.point().longitude()).average().orElseThrow();
    double claim =
        row.stream().mapToDouble(fix -> Math.pow(fix.accuracyMetres(), 2)).average().orElseThrow();
    double fresh = 0;
    for (int i = 1; i < n - 1; i++) {
      GeoPoint a = row.get(i - 1).point();
      GeoPoint b = row.get(i).point();
      GeoPoint c = row.get(i + 1).point();
      GeoPoint between =
          GeoPoint.ofDegrees(
              (a.latitude() + c.latitude()) / 2, (a.longitude() + c.longitude()) / 2);
      // From the middle of its neighbours a fix is half as far as a swerve is long.
      fresh += Math.pow(2 * Shape.metresBetween(b, between), 2) / 6 / (n - 2);
    }
    double third =
        row.stream().mapToDouble(TagFix::accuracyMetres).sorted().skip(2).findFirst().orElseThrow();
    double common = Math.min(claim, third * third) * Math.max(0, 1 - fresh / claim);
    double error = Math.sqrt(fresh / n + common);
    return place.outsideBy(GeoPoint.ofDegrees(lat, lon)) < -slackMetres - ACCURACY_FACTOR * error;
  }

  private boolean isMeasuredThere(Step step, String target) {
    return step.fact() instanceof TagFix fix
        && fix.source() == FixSource.GPS
        && dutyAt(step.at(), target) != null
        && isLawful(fix)
        && isPlausible(fix)
        && placeAt(step.at(), target).outsideBy(fix.point()) < 0;
  }

  private boolean speaksAgainst(List<Step> past, int i, String target) {
    Step step = past.get(i);
    if (step.stage() == Stage.TERMS) {
      return dutyChanges(step.at(), target) || onLeave(step.at()) != onLeave(step.at() - 1);
    }
    Says says = says(step, target);
    if (step.fact() instanceof Sighting) {
      return says == Says.SURELY_NOT || says == Says.MAYBE_NOT;
    }
    return step.fact() instanceof TagFix fix
        && says != Says.NOTHING
        && (!isPlausible(fix) || placeAt(step.at(), target).outsideBy(fix.point()) >= 0);
  }
}

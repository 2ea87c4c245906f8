package zhijiao.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.TagStatus.Event;
import zhijiao.rules.story.World;

/** What the oracles share that read how a tag is heard: its lawful reports, and what makes them void. */
abstract class SignalOracle extends Oracle {

  private final TreeSet<Long> resets = new TreeSet<>();

  /** Lawful reports, in order. */
  final List<TagFact> reports = new ArrayList<>();

  SignalOracle(World world) {
    super(world);
    for (long change : changesOfTerms()) {
      if (orderAt(change) == null || authorisedAt(change) != authorisedAt(change - 1)) {
        resets.add(change);
      }
    }
    boolean worn = false;
    for (TagBinding binding : bindings) {
      boolean before = worn;
      worn = World.WHO.equals(binding.subject());
      if (before && !worn) {
        resets.add(binding.occurredAt());
      }
    }
    for (Fact fact : facts) {
      if (fact instanceof TagFact report && isLawful(fact)) {
        reports.add(report);
      }
    }
  }

  /** The first instant after another at which nothing counts any more of what was heard; or never. */
  long resetAfter(long instant) {
    Long reset = resets.higher(instant);
    return reset == null ? Long.MAX_VALUE : reset;
  }

  boolean resetBetween(long after, long until) {
    return resetAfter(after) <= until;
  }

  /** The last report at or before an instant that no reset has made void, or null. */
  TagFact heard(long t) {
    TagFact last = null;
    for (TagFact report : reports) {
      if (report.occurredAt() <= t && !resetBetween(report.occurredAt(), t)) {
        last = report;
      }
    }
    return last;
  }

  /** The reports of charge since it last rose, up to the report of a place in the list. */
  List<TagStatus> curve(int upTo) {
    long since = reports.get(upTo).occurredAt();
    List<TagStatus> curve = new ArrayList<>();
    for (TagFact report : reports.subList(0, upTo + 1)) {
      if (!(report instanceof TagStatus status) || resetBetween(status.occurredAt(), since)) {
        continue;
      }
      if (status.event() == Event.CHARGING) {
        curve.clear();
      } else if (status.batteryPercent() != null) {
        if (!curve.isEmpty() && percent(curve.get(curve.size() - 1)) < percent(status)) {
          curve.clear();
        }
        curve.add(status);
      }
    }
    return curve;
  }

  /** When the battery is empty as the last four reports of a curve tell; never when they do not. */
  static long emptyAt(List<TagStatus> curve) {
    if (curve.isEmpty()) {
      return Long.MAX_VALUE;
    }
    TagStatus now = curve.get(curve.size() - 1);
    TagStatus then = curve.get(Math.max(0, curve.size() - 4));
    long span = now.occurredAt() - then.occurredAt();
    int lost = percent(then) - percent(now);
    boolean known = span >= 30 * MINUTE && lost > 0;
    return known ? now.occurredAt() + span * percent(now) / lost : Long.MAX_VALUE;
  }

  static int percent(TagStatus status) {
    return status.batteryPercent();
  }
}

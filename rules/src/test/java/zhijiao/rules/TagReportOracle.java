package zhijiao.rules;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.TagStatus.Event;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** What a tag says about itself: for each report that could open, whether nothing is open, and then what comes first. */
final class TagReportOracle extends Oracle {

  private final String rule;
  private final Predicate<TagStatus> opens;
  private final Predicate<Fact> ends;

  private TagReportOracle(
      World world, String rule, Predicate<TagStatus> opens, Predicate<Fact> ends) {
    super(world);
    this.rule = rule;
    this.opens = opens;
    this.ends = ends;
  }

  static Oracle strapCut(World world) {
    return new TagReportOracle(
        world, "strap-cut", is(Event.STRAP_CUT), fact -> said(fact, Event.STRAP_CLOSED));
  }

  static Oracle deviceTamper(World world) {
    return new TagReportOracle(
        world, "device-tamper", is(Event.CASE_OPENED), fact -> said(fact, Event.CASE_CLOSED));
  }

  static Oracle powerOff(World world) {
    return new TagReportOracle(
        world,
        "power-off",
        is(Event.POWER_OFF),
        fact ->
            fact instanceof TagFix || fact instanceof TagStatus && !said(fact, Event.POWER_OFF));
  }

  static Oracle lowBattery(World world) {
    return new TagReportOracle(
        world,
        "low-battery",
        status ->
            status.event() != Event.CHARGING
                && status.batteryPercent() != null
                && status.batteryPercent() < 20,
        fact ->
            said(fact, Event.CHARGING)
                || fact instanceof TagStatus status
                    && status.batteryPercent() != null
                    && status.batteryPercent() >= 25);
  }

  private static Predicate<TagStatus> is(Event event) {
    return status -> status.event() == event;
  }

  private static boolean said(Fact fact, Event event) {
    return fact instanceof TagStatus status && status.event() == event;
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    int after = -1;
    for (int i = 0; i < facts.size(); i++) {
      boolean begins =
          i > after
              && facts.get(i) instanceof TagStatus status
              && isLawful(status)
              && opens.test(status);
      if (!begins) {
        continue;
      }
      long from = facts.get(i).occurredAt();
      long until = Long.MAX_VALUE;
      after = facts.size();
      for (int j = i + 1; j < facts.size(); j++) {
        if (isLawful(facts.get(j)) && ends.test(facts.get(j))) {
          until = facts.get(j).occurredAt();
          after = j;
          break;
        }
      }
      long over = overAfter(from);
      if (over <= until) {
        until = over;
        after = lastBefore(over);
      }
      boolean told = until <= world.horizon().until();
      // What begins twice in one instant is one episode.
      found.removeIf(episode -> episode.openedAt() == from);
      found.add(new Episode(rule, "tag", dayOf(from), from, told ? (Long) until : null));
    }
    return found;
  }

  /** When order or authorisation first ends after an instant. */
  private long overAfter(long from) {
    for (long change : changesOfTerms()) {
      if (change > from && (orderAt(change) == null || !authorisedAt(change))) {
        return change;
      }
    }
    return Long.MAX_VALUE;
  }

  private int lastBefore(long instant) {
    int last = -1;
    for (int i = 0; i < facts.size(); i++) {
      if (facts.get(i).occurredAt() < instant) {
        last = i;
      }
    }
    return last;
  }
}

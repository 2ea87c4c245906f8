package zhijiao.rules;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.TagFact;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.TagStatus.Event;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Silences of a tag: for each instant since which something has been missed, whether it was missed for long enough. */
final class SilenceOracle extends SignalOracle {

  private final boolean satellite;

  private SilenceOracle(World world, boolean satellite) {
    super(world);
    this.satellite = satellite;
  }

  static Oracle noComm(World world) {
    return new SilenceOracle(world, false);
  }

  static Oracle noGps(World world) {
    return new SilenceOracle(world, true);
  }

  /** The interval of the plan, in minutes; no world changes it. */
  private long interval(long t) {
    int planned = orderAt(t).particulars().tagReportMinutes();
    return planned == 0 ? 10 : planned;
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    long end = world.horizon().until();
    long busyUntil = Long.MIN_VALUE;
    for (long since : satellite ? missedBySatellite() : instants()) {
      long due = since + (interval(since) + (satellite ? 60 : 30)) * MINUTE;
      if (due < busyUntil || due > end || resetBetween(since, due) || endOf(since, due) <= due) {
        continue;
      }
      if (satellite ? isSilentAt(due) : isExplained(since, due)) {
        continue;
      }
      long until = endOf(since, Long.MAX_VALUE);
      if (satellite) {
        until = Math.min(until, silentFrom(due));
      }
      until = Math.min(until, resetAfter(due));
      busyUntil = until;
      found.add(
          new Episode(
              satellite ? "no-gps" : "no-comm",
              "tag",
              dayOf(due),
              due,
              until <= end ? (Long) until : null));
    }
    return found;
  }

  private TreeSet<Long> instants() {
    TreeSet<Long> instants = new TreeSet<>();
    reports.forEach(report -> instants.add(report.occurredAt()));
    return instants;
  }

  /** Satellite fixes, and reports after a long silence or none. */
  private TreeSet<Long> missedBySatellite() {
    TreeSet<Long> instants = new TreeSet<>();
    for (TagFact report : reports) {
      long at = report.occurredAt();
      TagFact before = heard(at - 1);
      boolean resumed =
          before == null
              || resetBetween(before.occurredAt(), at)
              || at - before.occurredAt()
                  > (Math.max(10, orderAt(at).particulars().tagReportMinutes()) + 20) * MINUTE;
      if (resumed || isSatellite(report)) {
        instants.add(at);
      }
    }
    return instants;
  }

  private static boolean isSatellite(TagFact report) {
    return report instanceof TagFix fix && fix.source() == FixSource.GPS;
  }

  /** What ends waiting since an instant: the next report, or the next satellite fix or, before {@code by}, its next beginning. */
  private long endOf(long since, long by) {
    TreeSet<Long> beginnings = satellite ? missedBySatellite() : instants();
    for (TagFact report : reports) {
      long at = report.occurredAt();
      boolean ends =
          !satellite || isSatellite(report) || by != Long.MAX_VALUE && beginnings.contains(at);
      if (at > since && ends) {
        return at;
      }
    }
    return Long.MAX_VALUE;
  }

  private boolean isSilentAt(long t) {
    TagFact last = heard(t);
    return last == null || t - last.occurredAt() >= (interval(t) + 30) * MINUTE;
  }

  /** When the tag first was silent altogether after an instant. */
  private long silentFrom(long after) {
    TreeSet<Long> instants = instants();
    Long at = instants.floor(after);
    while (at != null) {
      Long next = instants.higher(at);
      long silent = at + (interval(at) + 30) * MINUTE;
      if (silent > after && (next == null || next > silent)) {
        return silent;
      }
      at = next;
    }
    return Long.MAX_VALUE;
  }

  private boolean isExplained(long since, long due) {
    TagFact last = heard(due);
    if (last instanceof TagStatus status && status.event() == Event.POWER_OFF) {
      return true;
    }
    int place = -1;
    for (int i = 0; i < reports.size(); i++) {
      place = reports.get(i).occurredAt() <= since ? i : place;
    }
    List<TagStatus> curve = curve(place);
    return !curve.isEmpty() && (percent(curve.get(curve.size() - 1)) < 20 || emptyAt(curve) <= due);
  }
}

package zhijiao.rules;

import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.TagStatus.Event;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Batteries that go down: for each report that gives the alarm, what comes first. */
final class BatteryOracle extends SignalOracle {

  private final boolean ignored;

  private BatteryOracle(World world, boolean ignored) {
    super(world);
    this.ignored = ignored;
  }

  static Oracle predictedDead(World world) {
    return new BatteryOracle(world, false);
  }

  static Oracle batteryIgnored(World world) {
    return new BatteryOracle(world, true);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    long end = world.horizon().until();
    int after = -1;
    for (int i = 0; i < reports.size(); i++) {
      if (i <= after || !alarms(i)) {
        continue;
      }
      long alarm = reports.get(i).occurredAt();
      long until = resetAfter(alarm);
      after = lastBefore(until);
      for (int j = i + 1; j < reports.size() && reports.get(j).occurredAt() < until; j++) {
        if (ends(j)) {
          until = reports.get(j).occurredAt();
          after = j;
          break;
        }
      }
      long opened = ignored ? alarm + 240 * MINUTE : alarm;
      if (opened < until && opened <= end || opened == alarm) {
        found.add(
            new Episode(
                ignored ? "battery-ignored" : "predicted-dead",
                "tag",
                dayOf(opened),
                opened,
                until <= end ? (Long) until : null));
      }
    }
    return found;
  }

  private int lastBefore(long instant) {
    int last = -1;
    for (int i = 0; i < reports.size(); i++) {
      last = reports.get(i).occurredAt() < instant ? i : last;
    }
    return last;
  }

  private boolean alarms(int place) {
    if (!(reports.get(place) instanceof TagStatus status)
        || status.event() == Event.CHARGING
        || status.batteryPercent() == null) {
      return false;
    }
    boolean low = percent(status) < 20;
    return ignored ? low || isForecast(place) : !low && isForecast(place);
  }

  private boolean ends(int place) {
    if (!(reports.get(place) instanceof TagStatus status)) {
      return false;
    }
    if (status.event() == Event.CHARGING) {
      return true;
    }
    return status.batteryPercent() != null
        && !isForecast(place)
        && (!ignored || percent(status) >= 25);
  }

  private boolean isForecast(int place) {
    long empty = emptyAt(curve(place));
    return empty != Long.MAX_VALUE && empty - reports.get(place).occurredAt() <= 240 * MINUTE;
  }
}

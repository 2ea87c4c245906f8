package zhijiao.rules;

import java.util.ArrayList;
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

/** Sudden silences: for each report, whether the one before it was long ago and good; then the third of a week. */
final class ShieldJamOracle extends SignalOracle {

  private static final long DAY = 24 * 60 * MINUTE;

  ShieldJamOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    List<Long> losses = new ArrayList<>();
    for (int i = 1; i < reports.size(); i++) {
      long at = reports.get(i).occurredAt();
      if (isSudden(i)) {
        losses.removeIf(loss -> at - loss > 7 * DAY || isForgotten(loss, at));
        losses.add(at);
        if (losses.size() >= 3 && at <= world.horizon().until()) {
          found.add(new Episode("shield-jam", "tag", dayOf(at), at, at));
        }
        if (losses.size() >= 3) {
          losses.remove(0);
        }
      }
    }
    return found;
  }

  /** What was lost before an order or an authorisation ended does not count after it. */
  private boolean isForgotten(long loss, long at) {
    for (long change : changesOfTerms()) {
      if (loss < change && change <= at && (orderAt(change) == null || !authorisedAt(change))) {
        return true;
      }
    }
    return false;
  }

  private boolean isSudden(int place) {
    long at = reports.get(place).occurredAt();
    long since = reports.get(place - 1).occurredAt();
    int planned = orderAt(at).particulars().tagReportMinutes();
    if (at - since <= Math.max(15, 2 * planned) * MINUTE || resetBetween(since, at)) {
      return false;
    }
    List<TagStatus> curve = curve(place - 1);
    boolean died =
        !curve.isEmpty() && (percent(curve.get(curve.size() - 1)) < 20 || emptyAt(curve) <= at);
    return !died && goodBefore(place, planned) >= 5;
  }

  /** Good satellite fixes up to the report before, back to the first that is not, a long silence, or that it was switched off. */
  private int goodBefore(int place, int planned) {
    int good = 0;
    for (int i = place - 1; i >= 0; i--) {
      TagFact report = reports.get(i);
      if (resetBetween(report.occurredAt(), reports.get(place - 1).occurredAt())) {
        break;
      }
      if (report instanceof TagFix fix) {
        if (fix.source() != FixSource.GPS || fix.accuracyMetres() > 20) {
          break;
        }
        good++;
      } else if (report instanceof TagStatus status && status.event() == Event.POWER_OFF) {
        break;
      }
      boolean first =
          i == 0
              || report.occurredAt() - reports.get(i - 1).occurredAt()
                  > Math.max(10, planned) * MINUTE;
      if (first) {
        break;
      }
    }
    return good;
  }
}

package zhijiao.local.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When one tag is not heard on one local day, or not by satellite: what is to be found, and what only looks like it. A pure
 * function of seed, person and day.
 */
final class Reception {

  /** A battery that was not charged is empty after its report at 20:00. */
  private static final int EMPTY_FROM = 1_201;

  /** A silence that lasts so long has lasted for the 40 minutes that make one, whenever the last report came. */
  static final int SILENT_MINUTES = 50;

  private final List<int[]> silences = new ArrayList<>();

  /** Those of the silences that neither battery nor base station explains. */
  private final List<int[]> abrupt = new ArrayList<>();

  private int noSatelliteFrom = 1_440;
  private int noSatelliteUntil = 1_440;
  private final List<DayPlan.Visit> breaches = new ArrayList<>();

  private Reception() {}

  static Reception of(
      Person person,
      DayPlan plan,
      TagNetwork.@Nullable Outage outage,
      double intensity,
      Chance own) {
    Reception it = new Reception();
    CutOff shielded = plan.cutOff();
    if (shielded != null) {
      it.cutOff(shielded.from(), shielded.until());
      return it;
    }
    if (plan.isNotCharged()) {
      it.silences.add(new int[] {EMPTY_FROM, 1_440});
      return it;
    }
    if (plan.isSwitchedOffAtAll()) {
      return it;
    }
    if (outage != null) {
      if (own.happens(0, 0.15)) {
        it.silent(outage.from(), 1_440, "dies while its base station is out", outage.until());
      }
      return it;
    }
    double rate = Breach.SILENT.rate(intensity);
    if (own.happens(1, person.faultyTag() ? Math.max(rate, 0.1) : rate)) {
      boolean dies = own.happens(2, 0.5);
      int from = own.integer(3, 60, 1_130);
      int until = dies ? 1_440 : from + own.integer(4, 60, 300);
      it.abrupt.add(new int[] {from, until});
      it.silent(from, until, dies ? "dies without a word" : "is silent", from);
    } else if (own.happens(5, Breach.NO_SATELLITE.rate(intensity))) {
      it.noSatelliteFrom = own.integer(6, 60, 1_100);
      it.noSatelliteUntil = it.noSatelliteFrom + own.integer(7, 100, 240);
      it.breaches.add(
          new DayPlan.Visit(
              "no-gps", "tag", it.noSatelliteFrom, it.noSatelliteUntil, "has no satellite"));
    } else if (own.happens(8, 0.1)) {
      int from = own.integer(9, 60, 1_380);
      it.cutOff(from, from + own.integer(10, 12, 34));
    }
    return it;
  }

  /**
   * @param knowableFrom minute from which it can be told from a station's outage
   */
  private void silent(int from, int until, String detail, int knowableFrom) {
    silences.add(new int[] {from, until});
    if (until - knowableFrom >= SILENT_MINUTES) {
      breaches.add(new DayPlan.Visit("no-comm", "tag", from, until, detail));
    }
  }

  private void cutOff(int from, int until) {
    silences.add(new int[] {from, until});
    abrupt.add(new int[] {from, until});
  }

  /** Silences that neither battery nor base station explains: from a minute of the day until one, in order. */
  List<int[]> abrupt() {
    return abrupt;
  }

  /** True when nothing that the tag measures in this minute of the day ever arrives. */
  boolean isSilent(int minute) {
    for (int[] silence : silences) {
      if (silence[0] <= minute && minute < silence[1]) {
        return true;
      }
    }
    return false;
  }

  boolean lacksSatellite(int minute) {
    return noSatelliteFrom <= minute && minute < noSatelliteUntil;
  }

  List<DayPlan.Visit> breaches() {
    return breaches;
  }
}

package zhijiao.models.train;

import java.util.ArrayList;
import java.util.List;

/**
 * Who is wrongly flagged, and who is missed, by group, when everybody from a threshold upwards is flagged.
 *
 * @param flagged the share of all who are flagged
 * @param precision the share of the flagged with whom it happened
 */
record GroupErrors(
    double threshold,
    double flagged,
    double precision,
    List<Group> groups,
    Gap falseAlarms,
    Gap misses) {

  /** Fewer than this without the event (or with it, for misses) say nothing certain, and no gap is judged on them. */
  static final int LEAST = 100;

  private static final double TWO_SIDED_95 = 1.96;

  /** One group. Not a number where there is nobody. */
  record Group(
      String name,
      int size,
      int events,
      double falseAlarmRate,
      double missRate,
      double precision,
      double flagged) {}

  /** Between the highest and the lowest of the groups that are large enough; nothing between fewer than two. */
  record Gap(double size, double low, double high, String highest, String lowest) {
    static final Gap NONE = new Gap(0, 0, 0, "", "");
  }

  /** How many must be looked at to find one. */
  double numberToCheck() {
    return 1 / precision;
  }

  static GroupErrors of(
      double threshold,
      double[] probabilities,
      boolean[] happened,
      double[] weights,
      int[] people,
      int[] groups,
      List<String> names) {
    double[][] counts = new double[names.size() + 1][4];
    int[] sizes = new int[names.size()];
    int[] events = new int[names.size()];
    for (int person : people) {
      if (weights[person] == 0) {
        continue;
      }
      int cell = (happened[person] ? 2 : 0) + (probabilities[person] >= threshold ? 1 : 0);
      counts[groups[person]][cell] += weights[person];
      counts[names.size()][cell] += weights[person];
      sizes[groups[person]]++;
      events[groups[person]] += happened[person] ? 1 : 0;
    }
    List<Group> list = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      double[] c = counts[i];
      if (sizes[i] > 0) {
        list.add(
            new Group(
                names.get(i),
                sizes[i],
                events[i],
                c[1] / (c[0] + c[1]),
                c[2] / (c[2] + c[3]),
                c[3] / (c[1] + c[3]),
                (c[1] + c[3]) / (c[0] + c[1] + c[2] + c[3])));
      }
    }
    double[] all = counts[names.size()];
    return new GroupErrors(
        threshold,
        (all[1] + all[3]) / (all[0] + all[1] + all[2] + all[3]),
        all[3] / (all[1] + all[3]),
        list,
        gap(list, false),
        gap(list, true));
  }

  private static Gap gap(List<Group> groups, boolean misses) {
    Group highest = null;
    Group lowest = null;
    for (Group group : groups) {
      if (among(group, misses) >= LEAST) {
        highest = highest == null || rate(group, misses) > rate(highest, misses) ? group : highest;
        lowest = lowest == null || rate(group, misses) < rate(lowest, misses) ? group : lowest;
      }
    }
    if (highest == null || lowest == null || highest.equals(lowest)) {
      return Gap.NONE;
    }
    double size = rate(highest, misses) - rate(lowest, misses);
    double error =
        Math.sqrt(
            variance(rate(highest, misses), among(highest, misses))
                + variance(rate(lowest, misses), among(lowest, misses)));
    return new Gap(
        size,
        size - TWO_SIDED_95 * error,
        size + TWO_SIDED_95 * error,
        highest.name(),
        lowest.name());
  }

  private static int among(Group group, boolean misses) {
    return misses ? group.events() : group.size() - group.events();
  }

  private static double rate(Group group, boolean misses) {
    return misses ? group.missRate() : group.falseAlarmRate();
  }

  private static double variance(double rate, int size) {
    return rate * (1 - rate) / size;
  }
}

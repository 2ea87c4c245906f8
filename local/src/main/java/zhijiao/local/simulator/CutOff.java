package zhijiao.local.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quarter of an hour and more in which a tag is shielded under open sky: three days of a week, once each. Only where
 * reception is good can a shield be told from the place, so nobody in a valley or in town has any.
 *
 * @param from minute of the day
 * @param until minute of the day, exclusive
 */
record CutOff(int from, int until) {

  /** So long before and after it the person stands under open sky. */
  static final int MARGIN = 15;

  private static final long MINUTE = 60_000;
  private static final long WEEK = 7 * 1_440 * MINUTE;

  /** How long the tag is shielded on a day, in minutes, or 0. */
  static int minutes(Person person, int day, double intensity, Chance chance) {
    if (person.tag() == null || person.valley() || person.number() % 2 != 0) {
      return 0;
    }
    Chance own = chance.of(13, person.number(), day / 7);
    int first = own.integer(2, 0, 1);
    int second = first + own.integer(3, 1, 2);
    int third = second + own.integer(4, 1, 2);
    int ofWeek = day % 7;
    boolean isOne = ofWeek == first || ofWeek == second || ofWeek == third;
    return isOne && own.happens(1, Breach.SHIELDED.rate(intensity))
        ? own.integer(10 + ofWeek, 18, 26)
        : 0;
  }

  /**
   * Every third within a week, and each further one.
   *
   * @param ends when each was over, epoch milliseconds UTC, in order
   * @return the places in the list
   */
  static List<Integer> thirds(List<Long> ends) {
    List<Integer> found = new ArrayList<>();
    for (int i = 2; i < ends.size(); i++) {
      if (ends.get(i) - ends.get(i - 2) <= WEEK) {
        found.add(i);
      }
    }
    return found;
  }

  static @Nullable CutOff at(int start, int minutes) {
    return start < 0 ? null : new CutOff(start + MARGIN, start + MARGIN + minutes);
  }
}

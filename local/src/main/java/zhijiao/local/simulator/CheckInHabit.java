package zhijiao.local.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When one person must check in, and when they do: three short windows a day, or one that is the whole day and leaves the
 * hour to them. Of these some always check in just after midnight or just before it, and some at all hours.
 */
final class CheckInHabit {

  private static final int[][] WHOLE_DAY = {{0, 24 * 60}};

  /** Whole-day windows of people who check in at all hours, as a share of all without a tag. */
  private static final double LOOK_ALIKES = 0.015;

  /** Who has a habit keeps to it on so many of their days. */
  private static final double CONSTANCY = 0.85;

  private enum Kind {
    THREE_WINDOWS,
    ONE_WINDOW,
    AT_ALL_HOURS,
    AFTER_MIDNIGHT,
    BEFORE_MIDNIGHT
  }

  private final Kind kind;
  private final Chance own;

  private CheckInHabit(Kind kind, Chance own) {
    this.kind = kind;
    this.own = own;
  }

  static CheckInHabit of(Person person, double intensity, Chance own) {
    double odd = Breach.ODD_HOUR.rate(intensity);
    double draw = own.uniform(200);
    Kind kind = Kind.THREE_WINDOWS;
    if (person.tag() == null && draw < odd + LOOK_ALIKES) {
      boolean after = own.happens(201, 0.7);
      kind = draw >= odd ? Kind.AT_ALL_HOURS : after ? Kind.AFTER_MIDNIGHT : Kind.BEFORE_MIDNIGHT;
    }
    return new CheckInHabit(kind, own);
  }

  /** A person who owes one check-in a day, in the morning. */
  static CheckInHabit once(Chance own) {
    return new CheckInHabit(Kind.ONE_WINDOW, own);
  }

  /** Minutes of the day from and until which the person must check in. */
  int[][] windows() {
    return switch (kind) {
      case THREE_WINDOWS -> DayPlan.WINDOWS;
      case ONE_WINDOW -> new int[][] {DayPlan.WINDOWS[0]};
      case AT_ALL_HOURS, AFTER_MIDNIGHT, BEFORE_MIDNIGHT -> WHOLE_DAY;
    };
  }

  /** Minutes after a window in which a check-in still counts; after a whole day there are none. */
  int graceMinutes() {
    return windows()[0][1] < 24 * 60 ? DayPlan.CHECK_IN_GRACE : 0;
  }

  /** When the person checks in on a day, minute of the day; for a whole-day window only. */
  double minute(int day) {
    Chance ofDay = own.of(202, day);
    if (kind == Kind.ONE_WINDOW) {
      return ofDay.between(1, DayPlan.WINDOWS[0][0], DayPlan.WINDOWS[0][1]);
    }
    if (kind == Kind.AFTER_MIDNIGHT && isOdd(day)) {
      return ofDay.between(1, 0.2, 25);
    }
    if (kind == Kind.BEFORE_MIDNIGHT && isOdd(day)) {
      return ofDay.between(1, 24 * 60 - 3, 24 * 60 - 0.1);
    }
    return kind == Kind.AT_ALL_HOURS && ofDay.happens(2, 0.2)
        ? ofDay.between(1, 0, 60)
        : ofDay.between(1, 7 * 60, 23 * 60);
  }

  private boolean isOdd(int day) {
    return own.of(202, day).happens(0, CONSTANCY);
  }

  /**
   * The first and the last day of the habit, or null when the person has none or it shows on fewer than five of any seven
   * check-ins.
   *
   * @param checkedIn for each day whether the person checked in at all
   */
  int @Nullable [] days(List<Boolean> checkedIn) {
    if (kind != Kind.AFTER_MIDNIGHT && kind != Kind.BEFORE_MIDNIGHT) {
      return null;
    }
    List<Boolean> last = new ArrayList<>();
    int first = -1;
    int from = -1;
    for (int day = 0; day < checkedIn.size(); day++) {
      if (!checkedIn.get(day)) {
        continue;
      }
      first = first < 0 ? day : first;
      last.add(isOdd(day));
      if (last.size() > 7) {
        last.remove(0);
      }
      if (from < 0 && last.stream().filter(odd -> odd).count() >= 5) {
        from = first;
      }
    }
    return from < 0 ? null : new int[] {from, checkedIn.size() - 1};
  }
}

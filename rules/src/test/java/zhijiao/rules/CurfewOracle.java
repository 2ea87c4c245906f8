package zhijiao.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.rules.story.Shape;
import zhijiao.rules.story.World;

/** Curfew, with its hours found minute by minute; they begin and end on whole minutes here. */
final class CurfewOracle extends PresenceOracle {

  private static final long EVIDENCE_MAX_AGE = 30 * MINUTE;

  private final Map<WeeklySchedule, Map<Long, Boolean>> curfewMinutes = new HashMap<>();

  private final Map<OrderTerms, Map<Long, Long>> beginnings = new IdentityHashMap<>();

  CurfewOracle(World world) {
    super(world);
  }

  @Override
  String rule() {
    return "curfew";
  }

  @Override
  boolean insideAccuses() {
    return false;
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
  long sightingWindow() {
    return 60 * MINUTE;
  }

  @Override
  SortedSet<String> targets() {
    return new TreeSet<>(List.of("home"));
  }

  @Override
  Object duty(OrderTerms terms, String target) {
    if (terms.homes().isEmpty()) {
      return null;
    }
    return terms.curfew() == null ? terms.homes() : List.of(terms.homes(), terms.curfew());
  }

  @Override
  Place place(OrderTerms terms, String target) {
    return new Shape.Round("home", terms.homes())::outsideBy;
  }

  /** True when the curfew that is ordered at {@code t} has an hour that holds the instant. */
  private boolean isCurfewHour(OrderTerms terms, long instant) {
    WeeklySchedule schedule = terms.curfew().schedule();
    return curfewMinutes
        .computeIfAbsent(schedule, s -> new HashMap<>())
        .computeIfAbsent(Math.floorDiv(instant, MINUTE), minute -> isIn(schedule, instant));
  }

  private boolean isIn(WeeklySchedule schedule, long instant) {
    for (long[] window : windows(schedule)) {
      if (window[0] <= instant && instant < window[1]) {
        return true;
      }
    }
    return false;
  }

  /**
   * When the grace began that belongs to the instants just before {@code t}: from where the hours of curfew
   * began, or from where this duty or the horizon did; null when there is no curfew just before {@code t}.
   */
  private Long dutySince(long t) {
    OrderTerms terms = orderAt(t);
    if (terms == null || terms.curfew() == null || !isCurfewHour(terms, t - 1)) {
      return null;
    }
    long least = Math.max(world.horizon().from(), sameSince(t, order -> duty(order, "home")));
    return Math.max(beginningOf(terms, Math.floorDiv(t - 1, MINUTE) * MINUTE), least);
  }

  /** Back, minute by minute, to the first of the hours of curfew that hold this one without a gap. */
  private long beginningOf(OrderTerms terms, long hour) {
    Map<Long, Long> known = beginnings.computeIfAbsent(terms, order -> new HashMap<>());
    long minute = hour;
    while (!known.containsKey(minute) && isCurfewHour(terms, minute - 1)) {
      minute -= MINUTE;
    }
    long beginning = known.getOrDefault(minute, minute);
    known.put(hour, beginning);
    return beginning;
  }

  @Override
  boolean isOwed(long t) {
    Long since = dutySince(t);
    return since != null && since + graceMillis(orderAt(t)) < t;
  }

  private static long graceMillis(OrderTerms terms) {
    return terms.curfew().graceMinutes() * MINUTE;
  }

  @Override
  List<Step> deadlines() {
    TreeSet<Long> candidates = new TreeSet<>();
    long from = Math.floorDiv(world.horizon().from(), MINUTE) * MINUTE;
    for (long minute = from; minute <= world.horizon().until(); minute += MINUTE) {
      candidates.add(minute);
    }
    for (long change : changesOfTerms()) {
      for (int grace = 0; grace <= 240; grace++) {
        candidates.add(change + grace * MINUTE);
      }
    }
    for (int grace = 0; grace <= 240; grace++) {
      candidates.add(world.horizon().from() + grace * MINUTE);
    }
    List<Step> found = new ArrayList<>();
    for (long t : candidates) {
      OrderTerms terms = orderAt(t);
      if (terms == null || terms.curfew() == null || terms.homes().isEmpty()) {
        continue;
      }
      boolean now = isCurfewHour(terms, t);
      if (now && dutySinceOf(t) + graceMillis(terms) == t) {
        found.add(new Step(t, Stage.GRACE_EXPIRES, null));
      }
      if (!now && isCurfewHour(terms, t - 1)) {
        found.add(new Step(t, Stage.CURFEW_ENDS, null));
      }
    }
    return found;
  }

  /** As {@link #dutySince}, for an instant that is itself an hour of curfew. */
  private long dutySinceOf(long t) {
    Long since = dutySince(t + 1);
    return since == null ? Long.MIN_VALUE / 2 : since;
  }

  @Override
  boolean beginsAt(Step deadline, Run run) {
    long dutyBegan = deadline.at() - graceMillis(orderAt(deadline.at()));
    return run.count() > 0
        && deadline.at() - run.lastAt() <= EVIDENCE_MAX_AGE
        && (persists(run) || run.since() <= dutyBegan && !run.doubted());
  }
}

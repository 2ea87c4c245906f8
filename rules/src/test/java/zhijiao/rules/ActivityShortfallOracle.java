package zhijiao.rules;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.Activity;
import zhijiao.core.fact.ActivityDuty;
import zhijiao.core.fact.Fact;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/**
 * Activity shortfall: at each Monday and each first of a month the days and entries of the month are added up anew from the
 * list. As shipped, no regulation asks for anything, so only orders do.
 */
final class ActivityShortfallOracle extends Oracle {

  private static final int DAYS_NOT_ASKED = 7;

  ActivityShortfallOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    for (Activity.Type type : Activity.Type.values()) {
      of(type, found);
    }
    return found;
  }

  private void of(Activity.Type type, TreeSet<Episode> found) {
    String target = type == Activity.Type.STUDY ? "study" : "service";
    Long opened = null;
    TreeSet<Long> instants = new TreeSet<>(changesOfTerms());
    LocalDate last = local(world.horizon().until()).toLocalDate();
    for (LocalDate day = local(world.horizon().from()).toLocalDate().plusDays(1);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      if (day.getDayOfWeek() == DayOfWeek.MONDAY || day.getDayOfMonth() == 1) {
        instants.add(instant(day.atStartOfDay()));
      }
    }
    facts.stream().filter(Activity.class::isInstance).forEach(f -> instants.add(f.occurredAt()));
    for (long t : instants) {
      if (t < world.horizon().from() || t > world.horizon().until()) {
        continue;
      }
      YearMonth month = monthUpTo(t);
      boolean ofMonth = opened != null && monthUpTo(opened).equals(month);
      boolean over = orderAt(t) == null || ofMonth && entered(t, type) && !isShort(type, t, false);
      if (opened != null && over) {
        found.add(new Episode("activity-shortfall", target, dayOf(opened), opened, t));
        opened = null;
      }
      if (orderAt(t) == null || !isLookedBackOn(t)) {
        continue;
      }
      boolean isShort = owed(type, t) > 0 && isShort(type, t, true);
      if (opened != null && (!isShort || !monthUpTo(opened).equals(month))) {
        found.add(new Episode("activity-shortfall", target, dayOf(opened), opened, t));
        opened = null;
      }
      if (opened == null && isShort) {
        opened = t;
      }
    }
    if (opened != null) {
      found.add(new Episode("activity-shortfall", target, dayOf(opened), opened, null));
    }
  }

  private boolean isLookedBackOn(long t) {
    LocalDateTime at = local(t);
    return at.equals(at.toLocalDate().atStartOfDay())
        && (at.getDayOfMonth() == 1 || at.getDayOfWeek() == DayOfWeek.MONDAY);
  }

  /** Midnight belongs to the day that ends with it. */
  private YearMonth monthUpTo(long t) {
    return YearMonth.from(local(t - 1).toLocalDate());
  }

  private boolean entered(long t, Activity.Type type) {
    return facts.stream()
        .anyMatch(f -> f instanceof Activity a && a.type() == type && a.occurredAt() == t);
  }

  /** Minutes a month that are owed at an instant. */
  private int owed(Activity.Type type, long t) {
    if (t < world.horizon().from() || orderAt(t) == null || onLeave(t)) {
      return 0;
    }
    ActivityDuty duty = orderAt(t).particulars().activityDuty();
    return duty == null
        ? 0
        : type == Activity.Type.STUDY ? duty.studyMinutes() : duty.serviceMinutes();
  }

  /** What the order asks for, on leave or not. */
  private boolean hasDuty(long t) {
    ActivityDuty duty =
        t < world.horizon().from() || orderAt(t) == null
            ? null
            : orderAt(t).particulars().activityDuty();
    return duty != null && duty.studyMinutes() + duty.serviceMinutes() > 0;
  }

  /**
   * From when on the month is reckoned: its beginning, when hours were in the order then, or the last intake since with hours
   * in the order. {@link Long#MAX_VALUE} when it is not reckoned.
   */
  private long reckonedFrom(long t) {
    long monthBegan = instant(monthUpTo(t).atDay(1).atStartOfDay());
    long from = hasDuty(monthBegan) ? monthBegan : Long.MAX_VALUE;
    for (long change : changesOfTerms()) {
      if (monthBegan <= change && change <= t) {
        if (orderAt(change) == null) {
          from = Long.MAX_VALUE;
        } else if (orderAt(change - 1) == null && hasDuty(change)) {
          from = change;
        }
      }
    }
    return from;
  }

  /**
   * @param back true when it is looked back on; otherwise something was entered, and the day is not over
   */
  private boolean isShort(Activity.Type type, long t, boolean back) {
    YearMonth month = monthUpTo(t);
    long from = reckonedFrom(back ? t - 1 : t);
    if (from == Long.MAX_VALUE) {
      return false;
    }
    int done = 0;
    for (Fact fact : facts) {
      if (fact instanceof Activity activity
          && activity.type() == type
          && isLawful(activity)
          && from <= activity.occurredAt()
          && monthUpTo(activity.occurredAt()).equals(month)
          && activity.occurredAt() <= t) {
        done += activity.minutes();
      }
    }
    int due = 0;
    LocalDate today = local(back ? t : t - 1).toLocalDate();
    for (LocalDate day = local(from).toLocalDate(); day.isBefore(today); day = day.plusDays(1)) {
      due += owedAllDay(type, day, from);
    }
    boolean closes = back && local(t).getDayOfMonth() == 1;
    int asked = closes ? due : due - DAYS_NOT_ASKED * owed(type, t);
    return done * month.lengthOfMonth() < asked;
  }

  /** The least that was owed from the first to the last instant of a day, the midnights included. */
  private int owedAllDay(Activity.Type type, LocalDate day, long from) {
    long begins = instant(day.atStartOfDay());
    long ends = instant(day.plusDays(1).atStartOfDay());
    if (begins < from) {
      return 0;
    }
    int least = owed(type, begins);
    for (long change : changesOfTerms()) {
      if (begins < change && change <= ends) {
        least = Math.min(least, owed(type, change));
      }
    }
    return least;
  }
}

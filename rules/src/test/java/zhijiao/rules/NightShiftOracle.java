package zhijiao.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.TagFix;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.Shape;
import zhijiao.rules.story.World;

/** Night shift: with the first fix after each night, all nights up to it are counted anew from the fixes. */
final class NightShiftOracle extends Oracle {

  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** A night that was seen whole: when it began, the share away of a thousand, the fix that showed that it was over. */
  private record Seen(long from, int away, long toldAt) {}

  NightShiftOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    List<Seen> nights = nights();
    List<Seen> told = new ArrayList<>();
    long openedAt = -1;
    int limit = 0;
    long last = Long.MIN_VALUE;
    for (int i = 0; i < nights.size(); i++) {
      Seen night = nights.get(i);
      Long homeless = homelessIn(last, night.toldAt());
      if (homeless != null) {
        if (openedAt >= 0) {
          found.add(new Episode("night-shift", "night", dayOf(openedAt), openedAt, homeless));
        }
        openedAt = -1;
        nights = new ArrayList<>(nights.subList(i, nights.size()));
        told.clear();
        i = 0;
      }
      last = night.toldAt();
      if (openedAt >= 0 && night.away() >= limit) {
        told.add(night);
        continue;
      }
      if (openedAt >= 0) {
        found.add(new Episode("night-shift", "night", dayOf(openedAt), openedAt, night.toldAt()));
        openedAt = -1;
      }
      if (i < 2) {
        continue;
      }
      List<Seen> three = nights.subList(i - 2, i + 1);
      List<Seen> before = new ArrayList<>();
      for (Seen other : nights.subList(0, i - 2)) {
        if (!told.contains(other) && three.get(0).from() - other.from() <= 28 * DAY) {
          before.add(other);
        }
      }
      boolean near = night.from() - three.get(0).from() <= 7 * DAY;
      if (before.size() >= 14 && near && three.stream().noneMatch(told::contains)) {
        int least = limit(before);
        long like = before.stream().filter(one -> one.away() >= least).count();
        boolean habit = like > before.size() * 0.25;
        if (!habit && three.stream().allMatch(one -> one.away() >= least)) {
          limit = least;
          openedAt = night.toldAt();
          told.addAll(three);
        }
      }
    }
    if (openedAt >= 0) {
      Long end = homelessIn(last, world.horizon().until());
      found.add(new Episode("night-shift", "night", dayOf(openedAt), openedAt, end));
    }
    return found;
  }

  private static int limit(List<Seen> before) {
    List<Double> shares = before.stream().map(night -> (double) night.away()).toList();
    double usual = middle(shares);
    double spread = middle(shares.stream().map(share -> Math.abs(share - usual)).toList());
    return (int) Math.ceil(usual + 3 * Math.max(100, 1.4826 * spread));
  }

  private static double middle(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }

  /** The first instant after one and up to another at which the order names no home, or null. */
  private Long homelessIn(long after, long until) {
    for (long change : changesOfTerms()) {
      if (after < change && change <= until && !hasHome(change)) {
        return change;
      }
    }
    return null;
  }

  private boolean hasHome(long t) {
    return orderAt(t) != null && !orderAt(t).homes().isEmpty();
  }

  private static Place home(OrderTerms terms) {
    return new Shape.Round("home", terms.homes())::outsideBy;
  }

  /** Lawful satellite fixes of somebody with a home. */
  private List<TagFix> fixes() {
    List<TagFix> fixes = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact instanceof TagFix fix
          && fix.source() == FixSource.GPS
          && fix.occurredAt() >= world.horizon().from()
          && fix.occurredAt() <= world.horizon().until()
          && isLawful(fix)
          && hasHome(fix.occurredAt())) {
        fixes.add(fix);
      }
    }
    return fixes;
  }

  private List<Seen> nights() {
    List<Seen> nights = new ArrayList<>();
    List<TagFix> fixes = fixes();
    for (int i = 1; i < fixes.size(); i++) {
      long before = fixes.get(i - 1).occurredAt();
      long t = fixes.get(i).occurredAt();
      long from = instant(local(before).toLocalDate().atStartOfDay());
      long until = instant(local(before).toLocalDate().atTime(5, 0));
      if (before < until && t >= until) {
        int away = away(fixes, from, until, sameSince(t, OrderTerms::homes));
        if (away >= 0) {
          nights.add(new Seen(from, away, t));
        }
      }
    }
    return nights;
  }

  /** The share away of a night, of a thousand, or −1 when it was not seen whole or touched by leave. */
  private int away(List<TagFix> fixes, long from, long until, long since) {
    List<TagFix> seen = new ArrayList<>();
    int away = 0;
    for (TagFix fix : fixes) {
      long at = fix.occurredAt();
      if (Math.max(from, since) <= at && at < until) {
        seen.add(fix);
        if (onLeave(at)) {
          return -1;
        }
        away += says(fix, home(orderAt(at)), false) == Says.ACCUSES ? 1 : 0;
      }
    }
    boolean whole =
        seen.size() >= 10
            && seen.get(0).occurredAt() <= from + HOUR
            && seen.get(seen.size() - 1).occurredAt() >= until - HOUR;
    return whole ? away * 1_000 / seen.size() : -1;
  }
}

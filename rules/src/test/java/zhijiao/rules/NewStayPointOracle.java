package zhijiao.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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

/** New staypoint: with the first fix after each night, all of that night's fixes are looked at anew. */
final class NewStayPointOracle extends Oracle {

  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private final List<TagFix> nights = new ArrayList<>();
  private final List<TagFix> told = new ArrayList<>();
  private final TreeSet<Episode> found = new TreeSet<>();
  private TagFix opened;
  private long openedAt;

  NewStayPointOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    nights.clear();
    told.clear();
    found.clear();
    opened = null;
    TreeSet<Long> changes = changesOfTerms();
    long last = Long.MIN_VALUE;
    for (Fact fact : facts) {
      long t = fact.occurredAt();
      if (!(fact instanceof TagFix fix)
          || fix.source() != FixSource.GPS
          || t < world.horizon().from()
          || t > world.horizon().until()
          || !isLawful(fix)) {
        continue;
      }
      for (long change : changes.subSet(last, false, t, true)) {
        if (!hasHome(change)) {
          end(change);
          nights.clear();
          told.clear();
        }
      }
      if (hasHome(t)) {
        after(fix, last);
        if (isNight(t) && says(fix, home(orderAt(t)), false) == Says.SURELY_NOT) {
          end(t);
        }
      }
      last = t;
    }
    for (long change : changes.tailSet(last, false)) {
      if (!hasHome(change) && change <= world.horizon().until()) {
        end(change);
      }
    }
    if (opened != null) {
      found.add(new Episode("new-staypoint", "overnight", dayOf(openedAt), openedAt, null));
    }
    return found;
  }

  private boolean hasHome(long t) {
    return orderAt(t) != null && !orderAt(t).homes().isEmpty();
  }

  private static Place home(OrderTerms terms) {
    return new Shape.Round("home", terms.homes())::outsideBy;
  }

  private boolean isNight(long t) {
    return local(t).getHour() < 5;
  }

  /** What a fix tells of the night before it, when it is the first one after that. */
  private void after(TagFix fix, long last) {
    long t = fix.occurredAt();
    LocalDate date = local(last == Long.MIN_VALUE ? t : last).toLocalDate();
    long from = instant(date.atStartOfDay());
    long until = instant(date.atTime(5, 0));
    if (last < from || last >= until || t < until) {
      return;
    }
    long since = sameSince(t, OrderTerms::homes);
    List<TagFix> seen = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact instanceof TagFix other
          && other.source() == FixSource.GPS
          && isLawful(other)
          && Math.max(from, since) <= other.occurredAt()
          && other.occurredAt() < until) {
        seen.add(other);
      }
    }
    if (isAway(seen, from, until)) {
      away(mostExact(seen), t);
    }
  }

  private boolean isAway(List<TagFix> seen, long from, long until) {
    if (seen.size() < 10
        || seen.get(0).occurredAt() > from + HOUR
        || seen.get(seen.size() - 1).occurredAt() < until - HOUR) {
      return false;
    }
    int sure = 0;
    int strays = 0;
    for (TagFix fix : seen) {
      Place home = home(orderAt(fix.occurredAt()));
      if (onLeave(fix.occurredAt()) || home.outsideBy(fix.point()) <= 0) {
        return false;
      }
      strays +=
          isPlausible(fix) && Shape.metresBetween(seen.get(0).point(), fix.point()) <= 400 ? 0 : 1;
      boolean isSure = says(fix, home, false) == Says.ACCUSES;
      if (!isSure && fix == seen.get(0)) {
        return false;
      }
      sure += isSure ? 1 : 0;
    }
    return strays * 10 <= seen.size() && sure - strays >= 10;
  }

  /** Among the sure ones within 400 m of the first. */
  private TagFix mostExact(List<TagFix> seen) {
    return seen.stream()
        .filter(fix -> says(fix, home(orderAt(fix.occurredAt())), false) == Says.ACCUSES)
        .filter(fix -> Shape.metresBetween(seen.get(0).point(), fix.point()) <= 400)
        .min(Comparator.comparing(TagFix::accuracyMetres))
        .orElseThrow();
  }

  private static boolean isNear(TagFix one, TagFix other) {
    double error = ACCURACY_FACTOR * ((double) one.accuracyMetres() + other.accuracyMetres());
    return Shape.metresBetween(one.point(), other.point()) + error <= 500;
  }

  private void away(TagFix night, long t) {
    if (opened != null && !isNear(opened, night)) {
      end(t);
    }
    boolean isKnown = told.stream().anyMatch(place -> isNear(place, night));
    TagFix before = null;
    for (TagFix earlier : nights) {
      if (night.occurredAt() - earlier.occurredAt() <= 28 * DAY && isNear(earlier, night)) {
        before = earlier;
      }
    }
    if (!isKnown && before != null) {
      opened = before;
      openedAt = t;
      told.add(night);
    }
    nights.add(night);
  }

  private void end(long t) {
    if (opened != null) {
      found.add(new Episode("new-staypoint", "overnight", dayOf(openedAt), openedAt, t));
      opened = null;
    }
  }
}

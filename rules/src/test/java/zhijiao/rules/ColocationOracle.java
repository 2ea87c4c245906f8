package zhijiao.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.GeoPoint;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.Shape;
import zhijiao.rules.story.World;

/** Who met whom, by comparing all with all. */
final class ColocationOracle extends Oracle {

  static final double METRES = 100;
  static final long MINUTES = 15;
  static final int CROWD = 10;

  private static final long SLOT = 5 * MINUTE;

  /** One person's stay, by the fixes that show it. */
  record Stay(Subject who, List<TagFix> fixes, boolean away, String group) {
    long at() {
      return fixes.get(0).occurredAt();
    }

    long until() {
      return fixes.get(fixes.size() - 1).occurredAt();
    }

    long slot() {
      return Math.floorDiv(at(), SLOT);
    }

    GeoPoint middle() {
      long lat = fixes.stream().mapToLong(fix -> fix.point().latE7()).sum();
      long lon = fixes.stream().mapToLong(fix -> fix.point().lonE7()).sum();
      return new GeoPoint(
          (int) Math.floorDiv(lat, (long) fixes.size()),
          (int) Math.floorDiv(lon, (long) fixes.size()));
    }

    double claimed() {
      return fixes.stream()
          .mapToDouble(fix -> Math.pow(fix.accuracyMetres(), 2))
          .average()
          .orElseThrow();
    }

    double scatter() {
      GeoPoint middle = middle();
      return fixes.stream()
          .mapToDouble(fix -> Math.pow(Shape.metresBetween(middle, fix.point()), 2))
          .sum();
    }

    String yard() {
      GeoPoint p = middle();
      return Math.floorDiv(p.latE7(), 10_000) + " " + Math.floorDiv(p.lonE7(), 10_000);
    }
  }

  private final Subject who;

  private ColocationOracle(World world, Subject who) {
    super(world);
    this.who = who;
  }

  static SortedSet<Episode> episodes(World world) {
    List<Stay> stays = new ArrayList<>(new ColocationOracle(world, World.WHO).stays());
    for (Subject other : world.others().keySet()) {
      stays.addAll(new ColocationOracle(world.as(other), other).stays());
    }
    Map<String, TreeMap<Long, List<Stay>>> companies = new TreeMap<>();
    for (Stay a : stays) {
      for (Stay b : stays) {
        if (a.who.compareTo(b.who) < 0 && a.slot() == b.slot() && together(a, b, stays)) {
          companies
              .computeIfAbsent(a.who + " " + b.who, unused -> new TreeMap<>())
              .put(a.slot(), List.of(a, b));
        }
      }
      List<Stay> around = sameYard(a, stays);
      if (around.size() >= CROWD) {
        around.removeIf(stay -> !stay.away);
      }
      if (around.size() >= CROWD) {
        around.sort((x, y) -> x.who.compareTo(y.who));
        companies
            .computeIfAbsent("place " + a.yard(), unused -> new TreeMap<>())
            .put(a.slot(), around.subList(0, CROWD));
      }
    }
    TreeSet<Episode> episodes = new TreeSet<>();
    ColocationOracle any = new ColocationOracle(world, World.WHO);
    companies.forEach(
        (company, slots) ->
            any.find(
                company.startsWith("place ") ? "crowd" : company.split(" ")[1], slots, episodes));
    return episodes;
  }

  private static List<Stay> sameYard(Stay a, List<Stay> stays) {
    List<Stay> same = new ArrayList<>();
    for (Stay b : stays) {
      if (b.slot() == a.slot() && b.yard().equals(a.yard())) {
        same.add(b);
      }
    }
    return same;
  }

  private static boolean together(Stay a, Stay b, List<Stay> stays) {
    if (Shape.metresBetween(a.middle(), b.middle()) > METRES) {
      return false;
    }
    return !inCrowd(a, stays) && !inCrowd(b, stays)
        || a.group != null
            && a.group.equals(b.group)
            && !areCrowdThemselves(a, stays)
            && !areCrowdThemselves(b, stays);
  }

  private static boolean inCrowd(Stay a, List<Stay> stays) {
    return sameYard(a, stays).size() >= CROWD;
  }

  private static boolean areCrowdThemselves(Stay a, List<Stay> stays) {
    return sameYard(a, stays).stream().filter(s -> a.group.equals(s.group)).count() >= CROWD;
  }

  private void find(String target, TreeMap<Long, List<Stay>> slots, TreeSet<Episode> into) {
    List<List<Stay>> run = new ArrayList<>();
    for (List<Stay> now : slots.values()) {
      if (!run.isEmpty() && now.get(0).slot() - run.get(run.size() - 1).get(0).slot() > 2) {
        finish(target, run, into);
        run = new ArrayList<>();
      }
      run.add(now);
    }
    finish(target, run, into);
  }

  private void finish(String target, List<List<Stay>> run, TreeSet<Episode> into) {
    run = new ArrayList<>(run);
    boolean goesOn = (run.get(run.size() - 1).get(0).slot() + 5) * SLOT > world.horizon().until();
    List<List<Stay>> away = run.stream().filter(ColocationOracle::away).toList();
    for (List<Stay> now : away) {
      for (List<Stay> first : away) {
        List<List<Stay>> between =
            run.subList(run.indexOf(first), Math.max(run.indexOf(first), run.indexOf(now) + 1));
        if (!between.isEmpty()
            && seenUntil(now) - seenBy(first) >= MINUTES * MINUTE
            && (target.equals("crowd") || surelyWithin(between) <= METRES)) {
          long opened = shownAt(now);
          into.add(
              new Episode(
                  ColocationRule.CARD.id(),
                  target,
                  dayOf(opened),
                  opened,
                  goesOn ? null : shownAt(away.get(away.size() - 1))));
          return;
        }
      }
    }
  }

  private static boolean away(List<Stay> stays) {
    return stays.stream().allMatch(Stay::away);
  }

  private static double surelyWithin(List<List<Stay>> slots) {
    double variance = 0;
    List<GeoPoint> middles = new ArrayList<>();
    for (int person = 0; person < 2; person++) {
      double lat = 0;
      double lon = 0;
      double claimed = 0;
      double scatter = 0;
      int spare = 0;
      for (List<Stay> slot : slots) {
        Stay stay = slot.get(person);
        lat += stay.middle().latitude() / slots.size();
        lon += stay.middle().longitude() / slots.size();
        claimed += stay.claimed() / slots.size();
        scatter += stay.scatter();
        spare += stay.fixes.size() - 1;
      }
      double ofOne = spare == 0 ? 0 : scatter / spare;
      variance += ofOne / slots.size() + Math.max(0, claimed - ofOne);
      middles.add(GeoPoint.ofDegrees(lat, lon));
    }
    return Shape.metresBetween(middles.get(0), middles.get(1)) + Math.sqrt(2 * variance);
  }

  private static long seenBy(List<Stay> stays) {
    return stays.stream().mapToLong(Stay::at).max().orElseThrow();
  }

  private static long seenUntil(List<Stay> stays) {
    return stays.stream().mapToLong(Stay::until).min().orElseThrow();
  }

  private static long shownAt(List<Stay> stays) {
    return stays.stream().mapToLong(Stay::until).max().orElseThrow();
  }

  /** The plausible satellite fixes of each slot under one order, ten seconds from one another at least. */
  private List<List<TagFix>> slots() {
    List<List<TagFix>> slots = new ArrayList<>();
    List<TagFix> slot = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact instanceof TagFix fix
          && fix.source() == FixSource.GPS
          && isLawful(fix)
          && isPlausible(fix)) {
        long at = fix.occurredAt();
        if (!slot.isEmpty()
            && (slotOf(slot.get(0)) != slotOf(fix) || !sameTerms(slot.get(0).occurredAt(), at))) {
          slots.add(slot);
          slot = new ArrayList<>();
        }
        if (slot.isEmpty() || at - slot.get(slot.size() - 1).occurredAt() >= 10_000) {
          slot.add(fix);
        }
      }
    }
    if (!slot.isEmpty()) {
      slots.add(slot);
    }
    return slots;
  }

  private static long slotOf(TagFix fix) {
    return Math.floorDiv(fix.occurredAt(), SLOT);
  }

  /** What is known of each slot when the next fix after it has come under the same order. */
  private List<Stay> stays() {
    List<Stay> stays = new ArrayList<>();
    List<List<TagFix>> slots = slots();
    for (int i = 0; i + 1 < slots.size(); i++) {
      List<TagFix> slot = slots.get(i);
      TagFix first = slot.get(0);
      TagFix next = slots.get(i + 1).get(0);
      if (!sameTerms(first.occurredAt(), next.occurredAt()) || slotOf(next) == slotOf(first)) {
        continue;
      }
      boolean before = i > 0 && follows(slots.get(i - 1).get(0), first);
      List<TagFix> there = new ArrayList<>();
      if (before || follows(first, next)) {
        for (TagFix fix : slot) {
          if (!isSamePlace(first, fix)) {
            break;
          }
          there.add(fix);
        }
      } else {
        TagFix last = slot.get(slot.size() - 1);
        for (int j = slot.size() - 1; j >= 0 && isSamePlace(last, slot.get(j)); j--) {
          there.add(0, slot.get(j));
        }
        if (there.size() < 2 || !follows(there.get(0), next)) {
          continue;
        }
      }
      OrderTerms terms = orderAt(first.occurredAt());
      Stay stay = new Stay(who, there, isAway(there, terms), terms.particulars().caseGroup());
      if (isMeasuredAway(stay.middle(), terms)) {
        stays.add(stay);
      }
    }
    return stays;
  }

  private boolean follows(TagFix a, TagFix b) {
    return slotOf(b) - slotOf(a) <= 2
        && isSamePlace(a, b)
        && sameTerms(a.occurredAt(), b.occurredAt());
  }

  private static boolean isSamePlace(TagFix a, TagFix b) {
    return Shape.metresBetween(a.point(), b.point()) <= METRES;
  }

  private boolean sameTerms(long from, long until) {
    OrderTerms terms = orderAt(from);
    for (long change : changesOfTerms()) {
      if (from < change && change <= until && !Objects.equals(orderAt(change), terms)) {
        return false;
      }
    }
    return true;
  }

  private boolean isAway(List<TagFix> fixes, OrderTerms terms) {
    return fixes.stream()
        .allMatch(
            fix -> outsideBy(fix.point(), terms) > ACCURACY_FACTOR * (double) fix.accuracyMetres());
  }

  private boolean isMeasuredAway(GeoPoint point, OrderTerms terms) {
    return outsideBy(point, terms) > 0;
  }

  /** From the nearest of the person's own places, metres. */
  private double outsideBy(GeoPoint point, OrderTerms terms) {
    double nearest = Double.MAX_VALUE;
    if (!terms.homes().isEmpty()) {
      nearest = new Shape.Round("home", terms.homes()).outsideBy(point);
    }
    for (String site : terms.particulars().dutySites()) {
      nearest = Math.min(nearest, shape(site).outsideBy(point));
    }
    return nearest;
  }

  @Override
  SortedSet<Episode> episodes() {
    throw new UnsupportedOperationException("a meeting takes two");
  }
}

package zhijiao.rules;

import java.util.ArrayList;
import java.util.HashMap;
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

  /** One person's stay. */
  record Stay(Subject who, TagFix fix, String group) {
    long slot() {
      return Math.floorDiv(fix.occurredAt(), SLOT);
    }

    String yard() {
      GeoPoint p = fix.point();
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
    double apart =
        Shape.metresBetween(a.fix.point(), b.fix.point())
            + a.fix.accuracyMetres()
            + b.fix.accuracyMetres();
    if (apart > METRES) {
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
    List<Stay> last = run.get(run.size() - 1);
    boolean goesOn = (last.get(0).slot() + 5) * SLOT > world.horizon().until();
    for (List<Stay> now : run) {
      if (first(now) - last(run.get(0)) >= MINUTES * MINUTE) {
        long opened = last(now);
        into.add(
            new Episode(
                ColocationRule.CARD.id(),
                target,
                dayOf(opened),
                opened,
                goesOn ? null : last(last)));
        return;
      }
    }
  }

  private static long first(List<Stay> stays) {
    return stays.stream().mapToLong(s -> s.fix.occurredAt()).min().orElseThrow();
  }

  private static long last(List<Stay> stays) {
    return stays.stream().mapToLong(s -> s.fix.occurredAt()).max().orElseThrow();
  }

  /** The first plausible satellite fix of each slot, where the next or the last such fix lies at the same place. */
  private List<Stay> stays() {
    Map<Long, TagFix> firsts = new TreeMap<>();
    for (Fact fact : facts) {
      if (fact instanceof TagFix fix
          && fix.source() == FixSource.GPS
          && isLawful(fix)
          && isPlausible(fix)) {
        firsts.putIfAbsent(Math.floorDiv(fix.occurredAt(), SLOT), fix);
      }
    }
    List<TagFix> list = new ArrayList<>(firsts.values());
    Map<TagFix, Stay> stays = new HashMap<>();
    for (int i = 1; i < list.size(); i++) {
      TagFix a = list.get(i - 1);
      TagFix b = list.get(i);
      long slots = Math.floorDiv(b.occurredAt(), SLOT) - Math.floorDiv(a.occurredAt(), SLOT);
      if (slots <= 2
          && Shape.metresBetween(a.point(), b.point()) <= METRES
          && sameTerms(a.occurredAt(), b.occurredAt())) {
        for (TagFix fix : List.of(a, b)) {
          OrderTerms terms = orderAt(fix.occurredAt());
          if (isAway(fix, terms)) {
            stays.put(fix, new Stay(who, fix, terms.particulars().caseGroup()));
          }
        }
      }
    }
    return new ArrayList<>(stays.values());
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

  private boolean isAway(TagFix fix, OrderTerms terms) {
    double margin = ACCURACY_FACTOR * fix.accuracyMetres();
    boolean atHome =
        !terms.homes().isEmpty()
            && new Shape.Round("home", terms.homes()).outsideBy(fix.point()) <= margin;
    return !atHome
        && terms.particulars().dutySites().stream()
            .noneMatch(site -> shape(site).outsideBy(fix.point()) <= margin);
  }

  @Override
  SortedSet<Episode> episodes() {
    throw new UnsupportedOperationException("a meeting takes two");
  }
}

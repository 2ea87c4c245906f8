package zhijiao.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Doubt;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.Shape;
import zhijiao.rules.story.World;

/**
 * What four oracles share: what holds at an instant, found by looking through the whole list of facts each time, without
 * any of the code that it checks. Slow, and meant to be seen to be right.
 */
abstract class Oracle {

  static final long MINUTE = 60_000;

  /** Numbers of the shipped settings, written down a second time. */
  static final double MATCH_THRESHOLD = 0.85;

  static final double ALONE_SCORE = 0.97;
  static final double PLAUSIBLE_KMH = 150;
  static final double FREE_METRES = 500;
  static final long RUN_GAP = 30 * MINUTE;
  static final double ACCURACY_FACTOR = 2;
  static final long LEAVE_GRACE = 120 * MINUTE;

  final World world;

  /** What happened to the person, each fact once, in order. */
  final List<Fact> facts;

  /** Who wore the tag of the story, in order. */
  final List<TagBinding> bindings = new ArrayList<>();

  private final Map<Fact, Boolean> plausible = new IdentityHashMap<>();
  private final Map<Fact, Boolean> lawful = new IdentityHashMap<>();
  private final Map<WeeklySchedule, List<long[]>> windows = new HashMap<>();
  private final Map<Long, Optional<OrderTerms>> orders = new HashMap<>();
  private final Map<OrderTerms, OrderTerms> known = new HashMap<>();

  Oracle(World world) {
    this.world = world;
    TreeSet<Fact> once =
        new TreeSet<>(
            Comparator.comparingLong(Fact::occurredAt)
                .thenComparing(fact -> fact.kind().isTerms() ? 0 : 1)
                .thenComparing(Fact::id));
    once.addAll(world.facts());
    for (Fact fact : once) {
      if (fact instanceof TagBinding binding) {
        bindings.add(binding);
      }
    }
    facts = new ArrayList<>();
    for (Fact fact : once) {
      boolean worn = false;
      for (TagBinding binding : bindings) {
        if (binding.occurredAt() <= fact.occurredAt()) {
          worn = World.WHO.equals(binding.subject());
        }
      }
      if (!(fact instanceof TagFact) || worn) {
        facts.add(fact);
      }
    }
  }

  abstract SortedSet<Episode> episodes();

  // ---- terms

  OrderTerms orderAt(long t) {
    return orders.computeIfAbsent(t, this::findOrder).orElse(null);
  }

  /** Equal terms are one object, so that others can be found by them. */
  private Optional<OrderTerms> findOrder(long t) {
    OrderTerms terms = null;
    for (Fact fact : facts) {
      if (fact instanceof OrderChange order && order.occurredAt() <= t) {
        terms = order.terms();
      }
    }
    return Optional.ofNullable(terms)
        .map(ordered -> withoutWhatRanOut(ordered, t))
        .map(left -> known.computeIfAbsent(left, same -> same));
  }

  private static OrderTerms withoutWhatRanOut(OrderTerms it, long t) {
    Predicate<String> holds = restriction -> !ranOut(it, restriction, t);
    Particulars more = it.particulars();
    return new OrderTerms(
        it.zone(),
        it.homes(),
        holds.test("curfew") ? it.curfew() : null,
        holds.test("check-ins") ? it.checkIns() : null,
        it.permittedArea() != null && holds.test(it.permittedArea()) ? it.permittedArea() : null,
        it.exclusionZones().stream().filter(holds).toList(),
        it.county(),
        it.office(),
        it.tier(),
        it.minor(),
        new Particulars(
            more.keyPlaces().stream().filter(holds).toList(),
            more.dutySites(),
            more.caseGroup(),
            more.protections().stream().filter(p -> holds.test(p.person())).toList(),
            more.tagReportMinutes(),
            more.bases(),
            more.activityDuty(),
            more.sentence()));
  }

  private static boolean ranOut(OrderTerms terms, String restriction, long t) {
    List<Particulars.Basis> bases = new ArrayList<>(terms.particulars().bases());
    bases.removeIf(basis -> !basis.restriction().equals(restriction));
    return !bases.isEmpty() && bases.stream().allMatch(b -> b.until() != null && b.until() <= t);
  }

  /** When leave ended or ends. */
  long endOf(LeaveChange leave) {
    long end = leave.grant().until();
    for (Fact fact : facts) {
      if (fact instanceof LeaveChange other
          && other.grant() == null
          && other.leaveId().equals(leave.leaveId())
          && leave.occurredAt() <= other.occurredAt()) {
        end = Math.min(end, other.occurredAt());
      }
    }
    return end;
  }

  /** On leave, or back from it for less than the grace. */
  boolean onLeaveOrHomeward(long t) {
    return onLeave(t) || homeward(t);
  }

  /** Within the grace after some leave. */
  boolean homeward(long t) {
    for (Fact fact : facts) {
      if (fact instanceof LeaveChange leave && leave.grant() != null) {
        long end = endOf(leave);
        if (leave.occurredAt() < end && end <= t && t < end + LEAVE_GRACE) {
          return true;
        }
      }
    }
    return false;
  }

  /** On leave; custody and hospital lift what leave lifts, check-ins included. */
  boolean leaveAt(long t, boolean lifting) {
    if (isHeld(t)) {
      return true;
    }
    for (Fact fact : facts) {
      if (fact instanceof LeaveChange leave
          && leave.grant() != null
          && leave.occurredAt() <= t
          && t < leave.grant().until()
          && (!lifting || leave.grant().suspendsCheckIns())
          && facts.stream()
              .noneMatch(
                  other ->
                      other instanceof LeaveChange end
                          && end.grant() == null
                          && end.leaveId().equals(leave.leaveId())
                          && leave.occurredAt() <= end.occurredAt()
                          && end.occurredAt() <= t)) {
        return true;
      }
    }
    return false;
  }

  /** In custody or in hospital. */
  boolean isHeld(long t) {
    for (Fact fact : facts) {
      if (fact instanceof CaseNotice begins
          && begins.event().excuses()
          && begins.occurredAt() <= t
          && facts.stream()
              .noneMatch(
                  other ->
                      other instanceof CaseNotice ends
                          && ends.event() == begins.event().end()
                          && begins.occurredAt() <= ends.occurredAt()
                          && ends.occurredAt() <= t)) {
        return true;
      }
    }
    return false;
  }

  boolean onLeave(long t) {
    return leaveAt(t, false);
  }

  boolean authorisedAt(long t) {
    for (Fact fact : facts) {
      if (fact instanceof AuthorisationChange given
          && given.grant() != null
          && given.occurredAt() <= t
          && t < given.grant().validUntil()
          && facts.stream()
              .noneMatch(
                  other ->
                      other instanceof AuthorisationChange end
                          && end.grant() == null
                          && end.authorisationId().equals(given.authorisationId())
                          && given.occurredAt() <= end.occurredAt()
                          && end.occurredAt() <= t)) {
        return true;
      }
    }
    return false;
  }

  boolean isLawful(Fact fact) {
    return lawful.computeIfAbsent(fact, this::mayBeJudged);
  }

  private boolean mayBeJudged(Fact fact) {
    return orderAt(fact.occurredAt()) != null
        && (!(fact instanceof TagFact) || authorisedAt(fact.occurredAt()))
        && (!(fact instanceof Sighting sighting) || sighting.matchScore() >= MATCH_THRESHOLD);
  }

  /** Instants at which terms begin or end, within the horizon and before it. */
  TreeSet<Long> changesOfTerms() {
    TreeSet<Long> instants = new TreeSet<>();
    for (Fact fact : facts) {
      if (fact.kind().isTerms()) {
        instants.add(fact.occurredAt());
      }
      if (fact instanceof LeaveChange leave && leave.grant() != null) {
        instants.add(leave.grant().until());
        instants.add(endOf(leave) + LEAVE_GRACE);
      }
      if (fact instanceof OrderChange order && order.terms() != null) {
        order.terms().particulars().bases().stream()
            .map(Particulars.Basis::until)
            .filter(Objects::nonNull)
            .forEach(instants::add);
      }
      if (fact instanceof AuthorisationChange given && given.grant() != null) {
        instants.add(given.grant().validUntil());
      }
    }
    return instants;
  }

  /** Since when something in the terms has been the same, up to {@code t}; horizon not considered. */
  long sameSince(long t, Function<OrderTerms, Object> part) {
    Object now = partAt(t, part);
    long since = t;
    for (long change : changesOfTerms().descendingSet()) {
      if (change <= t) {
        since = change;
        if (!Objects.equals(partAt(change - 1, part), now)) {
          break;
        }
      }
    }
    return since;
  }

  private Object partAt(long t, Function<OrderTerms, Object> part) {
    OrderTerms terms = orderAt(t);
    return terms == null ? null : part.apply(terms);
  }

  // ---- schedules

  LocalDateTime local(long t) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(t), zone());
  }

  long instant(LocalDateTime local) {
    return local.atZone(zone()).toInstant().toEpochMilli();
  }

  /** The zone of the first order or judgment; no story moves between zones. */
  private ZoneId zone() {
    for (Fact fact : facts) {
      if (fact instanceof CaseNotice notice && notice.seat() != null) {
        return notice.seat().zone();
      }
      if (fact instanceof OrderChange order && order.terms() != null) {
        return order.terms().zone();
      }
    }
    return ZoneOffset.UTC;
  }

  boolean isRestDay(LocalDate date) {
    if (world.calendar().holidays().contains(date)) {
      return true;
    }
    return date.getDayOfWeek().getValue() >= 6 && !world.calendar().makeUpWorkdays().contains(date);
  }

  /** Every window of a schedule that begins on one of the days around the horizon, as {from, until}. */
  List<long[]> windows(WeeklySchedule schedule) {
    return windows.computeIfAbsent(schedule, this::reckon);
  }

  private List<long[]> reckon(WeeklySchedule schedule) {
    List<long[]> windows = new ArrayList<>();
    LocalDate last = local(world.horizon().until()).toLocalDate().plusDays(2);
    for (LocalDate day = local(world.horizon().from()).toLocalDate().minusDays(3);
        day.isBefore(last);
        day = day.plusDays(1)) {
      for (LocalWindow window : isRestDay(day) ? schedule.restDays() : schedule.workdays()) {
        LocalDate end = window.until().isAfter(window.from()) ? day : day.plusDays(1);
        windows.add(
            new long[] {instant(day.atTime(window.from())), instant(end.atTime(window.until()))});
      }
    }
    return windows;
  }

  // ---- observations

  /** Whether a lawful observation accuses, speaks to the contrary, or says nothing, about one place. */
  enum Says {
    ACCUSES,
    SURELY_NOT,
    MAYBE_NOT,
    NOTHING
  }

  /** How far a point is out of the place that is watched, metres, negative inside; the place may be several shapes. */
  interface Place {
    double outsideBy(GeoPoint point);
  }

  Says says(Fact fact, Place place, boolean insideAccuses) {
    if (!isLawful(fact)) {
      return Says.NOTHING;
    }
    if (fact instanceof TagFix fix) {
      Says says =
          isPlausible(fix)
              ? says(place.outsideBy(fix.point()), fix.accuracyMetres(), insideAccuses)
              : Says.MAYBE_NOT;
      return says == Says.ACCUSES && fix.source() != FixSource.GPS ? Says.NOTHING : says;
    }
    if (fact instanceof Sighting sighting && !isOfWrongClock(sighting)) {
      return isPlausible(sighting)
          ? says(place.outsideBy(sighting.point()), sighting.accuracyMetres(), insideAccuses)
          : Says.NOTHING;
    }
    return Says.NOTHING;
  }

  static boolean isOfWrongClock(Fact fact) {
    return Doubt.of(fact) != null;
  }

  static Says says(double outsideBy, double accuracy, boolean insideAccuses) {
    if (Math.abs(outsideBy) <= ACCURACY_FACTOR * accuracy) {
      return Says.MAYBE_NOT;
    }
    return outsideBy < 0 == insideAccuses ? Says.ACCUSES : Says.SURELY_NOT;
  }

  /** Whether the person could have come here from the last place where a satellite plausibly saw them. */
  boolean isPlausible(Fact fact) {
    return plausible.computeIfAbsent(fact, this::couldBeThere);
  }

  private boolean couldBeThere(Fact fact) {
    TagFix anchor = null;
    for (Fact earlier : facts) {
      if (earlier.equals(fact)) {
        break;
      }
      if (earlier instanceof TagFix fix
          && fix.source() == FixSource.GPS
          && isLawful(fix)
          && (anchor == null || isReachable(anchor, fix.point(), fix.occurredAt()))) {
        anchor = fix;
      }
    }
    GeoPoint here = fact instanceof TagFix fix ? fix.point() : ((Sighting) fact).point();
    return anchor == null || isReachable(anchor, here, fact.occurredAt());
  }

  private static boolean isReachable(TagFix from, GeoPoint to, long at) {
    double hours = (at - from.occurredAt()) / 3_600_000.0;
    return Shape.metresBetween(from.point(), to) <= FREE_METRES + PLAUSIBLE_KMH * 1000 * hours;
  }

  boolean needsNoSecond(Sighting sighting) {
    return sighting.humanVerified() || sighting.matchScore() >= ALONE_SCORE;
  }

  Shape shape(String id) {
    return world.shapes().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  LocalDate dayOf(long t) {
    return local(t).minusHours(12).toLocalDate();
  }

  boolean isCheckIn(Fact fact) {
    return fact instanceof CheckIn checkIn && checkIn.accepted() && isLawful(checkIn);
  }
}

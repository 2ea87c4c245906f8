package zhijiao.models.live;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertId;
import zhijiao.core.fact.Activity;
import zhijiao.core.fact.ActivityDuty;
import zhijiao.core.fact.ActivityPolicy;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.ChangeReport;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.time.SupervisionDay;
import zhijiao.core.time.TimeSpan;
import zhijiao.core.timeline.TimelineOrder;
import zhijiao.models.feature.FeatureVector;
import zhijiao.models.tier.Standing;
import zhijiao.models.tier.Tier;

/**
 * What has happened to one person, as far as features need it, and the features at any instant. Facts of the last days are kept;
 * of the days before, tiles.
 *
 * <p>Mutable; not safe for use by several threads.
 */
final class PersonHistory {

  private static final double HOUR = 3_600_000;
  private static final double DAY = 24 * HOUR;
  private static final double MINUTE = 60_000;
  private static final int LONGEST = LiveFeatures.WINDOWS[LiveFeatures.WINDOWS.length - 1];

  /** Terms and tiles that no window reaches any more are forgotten after so many days. */
  private static final int KEPT_DAYS = LONGEST + 40;

  final HolidayCalendar calendar;
  final long observedFrom;
  final SortedMap<Long, ActivityPolicy> regulations;
  final TreeSet<SubjectFact> terms = new TreeSet<>(TimelineOrder.FACTS);
  final TreeMap<SubjectFact, Done> recent = new TreeMap<>(TimelineOrder.FACTS);
  final TreeMap<Long, DayTile> tiles = new TreeMap<>();
  final TreeMap<AlertId, Violation> violations = new TreeMap<>();

  /** What a check-in or an activity amounts to under the terms of its time. */
  static final class Done {
    boolean known;
    boolean counts;
    long day;
    boolean late;

    /** Beginning of the window that a check-in fell in; {@link Long#MIN_VALUE} for none. */
    long window = Long.MIN_VALUE;
  }

  /**
   * @param observedFrom before it nothing was observed, epoch milliseconds UTC
   * @param regulations as in {@link RiskPolicy}
   */
  PersonHistory(
      HolidayCalendar calendar, long observedFrom, SortedMap<Long, ActivityPolicy> regulations) {
    this.calendar = calendar;
    this.observedFrom = observedFrom;
    this.regulations = regulations;
  }

  /** Whether features read facts of this kind. */
  static boolean reads(SubjectFact fact) {
    return fact instanceof CheckIn checkIn ? checkIn.accepted() : isTerm(fact) || isDone(fact);
  }

  private static boolean isDone(SubjectFact fact) {
    return fact instanceof Activity || fact instanceof CheckIn;
  }

  private static boolean isTerm(SubjectFact fact) {
    return fact instanceof OrderChange
        || fact instanceof LeaveChange
        || fact instanceof AuthorisationChange
        || fact instanceof CaseNotice
        || fact instanceof Measure
        || fact instanceof Objection
        || fact instanceof ChangeReport;
  }

  /** Takes a fact; false for one that was known. */
  boolean add(SubjectFact fact) {
    if (isTerm(fact)) {
      boolean isNew = terms.add(fact);
      if (isNew) {
        recent.values().forEach(done -> done.known = false);
      }
      return isNew;
    }
    if (recent.containsKey(fact)) {
      return false;
    }
    recent.put(fact, new Done());
    return true;
  }

  /** The order in force at an instant; null when the person is not under supervision. */
  @Nullable OrderChange order(long instant) {
    OrderChange last = null;
    for (SubjectFact fact : terms) {
      if (fact.occurredAt() > instant) {
        break;
      }
      if (fact instanceof OrderChange order) {
        last = order;
      }
    }
    return last == null || last.terms() == null ? null : last;
  }

  @Nullable OrderTerms terms(long instant) {
    OrderChange order = order(instant);
    return order == null ? null : order.terms();
  }

  private <T extends SubjectFact> List<T> until(long instant, Class<T> type) {
    List<T> found = new ArrayList<>();
    for (SubjectFact fact : terms) {
      if (fact.occurredAt() > instant) {
        break;
      }
      if (type.isInstance(fact)) {
        found.add(type.cast(fact));
      }
    }
    return found;
  }

  /** Folds what happened before an instant into tiles, and forgets what no window reaches. */
  void fold(long before) {
    OrderTerms now = terms(before);
    if (now == null || before == Long.MIN_VALUE) {
      return;
    }
    SupervisionDay first = SupervisionDay.of(before, now.zone());
    long start = first.span(now.zone()).from();
    if (!recent.isEmpty() && recent.firstKey().occurredAt() < start) {
      for (Map.Entry<Long, DayTile> old :
          tilesOf(recent.entrySet(), Long.MIN_VALUE, start - 1).entrySet()) {
        tiles.merge(old.getKey(), old.getValue(), DayTile::plus);
      }
      recent.keySet().removeIf(fact -> fact.occurredAt() < start);
    }
    tiles.headMap(first.date().toEpochDay() - KEPT_DAYS).clear();
    long forgotten = start - (long) (KEPT_DAYS * DAY);
    if (!terms.isEmpty() && terms.first().occurredAt() < forgotten) {
      terms.removeIf(fact -> isPast(fact, forgotten));
    }
    violations.values().removeIf(v -> isPast(v, forgotten));
  }

  private boolean isPast(SubjectFact fact, long forgotten) {
    if (fact instanceof LeaveChange leave) {
      return leave.occurredAt() < forgotten
          && (leave.grant() == null || leave.grant().until() < forgotten);
    }
    if (fact instanceof AuthorisationChange change) {
      return change.occurredAt() < forgotten
          && (change.grant() == null || change.grant().validUntil() < forgotten);
    }
    return fact instanceof Measure && fact.occurredAt() < forgotten;
  }

  private static boolean isPast(Violation violation, long forgotten) {
    return violation.episodes().stream().allMatch(episode -> episode.from() < forgotten)
        && violation.confirmed().stream().allMatch(span -> span.from() < forgotten);
  }

  private Done known(SubjectFact fact, Done done) {
    if (done.known) {
      return done;
    }
    done.known = true;
    OrderTerms inForce = terms(fact.occurredAt());
    done.counts = inForce != null && fact.occurredAt() >= observedFrom;
    done.window = Long.MIN_VALUE;
    if (inForce == null) {
      return done;
    }
    done.day = SupervisionDay.of(fact.occurredAt(), inForce.zone()).date().toEpochDay();
    CheckInPlan plan = inForce.checkIns();
    if (fact instanceof CheckIn && plan != null) {
      long at = fact.occurredAt();
      long grace = (long) (plan.graceMinutes() * MINUTE);
      for (TimeSpan window :
          plan.schedule().spansMeeting(at - grace - 1, at + 1, inForce.zone(), calendar)) {
        if (window.from() <= at && at <= window.until() + grace) {
          done.window = window.from();
          done.late = at > window.until();
        }
      }
    }
    return done;
  }

  /** Tiles by epoch day of what was done from {@code from} to {@code until}, both inclusive. */
  private TreeMap<Long, DayTile> tilesOf(
      Collection<Map.Entry<SubjectFact, Done>> facts, long from, long until) {
    TreeMap<Long, DayTile> made = new TreeMap<>();
    long counted = Long.MIN_VALUE;
    long countedDay = Long.MIN_VALUE;
    for (Map.Entry<SubjectFact, Done> entry : facts) {
      SubjectFact fact = entry.getKey();
      if (fact.occurredAt() < from || fact.occurredAt() > until) {
        continue;
      }
      Done done = known(fact, entry.getValue());
      if (!done.counts) {
        continue;
      }
      DayTile tile;
      if (fact instanceof Activity activity) {
        boolean study = activity.type() == Activity.Type.STUDY;
        tile =
            new DayTile(
                0,
                0,
                study ? activity.minutes() : 0,
                study ? 0 : activity.minutes(),
                Long.MIN_VALUE);
      } else {
        boolean inWindow = done.window != Long.MIN_VALUE;
        boolean first = inWindow && (done.window != counted || done.day != countedDay);
        if (inWindow) {
          counted = done.window;
          countedDay = done.day;
        }
        tile =
            new DayTile(
                first && !done.late ? 1 : 0, first && done.late ? 1 : 0, 0, 0, fact.occurredAt());
      }
      made.merge(done.day, tile, DayTile::plus);
    }
    return made;
  }

  /** The features at an instant at which the person is under supervision. */
  FeatureVector vector(long at) {
    OrderTerms now = Objects.requireNonNull(terms(at), "not under supervision");
    double[] vector = new double[LiveFeatures.SET.size()];
    Arrays.fill(vector, Double.NaN);
    SupervisionDay today = SupervisionDay.of(at, now.zone());
    int windows = LiveFeatures.WINDOWS.length;
    long[] from = new long[windows];
    DayTile[] sums = new DayTile[windows];
    TreeMap<Long, DayTile> head = tilesOf(recent.entrySet(), Long.MIN_VALUE, at);
    for (int i = 0; i < windows; i++) {
      LocalDate first = today.date().minusDays(LiveFeatures.WINDOWS[i] - 1);
      from[i] = Math.max(new SupervisionDay(first).span(now.zone()).from(), observedFrom);
      long firstDay = first.toEpochDay();
      DayTile sum = DayTile.EMPTY;
      for (DayTile tile : tiles.tailMap(firstDay).values()) {
        sum = sum.plus(tile);
      }
      for (DayTile tile : head.tailMap(firstDay).values()) {
        sum = sum.plus(tile);
      }
      sums[i] = sum;
    }
    Exposure[] exposures = exposures(from, at);
    List<Violation> counted = counted(at);
    for (int i = 0; i < windows; i++) {
      Exposure exposure = exposures[i];
      int seen = sums[i].onTime() + sums[i].late();
      vector[LiveFeatures.ON_TIME + i] = ratio(sums[i].onTime(), seen);
      vector[LiveFeatures.MISSED + i] =
          ratio(
              1_000 * count(counted, List.of(LiveFeatures.CHECK_IN_RULE), from[i], at),
              exposure.duty / HOUR);
      vector[LiveFeatures.CURFEW + i] =
          ratio(
              100 * minutes(counted, List.of(LiveFeatures.CURFEW_RULE), from[i], at),
              exposure.curfew / HOUR);
      vector[LiveFeatures.AREA + i] =
          ratio(100 * minutes(counted, LiveFeatures.AREA_RULES, from[i], at), exposure.area / HOUR);
      vector[LiveFeatures.VIOLATED + i] =
          ratio(
              1_000 * count(counted, LiveFeatures.VIOLATIONS, from[i], at),
              exposure.supervised / HOUR);
    }
    boolean studies = sums[2].studyMinutes() > 0;
    boolean serves = sums[2].serviceMinutes() > 0;
    for (int i = 1; i < windows; i++) {
      double months = exposures[i].supervised / (30 * DAY);
      if (studies) {
        vector[LiveFeatures.STUDY + i - 1] = ratio(sums[i].studyMinutes(), months);
      }
      if (serves) {
        vector[LiveFeatures.SERVICE + i - 1] = ratio(sums[i].serviceMinutes(), months);
      }
      if (studies) {
        vector[LiveFeatures.STUDY_SHARE + i - 1] =
            ratio(sums[i].studyMinutes(), exposures[i].studyOwed);
      }
      if (serves) {
        vector[LiveFeatures.SERVICE_SHARE + i - 1] =
            ratio(sums[i].serviceMinutes(), exposures[i].serviceOwed);
      }
    }
    vector[LiveFeatures.EXPOSURE] = exposures[2].supervised / HOUR;
    vector[LiveFeatures.OVERRUNS] = overruns(counted, from[2], at);
    vector[LiveFeatures.HOME_CHANGES] = homeChanges(from[2], at);
    vector[LiveFeatures.LECTURES] = measures(from[2], at, Measure.Type.ADMONITION);
    vector[LiveFeatures.WARNINGS] =
        measures(from[2], at, Measure.Type.WARNING)
            + measures(from[2], at, Measure.Type.PUBLIC_SECURITY);
    vector[LiveFeatures.SINCE_INTAKE] = (at - supervisedSince(at)) / DAY;
    if (sums[2].lastContact() != Long.MIN_VALUE) {
      vector[LiveFeatures.SINCE_CONTACT] = (at - sums[2].lastContact()) / DAY;
    }
    vector[LiveFeatures.SINCE_VIOLATION] = sinceViolation(counted, from[2], at);
    int seen28 = sums[1].onTime() + sums[1].late();
    if (seen28 > 0) {
      boolean missed = count(counted, List.of(LiveFeatures.CHECK_IN_RULE), from[1], at) > 0;
      vector[LiveFeatures.FULL_ATTENDANCE] = sums[1].late() == 0 && !missed ? 1 : 0;
    }
    work(from[2], at, vector);
    return new FeatureVector(LiveFeatures.SET.id(), vector);
  }

  /** What has been reported of work. The first report tells how it was and no change; before it nothing is known. */
  private void work(long from, long at, double[] vector) {
    double known = 0;
    double worked = 0;
    int changes = 0;
    ChangeReport last = null;
    for (ChangeReport report : until(at, ChangeReport.class)) {
      if (!report.type().isOfWork()) {
        continue;
      }
      if (last != null) {
        double span = Math.max(0, report.occurredAt() - Math.max(from, last.occurredAt()));
        known += span;
        worked += works(last) ? span : 0;
        changes += report.occurredAt() >= from ? 1 : 0;
      }
      last = report;
    }
    if (last == null) {
      return;
    }
    double span = at - Math.max(from, last.occurredAt());
    known += span;
    worked += works(last) ? span : 0;
    vector[LiveFeatures.WORK_CHANGES] = changes;
    vector[LiveFeatures.IN_WORK] = works(last) ? 1 : 0;
    vector[LiveFeatures.WORKED_SHARE] = ratio(worked, known);
  }

  private static boolean works(ChangeReport report) {
    return report.type() != ChangeReport.Type.WORK_ENDED;
  }

  private static double ratio(double value, double by) {
    return by == 0 ? Double.NaN : value / by;
  }

  /** Milliseconds of what could be observed. */
  private static final class Exposure {
    double supervised;
    double duty;
    double curfew;
    double area;

    /** Minutes. */
    double studyOwed;

    /** Minutes. */
    double serviceOwed;
  }

  private Exposure[] exposures(long[] from, long at) {
    long earliest = from[from.length - 1];
    TreeSet<Long> edges = new TreeSet<>(List.of(earliest, at));
    List<OrderChange> orders = until(at, OrderChange.class);
    orders.forEach(order -> edges.add(order.occurredAt()));
    List<TimeSpan> leaves = leaves(at, false);
    List<TimeSpan> lifting = leaves(at, true);
    List<TimeSpan> excused = excused(at);
    List<TimeSpan> watched = authorised(at);
    for (List<TimeSpan> spans : List.of(leaves, excused, watched)) {
      for (TimeSpan span : spans) {
        edges.add(span.from());
        edges.add(span.until());
      }
    }
    for (long begin : from) {
      edges.add(begin);
    }
    edges.addAll(regulations.keySet());
    Exposure[] exposures = new Exposure[from.length];
    for (int i = 0; i < from.length; i++) {
      exposures[i] = new Exposure();
    }
    long begin = earliest;
    for (long end : edges.subSet(earliest, false, at, true)) {
      OrderTerms inForce = terms(begin);
      if (inForce != null && !holds(excused, begin)) {
        boolean tag = holds(watched, begin) && !holds(leaves, begin);
        boolean duty = inForce.checkIns() != null && !holds(lifting, begin);
        ActivityDuty owed =
            holds(leaves, begin) ? ActivityDuty.NONE : regulation(begin).dutyUnder(inForce);
        boolean area = inForce.permittedArea() != null || !inForce.exclusionZones().isEmpty();
        for (int i = 0; i < from.length; i++) {
          if (begin >= from[i]) {
            double length = end - begin;
            exposures[i].supervised += length;
            exposures[i].duty += duty ? length : 0;
            exposures[i].curfew += tag && inForce.curfew() != null ? length : 0;
            exposures[i].area += tag && area ? length : 0;
            exposures[i].studyOwed += owed.studyMinutes() * length / (30 * DAY);
            exposures[i].serviceOwed += owed.serviceMinutes() * length / (30 * DAY);
          }
        }
      }
      begin = end;
    }
    return exposures;
  }

  private ActivityPolicy regulation(long instant) {
    ActivityPolicy held = ActivityPolicy.NONE;
    for (Map.Entry<Long, ActivityPolicy> since : regulations.entrySet()) {
      held = since.getKey() <= instant ? since.getValue() : held;
    }
    return held;
  }

  private static boolean holds(List<TimeSpan> spans, long instant) {
    for (TimeSpan span : spans) {
      if (span.contains(instant)) {
        return true;
      }
    }
    return false;
  }

  private List<TimeSpan> leaves(long at, boolean onlyLifting) {
    List<TimeSpan> spans = new ArrayList<>();
    List<LeaveChange> changes = until(at, LeaveChange.class);
    for (LeaveChange leave : changes) {
      LeaveChange.Grant grant = leave.grant();
      if (grant == null || onlyLifting && !grant.suspendsCheckIns()) {
        continue;
      }
      long end = grant.until();
      for (LeaveChange other : changes) {
        if (other.grant() == null
            && other.leaveId().equals(leave.leaveId())
            && other.occurredAt() >= leave.occurredAt()) {
          end = Math.min(end, other.occurredAt());
        }
      }
      if (end > leave.occurredAt()) {
        spans.add(new TimeSpan(leave.occurredAt(), end));
      }
    }
    return spans;
  }

  private List<TimeSpan> excused(long at) {
    List<TimeSpan> spans = new ArrayList<>();
    List<CaseNotice> notices = until(at, CaseNotice.class);
    for (CaseNotice notice : notices) {
      CaseNotice.Event end = notice.event().end();
      if (end == null) {
        continue;
      }
      long until = Long.MAX_VALUE;
      for (CaseNotice other : notices) {
        if (other.event() == end && other.occurredAt() >= notice.occurredAt()) {
          until = Math.min(until, other.occurredAt());
        }
      }
      spans.add(new TimeSpan(notice.occurredAt(), until));
    }
    return spans;
  }

  private List<TimeSpan> authorised(long at) {
    List<TimeSpan> spans = new ArrayList<>();
    List<AuthorisationChange> changes = until(at, AuthorisationChange.class);
    for (AuthorisationChange change : changes) {
      AuthorisationChange.Grant grant = change.grant();
      if (grant == null) {
        continue;
      }
      long end = grant.validUntil();
      for (AuthorisationChange other : changes) {
        if (other.grant() == null
            && other.authorisationId().equals(change.authorisationId())
            && other.occurredAt() >= change.occurredAt()) {
          end = Math.min(end, other.occurredAt());
        }
      }
      if (end > change.occurredAt()) {
        spans.add(new TimeSpan(change.occurredAt(), end));
      }
    }
    return spans;
  }

  /** Objections that nobody had answered at an instant. */
  private List<Objection> openObjections(long at) {
    List<Objection> all = until(at, Objection.class);
    List<Objection> open = new ArrayList<>();
    for (Objection filed : all) {
      if (filed.stage() == Objection.Stage.FILED
          && all.stream()
              .noneMatch(
                  other ->
                      other.stage() == Objection.Stage.ANSWERED
                          && other.objectionId().equals(filed.objectionId())
                          && other.occurredAt() >= filed.occurredAt())) {
        open.add(filed);
      }
    }
    return open;
  }

  /**
   * The violations that count at an instant: confirmed, and not contested. While something else than an alert is contested, what
   * was confirmed after the objection does not count either.
   */
  private List<Violation> counted(long at) {
    if (violations.isEmpty()) {
      return List.of();
    }
    List<Objection> open = openObjections(at);
    long frozen = at;
    for (Objection objection : open) {
      if (objection.alert() == null) {
        frozen = Math.min(frozen, objection.occurredAt());
      }
    }
    List<Violation> counted = new ArrayList<>();
    for (Violation violation : violations.values()) {
      boolean contested = open.stream().anyMatch(o -> violation.alert().equals(o.alert()));
      Long since = violation.confirmedSince(at);
      if (LiveFeatures.VIOLATIONS.contains(violation.rule())
          && !contested
          && since != null
          && since <= frozen) {
        counted.add(violation);
      }
    }
    return counted;
  }

  /** The episodes that had begun when an officer confirmed it. */
  private static List<TimeSpan> confirmedEpisodes(Violation violation, long at) {
    Long since = Objects.requireNonNull(violation.confirmedSince(at));
    return violation.episodes().stream().filter(episode -> episode.from() <= since).toList();
  }

  private static double count(
      List<Violation> counted, Collection<String> rules, long from, long at) {
    int count = 0;
    for (Violation violation : counted) {
      if (rules.contains(violation.rule())
          && confirmedEpisodes(violation, at).stream().anyMatch(e -> e.from() >= from)) {
        count++;
      }
    }
    return count;
  }

  private static double minutes(
      List<Violation> counted, Collection<String> rules, long from, long at) {
    double minutes = 0;
    for (Violation violation : counted) {
      if (rules.contains(violation.rule())) {
        for (TimeSpan episode : confirmedEpisodes(violation, at)) {
          long begin = Math.max(episode.from(), from);
          long end = Math.min(episode.until(), at);
          minutes += end > begin ? (end - begin) / MINUTE : 0;
        }
      }
    }
    return minutes;
  }

  private double overruns(List<Violation> counted, long from, long at) {
    int ended = 0;
    int overrun = 0;
    for (TimeSpan leave : leaves(at, false)) {
      long end = leave.until();
      if (end < from || end > at) {
        continue;
      }
      ended++;
      boolean over =
          counted.stream()
              .flatMap(violation -> confirmedEpisodes(violation, at).stream())
              .anyMatch(e -> e.from() >= end && e.from() <= end + LiveFeatures.OVERRUN_MILLIS);
      overrun += over ? 1 : 0;
    }
    return ratio(overrun, ended);
  }

  private double homeChanges(long from, long at) {
    int changes = 0;
    OrderTerms before = null;
    boolean known = false;
    for (OrderChange order : until(at, OrderChange.class)) {
      OrderTerms after = order.terms();
      if (after == null) {
        before = null;
        continue;
      }
      known |= !after.homes().isEmpty();
      if (before != null && order.occurredAt() >= from && !before.homes().equals(after.homes())) {
        changes++;
      }
      before = after;
    }
    int reported = 0;
    for (ChangeReport report : until(at, ChangeReport.class)) {
      if (report.type() == ChangeReport.Type.RESIDENCE_CHANGED) {
        known = true;
        reported += report.occurredAt() >= from ? 1 : 0;
      }
    }
    return known ? Math.max(changes, reported) : Double.NaN;
  }

  private int measures(long from, long at, Measure.Type type) {
    int count = 0;
    for (Measure measure : until(at, Measure.class)) {
      count += measure.type() == type && measure.occurredAt() >= from ? 1 : 0;
    }
    return count;
  }

  private static double sinceViolation(List<Violation> counted, long from, long at) {
    long last = Long.MIN_VALUE;
    for (Violation violation : counted) {
      for (TimeSpan episode : confirmedEpisodes(violation, at)) {
        last = episode.from() >= from ? Math.max(last, episode.from()) : last;
      }
    }
    return last == Long.MIN_VALUE ? Double.NaN : (at - last) / DAY;
  }

  /** When the supervision that goes on at an instant began. */
  private long supervisedSince(long at) {
    long since = at;
    boolean runs = false;
    for (OrderChange order : until(at, OrderChange.class)) {
      if (order.terms() == null) {
        runs = false;
      } else if (!runs) {
        runs = true;
        since = order.occurredAt();
      }
    }
    return since;
  }

  /** What a tier is suggested from, beside the score. */
  Standing standing(long at) {
    OrderTerms now = Objects.requireNonNull(terms(at), "not under supervision");
    long since = at;
    boolean runs = false;
    for (OrderChange order : until(at, OrderChange.class)) {
      OrderTerms then = order.terms();
      boolean same = then != null && then.tier() == now.tier();
      if (same && !runs) {
        since = order.occurredAt();
      }
      runs = same;
    }
    long from = at - (long) (LONGEST * DAY);
    boolean contested =
        openObjections(at).stream()
            .anyMatch(
                open -> {
                  AlertId alert = open.alert();
                  Violation against = alert == null ? null : violations.get(alert);
                  return alert == null || against != null && against.confirmedSince(at) != null;
                });
    return new Standing(
        tierOf(now.tier()),
        date(since, now.zone()),
        date(supervisedSince(at), now.zone()),
        measures(from, at, Measure.Type.ADMONITION),
        measures(from, at, Measure.Type.WARNING) + measures(from, at, Measure.Type.PUBLIC_SECURITY),
        false,
        contested);
  }

  static LocalDate date(long instant, ZoneId zone) {
    return LocalDate.ofInstant(java.time.Instant.ofEpochMilli(instant), zone);
  }

  private static Tier tierOf(zhijiao.core.fact.Tier tier) {
    return switch (tier) {
      case STRICT -> Tier.STRICT;
      case GENERAL -> Tier.ORDINARY;
      case LENIENT -> Tier.LENIENT;
    };
  }
}

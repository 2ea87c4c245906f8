package zhijiao.models.live;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.Activity;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.time.SupervisionDay;
import zhijiao.core.time.TimeSpan;
import zhijiao.models.feature.FeatureVector;
import zhijiao.models.live.RiskScore.Basis;
import zhijiao.models.live.RiskScore.Content;
import zhijiao.models.live.RiskScore.Why;
import zhijiao.models.score.QualityGrade;
import zhijiao.models.score.Reason;
import zhijiao.models.score.RiskModel;
import zhijiao.models.score.Score;
import zhijiao.models.tier.TierSuggestion;
import zhijiao.models.tier.TierSuggestion.Ground;

/**
 * One person's scores: takes facts and confirmed violations in any order, scores at the moments that they make, and corrects
 * what was told when something comes late.
 *
 * <p>The moments are a function of what happened: the instant of each confirmation; the end of the hour in which something else
 * happened, so once an hour at most; the beginning of each supervision day, when the windows move on; and the instant from which
 * another model scores. Somebody is scored only while under supervision.
 *
 * <p>Mutable; not safe for use by several threads.
 */
public final class RiskCase {

  private static final int VERSION = 1;
  private static final long HOUR = 3_600_000L;
  private static final long NONE = Long.MAX_VALUE;
  private static final int REASONS = 5;

  private final Subject subject;
  private final RiskPolicy policy;
  private final PersonHistory history;

  /** What was told of the last days, by instant. */
  private final TreeMap<Long, Told> told = new TreeMap<>();

  /** Every moment up to this instant, and at it, has been told; {@link Long#MIN_VALUE} before the first. */
  private long reached;

  /** The earliest instant at which something that was told may be otherwise, or {@link #NONE}. */
  private long dirtyFrom = NONE;

  /**
   * @param hash of what was told; null when it was withdrawn
   */
  private record Told(long revision, @Nullable Long hash) {}

  /**
   * @param reached event time that has been reached, epoch milliseconds UTC; {@link Long#MIN_VALUE} for none
   */
  public RiskCase(Subject subject, RiskPolicy policy, long reached) {
    this.subject = subject;
    this.policy = policy;
    this.history =
        new PersonHistory(policy.calendar(), policy.horizon().from(), policy.regulations());
    this.reached = reached;
  }

  /** Whether features read this fact. */
  public static boolean reads(Fact fact) {
    return fact instanceof SubjectFact of && PersonHistory.reads(of);
  }

  /** Takes a fact of this person; false for one that was known, or that came after its day had been given up. */
  public boolean add(SubjectFact fact) {
    if (isObservation(fact) && reached != Long.MIN_VALUE && fact.occurredAt() < correctedFrom()) {
      return false;
    }
    if (!history.add(fact)) {
      return false;
    }
    change(fact.occurredAt());
    return true;
  }

  private static boolean isObservation(Fact fact) {
    return fact instanceof CheckIn || fact instanceof Activity;
  }

  /** Takes an alert as it stands; of two the higher revision holds. */
  public void add(Violation violation) {
    Violation before = history.violations.get(violation.alert());
    if (before != null && before.revision() >= violation.revision()) {
      return;
    }
    history.violations.put(violation.alert(), violation);
    change(Math.min(violation.firstConfirmed(), before == null ? NONE : before.firstConfirmed()));
  }

  /**
   * Another model scores from an instant on, or none.
   *
   * @param effective epoch milliseconds UTC
   */
  public void planChanged(long effective) {
    change(effective);
  }

  private void change(long from) {
    if (from <= reached) {
      dirtyFrom = Math.min(dirtyFrom, from);
    }
  }

  private long correctedFrom() {
    return reached < Long.MIN_VALUE + policy.keptMillis()
        ? Long.MIN_VALUE
        : reached - policy.keptMillis();
  }

  /** When there is something to tell, epoch milliseconds UTC; {@link Long#MAX_VALUE} for never. */
  public long nextAt(ModelPlan plan) {
    if (dirtyFrom != NONE) {
      return reached + 1;
    }
    long after = Math.max(reached, policy.horizon().from() - 1);
    long next = Math.min(nextMoment(after, plan), NONE);
    return next > policy.horizon().until() ? NONE : next;
  }

  private long nextMoment(long after, ModelPlan plan) {
    long next = NONE;
    for (long moment : changes(after, NONE)) {
      next = Math.min(next, moment);
    }
    for (Violation violation : history.violations.values()) {
      for (TimeSpan span : violation.confirmed()) {
        if (span.from() > after) {
          next = Math.min(next, span.from());
        }
      }
    }
    OrderTerms terms = history.terms(after);
    if (terms != null) {
      SupervisionDay today = SupervisionDay.of(after, terms.zone());
      next = Math.min(next, today.span(terms.zone()).until());
      next = Math.min(next, plan.nextAfter(after));
    }
    return next;
  }

  /** Ends of hours, in {@code (after, until]}, in which something changed. */
  private TreeSet<Long> changes(long after, long until) {
    TreeSet<Long> hours = new TreeSet<>();
    for (SubjectFact fact : history.terms) {
      addHour(fact.occurredAt(), after, until, hours);
      if (fact instanceof LeaveChange leave && leave.grant() != null) {
        addHour(leave.grant().until(), after, until, hours);
      } else if (fact instanceof AuthorisationChange change && change.grant() != null) {
        addHour(change.grant().validUntil(), after, until, hours);
      }
    }
    for (SubjectFact fact : history.recent.keySet()) {
      addHour(fact.occurredAt(), after, until, hours);
    }
    for (Violation violation : history.violations.values()) {
      for (TimeSpan span : violation.confirmed()) {
        if (span.until() != Long.MAX_VALUE) {
          addHour(span.until(), after, until, hours);
        }
      }
    }
    return hours;
  }

  private static void addHour(long instant, long after, long until, TreeSet<Long> hours) {
    long end = Math.floorDiv(instant + HOUR - 1, HOUR) * HOUR;
    if (end > after && end <= until) {
      hours.add(end);
    }
  }

  /** The moments in {@code (after, until]}. */
  private TreeMap<Long, Why> moments(long after, long until, ModelPlan plan) {
    long last = Math.min(until, policy.horizon().until());
    long begin = Math.max(after, policy.horizon().from() - 1);
    TreeMap<Long, Why> moments = new TreeMap<>();
    if (begin >= last) {
      return moments;
    }
    for (Violation violation : history.violations.values()) {
      for (TimeSpan span : violation.confirmed()) {
        if (span.from() > begin && span.from() <= last) {
          moments.putIfAbsent(span.from(), Why.CONFIRMED);
        }
      }
    }
    for (long at = plan.nextAfter(begin); at <= last; at = plan.nextAfter(at)) {
      moments.putIfAbsent(at, Why.MODEL);
    }
    for (long hour : changes(begin, last)) {
      moments.putIfAbsent(hour, Why.CHANGE);
    }
    addDays(begin, last, moments);
    moments.keySet().removeIf(at -> history.terms(at) == null);
    return moments;
  }

  /** The supervision days that begin in {@code (begin, last]} while there are terms. */
  private void addDays(long begin, long last, TreeMap<Long, Why> moments) {
    List<Long> starts = new ArrayList<>(List.of(begin));
    for (SubjectFact fact : history.terms) {
      if (fact.occurredAt() > begin && fact.occurredAt() < last) {
        starts.add(fact.occurredAt());
      }
    }
    for (int i = 0; i < starts.size(); i++) {
      long from = starts.get(i);
      long to = i + 1 < starts.size() ? starts.get(i + 1) : last;
      OrderTerms terms = history.terms(from);
      if (terms == null) {
        continue;
      }
      SupervisionDay day = SupervisionDay.of(from, terms.zone()).next();
      for (long at = day.span(terms.zone()).from(); at <= to; ) {
        moments.putIfAbsent(at, Why.DAILY);
        day = day.next();
        at = day.span(terms.zone()).from();
      }
    }
  }

  /**
   * Corrects what was told, and tells what is due.
   *
   * @param watermark event time that has come, epoch milliseconds UTC
   */
  public void advance(long watermark, ModelPlan plan, Consumer<RiskScore> out) {
    if (reached == Long.MIN_VALUE) {
      reached = Math.max(policy.horizon().from() - 1, watermark - policy.keptMillis());
    }
    long now = Math.max(reached, Math.min(watermark, policy.horizon().until()));
    if (dirtyFrom != NONE) {
      correct(Math.max(dirtyFrom, correctedFrom()), plan, now, out);
      dirtyFrom = NONE;
    }
    for (Map.Entry<Long, Why> moment : moments(reached, now, plan).entrySet()) {
      tell(moment.getKey(), moment.getValue(), plan, false, now, out);
    }
    reached = now;
    long kept = correctedFrom();
    if (kept != Long.MIN_VALUE) {
      told.headMap(kept).clear();
      history.fold(kept - HOUR);
    }
  }

  private void correct(long from, ModelPlan plan, long now, Consumer<RiskScore> out) {
    TreeMap<Long, Why> moments = moments(from - 1, reached, plan);
    for (Map.Entry<Long, Told> entry :
        List.copyOf(told.subMap(from, true, reached, true).entrySet())) {
      if (entry.getValue().hash() != null && !moments.containsKey(entry.getKey())) {
        long revision = entry.getValue().revision() + 1;
        told.put(entry.getKey(), new Told(revision, null));
        out.accept(new RiskScore(subject, entry.getKey(), revision, true, now, null));
      }
    }
    for (Map.Entry<Long, Why> moment : moments.entrySet()) {
      tell(moment.getKey(), moment.getValue(), plan, true, now, out);
    }
  }

  private void tell(
      long at, Why why, ModelPlan plan, boolean late, long now, Consumer<RiskScore> out) {
    Content content = content(at, why, plan);
    long hash = content.hash();
    Told before = told.get(at);
    if (before != null && Long.valueOf(hash).equals(before.hash())) {
      return;
    }
    long revision = before == null ? 1 : before.revision() + 1;
    told.put(at, new Told(revision, hash));
    out.accept(new RiskScore(subject, at, revision, late, now, content));
  }

  /** What is said at an instant at which the person is under supervision. */
  private Content content(long at, Why why, ModelPlan plan) {
    OrderTerms terms = Objects.requireNonNull(history.terms(at));
    FeatureVector vector = history.vector(at);
    Promotion inForce = plan.at(at);
    RiskModel model = inForce == null || inForce.model() == null ? null : inForce.model().model();
    Score score = null;
    List<Reason> reasons = List.of();
    TierSuggestion suggestion;
    if (model != null) {
      double[] values = vector.values();
      score = model.score(values);
      reasons = model.reasons(values, REASONS);
      suggestion =
          policy
              .tiers()
              .suggest(history.standing(at), score, reasons, PersonHistory.date(at, terms.zone()));
    } else {
      suggestion =
          policy
              .tiers()
              .byRules(
                  history.standing(at),
                  QualityGrade.of(vector.known()),
                  rulesOnly(inForce),
                  PersonHistory.date(at, terms.zone()));
    }
    return new Content(
        why,
        vector,
        policy.horizon().from(),
        terms.county(),
        terms.office(),
        terms.minor(),
        inForce == null ? Basis.NO_MODEL : model == null ? Basis.SUSPENDED : Basis.MODEL,
        model == null ? "" : model.name(),
        inForce == null ? "" : inForce.version(),
        score,
        reasons,
        suggestion);
  }

  private static Ground rulesOnly(@Nullable Promotion inForce) {
    return inForce == null
        ? new Ground("no model has been promoted: rules only, no score", "尚未启用评分模型：仅按规则，无评分")
        : new Ground(
            "model "
                + inForce.version()
                + " is suspended: rules only, no score; "
                + inForce.because(),
            "模型 " + inForce.version() + " 已暂停使用：仅按规则，无评分；" + inForce.because());
  }

  /** The features at an instant, from all that is known; null when the person was not under supervision then. */
  public @Nullable FeatureVector vector(long at) {
    return history.terms(at) == null ? null : history.vector(at);
  }

  /** True when nothing is known of the person. */
  public boolean isEmpty() {
    return history.terms.isEmpty()
        && history.recent.isEmpty()
        && history.violations.isEmpty()
        && told.isEmpty();
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeLong(reached);
    out.writeLong(dirtyFrom);
    Compact.writeList(List.copyOf(history.terms), FactCodec::write, out);
    Compact.writeList(List.copyOf(history.recent.keySet()), FactCodec::write, out);
    Compact.writeUnsigned(history.tiles.size(), out);
    for (Map.Entry<Long, DayTile> tile : history.tiles.entrySet()) {
      Compact.writeSigned(tile.getKey(), out);
      tile.getValue().write(out);
    }
    Compact.writeList(
        List.copyOf(history.violations.values()), (violation, to) -> violation.write(to), out);
    Compact.writeUnsigned(told.size(), out);
    for (Map.Entry<Long, Told> one : told.entrySet()) {
      Compact.writeInstant(one.getKey(), out);
      Compact.writeUnsigned(one.getValue().revision(), out);
      Long hash = one.getValue().hash();
      out.writeBoolean(hash != null);
      if (hash != null) {
        out.writeLong(hash);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static RiskCase read(Subject subject, RiskPolicy policy, DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("a case of version " + version + ", known is " + VERSION);
    }
    RiskCase read = new RiskCase(subject, policy, in.readLong());
    read.dirtyFrom = in.readLong();
    for (Fact fact : Compact.readList(FactCodec::read, in)) {
      read.history.add((SubjectFact) fact);
    }
    for (Fact fact : Compact.readList(FactCodec::read, in)) {
      read.history.add((SubjectFact) fact);
    }
    int tiles = Compact.readSize(in);
    for (int i = 0; i < tiles; i++) {
      read.history.tiles.put(Compact.readSigned(in), DayTile.read(in));
    }
    for (Violation violation : Compact.readList(Violation::read, in)) {
      read.history.violations.put(violation.alert(), violation);
    }
    int told = Compact.readSize(in);
    for (int i = 0; i < told; i++) {
      long at = Compact.readInstant(in);
      long revision = Compact.readUnsigned(in);
      read.told.put(at, new Told(revision, in.readBoolean() ? in.readLong() : null));
    }
    return read;
  }
}

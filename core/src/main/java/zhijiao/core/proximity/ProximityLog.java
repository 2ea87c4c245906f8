package zhijiao.core.proximity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.fact.Subject;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.timeline.Outcome;

/**
 * One protected person: where that person was in the last hours, who must keep away, and who came near.
 *
 * <p>A position is known at once, and the fix that it is compared with only when event time has come to it; both are judged
 * then, in order of time, and what comes later than that has its hours judged again.
 *
 * <p>What is found is a function of the kept positions and traces and of what was concluded from older ones, in whatever
 * order they came. What is older than the kept hours is folded into a conclusion and forgotten; what comes later than that
 * is too late. Not safe for use by several threads.
 *
 * @param <S> what the rule remembers
 */
public final class ProximityLog<S> {

  /** Of the bytes that are written; raised whenever they change. */
  private static final int FORM = 2;

  private static final long NEVER = Long.MAX_VALUE;

  /** Folding is put off by so much, so that it is not done at every position; milliseconds. */
  private static final long FOLD_EVERY = 30 * 60_000L;

  private static final Comparator<ProtectedPosition> POSITIONS =
      Comparator.comparingLong(ProtectedPosition::occurredAt).thenComparing(ProtectedPosition::id);

  private static final Comparator<Trace> AT_ONCE =
      Comparator.comparing(Trace::fix).thenComparing(Trace::toString);

  /** Almost all differ in time: what costs more to compare is compared last. */
  private static final Comparator<Trace> TRACES =
      Comparator.comparingLong(Trace::at)
          .thenComparing((one, other) -> one.equals(other) ? 0 : AT_ONCE.compare(one, other));

  private final ProximityRule<S> rule;
  private final String person;
  private final TreeSet<ProtectedPosition> positions = new TreeSet<>(POSITIONS);
  private final TreeMap<Subject, Ward<S>> wards = new TreeMap<>();

  /** What is older has been folded, epoch milliseconds UTC. */
  private long foldedUpTo = Long.MIN_VALUE;

  private long judgement;

  /** Everything up to this instant, and at it, has been judged. */
  private long judgedUpTo = Long.MIN_VALUE;

  /** The earliest of what has not, or {@link #NEVER}. */
  private long pendingFrom = NEVER;

  /** Told what changed. */
  public interface Output {
    void change(FindingChange change);

    /** The number of positions with this outcome changed by {@code delta}. */
    void tally(Outcome outcome, int delta);

    /** A position came after those of its time had been forgotten; it is tallied too. */
    void tooLate(ProtectedPosition position);
  }

  /** Somebody who must keep away, or had to. */
  private static final class Ward<S> {
    boolean guarded;
    final TreeSet<Trace> traces = new TreeSet<>(TRACES);
    final Map<Long, Finding> standing = new HashMap<>();

    /** What was concluded from what has been forgotten. */
    S folded;

    /** When the rule's state changes although nothing more is heard. */
    long nextAt = NEVER;

    /** Where judging has come, or null when it has to begin anew from {@link #folded}. It is a memory of convenience. */
    @Nullable Tail<S> tail;

    Ward(S folded) {
      this.folded = folded;
    }
  }

  /** Where judging has come, with the last that was compared. */
  private static final class Tail<S> {
    S state;
    final Map<Long, Finding> found = new HashMap<>();
    @Nullable ProtectedPosition position;
    @Nullable Trace trace;

    Tail(S state) {
      this.state = state;
    }

    void found(Finding finding) {
      found.put(finding.episodeId(), finding);
    }

    /** At equal instants the position comes first. */
    boolean isFollowedBy(ProtectedPosition next) {
      return (position == null || POSITIONS.compare(next, position) > 0)
          && (trace == null || next.occurredAt() > trace.at());
    }

    boolean isFollowedBy(Trace next) {
      return (trace == null || TRACES.compare(next, trace) > 0)
          && (position == null || next.at() >= position.occurredAt());
    }
  }

  public ProximityLog(ProximityRule<S> rule, String person) {
    this.rule = rule;
    this.person = person;
  }

  /** Takes a position of the protected person. */
  public void accept(ProtectedPosition position, Output out) {
    long at = position.occurredAt();
    if (at < foldedUpTo) {
      out.tally(Outcome.TOO_LATE, 1);
      out.tooLate(position);
      return;
    }
    if (!positions.add(position)) {
      out.tally(Outcome.DUPLICATE, 1);
      return;
    }
    out.tally(outcome(), 1);
    if (at > judgedUpTo) {
      pendingFrom = Math.min(pendingFrom, at);
      return;
    }
    for (Map.Entry<Subject, Ward<S>> entry : wards.entrySet()) {
      Ward<S> ward = entry.getValue();
      if (ward.tail != null && !ward.tail.isFollowedBy(position)) {
        ward.tail = null;
      }
      judge(entry.getKey(), ward, true, out);
    }
  }

  /** Lawful while somebody must keep away: of nobody else may a position be judged. */
  private Outcome outcome() {
    for (Ward<S> ward : wards.values()) {
      if (ward.guarded) {
        return Outcome.FACT;
      }
    }
    return Outcome.NO_ORDER;
  }

  /** Takes what the timeline of somebody who must keep away tells. */
  public void accept(TraceChange change, Output out) {
    Outcome before = outcome();
    Ward<S> ward = wards.computeIfAbsent(change.who(), unused -> new Ward<>(rule.initial()));
    ward.guarded = change.guarded();
    boolean isLate = change.replaces();
    if (isLate) {
      ward.traces.removeIf(trace -> trace.at() >= change.from());
      ward.tail = null;
    }
    for (Trace trace : change.traces()) {
      if (trace.at() < foldedUpTo || !ward.traces.add(trace)) {
        continue;
      }
      if (trace.at() > judgedUpTo) {
        pendingFrom = Math.min(pendingFrom, trace.at());
        continue;
      }
      isLate = true;
      if (ward.tail != null && !ward.tail.isFollowedBy(trace)) {
        ward.tail = null;
      }
    }
    Outcome after = outcome();
    if (before != after && !positions.isEmpty()) {
      out.tally(before, -positions.size());
      out.tally(after, positions.size());
    }
    if (isLate) {
      judge(change.who(), ward, change.replaces(), out);
    }
  }

  /** Event time has come to {@code now}: judges up to it, and forgets what is older than is kept. */
  public void advance(long now, Output out) {
    boolean hasPending = pendingFrom <= now;
    judgedUpTo = Math.max(judgedUpTo, now);
    long pending = NEVER;
    for (Map.Entry<Subject, Ward<S>> ward : wards.entrySet()) {
      if (hasPending || ward.getValue().nextAt <= now) {
        pending = Math.min(pending, judge(ward.getKey(), ward.getValue(), false, out));
      }
    }
    if (hasPending) {
      pendingFrom = pending;
    }
    if (foldAt() <= now) {
      fold(now);
    }
    wards.values().removeIf(ward -> isForgettable(ward, now));
  }

  private boolean isForgettable(Ward<S> ward, long now) {
    return !ward.guarded
        && ward.traces.isEmpty()
        && ward.nextAt > now
        && ward.standing.isEmpty()
        && ward.folded.equals(rule.initial());
  }

  /** When {@link #advance} has something to do, in event time, or {@link Long#MAX_VALUE}. */
  public long nextAt() {
    long next = Math.min(foldAt(), pendingFrom);
    for (Ward<S> ward : wards.values()) {
      next = Math.min(next, ward.nextAt);
    }
    return next;
  }

  private long foldAt() {
    return oldestAt() == NEVER ? NEVER : oldestAt() + rule.keptMillis() + FOLD_EVERY;
  }

  private long oldestAt() {
    long oldest = positions.isEmpty() ? NEVER : positions.first().occurredAt();
    for (Ward<S> ward : wards.values()) {
      oldest = Math.min(oldest, ward.traces.isEmpty() ? NEVER : ward.traces.first().at());
    }
    return oldest;
  }

  /** Judges what follows where judging has come; gives the instant of the first thing that is not due yet. */
  private long judge(Subject who, Ward<S> ward, boolean late, Output out) {
    long now = judgedUpTo;
    Tail<S> tail = ward.tail;
    if (tail == null) {
      tail = new Tail<>(ward.folded);
      rule.open(ward.folded).forEach(tail::found);
      ward.tail = tail;
    }
    long pending = run(who, ward, now, tail);
    Map<Long, Finding> fresh = new HashMap<>(tail.found);
    S state = tail.state;
    while (rule.lapsesAt(state) <= now) {
      state = rule.lapse(state, finding -> fresh.put(finding.episodeId(), finding));
    }
    ward.nextAt = rule.lapsesAt(state);
    List<Finding> after = new ArrayList<>(fresh.values());
    after.sort(Finding.ORDER);
    for (Finding finding : after) {
      if (!finding.equals(ward.standing.get(finding.episodeId()))) {
        ward.standing.put(finding.episodeId(), finding);
        out.change(change(finding, finding, late, now));
      }
    }
    List<Finding> gone = new ArrayList<>(ward.standing.values());
    gone.removeIf(finding -> fresh.containsKey(finding.episodeId()));
    gone.sort(Finding.ORDER);
    for (Finding finding : gone) {
      ward.standing.remove(finding.episodeId());
      out.change(change(finding, null, late, now));
    }
    return pending;
  }

  private FindingChange change(Finding of, @Nullable Finding now, boolean late, long watermark) {
    return new FindingChange(AlertKey.of(of), of.episodeId(), ++judgement, now, late, watermark);
  }

  /**
   * Steps through what is kept and follows the tail, in order of time, up to an instant inclusive.
   *
   * @return the instant of the first thing after that, or {@link #NEVER}
   */
  private long run(Subject who, Ward<S> ward, long upTo, Tail<S> tail) {
    Iterator<ProtectedPosition> theirs = after(positions, tail.position).iterator();
    Iterator<Trace> own = after(ward.traces, tail.trace).iterator();
    ProtectedPosition position = next(theirs);
    Trace trace = next(own);
    while (true) {
      long theirsAt = position == null ? NEVER : position.occurredAt();
      long ownAt = trace == null ? NEVER : trace.at();
      long at = Math.min(theirsAt, ownAt);
      if (at > upTo || at == NEVER) {
        return at;
      }
      if (theirsAt == at) {
        tail.position = position;
        position = next(theirs);
      } else {
        tail.trace = trace;
        trace = next(own);
      }
      step(who, tail);
    }
  }

  private static <T> SortedSet<T> after(TreeSet<T> all, @Nullable T last) {
    return last == null ? all : all.tailSet(last, false);
  }

  private static <T> @Nullable T next(Iterator<T> all) {
    return all.hasNext() ? all.next() : null;
  }

  /** Compares the last position with the last trace, the later of which is new. */
  private void step(Subject who, Tail<S> tail) {
    ProtectedPosition position = tail.position;
    Trace trace = tail.trace;
    if (position == null || trace == null) {
      return;
    }
    long at = Math.max(position.occurredAt(), trace.at());
    if (at < foldedUpTo || Math.abs(position.occurredAt() - trace.at()) > rule.apartMillis()) {
      return;
    }
    while (rule.lapsesAt(tail.state) <= at) {
      tail.state = rule.lapse(tail.state, tail::found);
    }
    tail.state = rule.step(tail.state, compare(who, position, trace, at), tail::found);
  }

  private Nearness compare(Subject who, ProtectedPosition position, Trace trace, long at) {
    return new Nearness(
        person,
        who,
        at,
        trace,
        position.point().distanceMetres(trace.point()),
        position.accuracyMetres() + trace.accuracyMetres());
  }

  /** Concludes from what is older than is kept, and forgets it but for the last before, which the next is compared with. */
  private void fold(long now) {
    long upTo = Math.max(now, Long.MIN_VALUE + 2 * rule.keptMillis()) - rule.keptMillis();
    if (upTo <= foldedUpTo || oldestAt() >= upTo) {
      return;
    }
    for (Map.Entry<Subject, Ward<S>> entry : wards.entrySet()) {
      Ward<S> ward = entry.getValue();
      Tail<S> concluded = new Tail<>(ward.folded);
      run(entry.getKey(), ward, upTo - 1, concluded);
      while (rule.lapsesAt(concluded.state) <= upTo) {
        concluded.state = rule.lapse(concluded.state, concluded::found);
      }
      ward.folded = concluded.state;
      List<Finding> open = rule.open(ward.folded);
      Predicate<Finding> over =
          finding ->
              finding.endedAt() != null
                  && finding.endedAt() < upTo
                  && open.stream().noneMatch(o -> o.episodeId() == finding.episodeId());
      ward.standing.values().removeIf(over);
      if (ward.tail != null) {
        ward.tail.found.values().removeIf(over);
      }
    }
    foldedUpTo = upTo;
    long keep = upTo - rule.apartMillis();
    while (!positions.isEmpty() && positions.first().occurredAt() < keep) {
      positions.pollFirst();
    }
    for (Ward<S> ward : wards.values()) {
      while (!ward.traces.isEmpty() && ward.traces.first().at() < keep) {
        ward.traces.pollFirst();
      }
    }
  }

  public boolean isEmpty() {
    return positions.isEmpty() && wards.isEmpty();
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORM);
    out.writeLong(foldedUpTo);
    out.writeLong(judgedUpTo);
    Compact.writeSigned(judgement, out);
    Compact.writeList(List.copyOf(positions), (position, to) -> FactCodec.write(position, to), out);
    Compact.writeUnsigned(wards.size(), out);
    for (Map.Entry<Subject, Ward<S>> entry : wards.entrySet()) {
      Ward<S> ward = entry.getValue();
      FactCodec.writeSubject(entry.getKey(), out);
      out.writeBoolean(ward.guarded);
      out.writeLong(ward.nextAt);
      Compact.writeList(List.copyOf(ward.traces), ProximityCodec::write, out);
      List<Finding> findings = new ArrayList<>(ward.standing.values());
      findings.sort(Finding.ORDER);
      Compact.writeList(findings, FindingCodec::write, out);
      rule.write(ward.folded, out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static <S> ProximityLog<S> read(ProximityRule<S> rule, String person, DataInput in)
      throws IOException {
    int form = in.readUnsignedByte();
    if (form != FORM) {
      throw new IOException("a log of proximity of form " + form + "; this build reads " + FORM);
    }
    ProximityLog<S> log = new ProximityLog<>(rule, person);
    log.foldedUpTo = in.readLong();
    log.judgedUpTo = in.readLong();
    log.judgement = Compact.readSigned(in);
    log.positions.addAll(Compact.readList(from -> (ProtectedPosition) FactCodec.read(from), in));
    for (int left = Compact.readSize(in); left > 0; left--) {
      Subject who = FactCodec.readSubject(in);
      Ward<S> ward = new Ward<>(rule.initial());
      ward.guarded = in.readBoolean();
      ward.nextAt = in.readLong();
      ward.traces.addAll(Compact.readList(ProximityCodec::readTrace, in));
      for (Finding finding : Compact.readList(FindingCodec::read, in)) {
        ward.standing.put(finding.episodeId(), finding);
      }
      ward.folded = Objects.requireNonNull(rule.read(in));
      log.wards.put(who, ward);
    }
    log.pendingFrom = log.wards.isEmpty() ? NEVER : log.judgedUpTo + 1;
    return log;
  }
}

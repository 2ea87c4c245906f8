package zhijiao.core.timeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.Doubt;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.PackedFacts;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;
import zhijiao.core.fact.TagFix;
import zhijiao.core.judge.CurfewPhase;
import zhijiao.core.judge.Judge;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.meeting.Spot;
import zhijiao.core.meeting.Standing;
import zhijiao.core.meeting.Stay;
import zhijiao.core.meeting.StayLog;
import zhijiao.core.proximity.TraceLog;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.time.TimeSpan;

/**
 * One person's timeline: takes facts in any order, judges them and the deadlines in timeline order up to where it is
 * told that time has come, and judges again from the last snapshot when a fact comes late.
 *
 * <p>A snapshot of what the judge and the rules remember is taken once a day. The facts of the last days are kept with
 * them. All of this is a few hundred bytes for a person without a tag, and about thirteen bytes more for each kept fix.
 *
 * <p>Not safe for use by several threads.
 */
public final class Timeline {

  private static final long DAY = 86_400_000L;

  /**
   * Snapshots are taken at 04:00 UTC, noon in China, when the least happens. The instant is bookkeeping: it changes no
   * finding.
   */
  private static final long DAY_OFFSET = 4 * 3_600_000L;

  private static final long NONE = Long.MAX_VALUE;

  /** Of the bytes that are written, those of the judge and the runs included; raised whenever they change. */
  private static final int FORM = 9;

  /** So many judged facts are packed at a time. */
  private static final int PACK = 8;

  /**
   * For so long late facts of one person are gathered after some were judged, in event time: an upload of stored facts comes
   * in pieces, and each piece would have the whole day judged again.
   */
  private static final long GATHER = 5_000;

  /** How a day's snapshot is written. */
  private static final int NO_SNAPSHOT = 0;

  private static final int OWN_SNAPSHOT = 1;
  private static final int SAME_SNAPSHOT = 2;

  private static final Outcome[] OUTCOMES = Outcome.values();

  private final Program program;
  private final Subject subject;
  private Terms terms;
  private final TreeMap<Long, Day> days = new TreeMap<>();
  private final Map<Long, Finding> standing = new HashMap<>();
  private StayLog stays = new StayLog();

  private final TraceLog traces;

  /** What is told as a day is judged again; null while it is judged for the first time. */
  private @Nullable List<Stay> staysAgain;

  private long judgement;

  /** Everything up to this instant, and at it, has been judged. */
  private long judgedUpTo;

  /** The earliest instant at which something arrived late and has not been judged again, or {@link #NONE}. */
  private long dirtyFrom = NONE;

  /** Late facts need not be judged earlier than this. */
  private long gatherUntil = Long.MIN_VALUE;

  private Live live;

  /** The snapshot that {@link #live} still equals, or null when it has changed since. */
  private @Nullable Live unchanged;

  private long base;
  private List<Deadline> agenda = List.of();
  private int nextDeadline;
  private long nextTermsAt = NONE;
  private long nextRegimeAt = NONE;
  private Day today;
  private int nextFact;

  /**
   * What {@link #nextAt} says but for facts that wait, while {@link #settled}: most facts of a person find it unchanged, and
   * to look it up touches much that is far away in memory.
   */
  private long settledNextAt;

  private boolean settled;

  /** True when nothing was held of the person when that was settled. */
  private boolean settledOfNothing;

  /** The next of today's {@link SealedRuns}; there are some only when an old day is judged again. */
  private int nextSealed;

  /** What the judge and the rules remember. */
  private static final class Live {
    Regime regime;
    Judge judge;
    final List<Run> runs;
    Situation situation;

    /** Settings that changed may want to have woken a run earlier than this; time does not go back for them. */
    long notBefore = Long.MIN_VALUE;

    /** The earliest time at which a run wants to be woken, while {@link #wakeKnown}. */
    private long wakeAt = NONE;

    private boolean wakeKnown;

    /**
     * @param runs those that remember something, in {@link Run#ORDER}
     */
    Live(Regime regime, Judge judge, Situation situation, List<Run> runs) {
      this.regime = regime;
      this.judge = judge;
      this.situation = situation;
      this.runs = runs;
    }

    Live copy() {
      List<Run> copies = new ArrayList<>(runs.size());
      for (Run run : runs) {
        copies.add(new Run(run.place, run.target, run.run.copy()));
      }
      return new Live(regime, judge.copy(), situation, copies);
    }

    long wakeAt() {
      if (!wakeKnown) {
        wakeAt = NONE;
        for (Run run : runs) {
          wakeAt = Math.min(wakeAt, run.wakeAt);
        }
        wakeKnown = true;
      }
      return Math.max(wakeAt, notBefore);
    }

    /** The index of a run, or where it belongs as {@link java.util.Collections#binarySearch} says it. */
    int find(int place, String target) {
      int low = 0;
      int high = runs.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        int order = runs.get(middle).compareTo(place, target);
        if (order == 0) {
          return middle;
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return -low - 1;
    }

    /**
     * A run was told something: it is kept as long as it remembers anything. Those that do not are begun anew when they are
     * told something next.
     *
     * @param index as {@link #find} gave it
     */
    void told(int index, Run run) {
      boolean idle = run.run.isIdle();
      if (index < 0 && !idle) {
        runs.add(-index - 1, run);
      } else if (index >= 0 && idle) {
        runs.remove(index);
      }
      long before = run.wakeAt;
      run.wakeAt = idle ? NONE : run.run.wakeAt();
      if (run.wakeAt <= wakeAt) {
        wakeAt = run.wakeAt;
      } else if (before == wakeAt) {
        wakeKnown = false;
      }
    }

    void take(List<Run> others) {
      runs.clear();
      runs.addAll(others);
      wakeKnown = false;
    }
  }

  /** A rule's run for one target; the rule stands at {@code place} of the table of every regime. */
  private static final class Run {
    static final Comparator<Run> ORDER = (a, b) -> a.compareTo(b.place, b.target);

    final int place;
    final String target;
    final RuleRun run;

    /** When the run wants to be woken, as it said when it was told something last. */
    long wakeAt;

    Run(int place, String target, RuleRun run) {
      this.place = place;
      this.target = target;
      this.run = run;
      this.wakeAt = run.wakeAt();
    }

    /**
     * Runs stand in the order of the catalogue, those of one rule by target: who is woken first must not hang on which began
     * first.
     */
    int compareTo(int otherPlace, String otherTarget) {
      int byPlace = Integer.compare(place, otherPlace);
      return byPlace != 0 ? byPlace : target.compareTo(otherTarget);
    }
  }

  private static final class Kept {
    final Fact fact;
    Outcome outcome;

    Kept(Fact fact) {
      this(fact, Outcome.PENDING);
    }

    Kept(Fact fact, Outcome outcome) {
      this.fact = fact;
      this.outcome = outcome;
    }
  }

  /**
   * The observations of one day, in timeline order, and what was remembered when it began. Those that were judged are
   * packed, and unpacked when one comes late.
   */
  private static final class Day {
    final long start;
    final PackedFacts packed;
    final ArrayList<Kept> facts = new ArrayList<>();
    SealedRuns sealed = new SealedRuns();
    @Nullable Live atStart;

    /** True when nothing unlawful is held any more. */
    boolean cleared;

    Day(long start) {
      this(start, new PackedFacts());
    }

    Day(long start, PackedFacts packed) {
      this.start = start;
      this.packed = packed;
    }

    /** Packs the first facts. */
    void pack(int count) {
      List<Kept> first = facts.subList(0, count);
      for (Kept kept : first) {
        packed.add(kept.fact, kept.outcome.ordinal());
      }
      first.clear();
    }

    /** Makes a place before the last packed fact, if need be; gives how many facts were unpacked. */
    int unpackFor(long at) {
      Fact last = packed.last();
      return last == null || last.occurredAt() < at ? 0 : unpack();
    }

    int unpack() {
      int count = packed.size();
      if (count > 0) {
        List<Kept> all = new ArrayList<>(count);
        packed.forEach((fact, mark) -> all.add(new Kept(fact, OUTCOMES[mark])));
        facts.addAll(0, all);
        packed.clear();
      }
      return count;
    }

    boolean isEmpty() {
      return facts.isEmpty() && packed.size() == 0;
    }

    long end() {
      return start + DAY;
    }
  }

  /**
   * A timeline of which nothing is known yet.
   *
   * @param watermark event time that has come; observations older than the kept days before it are too late
   */
  public Timeline(Program program, Subject subject, long watermark) {
    this.program = program;
    this.subject = subject;
    terms = new Terms(program.judge().leaveGraceMillis());
    this.traces = new TraceLog(subject);
    long oldest = Math.max(program.horizon().from(), floorKept(watermark));
    base = dayOf(oldest);
    judgedUpTo = base - 1;
    Regime regime = program.regimes().at(judgedUpTo, null);
    live = new Live(regime, judge(regime), Situation.UNKNOWN, new ArrayList<>());
    nextRegimeAt = program.regimes().nextAfter(judgedUpTo);
    today = new Day(base);
    unchanged = live.copy();
    today.atStart = unchanged;
    days.put(base, today);
  }

  private static Judge judge(Regime regime) {
    return new Judge(regime.zones(), regime.judge(), regime);
  }

  private long floorKept(long watermark) {
    long kept = program.timeline().keptMillis();
    return watermark < Long.MIN_VALUE + kept + DAY ? Long.MIN_VALUE + DAY : watermark - kept;
  }

  static long dayOf(long instant) {
    return Math.floorDiv(instant - DAY_OFFSET, DAY) * DAY + DAY_OFFSET;
  }

  public Subject subject() {
    return subject;
  }

  /** Takes a fact. Nothing is judged before {@link #advance}. */
  public void accept(Fact fact, TimelineOutput out) {
    if (fact instanceof SubjectFact termsFact && fact.kind().isTerms()) {
      settled = false;
      boolean isNew = terms.add(termsFact);
      out.tally(fact.kind(), isNew ? Outcome.FACT : Outcome.DUPLICATE, 1);
      if (isNew) {
        long known = Terms.knownAt(termsFact);
        if (known <= judgedUpTo) {
          dirtyFrom = Math.min(dirtyFrom, known);
        } else {
          nextTermsAt = Math.min(nextTermsAt, known);
        }
      }
      return;
    }
    observe(fact, out);
  }

  /**
   * That a tag was taken off was counted where its bindings are kept, and a report of a wrong clock at its date; here they are
   * only told on.
   */
  private static boolean isCounted(Fact fact) {
    Doubt doubt = Doubt.of(fact);
    return !(fact instanceof TagBinding) && (doubt == null || !doubt.again());
  }

  private void observe(Fact fact, TimelineOutput out) {
    if (isBelowThreshold(fact)) {
      if (isCounted(fact)) {
        out.tally(fact.kind(), Outcome.BELOW_MATCH_THRESHOLD, 1);
      }
      return;
    }
    long at = fact.occurredAt();
    if (at < base) {
      if (isCounted(fact)) {
        out.tally(fact.kind(), Outcome.TOO_LATE, 1);
        out.tooLate(fact);
      }
      return;
    }
    Day day =
        at >= today.start && at < today.end() ? today : days.computeIfAbsent(dayOf(at), Day::new);
    int unpacked = day.unpackFor(at);
    if (day == today) {
      nextFact += unpacked;
    }
    day.cleared = false;
    settled &= !settledOfNothing;
    if (!insert(day.facts, fact)) {
      if (isCounted(fact)) {
        out.tally(fact.kind(), Outcome.DUPLICATE, 1);
      }
      return;
    }
    if (at <= judgedUpTo) {
      dirtyFrom = Math.min(dirtyFrom, at);
      if (day == today) {
        nextFact++;
      }
    }
  }

  /** A candidate so weak is not kept. */
  private boolean isBelowThreshold(Fact fact) {
    return fact instanceof Sighting sighting
        && sighting.matchScore()
            < program.regimes().forAll(fact.occurredAt()).judge().matchThreshold();
  }

  /** Inserts in timeline order, from the end, where nearly all facts belong; false for a duplicate. */
  private static boolean insert(ArrayList<Kept> facts, Fact fact) {
    int place = facts.size();
    while (place > 0) {
      Fact before = facts.get(place - 1).fact;
      if (before.occurredAt() < fact.occurredAt()) {
        break;
      }
      int order = TimelineOrder.FACTS.compare(before, fact);
      if (order == 0) {
        return false;
      }
      if (order < 0) {
        break;
      }
      place--;
    }
    facts.add(place, new Kept(fact));
    return true;
  }

  /** Takes back an observation that was given to this person by mistake; does nothing if it is not here. */
  public void withdraw(Fact fact, TimelineOutput out) {
    if (isBelowThreshold(fact)) {
      if (isCounted(fact)) {
        out.tally(fact.kind(), Outcome.BELOW_MATCH_THRESHOLD, -1);
      }
      return;
    }
    settled = false;
    Day day = days.get(dayOf(fact.occurredAt()));
    if (day == null) {
      return;
    }
    int unpacked = day.unpackFor(fact.occurredAt());
    if (day == today) {
      nextFact += unpacked;
    }
    for (int i = 0; i < day.facts.size(); i++) {
      Kept kept = day.facts.get(i);
      if (TimelineOrder.FACTS.compare(kept.fact, fact) == 0) {
        day.facts.remove(i);
        if (kept.outcome != Outcome.PENDING && isCounted(fact)) {
          out.tally(fact.kind(), kept.outcome, -1);
        }
        if (fact.occurredAt() <= judgedUpTo) {
          dirtyFrom = Math.min(dirtyFrom, fact.occurredAt());
          if (day == today) {
            nextFact--;
          }
        }
        return;
      }
    }
  }

  /**
   * The next instant at which there is something to judge, or {@link Long#MAX_VALUE}; when something late waits to be
   * judged again, {@link Long#MIN_VALUE} or the end of the time for which such things are gathered.
   */
  public long nextAt() {
    if (!settled) {
      settle();
    }
    long next = settledNextAt;
    if (nextFact < today.facts.size()) {
      next = Math.min(next, today.facts.get(nextFact).fact.occurredAt());
    }
    next = next > program.horizon().until() ? NONE : next;
    return dirtyFrom == NONE ? next : Math.min(next, gatherUntil);
  }

  private void settle() {
    long next = Math.min(nextTermsAt, live.wakeAt());
    if (nextDeadline < agenda.size()) {
      next = Math.min(next, agenda.get(nextDeadline).at());
    }
    settledOfNothing = isForgettable();
    // Even of a person of whom there is no order something may be held, and must be given up in
    // time.
    settledNextAt = settledOfNothing ? next : Math.min(next, Math.min(today.end(), nextRegimeAt));
    settled = true;
  }

  /** True when nothing is remembered about the person that could matter. */
  public boolean isForgettable() {
    if (!terms.isEmpty() || !standing.isEmpty() || !stays.isEmpty()) {
      return false;
    }
    for (Day day : days.values()) {
      if (!day.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Judges everything up to {@code upTo} inclusive, late facts first. */
  public void advance(long upTo, TimelineOutput out) {
    settled = false;
    if (dirtyFrom != NONE) {
      judgeAgain(out);
      gatherUntil = upTo > NONE - GATHER ? NONE : upTo + GATHER;
    }
    long limit = Math.min(upTo, program.horizon().until());
    if (limit > judgedUpTo) {
      long day = today.start;
      run(limit, out, finding -> stand(finding, false, limit, out));
      judgedUpTo = limit;
      if (today.start != day) {
        forget(limit);
      }
    }
    if (nextFact >= PACK) {
      today.pack(nextFact);
      nextFact = 0;
    }
  }

  private void stand(Finding finding, boolean late, long watermark, TimelineOutput out) {
    Finding before = standing.put(finding.episodeId(), finding);
    out.change(
        new FindingChange(
            AlertKey.of(finding), finding.episodeId(), ++judgement, finding, late, watermark),
        before);
  }

  /** Goes back to the last snapshot before the late facts, judges again, and reports the difference. */
  private void judgeAgain(TimelineOutput out) {
    long from = dayOf(Math.max(dirtyFrom, base));
    dirtyFrom = NONE;
    Day day = Objects.requireNonNull(days.get(from), "the day of a late fact is kept");
    Live atStart = Objects.requireNonNull(day.atStart, "a day that was judged has a snapshot");
    Map<Long, Finding> fresh = new HashMap<>();
    for (Run run : atStart.runs) {
      for (Finding open : run.run.open()) {
        fresh.put(open.episodeId(), open);
      }
    }
    live = atStart.copy();
    unchanged = atStart;
    long staysFrom = Math.min(from, live.judge.stayPendingAt());
    List<Stay> freshStays = new ArrayList<>();
    staysAgain = freshStays;
    traces.begin();
    if (today != day) {
      today.pack(nextFact);
    }
    today = day;
    today.unpack();
    nextFact = 0;
    nextSealed = 0;
    long end = judgedUpTo;
    judgedUpTo = from - 1;
    RuleRun.FindingSink findings = finding -> fresh.put(finding.episodeId(), finding);
    Situation now = terms.after(judgedUpTo, program.calendar(), program.horizon().from());
    if (!now.isAs(live.situation)) {
      changeTerms(from, now, findings, out);
    }
    changeRegime(from, judgedUpTo, findings);
    lookAhead();
    run(end, out, findings);
    judgedUpTo = end;
    staysAgain = null;
    stays.replace(staysFrom, freshStays, out::stay);
    traces.end(from, terms.everProtected(), live.situation.terms(), out::traces);

    List<Finding> before = new ArrayList<>();
    for (Finding finding : standing.values()) {
      if (finding.openedAt() >= from
          || finding.isOpen()
          || Objects.requireNonNull(finding.endedAt()) >= from) {
        before.add(finding);
      }
    }
    before.sort(Finding.ORDER);
    // What is found is told before what is withdrawn: an alert whose beginning moved is never
    // retracted between.
    List<Finding> after = new ArrayList<>(fresh.values());
    after.sort(Finding.ORDER);
    for (Finding finding : after) {
      if (!finding.equals(standing.get(finding.episodeId()))) {
        stand(finding, true, end, out);
      }
    }
    for (Finding finding : before) {
      if (!fresh.containsKey(finding.episodeId())) {
        standing.remove(finding.episodeId());
        out.change(
            new FindingChange(
                AlertKey.of(finding), finding.episodeId(), ++judgement, null, true, end),
            finding);
      }
    }
  }

  /** Looks up what is to come after {@link #judgedUpTo}. */
  private void lookAhead() {
    long from = judgedUpTo + 1;
    agenda =
        terms.deadlines(
            judgedUpTo, from, false, today.end(), program.calendar(), program.horizon().from());
    nextDeadline = 0;
    SubjectFact next = terms.firstFrom(from);
    nextTermsAt = next == null ? NONE : next.occurredAt();
    nextRegimeAt = program.regimes().nextAfter(judgedUpTo);
  }

  /** Judges from where the run stands to {@code limit} inclusive. */
  private void run(long limit, TimelineOutput out, RuleRun.FindingSink findings) {
    while (true) {
      long factAt =
          nextFact < today.facts.size() ? today.facts.get(nextFact).fact.occurredAt() : NONE;
      Deadline deadline = nextDeadline < agenda.size() ? agenda.get(nextDeadline) : null;
      long deadlineAt = deadline == null ? NONE : deadline.at();
      long wakeAt = live.wakeAt();
      long sealedAt = nextSealed < today.sealed.size() ? today.sealed.get(nextSealed).from() : NONE;
      long changeAt = Math.min(nextTermsAt, nextRegimeAt);
      long at =
          Math.min(Math.min(factAt, deadlineAt), Math.min(Math.min(wakeAt, sealedAt), changeAt));
      if (at >= today.end()) {
        if (today.end() > limit) {
          return;
        }
        nextDay();
      } else if (at > limit) {
        return;
      } else if (nextTermsAt == at) {
        takeTerms(at, findings, out);
      } else if (nextRegimeAt == at) {
        nextRegimeAt = program.regimes().nextAfter(at);
        changeRegime(at, at, findings);
      } else if (deadlineAt == at && deadline != null && before(deadline, factAt)) {
        nextDeadline++;
        take(deadline, findings, out);
      } else if (sealedAt == at) {
        judge(today.sealed.get(nextSealed++), findings);
      } else if (factAt == at) {
        Kept kept = today.facts.get(nextFact++);
        judge(kept, out, findings);
      } else {
        wake(at, findings);
      }
    }
  }

  private static boolean before(Deadline deadline, long factAt) {
    return deadline.at() < factAt || deadline.rank().compareTo(Rank.OBSERVATION) < 0;
  }

  private void nextDay() {
    long start = today.end();
    Day day = days.computeIfAbsent(start, Day::new);
    if (unchanged == null) {
      unchanged = live.copy();
    }
    day.atStart = unchanged;
    today.pack(today.facts.size());
    today.packed.trim();
    today = day;
    today.unpack();
    nextFact = 0;
    nextSealed = 0;
    agenda =
        terms.deadlines(
            start - 1, start, false, day.end(), program.calendar(), program.horizon().from());
    nextDeadline = 0;
  }

  /** Takes all terms of one instant together. */
  private void takeTerms(long at, RuleRun.FindingSink findings, TimelineOutput out) {
    changeTerms(at, terms.at(at, program.calendar(), program.horizon().from()), findings, out);
    changeRegime(at, at, findings);
    agenda =
        terms.deadlines(at, at, true, today.end(), program.calendar(), program.horizon().from());
    nextDeadline = 0;
    SubjectFact next = terms.firstFrom(at + 1);
    nextTermsAt = next == null ? NONE : next.occurredAt();
  }

  private void changeTerms(
      long at, Situation now, RuleRun.FindingSink findings, TimelineOutput out) {
    unchanged = null;
    Situation before = live.situation;
    live.situation = now;
    traces.terms(before.terms(), now.terms(), at, out::traces);
    live.judge.terms(at, before, now, (watch, moment) -> dispatch(watch, moment, findings));
  }

  /**
   * Goes on under other settings, if others hold from now on. Judge and rules keep what they remember: an episode that is
   * open stays open, and tells by what settings it was opened.
   *
   * @param asOf changes up to this instant, and at it, are taken
   */
  private void changeRegime(long at, long asOf, RuleRun.FindingSink findings) {
    Regime next = program.regimes().at(asOf, live.situation.terms());
    if (next.equals(live.regime)) {
      return;
    }
    unchanged = null;
    Regime before = live.regime;
    List<Run> carried = new ArrayList<>(live.runs.size());
    try {
      for (Run run : live.runs) {
        DataInput in = reread(run.run::write);
        RuleRun read = next.rules().get(run.place).read(subject, run.target, in);
        if (!read.isIdle()) {
          carried.add(new Run(run.place, run.target, read));
        }
      }
      Judge judge = new Judge(before.zones(), next.judge(), next);
      judge.read(reread(live.judge::write), live.situation);
      live.judge = judge;
    } catch (IOException e) {
      throw new IllegalStateException("what was just written cannot be read", e);
    }
    live.regime = next;
    live.take(carried);
    live.notBefore = at;
    if (!before.zones().equals(next.zones())) {
      live.judge.zones(
          next.zones(), at, live.situation, (watch, moment) -> dispatch(watch, moment, findings));
    }
  }

  /** Something that can be written. */
  private interface Written {
    void write(DataOutput out) throws IOException;
  }

  private static DataInput reread(Written written) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    written.write(new DataOutputStream(bytes));
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private void take(Deadline deadline, RuleRun.FindingSink findings, TimelineOutput out) {
    unchanged = null;
    long at = deadline.at();
    Judge.Output output = (watch, moment) -> dispatch(watch, moment, findings);
    switch (deadline.kind()) {
      case TERMS_END -> takeTerms(at, findings, out);
      case CURFEW_BEGINS -> {
        live.situation = live.situation.in(CurfewPhase.GRACE, deadline.span());
        live.judge.curfew(What.CURFEW_BEGINS, at, live.situation, output);
      }
      case GRACE_EXPIRES -> {
        live.situation = live.situation.in(CurfewPhase.IN_FORCE, deadline.span());
        live.judge.curfew(What.GRACE_EXPIRES, at, live.situation, output);
      }
      case CURFEW_ENDS -> {
        live.situation = live.situation.in(CurfewPhase.OFF, null);
        live.judge.curfew(What.CURFEW_ENDS, at, live.situation, output);
      }
      case CHECK_IN_DUE ->
          live.judge.checkInDue(
              at, Objects.requireNonNull(deadline.span()), live.situation, output);
    }
  }

  private void judge(Kept kept, TimelineOutput out, RuleRun.FindingSink findings) {
    Outcome outcome = lawfulness(kept.fact);
    if (outcome != kept.outcome && isCounted(kept.fact)) {
      if (kept.outcome != Outcome.PENDING) {
        out.tally(kept.fact.kind(), kept.outcome, -1);
      }
      out.tally(kept.fact.kind(), outcome, 1);
    }
    kept.outcome = outcome;
    if (outcome == Outcome.FACT) {
      unchanged = null;
      live.judge.observe(
          kept.fact,
          live.situation,
          new Judge.Output() {
            @Override
            public void judged(Watch watch, JudgedMoment moment) {
              dispatch(watch, moment, findings);
            }

            @Override
            public void stayed(Spot spot, boolean away) {
              stay(spot, away, out);
            }

            @Override
            public void seen(TagFix fix) {
              OrderTerms order = Objects.requireNonNull(live.situation.terms());
              traces.seen(fix, order, out::traces);
            }
          });
    } else if (kept.fact instanceof TagFact) {
      long at = kept.fact.occurredAt();
      judge(new SealedRuns.Run(at, at, 1), findings);
    }
  }

  private void stay(Spot spot, boolean away, TimelineOutput out) {
    OrderTerms terms = Objects.requireNonNull(live.situation.terms(), "a stay under no order");
    Stay stay = new Stay(subject, spot, away, Standing.of(terms));
    if (staysAgain == null) {
      stays.add(stay, false, out::stay);
    } else {
      staysAgain.add(stay);
    }
  }

  /** Tells of unlawful tag data, of which nothing but the time and the number goes further. */
  private void judge(SealedRuns.Run run, RuleRun.FindingSink findings) {
    if (!live.situation.tagAuthorised() || !live.situation.supervised()) {
      unchanged = null;
      live.judge.unlawful(
          run.from(),
          run.until(),
          run.count(),
          live.situation,
          (watch, moment) -> dispatch(watch, moment, findings));
    }
  }

  private Outcome lawfulness(Fact fact) {
    return Lawfulness.of(fact, live.situation.supervised(), live.situation.tagAuthorised());
  }

  private void wake(long at, RuleRun.FindingSink findings) {
    unchanged = null;
    for (Run run : List.copyOf(live.runs)) {
      if (run.wakeAt <= at) {
        RuleProgram rule = live.regime.rules().get(run.place);
        live.judge.wake(
            at,
            rule.watches(),
            run.target,
            live.situation,
            (watch, moment) -> tell(run.place, run.target, moment, findings));
        if (run.wakeAt <= at) {
          throw new IllegalStateException(
              "rule " + rule.id() + " wants to be woken again at the same instant " + at);
        }
      }
    }
  }

  private void dispatch(Watch watch, JudgedMoment moment, RuleRun.FindingSink findings) {
    for (int place : live.regime.rules().watching(watch)) {
      tell(place, moment.target(), moment, findings);
    }
  }

  private void tell(int place, String target, JudgedMoment moment, RuleRun.FindingSink findings) {
    int index = live.find(place, target);
    Run run =
        index >= 0
            ? live.runs.get(index)
            : new Run(place, target, live.regime.rules().get(place).start(subject, target));
    run.run.on(moment, live.situation, findings);
    live.told(index, run);
  }

  /** Gives up the days that are older than the kept ones, and sealed facts whose hold is over. */
  private void forget(long now) {
    long oldest = Math.min(dayOf(floorKept(now)), today.start);
    while (base < oldest && dirtyFrom == NONE) {
      days.remove(base);
      base += DAY;
    }
    long sealed = now - program.timeline().sealedMillis();
    for (Day day : days.headMap(dayOf(sealed), false).values()) {
      if (!day.cleared && day != today) {
        day.unpack();
        seal(day);
        day.pack(day.facts.size());
        day.cleared = true;
      }
    }
    standing.values().removeIf(finding -> finding.endedAt() != null && finding.endedAt() < base);
    stays.forget(base);
  }

  /** Deletes a day's unlawful data; of tag data it stays known that there was some. */
  private void seal(Day day) {
    List<Kept> kept = List.copyOf(day.facts);
    day.facts.clear();
    long last = Long.MIN_VALUE;
    for (Kept one : kept) {
      boolean deleted = one.outcome.isUnlawful() && one.fact.kind() != FactKind.CHECK_IN;
      if (!deleted) {
        day.facts.add(one);
      } else if (one.fact instanceof TagFact) {
        long at = one.fact.occurredAt();
        SubjectFact change = last == Long.MIN_VALUE ? null : terms.firstFrom(last + 1);
        day.sealed.add(at, change == null || change.occurredAt() > at);
        last = at;
      }
    }
  }

  /** Writes all that {@link #read} needs. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORM);
    out.writeLong(judgedUpTo);
    out.writeLong(dirtyFrom);
    out.writeLong(judgement);
    out.writeLong(base);
    out.writeLong(today.start);
    terms.write(out);
    List<Regimes.Boundary> changes = program.regimes().between(base, judgedUpTo);
    out.writeInt(changes.size());
    for (Regimes.Boundary change : changes) {
      out.writeLong(change.at());
      out.writeLong(change.what());
    }
    write(live, out);
    out.writeInt(days.size());
    Live before = null;
    for (Day day : days.values()) {
      out.writeLong(day.start);
      Live atStart = day.atStart;
      if (atStart == null) {
        out.writeByte(NO_SNAPSHOT);
      } else if (atStart == before) {
        out.writeByte(SAME_SNAPSHOT);
      } else {
        out.writeByte(OWN_SNAPSHOT);
        write(atStart, out);
      }
      before = atStart;
      day.sealed.write(out);
      day.packed.write(out);
      out.writeInt(day.facts.size());
      for (Kept kept : day.facts) {
        out.writeByte(kept.outcome.ordinal());
        FactCodec.write(kept.fact, out);
      }
    }
    List<Finding> findings = new ArrayList<>(standing.values());
    findings.sort(Finding.ORDER);
    out.writeInt(findings.size());
    for (Finding finding : findings) {
      FindingCodec.write(finding, out);
    }
    stays.write(out);
  }

  /** Reads what {@link #write} wrote, for the same program. */
  public static Timeline read(Program program, Subject subject, DataInput in) throws IOException {
    int form = in.readUnsignedByte();
    if (form != FORM) {
      throw new IOException("a timeline of form " + form + "; this build reads " + FORM);
    }
    Timeline timeline = new Timeline(program, subject, Long.MIN_VALUE);
    timeline.days.clear();
    timeline.judgedUpTo = in.readLong();
    timeline.dirtyFrom = in.readLong();
    timeline.judgement = in.readLong();
    timeline.base = in.readLong();
    long todayStart = in.readLong();
    timeline.terms = Terms.read(in, program.judge().leaveGraceMillis());
    List<Regimes.Boundary> changes = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      changes.add(new Regimes.Boundary(in.readLong(), in.readLong()));
    }
    // What came to be known of settings after they had taken effect is late, as a fact would be.
    timeline.dirtyFrom =
        Math.min(
            timeline.dirtyFrom,
            Regimes.firstDifference(
                changes, program.regimes().between(timeline.base, timeline.judgedUpTo)));
    timeline.live = timeline.readLive(timeline.judgedUpTo, in);
    timeline.unchanged = null;
    int days = in.readInt();
    Live atStart = null;
    for (int i = 0; i < days; i++) {
      long start = in.readLong();
      int snapshot = in.readUnsignedByte();
      if (snapshot != SAME_SNAPSHOT) {
        atStart = snapshot == OWN_SNAPSHOT ? timeline.readLive(start - 1, in) : null;
      }
      SealedRuns sealed = SealedRuns.read(in);
      Day day = new Day(start, PackedFacts.read(in));
      day.atStart = atStart;
      day.sealed = sealed;
      int facts = in.readInt();
      for (int j = 0; j < facts; j++) {
        Outcome outcome = OUTCOMES[in.readByte()];
        day.facts.add(new Kept(FactCodec.read(in), outcome));
      }
      timeline.days.put(day.start, day);
    }
    int findings = in.readInt();
    for (int i = 0; i < findings; i++) {
      Finding finding = FindingCodec.read(in);
      timeline.standing.put(finding.episodeId(), finding);
    }
    timeline.stays = StayLog.read(in);
    timeline.today = Objects.requireNonNull(timeline.days.get(todayStart));
    while (timeline.nextFact < timeline.today.facts.size()
        && timeline.today.facts.get(timeline.nextFact).fact.occurredAt() <= timeline.judgedUpTo) {
      timeline.nextFact++;
    }
    timeline.nextSealed = timeline.today.sealed.size();
    timeline.lookAhead();
    return timeline;
  }

  private void write(Live live, DataOutput out) throws IOException {
    Situation situation = live.situation;
    terms.writeOrder(situation.terms(), out);
    out.writeBoolean(situation.tagAuthorised());
    out.writeBoolean(situation.onLeave());
    out.writeBoolean(situation.homeward());
    Compact.writeList(situation.destinations(), Compact::writeText, out);
    out.writeBoolean(situation.checkInsSuspended());
    out.writeByte(situation.curfew().ordinal());
    TimeSpan span = situation.curfewSpan();
    out.writeLong(span == null ? 0 : span.from());
    out.writeLong(span == null ? 0 : span.until());
    terms.write(situation.record(), out);
    live.judge.write(out);
    out.writeInt(live.runs.size());
    for (Run run : live.runs) {
      out.writeUTF(live.regime.rules().get(run.place).id());
      out.writeUTF(run.target);
      run.run.write(out);
    }
  }

  /**
   * @param judgedUpTo when it was written, in event time
   */
  private Live readLive(long judgedUpTo, DataInput in) throws IOException {
    OrderTerms order = terms.readOrder(in);
    boolean tagAuthorised = in.readBoolean();
    boolean onLeave = in.readBoolean();
    boolean homeward = in.readBoolean();
    List<String> destinations = Compact.readList(Compact::readText, in);
    boolean checkInsSuspended = in.readBoolean();
    CurfewPhase phase = CurfewPhase.values()[in.readByte()];
    TimeSpan span = new TimeSpan(in.readLong(), in.readLong());
    Situation situation =
        new Situation(
            order,
            tagAuthorised,
            onLeave,
            homeward,
            destinations,
            checkInsSuspended,
            phase,
            phase == CurfewPhase.OFF ? null : span,
            terms.readRecord(in));
    Regime regime = program.regimes().at(judgedUpTo, order);
    Judge judge = judge(regime);
    judge.read(in, situation);
    int count = in.readInt();
    List<Run> runs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String id = in.readUTF();
      String target = in.readUTF();
      int place = regime.rules().placeOf(id);
      if (place < 0) {
        throw new IOException(
            "state holds a run of the rule " + id + ", which this job does not have");
      }
      runs.add(new Run(place, target, regime.rules().get(place).read(subject, target, in)));
    }
    runs.sort(Run.ORDER);
    Live live = new Live(regime, judge, situation, runs);
    live.notBefore = judgedUpTo + 1;
    return live;
  }
}

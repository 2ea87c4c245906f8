package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.health.Silences;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Signal;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.rule.Severity;
import zhijiao.core.timeline.RuleRun;

/**
 * What the rules have in common that find a silence: one wake-up at the earliest instant at which the silence could have
 * lasted too long, put off when the tag has been heard in the meantime. No fix wakes them.
 */
abstract class SilenceRule implements TimelineRule<SilenceRule.State> {

  private static final long MINUTE = 60_000;
  private static final State NOTHING = new State(null, RuleRun.NEVER);

  record State(@Nullable Finding finding, long wakeAt) {}

  private final int reportMinutes;
  private final int bufferMinutes;
  private final int escalateHours;

  /**
   * @param reportMinutes how often a tag reports whose order does not say
   */
  SilenceRule(int reportMinutes, int bufferMinutes, int escalateHours) {
    this.reportMinutes = reportMinutes;
    this.bufferMinutes = bufferMinutes;
    this.escalateHours = escalateHours;
  }

  /** Since when what is missed has been missed; {@link Signal#NEVER} when nothing has been heard. */
  abstract long missedSince(Signal signal);

  /** True when at {@code at} the silence is another rule's matter. */
  abstract boolean isAnothers(Signal signal, long at, Situation situation);

  /** When an episode that nothing ends becomes another rule's matter. */
  abstract long anothersAt(Signal signal, Situation situation);

  /** True when this moment, after the one that began the episode, ends it. */
  abstract boolean ends(JudgedMoment moment);

  abstract @Nullable Evidence lastSeen(Signal signal);

  /** True when the base station that served the tag last may be why. */
  abstract boolean namesStation();

  @Override
  public final Watch watches() {
    return Watch.SIGNAL;
  }

  @Override
  public final State initial() {
    return NOTHING;
  }

  /** The interval of the plan, milliseconds. */
  final long interval(Situation situation) {
    OrderTerms terms = Objects.requireNonNull(situation.terms());
    int planned = terms.particulars().tagReportMinutes();
    return (planned == 0 ? reportMinutes : planned) * MINUTE;
  }

  @Override
  public final State step(
      State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    Signal signal = Objects.requireNonNull(moment.signal(), "a moment of the signal");
    long at = moment.at();
    boolean over =
        !moment.targetInForce()
            || !situation.tagAuthorised()
            || missedSince(signal) == Signal.NEVER;
    Finding open = state.finding();
    if (open != null) {
      boolean anothers = !over && isPast(anothersAt(signal, situation), moment);
      if (over || anothers || ends(moment)) {
        episodes.end(open, at, moment.evidence());
        open = null;
      } else {
        return goesOn(open, moment, signal, situation, episodes);
      }
    }
    if (over) {
      return NOTHING;
    }
    long due = missedSince(signal) + interval(situation) + bufferMinutes * MINUTE;
    if (!isPast(due, moment)) {
      boolean soonEnough = state.wakeAt() > at && state.wakeAt() <= due;
      return soonEnough && state.finding() == null ? state : new State(null, due);
    }
    if (isAnothers(signal, at, situation)) {
      return NOTHING;
    }
    return goesOn(open(moment, signal, situation, episodes), moment, signal, situation, episodes);
  }

  private Finding open(JudgedMoment moment, Signal signal, Situation situation, Episodes episodes) {
    List<Evidence> evidence = new ArrayList<>();
    Evidence last = lastSeen(signal);
    if (last != null) {
      evidence.add(last);
    }
    evidence.add(moment.evidence());
    Map<String, String> particulars = new HashMap<>();
    particulars.put("intervalMinutes", Long.toString(interval(situation) / MINUTE));
    particulars.put("lastAtHome", Boolean.toString(signal.atHome()));
    if (namesStation() && signal.station() != null) {
      particulars.put(Silences.STATION, signal.station());
    }
    Severity grave = card().severity();
    return episodes.open(
        Watch.TAG_TARGET,
        moment.at(),
        situation,
        evidence,
        particulars,
        signal.atHome() ? milder(grave) : grave);
  }

  /** Raises an episode that has gone on for too long, and says when to look at it next. */
  private State goesOn(
      Finding finding, JudgedMoment moment, Signal signal, Situation situation, Episodes episodes) {
    long raiseAt = finding.openedAt() + escalateHours * 60L * MINUTE;
    Severity grave = card().severity();
    Severity first =
        Boolean.parseBoolean(finding.parameters().get("lastAtHome")) ? milder(grave) : grave;
    boolean raised = finding.severity() != first;
    Finding now = finding;
    if (!raised && isPast(raiseAt, moment)) {
      now = episodes.raise(finding, graver(first), moment.evidence());
      raised = true;
    }
    long wakeAt = anothersAt(signal, situation);
    return new State(now, raised ? wakeAt : Math.min(wakeAt, raiseAt));
  }

  /** An instant is past when everything that happened at it has been taken: what happens at a deadline is in time. */
  private static boolean isPast(long instant, JudgedMoment moment) {
    return moment.at() > instant || moment.at() == instant && moment.what() == What.WAKE;
  }

  private static Severity milder(Severity severity) {
    return Severity.values()[Math.min(severity.ordinal() + 1, Severity.values().length - 1)];
  }

  private static Severity graver(Severity severity) {
    return Severity.values()[Math.max(severity.ordinal() - 1, 0)];
  }

  @Override
  public final List<Finding> open(State state) {
    return state.finding() == null ? List.of() : List.of(state.finding());
  }

  @Override
  public final long wakeAt(State state) {
    return state.wakeAt();
  }

  @Override
  public final void write(State state, DataOutput out) throws IOException {
    out.writeBoolean(state.finding() != null);
    if (state.finding() != null) {
      FindingCodec.write(state.finding(), out);
    }
    out.writeLong(state.wakeAt());
  }

  @Override
  public final State read(DataInput in) throws IOException {
    Finding finding = in.readBoolean() ? FindingCodec.read(in) : null;
    return new State(finding, in.readLong());
  }
}

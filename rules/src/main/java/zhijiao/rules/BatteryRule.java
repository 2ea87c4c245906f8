package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.TagStatus.Event;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Signal;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.timeline.RuleRun;

/**
 * What the rules have in common that read how a battery goes down: a report gives the alarm, charging or a better report ends
 * it, and a rule may wait in between.
 */
abstract class BatteryRule implements TimelineRule<BatteryRule.State> {

  static final long HOUR = 3_600_000;

  private static final State NOTHING = new State(null, null, RuleRun.NEVER);

  /**
   * @param alarm the report that gave the alarm, while the episode has not opened
   * @param openAt when it opens if nothing better is reported
   */
  record State(@Nullable Finding finding, @Nullable Evidence alarm, long openAt) {}

  /** True when this report gives the alarm. */
  abstract boolean alarms(TagStatus status, Signal signal);

  /** True when this report ends it. */
  abstract boolean ends(TagStatus status, Signal signal);

  /** How long is waited between the alarm and the finding, milliseconds. */
  abstract long patience();

  @Override
  public final Watch watches() {
    return Watch.SIGNAL;
  }

  @Override
  public final State initial() {
    return NOTHING;
  }

  @Override
  public final State step(
      State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    Signal signal = Objects.requireNonNull(moment.signal(), "a moment of the signal");
    TagStatus status = moment.status();
    boolean over =
        !moment.targetInForce() || !situation.tagAuthorised() || signal.heardAt() == Signal.NEVER;
    boolean ended = over || status != null && ends(status, signal);
    Finding open = state.finding();
    if (open != null) {
      if (!ended) {
        return state;
      }
      episodes.end(open, moment.at(), moment.evidence());
      return NOTHING;
    }
    if (ended) {
      return NOTHING;
    }
    Evidence alarm = state.alarm();
    if (alarm != null) {
      boolean due = moment.what() == What.WAKE && moment.at() >= state.openAt();
      return due ? open(moment, situation, List.of(alarm, moment.evidence()), episodes) : state;
    }
    if (status == null || !alarms(status, signal)) {
      return state;
    }
    return patience() == 0
        ? open(moment, situation, List.of(moment.evidence()), episodes)
        : new State(null, moment.evidence(), moment.at() + patience());
  }

  private static State open(
      JudgedMoment moment, Situation situation, List<Evidence> evidence, Episodes episodes) {
    Finding finding = episodes.open(Watch.TAG_TARGET, moment.at(), situation, evidence);
    return new State(finding, null, RuleRun.NEVER);
  }

  static boolean isCharging(TagStatus status) {
    return status.event() == Event.CHARGING;
  }

  /** True when the report says a charge, and with it that the battery will be empty within so many hours. */
  static boolean forecasts(TagStatus status, Signal signal, int hours) {
    return status.batteryPercent() != null
        && !isCharging(status)
        && signal.emptyAt() != Long.MAX_VALUE
        && signal.emptyAt() - status.occurredAt() <= hours * HOUR;
  }

  @Override
  public final List<Finding> open(State state) {
    return state.finding() == null ? List.of() : List.of(state.finding());
  }

  @Override
  public final long wakeAt(State state) {
    return state.openAt();
  }

  @Override
  public final void write(State state, DataOutput out) throws IOException {
    out.writeBoolean(state.finding() != null);
    if (state.finding() != null) {
      FindingCodec.write(state.finding(), out);
    }
    out.writeBoolean(state.alarm() != null);
    if (state.alarm() != null) {
      FindingCodec.write(state.alarm(), out);
    }
    out.writeLong(state.openAt());
  }

  @Override
  public final State read(DataInput in) throws IOException {
    Finding finding = in.readBoolean() ? FindingCodec.read(in) : null;
    Evidence alarm = in.readBoolean() ? FindingCodec.readEvidence(in) : null;
    return new State(finding, alarm, in.readLong());
  }
}

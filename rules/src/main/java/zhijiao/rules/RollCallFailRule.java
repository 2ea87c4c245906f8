package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.RollCall;
import zhijiao.core.health.Silences;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.core.timeline.RuleRun;

/**
 * Roll call not answered (点验未到): the person was told to show up at a place, and until the time that the order named nothing showed
 * that the person may have been there; until the person shows up there or checks in by any means.
 *
 * <p>Of a call to a camera that was out at any instant of that time nothing is told while it is: see {@link Silences}.
 *
 * <p>Leave, custody and hospital at any instant of that time excuse it, and so does a cancellation.
 */
public final class RollCallFailRule implements TimelineRule<RollCallFailRule.State> {

  public static final RuleCard CARD =
      new RuleCard("roll-call-fail", 1, Severity.P2, "did not answer a roll call", "点验未按时到场");

  /**
   * @param order the roll call that waits, or null
   * @param camera the camera before which to stand, or null
   * @param dueAt until when it may be answered, epoch milliseconds UTC
   * @param excused whether leave was in force at any instant since it was sent
   * @param finding the episode that goes on
   */
  record State(
      @Nullable Evidence order,
      @Nullable String camera,
      long dueAt,
      boolean excused,
      @Nullable Finding finding) {}

  private static final State NOTHING = new State(null, null, RuleRun.NEVER, false, null);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.ROLL_CALL;
  }

  @Override
  public State initial() {
    return NOTHING;
  }

  @Override
  public State step(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    boolean over =
        !moment.targetInForce() || moment.what() == What.SIGHTING || moment.what() == What.CHECK_IN;
    if (over) {
      if (state.finding() != null) {
        episodes.end(state.finding(), moment.at(), moment.evidence());
      }
      return NOTHING;
    }
    if (moment.what() == What.CALLED) {
      long dueAt = Objects.requireNonNull(moment.window()).until();
      return new State(moment.evidence(), camera(moment), dueAt, moment.onLeave(), null);
    }
    Evidence order = state.order();
    if (order == null) {
      return state;
    }
    boolean excused = state.excused() || moment.onLeave();
    if (moment.what() != What.WAKE) {
      return new State(order, state.camera(), state.dueAt(), excused, null);
    }
    if (excused) {
      return NOTHING;
    }
    Map<String, String> needed =
        state.camera() == null
            ? Map.of()
            : Map.of(
                Silences.CAMERA,
                state.camera(),
                Silences.NEEDED_FROM,
                Long.toString(order.occurredAt()));
    Finding finding =
        episodes.open(
            moment.target(), moment.at(), situation, List.of(order, moment.evidence()), needed);
    return new State(null, null, RuleRun.NEVER, false, finding);
  }

  /** The camera to stand before, when the order names no place where any other would do as well. */
  private static @Nullable String camera(JudgedMoment moment) {
    RollCall.Call call = moment.fact() instanceof RollCall order ? order.call() : null;
    return call == null || call.place() != null ? null : call.camera();
  }

  @Override
  public long wakeAt(State state) {
    return state.dueAt();
  }

  @Override
  public List<Finding> open(State state) {
    return state.finding() == null ? List.of() : List.of(state.finding());
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    return new TreeMap<>();
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeBoolean(state.order() != null);
    if (state.order() != null) {
      FindingCodec.write(state.order(), out);
    }
    out.writeUTF(state.camera() == null ? "" : state.camera());
    out.writeLong(state.dueAt());
    out.writeBoolean(state.excused());
    out.writeBoolean(state.finding() != null);
    if (state.finding() != null) {
      FindingCodec.write(state.finding(), out);
    }
  }

  @Override
  public State read(DataInput in) throws IOException {
    Evidence order = in.readBoolean() ? FindingCodec.readEvidence(in) : null;
    String camera = in.readUTF();
    long dueAt = in.readLong();
    boolean excused = in.readBoolean();
    return new State(
        order,
        camera.isEmpty() ? null : camera,
        dueAt,
        excused,
        in.readBoolean() ? FindingCodec.read(in) : null);
  }
}

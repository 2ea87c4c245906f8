package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.judge.Judge;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.timeline.RuleRun;

/**
 * What the rules have in common that read a tag's reports about itself: one report opens, another ends. An episode ends
 * too when the order or the authorisation of the tag ends.
 */
abstract class TagReportRule implements TimelineRule<TagReportRule.State> {

  private static final State NOTHING = new State(null, List.of(), RuleRun.NEVER);

  /**
   * @param finding the episode that goes on, or that ended while evidence is still gathered for it
   * @param gathered what was seen since it opened and has not been added to it
   * @param gatherUntil when what was gathered is added, epoch milliseconds UTC; {@link RuleRun#NEVER} when nothing is
   */
  record State(@Nullable Finding finding, List<Evidence> gathered, long gatherUntil) {

    boolean goesOn() {
      return finding != null && finding.isOpen();
    }
  }

  /** True when this report begins an episode. */
  abstract boolean opens(TagStatus status);

  /** True when this moment, after the one that began the episode, ends it. */
  abstract boolean ends(JudgedMoment moment);

  /** True when what is seen of the person in the next fifteen minutes belongs to the finding. */
  abstract boolean gathers();

  @Override
  public final Watch watches() {
    return Watch.TAG;
  }

  @Override
  public final State initial() {
    return NOTHING;
  }

  @Override
  public final State step(
      State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    if (moment.what() == What.WAKE) {
      return gathered(state, episodes);
    }
    boolean over = !moment.targetInForce() || !situation.tagAuthorised();
    TagStatus status = moment.status();
    if (state.goesOn()) {
      Finding open = Objects.requireNonNull(state.finding());
      if (over || ends(moment)) {
        Finding ended = episodes.end(open, moment.at(), moment.evidence());
        State after = new State(ended, state.gathered(), state.gatherUntil());
        boolean wakes = state.gatherUntil() != RuleRun.NEVER && moment.targetInForce();
        return wakes ? after : gathered(after, episodes);
      }
    } else if (!moment.targetInForce()) {
      return gathered(state, episodes);
    } else if (!over && status != null && opens(status)) {
      gathered(state, episodes);
      Finding open =
          episodes.open(
              "tag",
              moment.at(),
              situation,
              List.of(moment.evidence()),
              Map.of(Finding.TAG, status.tag()));
      return new State(
          open, List.of(), gathers() ? moment.at() + Judge.ATTENTION_MILLIS : RuleRun.NEVER);
    }
    boolean seen = moment.evidence().fact() != null && moment.at() <= state.gatherUntil();
    return seen && state.gatherUntil() != RuleRun.NEVER ? with(state, moment.evidence()) : state;
  }

  private static State with(State state, Evidence evidence) {
    List<Evidence> more = new ArrayList<>(state.gathered());
    more.add(evidence);
    return new State(state.finding(), List.copyOf(more), state.gatherUntil());
  }

  /** Adds what was gathered to the episode; forgets the episode if it has ended. */
  private static State gathered(State state, Episodes episodes) {
    Finding finding = state.finding();
    if (finding == null) {
      return NOTHING;
    }
    if (!state.gathered().isEmpty()) {
      finding = episodes.grow(finding, state.gathered());
    }
    return finding.isOpen() ? new State(finding, List.of(), RuleRun.NEVER) : NOTHING;
  }

  @Override
  public final List<Finding> open(State state) {
    return TimelineRule.atMostOne(state.finding());
  }

  @Override
  public final long wakeAt(State state) {
    return state.gatherUntil();
  }

  @Override
  public final void write(State state, DataOutput out) throws IOException {
    out.writeBoolean(state.finding() != null);
    if (state.finding() != null) {
      FindingCodec.write(state.finding(), out);
    }
    out.writeInt(state.gathered().size());
    for (Evidence evidence : state.gathered()) {
      FindingCodec.write(evidence, out);
    }
    out.writeLong(state.gatherUntil());
  }

  @Override
  public final State read(DataInput in) throws IOException {
    Finding finding = in.readBoolean() ? FindingCodec.read(in) : null;
    List<Evidence> gathered = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      gathered.add(FindingCodec.readEvidence(in));
    }
    return new State(finding, List.copyOf(gathered), in.readLong());
  }
}

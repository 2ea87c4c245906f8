package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.WelfareSignal;
import zhijiao.core.fact.WelfareSignal.Level;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;

/**
 * Welfare (心理预警): somebody who is entitled to judge it has said that they are worried about a person's state of mind, until
 * somebody says that they no longer are. Only the clinician is told, and only a clinician lays it to rest.
 *
 * <p>It is never held against anyone: what was said is not known here, and the level goes nowhere else.
 */
public final class WelfareRule implements TimelineRule<WelfareRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "welfare",
          1,
          Severity.P2,
          "somebody is worried about the person",
          "心理状况预警",
          false,
          Matter.WELFARE,
          Audience.CLINICIAN);

  private static final String TARGET = "welfare";
  private static final State NOTHING = new State(Level.NONE, null);

  /** How worried somebody is now. */
  record State(Level level, @Nullable Finding open) {}

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.CASE;
  }

  @Override
  public State initial() {
    return NOTHING;
  }

  @Override
  public State step(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    Finding open = state.open();
    if (moment.what() == What.TERMS && !situation.supervised() && open != null) {
      episodes.end(open, moment.at(), moment.evidence());
      return NOTHING;
    }
    if (!(moment.fact() instanceof WelfareSignal signal)) {
      return state;
    }
    Level level = signal.level();
    if (open != null && level == state.level()) {
      return new State(level, episodes.grow(open, List.of(moment.evidence())));
    }
    if (open != null) {
      episodes.end(open, moment.at(), moment.evidence());
    }
    if (level == Level.NONE) {
      return NOTHING;
    }
    Severity severity = level == Level.ACUTE ? Severity.P1 : Severity.P2;
    return new State(
        level,
        episodes.open(
            TARGET, moment.at(), situation, List.of(moment.evidence()), Map.of(), severity));
  }

  @Override
  public List<Finding> open(State state) {
    return TimelineRule.atMostOne(state.open());
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    return new TreeMap<>();
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeByte(state.level().ordinal());
    FindingCodec.writeAll(open(state), out);
  }

  @Override
  public State read(DataInput in) throws IOException {
    Level level = Level.values()[in.readByte()];
    return new State(level, FindingCodec.readAtMostOne(in));
  }
}

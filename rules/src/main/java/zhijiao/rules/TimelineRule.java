package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.Situation;
import zhijiao.core.rule.Finding;
import zhijiao.core.timeline.RuleProgram;
import zhijiao.core.timeline.RuleRun;

/**
 * A rule that counts or waits: a pure step from state and moment to state and findings.
 *
 * @param <S> an immutable state with {@code equals}
 */
public non-sealed interface TimelineRule<S> extends PersonRule {

  /** The state before anything has happened. */
  S initial();

  /** The next state; findings that open or end go to {@code episodes}. */
  S step(S state, JudgedMoment moment, Situation situation, Episodes episodes);

  /** The findings of a state that holds one, or none: null. */
  static List<Finding> atMostOne(@Nullable Finding finding) {
    return finding == null ? List.of() : List.of(finding);
  }

  /** Findings that are open in a state. */
  List<Finding> open(S state);

  /**
   * When a state wants a {@link JudgedMoment.What#WAKE} moment, epoch milliseconds UTC, or {@link RuleRun#NEVER}. It is
   * asked at every moment, so a state knows its answer.
   */
  default long wakeAt(S state) {
    return RuleRun.NEVER;
  }

  void write(S state, DataOutput out) throws IOException;

  S read(DataInput in) throws IOException;

  @Override
  default RuleProgram program(SortedMap<String, String> marks) {
    return new StepProgram<>(this, marks);
  }
}

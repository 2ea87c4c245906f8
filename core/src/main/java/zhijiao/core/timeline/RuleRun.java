package zhijiao.core.timeline;

import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.Situation;
import zhijiao.core.rule.Finding;

/** One rule's running state for one person and target. */
public interface RuleRun {

  /** No wake-up wanted. */
  long NEVER = Long.MAX_VALUE;

  /** Takes the next moment in timeline order; gives findings that opened or ended to {@code out}. */
  void on(JudgedMoment moment, Situation situation, FindingSink out);

  /** Findings that are open now. */
  List<Finding> open();

  /** When the run wants a {@link JudgedMoment.What#WAKE} moment, epoch milliseconds UTC, or {@link #NEVER}. */
  default long wakeAt() {
    return NEVER;
  }

  /** True when the run remembers nothing and need not be kept. */
  boolean isIdle();

  /** A copy that shares nothing that can change. */
  RuleRun copy();

  void write(DataOutput out) throws IOException;

  /** Where findings go. */
  interface FindingSink {
    void accept(Finding finding);
  }
}

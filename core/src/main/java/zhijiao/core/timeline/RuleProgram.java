package zhijiao.core.timeline;

import java.io.DataInput;
import java.io.IOException;
import zhijiao.core.fact.Subject;
import zhijiao.core.judge.Watch;

/** A rule as the timeline drives it: it can start a run for one person and target, and read one back from state. */
public interface RuleProgram {

  /** The rule's id, as on its card. */
  String id();

  /** What the rule watches; one run for each target of that watch. */
  Watch watches();

  /** How many fixes of one run the rule must be told of; after so many it has seen that the run lasts. */
  int fixesOfARun();

  /** How long a run must last where staying is what the rule finds, milliseconds; 0 where being there is. */
  default long dwellMillis() {
    return 0;
  }

  RuleRun start(Subject subject, String target);

  /** Reads what {@link RuleRun#write} wrote. */
  RuleRun read(Subject subject, String target, DataInput in) throws IOException;
}

package zhijiao.rules;

import java.util.Collections;
import java.util.SortedMap;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.timeline.RuleProgram;

/**
 * A rule about one person's timeline: a sequence that is looked for ({@link PatternRule}) or a step that counts and waits
 * ({@link TimelineRule}).
 */
public sealed interface PersonRule extends Rule permits PatternRule, TimelineRule {

  Watch watches();

  /** The settings and the person's terms that a finding of this rule rests on, by name, with units. */
  SortedMap<String, String> parameters(Situation situation);

  /** The rule as a timeline drives it. */
  default RuleProgram program() {
    return program(Collections.emptySortedMap());
  }

  /**
   * The same.
   *
   * @param marks added to the parameters of whatever it finds: by which change its settings came into force
   */
  RuleProgram program(SortedMap<String, String> marks);
}

package zhijiao.core.timeline;

import java.util.List;
import zhijiao.core.judge.Condensing;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.judge.Watch;
import zhijiao.core.place.ZoneCatalog;

/**
 * What one person is judged by at one time: places, thresholds and rules. Belongs to one thread, as its rules do.
 *
 * @param rules every regime of a program has the same ones, by id, in the same order
 */
public record Regime(ZoneCatalog zones, JudgeSettings judge, List<RuleProgram> rules)
    implements Condensing {

  public Regime {
    rules = List.copyOf(rules);
  }

  /** How many fixes of one run the rules of a watch must be told of. */
  @Override
  public int fixesOfARun(Watch watch) {
    int most = 0;
    for (RuleProgram rule : rules) {
      if (rule.watches() == watch) {
        most = Math.max(most, rule.fixesOfARun());
      }
    }
    return most;
  }

  @Override
  public long dwellMillis(Watch watch) {
    long longest = 0;
    for (RuleProgram rule : rules) {
      if (rule.watches() == watch) {
        longest = Math.max(longest, rule.dwellMillis());
      }
    }
    return longest;
  }

  /** The rule of that id, or null. */
  @org.jspecify.annotations.Nullable
  RuleProgram find(String id) {
    for (RuleProgram rule : rules) {
      if (rule.id().equals(id)) {
        return rule;
      }
    }
    return null;
  }
}

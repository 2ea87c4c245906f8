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
public record Regime(ZoneCatalog zones, JudgeSettings judge, RuleTable rules)
    implements Condensing {

  public Regime(ZoneCatalog zones, JudgeSettings judge, List<RuleProgram> rules) {
    this(zones, judge, new RuleTable(rules));
  }

  /** How many fixes of one run the rules of a watch must be told of. */
  @Override
  public int fixesOfARun(Watch watch) {
    return rules.fixesOfARun(watch);
  }

  @Override
  public long dwellMillis(Watch watch) {
    return rules.dwellMillis(watch);
  }
}

package zhijiao.core.timeline;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.judge.Watch;

/**
 * The rules of a {@link Regime} in the order of the catalogue, and which of them watch what: looked up for every fix and for
 * every target of new terms.
 */
public final class RuleTable {

  private static final Watch[] WATCHES = Watch.values();

  private final List<RuleProgram> rules;

  /** By watch: the places of the rules that watch it. */
  private final int[][] watching = new int[WATCHES.length][];

  private final int[] fixesOfARun = new int[WATCHES.length];
  private final long[] dwellMillis = new long[WATCHES.length];

  RuleTable(List<RuleProgram> rules) {
    this.rules = List.copyOf(rules);
    for (Watch watch : WATCHES) {
      int[] places = new int[rules.size()];
      int count = 0;
      for (int place = 0; place < places.length; place++) {
        RuleProgram rule = this.rules.get(place);
        if (rule.watches() == watch) {
          int of = watch.ordinal();
          places[count++] = place;
          fixesOfARun[of] = Math.max(fixesOfARun[of], rule.fixesOfARun());
          dwellMillis[of] = Math.max(dwellMillis[of], rule.dwellMillis());
        }
      }
      watching[watch.ordinal()] = Arrays.copyOf(places, count);
    }
  }

  RuleProgram get(int place) {
    return rules.get(place);
  }

  /** Places of the rules of a watch, in order; not to be changed. */
  int[] watching(Watch watch) {
    return watching[watch.ordinal()];
  }

  /** The most fixes of one run of which a rule of the watch must be told. */
  int fixesOfARun(Watch watch) {
    return fixesOfARun[watch.ordinal()];
  }

  /** The longest that a run must last for a rule of the watch, milliseconds; 0 where being there is enough. */
  long dwellMillis(Watch watch) {
    return dwellMillis[watch.ordinal()];
  }

  /** The place of the rule of that id, or −1. */
  int placeOf(String id) {
    for (int place = 0; place < rules.size(); place++) {
      if (rules.get(place).id().equals(id)) {
        return place;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RuleTable table && rules.equals(table.rules);
  }

  @Override
  public int hashCode() {
    return rules.hashCode();
  }
}

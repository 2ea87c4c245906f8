package zhijiao.rules;

import java.time.Duration;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;

/** Sequences that several rules look for. */
final class Sequences {

  private Sequences() {}

  static SimpleCondition<JudgedMoment> when(FilterFunction<JudgedMoment> condition) {
    return SimpleCondition.of(condition);
  }

  /**
   * A run of fixes on the wrong side that shows persistence: its first fix, nothing that breaks the run, and a moment at
   * which it has lasted.
   *
   * @param wrong a fix on the wrong side
   * @param broken a moment that breaks the run
   * @param lasted a moment at which the run shows persistence
   */
  static Pattern<JudgedMoment, ?> lasting(
      FilterFunction<JudgedMoment> wrong,
      FilterFunction<JudgedMoment> broken,
      FilterFunction<JudgedMoment> lasted) {
    return Pattern.<JudgedMoment>begin("first", AfterMatchSkipStrategy.skipPastLastEvent())
        .where(when(moment -> moment.what() == What.FIX && wrong.filter(moment)))
        .notFollowedBy("broken")
        .where(when(moment -> beginsRun(moment) || broken.filter(moment)))
        .followedBy("lasted")
        .where(when(lasted));
  }

  /** Fixes of a run before this one say nothing any more. */
  private static boolean beginsRun(JudgedMoment moment) {
    return moment.what() == What.FIX && moment.presence().count() == 1;
  }

  /**
   * Seen on the wrong side by a fix or a camera, nothing to the contrary, and seen there by a camera still.
   *
   * @param wrong an observation that accuses
   * @param back a moment after which the person may be where they should be
   * @param within the longest time from the first observation to the sighting, exclusive
   */
  static Pattern<JudgedMoment, ?> corroborated(
      FilterFunction<JudgedMoment> wrong, FilterFunction<JudgedMoment> back, Duration within) {
    return Pattern.<JudgedMoment>begin("first", AfterMatchSkipStrategy.skipPastLastEvent())
        .where(when(wrong))
        .notFollowedBy("back")
        .where(when(back))
        .followedBy("seen")
        .where(when(moment -> moment.what() == What.SIGHTING && wrong.filter(moment)))
        .within(within);
  }

  /** One sighting that needs no second: a person has compared the faces, or the score is very high. */
  static Pattern<JudgedMoment, ?> recognised(FilterFunction<JudgedMoment> wrong) {
    return Pattern.<JudgedMoment>begin("recognised", AfterMatchSkipStrategy.skipPastLastEvent())
        .where(
            when(
                moment ->
                    moment.what() == What.SIGHTING && moment.alone() && wrong.filter(moment)));
  }

  /** One moment that needs no second. */
  static Pattern<JudgedMoment, ?> once(FilterFunction<JudgedMoment> wrong) {
    return Pattern.<JudgedMoment>begin("once", AfterMatchSkipStrategy.skipPastLastEvent())
        .where(when(wrong));
  }
}

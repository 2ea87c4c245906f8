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
   * Seen on the wrong side, not seen or possibly back on the right one, and seen on the wrong side still.
   *
   * @param wrong an observation that accuses
   * @param back a moment after which the person may be where they should be
   * @param still an observation that accuses and shows persistence
   * @param within the longest time from the first observation to the last
   */
  static Pattern<JudgedMoment, ?> persisting(
      FilterFunction<JudgedMoment> wrong,
      FilterFunction<JudgedMoment> back,
      FilterFunction<JudgedMoment> still,
      Duration within) {
    return Pattern.<JudgedMoment>begin("first", AfterMatchSkipStrategy.skipPastLastEvent())
        .where(when(wrong))
        .notFollowedBy("back")
        .where(when(back))
        .followedBy("still")
        .where(when(still))
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
}

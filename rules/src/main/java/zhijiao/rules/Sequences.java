package zhijiao.rules;

import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;

/** Sequences that several rules look for. */
final class Sequences {

  /** An observation is told with the satellite fix after it, which comes no later. */
  private static final long WAIT_FOR_FIX_MILLIS = 600_001;

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

  /**
   * Seen on the wrong side where nobody who wore the tag could have been, by somebody who has compared the faces or met the
   * person.
   */
  static Pattern<JudgedMoment, ?> knownApart(FilterFunction<JudgedMoment> wrong) {
    return once(moment -> moment.alone() && isApart(moment) && wrong.filter(moment));
  }

  /**
   * Seen on the wrong side twice where nobody who wore the tag could have been, and not with the tag between. No match is
   * skipped: of two beginnings the earlier may find nothing to go with, and a later one's match would wait until it is given up. A
   * beginning that has found a second may go with a third: without the second it would.
   *
   * @param wrong an observation that accuses
   * @param back a moment that excuses
   * @param separation what two observations must be to count as two
   */
  static Pattern<JudgedMoment, ?> seenApart(
      FilterFunction<JudgedMoment> wrong,
      FilterFunction<JudgedMoment> back,
      PersonTagSeparationRule.Settings separation) {
    Duration longest = Duration.ofMinutes(separation.pairMinutes()).plusMillis(WAIT_FOR_FIX_MILLIS);
    return Pattern.<JudgedMoment>begin("first", AfterMatchSkipStrategy.noSkip())
        .where(when(moment -> isApart(moment) && wrong.filter(moment)))
        .notFollowedBy("back")
        .where(when(moment -> moment.what() == What.TOGETHER || back.filter(moment)))
        .followedByAny("second")
        .where(
            new IterativeCondition<JudgedMoment>() {
              @Override
              public boolean filter(JudgedMoment moment, Context<JudgedMoment> soFar)
                  throws Exception {
                return isApart(moment) && wrong.filter(moment) && isPair(moment, soFar, separation);
              }
            })
        .within(longest);
  }

  private static boolean isPair(
      JudgedMoment moment,
      IterativeCondition.Context<JudgedMoment> soFar,
      PersonTagSeparationRule.Settings separation)
      throws Exception {
    JudgedMoment first = soFar.getEventsForPattern("first").iterator().next();
    String by = by(first);
    String laterBy = by(moment);
    return by != null
        && laterBy != null
        && separation.isPair(by, seen(first).occurredAt(), laterBy, seen(moment).occurredAt());
  }

  private static @Nullable String by(JudgedMoment moment) {
    return PersonTagSeparationRule.by(seen(moment));
  }

  private static Fact seen(JudgedMoment moment) {
    return Objects.requireNonNull(moment.fact());
  }

  /** A telephone's claim says nothing of where a person is. */
  private static boolean isApart(JudgedMoment moment) {
    return moment.what() == What.SEEN_APART && by(moment) != null;
  }

  /** The person was seen: by the tag or a camera, or apart from the tag. */
  static boolean isSeen(JudgedMoment moment) {
    return moment.isObservation() || isApart(moment);
  }

  /** Leave begins. */
  static boolean isLeave(JudgedMoment moment) {
    return moment.what() == What.TERMS && moment.onLeave();
  }

  /** One moment that needs no second. */
  static Pattern<JudgedMoment, ?> once(FilterFunction<JudgedMoment> wrong) {
    return Pattern.<JudgedMoment>begin("once", AfterMatchSkipStrategy.skipPastLastEvent())
        .where(when(wrong));
  }
}

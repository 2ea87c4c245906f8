package zhijiao.core.judge;

import org.jspecify.annotations.Nullable;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.place.Containment;
import zhijiao.core.rule.Evidence;
import zhijiao.core.time.TimeSpan;

/**
 * What the rules of {@link Watch#CASE} are told. The case is a target that is always there, with an order or without, and
 * needs no memory of its own.
 */
final class CaseMoments {

  private CaseMoments() {}

  static void tell(
      What what,
      long at,
      Situation situation,
      @Nullable TimeSpan window,
      Evidence evidence,
      Judge.Output out) {
    tell(what, at, Presence.UNKNOWN, situation, window, evidence, out);
  }

  /** Tag data that may not be judged: how many reports, and from when to when. */
  static void unlawful(long from, long until, int count, Situation situation, Judge.Output out) {
    Presence run =
        new Presence(Containment.UNSURE, Containment.UNSURE, count, from, until, null, false);
    Evidence evidence =
        new Evidence(null, null, "tag data without authorisation", from, null, 0, null, Double.NaN);
    tell(What.UNLAWFUL, from, run, situation, null, evidence, out);
  }

  private static void tell(
      What what,
      long at,
      Presence run,
      Situation situation,
      @Nullable TimeSpan window,
      Evidence evidence,
      Judge.Output out) {
    out.judged(
        Watch.CASE,
        new JudgedMoment(
            what,
            at,
            Watch.CASE_TARGET,
            Containment.UNSURE,
            run,
            situation.supervised(),
            situation.onLeave(),
            situation.checkInsSuspended(),
            situation.curfew(),
            false,
            window,
            evidence));
  }
}

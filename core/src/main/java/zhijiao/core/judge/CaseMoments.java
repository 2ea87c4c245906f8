package zhijiao.core.judge;

import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.CaseFact;
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
    tell(what, at, Presence.UNKNOWN, situation, window, evidence, null, out);
  }

  /** Study, service or a signal: its kind in words, and the fact itself for who must read more of it. */
  static void reported(CaseFact fact, Situation situation, Judge.Output out) {
    Evidence evidence = Evidence.ofFact(fact, fact.kind().word().replace('-', ' '));
    tell(What.REPORTED, fact.occurredAt(), Presence.UNKNOWN, situation, null, evidence, fact, out);
  }

  /** Tag data that may not be judged: how many reports, and from when to when. */
  static void unlawful(long from, long until, int count, Situation situation, Judge.Output out) {
    Presence run =
        new Presence(Containment.UNSURE, Containment.UNSURE, count, from, until, null, false);
    Evidence evidence = Evidence.ofInstant("tag data without authorisation", from);
    tell(What.UNLAWFUL, from, run, situation, null, evidence, null, out);
  }

  private static void tell(
      What what,
      long at,
      Presence run,
      Situation situation,
      @Nullable TimeSpan window,
      Evidence evidence,
      @Nullable CaseFact fact,
      Judge.Output out) {
    out.judged(
        Watch.CASE,
        new MomentDraft(what, at, Watch.CASE_TARGET, situation, evidence)
            .inForce(situation.supervised())
            .presence(run)
            .window(window)
            .fact(fact)
            .done());
  }
}

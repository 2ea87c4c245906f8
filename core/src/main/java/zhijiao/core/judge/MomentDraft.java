package zhijiao.core.judge;

import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.place.Containment;
import zhijiao.core.rule.Evidence;
import zhijiao.core.time.TimeSpan;

/**
 * A {@link JudgedMoment} while it is put together. What is not said of it is as of a moment in which nothing was observed, of a
 * target that is in force.
 */
final class MomentDraft {

  private final What what;
  private final long at;
  private final String target;
  private final Situation situation;
  private final Evidence evidence;
  private Containment containment = Containment.UNSURE;
  private Presence presence = Presence.UNKNOWN;
  private boolean inForce = true;
  private boolean onLeave;
  private boolean alone;
  private @Nullable TimeSpan window;
  private @Nullable Fact fact;
  private @Nullable Evidence against;
  private @Nullable Signal signal;

  MomentDraft(What what, long at, String target, Situation situation, Evidence evidence) {
    this.what = what;
    this.at = at;
    this.target = target;
    this.situation = situation;
    this.evidence = evidence;
    this.onLeave = situation.onLeave();
  }

  /** Of a target that leave may excuse, or the way back from it. */
  static MomentDraft of(What what, long at, Target target, Situation situation, Evidence evidence) {
    MomentDraft draft = new MomentDraft(what, at, target.id, situation, evidence);
    draft.onLeave = target.isExcused(situation);
    return draft;
  }

  MomentDraft containment(Containment where) {
    containment = where;
    return this;
  }

  MomentDraft presence(Presence run) {
    presence = run;
    return this;
  }

  MomentDraft inForce(boolean isInForce) {
    inForce = isInForce;
    return this;
  }

  MomentDraft alone(boolean needsNoSecond) {
    alone = needsNoSecond;
    return this;
  }

  MomentDraft window(@Nullable TimeSpan due) {
    window = due;
    return this;
  }

  MomentDraft fact(@Nullable Fact reported) {
    fact = reported;
    return this;
  }

  MomentDraft against(@Nullable Evidence contradicted) {
    against = contradicted;
    return this;
  }

  MomentDraft signal(Signal heard) {
    signal = heard;
    return this;
  }

  JudgedMoment done() {
    return new JudgedMoment(
        what,
        at,
        target,
        containment,
        presence,
        inForce,
        onLeave,
        situation.checkInsSuspended(),
        situation.curfew(),
        alone,
        window,
        evidence,
        fact,
        against,
        signal);
  }
}

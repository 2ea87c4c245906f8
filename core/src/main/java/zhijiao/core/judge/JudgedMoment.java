package zhijiao.core.judge;

import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.place.Containment;
import zhijiao.core.rule.Evidence;
import zhijiao.core.time.TimeSpan;

/**
 * What a rule reads: one moment of a person's timeline, as far as it concerns one target.
 *
 * <p>Moments of one target come in timeline order. Of a run of equal observations only the first few are passed on (see
 * {@link Judge}).
 *
 * @param at epoch milliseconds UTC
 * @param target id of the target, see {@link Watch}
 * @param containment of this observation against the target; {@link Containment#UNSURE} when the moment is none
 * @param presence what is known about the person and the target, this moment included
 * @param targetInForce false when the terms no longer name the target
 * @param onLeave true while approved leave is in force; for the permitted area also while the person may still be on the
 *     way back from it and has not surely come back
 * @param checkInsSuspended true while leave that lifts check-ins is in force
 * @param curfew phase of the curfew after this moment
 * @param alone true for a sighting that needs no second one: verified by a person, or of very high score
 * @param window the check-in window that is due; when grace expires, from the beginning of that grace to the end of the
 *     curfew; else null
 * @param evidence the fact or deadline of this moment
 * @param fact what was reported, where rules must read more of it than the evidence says; else null
 * @param against what the evidence of this moment contradicts, for a moment of two observations; else null
 * @param signal how the tag has been heard, for {@link Watch#SIGNAL}
 */
public record JudgedMoment(
    What what,
    long at,
    String target,
    Containment containment,
    Presence presence,
    boolean targetInForce,
    boolean onLeave,
    boolean checkInsSuspended,
    CurfewPhase curfew,
    boolean alone,
    @Nullable TimeSpan window,
    Evidence evidence,
    @Nullable Fact fact,
    @Nullable Evidence against,
    @Nullable Signal signal) {

  /** What kind of moment it is. */
  public enum What {
    /** A fix; one that is unsure only where it is to the contrary of what was seen before. */
    FIX,
    /** A plausible sighting above the match threshold. */
    SIGHTING,
    /** A check-in that was accepted. */
    CHECK_IN,
    /** Terms changed: order, authorisation, leave; or the tag was taken off. */
    TERMS,
    CURFEW_BEGINS,
    GRACE_EXPIRES,
    CURFEW_ENDS,
    /** A check-in window and its grace are over. */
    CHECK_IN_DUE,
    /** The rule asked to be woken now. */
    WAKE,
    /** The tag reports about itself. */
    STATUS,
    /** A person was where the tag, or what a telephone claims, says that the person was not. */
    APART,
    /** A person and their tag were seen together; told with the satellite fix after. */
    TOGETHER,
    /** Seen at two places, one too soon after the other. */
    LEAP,
    /** The person is told to show up somewhere. */
    CALLED,
    /** Tag data that no authorisation covers came; {@code presence} says how many, and from when to when. */
    UNLAWFUL,
    /** Something was done or said in the case: study, service, a signal; {@code fact} is it. */
    REPORTED,
    /**
     * A night is over: surely away from home and in one place from its first hour to its last, seen at home in it, or
     * neither, by its containment in home. A night that was not seen whole, or touched by leave, is neither.
     */
    NIGHT,
    /**
     * A night that was seen whole and that leave did not touch is over; {@code presence} says since when, and of a thousand
     * satellite fixes of it how many were surely away from home.
     */
    NIGHT_SEEN,
    /**
     * Seen where nobody who wore the tag could have been; told with the satellite fix after it, of a place from which the tag
     * says nothing of the person any more. {@code fact} is what was seen, {@code against} the tag's fix, and {@code alone} says
     * whether somebody has compared the faces or met the person.
     */
    SEEN_APART,
    /**
     * The satellite fixes up to now were all measured in the place, and their mean, which is the evidence, is surely in it; {@code
     * presence} says how many they are and since when, and the last of them.
     */
    MEAN
  }

  /** The same of another target. */
  public JudgedMoment of(String otherTarget) {
    return new JudgedMoment(
        what,
        at,
        otherTarget,
        containment,
        presence,
        targetInForce,
        onLeave,
        checkInsSuspended,
        curfew,
        alone,
        window,
        evidence,
        fact,
        against,
        signal);
  }

  /** What the tag reported about itself, when the moment is such a report; else null. */
  public @Nullable TagStatus status() {
    return fact instanceof TagStatus status ? status : null;
  }

  public boolean isObservation() {
    return what == What.FIX || what == What.SIGHTING;
  }

  public boolean inside() {
    return containment == Containment.INSIDE;
  }

  public boolean outside() {
    return containment == Containment.OUTSIDE;
  }
}

package zhijiao.core.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Seat;
import zhijiao.core.time.TimeSpan;

/**
 * The terms that hold for one person at one instant.
 *
 * @param terms the order in force, or null when the person is not under supervision
 * @param onLeave true on leave, in custody and in hospital
 * @param checkInsSuspended true when leave lifts check-ins, in custody and in hospital
 * @param tagAuthorised true when an authorisation of electronic positioning covers the instant
 * @param homeward true when leave ended so shortly before that the person may still be on the way back
 * @param destinations ids of the zones to which the leave in force was approved, in order; empty when there is none, or
 *     when it names none
 * @param curfewSpan the curfew in whose span the instant lies, or null
 * @param record what had been decided and told in the case by then
 */
public record Situation(
    @Nullable OrderTerms terms,
    boolean tagAuthorised,
    boolean onLeave,
    boolean homeward,
    List<String> destinations,
    boolean checkInsSuspended,
    CurfewPhase curfew,
    @Nullable TimeSpan curfewSpan,
    CaseRecord record) {

  /** Without leave. */
  public Situation(
      @Nullable OrderTerms terms,
      boolean tagAuthorised,
      boolean checkInsSuspended,
      CurfewPhase curfew,
      @Nullable TimeSpan curfewSpan,
      CaseRecord record) {
    this(
        terms,
        tagAuthorised,
        false,
        false,
        List.of(),
        checkInsSuspended,
        curfew,
        curfewSpan,
        record);
  }

  /** Before anything is known about a person. */
  public static final Situation UNKNOWN =
      new Situation(null, false, false, CurfewPhase.OFF, null, CaseRecord.EMPTY);

  public boolean supervised() {
    return terms != null;
  }

  /**
   * True when the same holds in both. How far back a curfew without interruption is followed is not a difference.
   */
  public boolean isAs(Situation other) {
    return in(curfew, null).equals(other.in(other.curfew, null));
  }

  /** The same terms in another phase of a curfew. */
  public Situation in(CurfewPhase phase, @Nullable TimeSpan span) {
    return new Situation(
        terms,
        tagAuthorised,
        onLeave,
        homeward,
        destinations,
        checkInsSuspended,
        phase,
        span,
        record);
  }

  /** Who is in charge of the person, order or not; null when nobody is known to be. */
  public @Nullable Seat seat() {
    return terms == null ? record.seat() : CaseRecord.seatOf(terms);
  }
}

package zhijiao.core.judge;

import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.time.TimeSpan;

/**
 * The terms that hold for one person at one instant.
 *
 * @param terms the order in force, or null when the person is not under supervision
 * @param tagAuthorised true when an authorisation of electronic positioning covers the instant
 * @param curfewSpan the curfew in whose span the instant lies, or null
 */
public record Situation(
    @Nullable OrderTerms terms,
    boolean tagAuthorised,
    boolean onLeave,
    boolean checkInsSuspended,
    CurfewPhase curfew,
    @Nullable TimeSpan curfewSpan) {

  /** Before anything is known about a person. */
  public static final Situation UNKNOWN =
      new Situation(null, false, false, false, CurfewPhase.OFF, null);

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
    return new Situation(terms, tagAuthorised, onLeave, checkInsSuspended, phase, span);
  }
}

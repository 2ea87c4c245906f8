package zhijiao.core.proximity;

import zhijiao.core.fact.Subject;
import zhijiao.core.place.Containment;

/**
 * One comparison of somebody who must keep away with where the protected person was shortly before or after.
 *
 * @param at the later of both instants, epoch milliseconds UTC
 * @param trace of who must keep away
 * @param distanceMetres between the two, as measured
 * @param accuracyMetres both radii of error together
 */
public record Nearness(
    String person, Subject who, long at, Trace trace, double distanceMetres, float accuracyMetres) {

  /** Whether the two were surely within so many metres of each other. */
  public Containment within(int metres) {
    return Containment.of(distanceMetres - metres, accuracyMetres);
  }
}

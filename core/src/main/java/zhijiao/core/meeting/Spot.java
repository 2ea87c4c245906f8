package zhijiao.core.meeting;

import java.util.List;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.GeoPoint;

/**
 * Where satellite fixes of one slot, which lie at one place, show somebody.
 *
 * @param first the first of them
 * @param at when that was, epoch milliseconds UTC
 * @param until when the last of them was, epoch milliseconds UTC
 * @param fixes how many there are, 1 or more
 * @param point their mean, WGS-84; each counts once, whatever it claims of its error
 * @param accuracyMetres the radius of error that they claim, its root mean square
 * @param scatter the sum of the squares of their distances from the mean, square metres
 */
public record Spot(
    FactId first,
    long at,
    long until,
    int fixes,
    GeoPoint point,
    float accuracyMetres,
    float scatter) {

  /**
   * The spot that these fixes show.
   *
   * @param fixes in order of time, at least one
   * @param mean of where they were measured
   */
  public static Spot of(List<TagFix> fixes, GeoPoint mean) {
    int count = fixes.size();
    double squares = 0;
    double scatter = 0;
    for (TagFix fix : fixes) {
      squares += (double) fix.accuracyMetres() * fix.accuracyMetres();
      double metres = count == 1 ? 0 : mean.distanceMetres(fix.point());
      scatter += metres * metres;
    }
    return new Spot(
        fixes.get(0).id(),
        fixes.get(0).occurredAt(),
        fixes.get(count - 1).occurredAt(),
        count,
        mean,
        (float) Math.sqrt(squares / count),
        (float) scatter);
  }

  /** The mean of where these fixes were measured. */
  public static GeoPoint meanOf(List<TagFix> fixes) {
    long latE7 = 0;
    long lonE7 = 0;
    for (TagFix fix : fixes) {
      latE7 += fix.point().latE7();
      lonE7 += fix.point().lonE7();
    }
    return GeoPoint.mean(latE7, lonE7, fixes.size());
  }
}

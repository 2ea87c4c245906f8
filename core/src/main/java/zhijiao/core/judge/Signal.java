package zhijiao.core.judge;

import org.jspecify.annotations.Nullable;
import zhijiao.core.rule.Evidence;

/**
 * How a person's tag has been heard, up to one moment. Only reports count that may lawfully be judged; when an authorisation
 * begins or ends, and when the tag is taken off, nothing has been heard yet.
 *
 * @param heardAt when the tag last reported anything, this moment included; {@link #NEVER} when it has not
 * @param silentFrom when it last reported anything before this moment; {@link #NEVER} when it has not
 * @param goodFixes so many good satellite fixes in a row had come by {@code silentFrom}, the last of them then
 * @param noSatelliteFrom when the last satellite fix came, or when the tag was heard again after a long silence, whichever is
 *     later; {@link #NEVER} when it has not been heard
 * @param off true when its last report was that it is being switched off
 * @param batteryPercent the charge reported last since it was charged, or −1
 * @param emptyAt when its battery is empty as far as the last reports tell; {@link Long#MAX_VALUE} when they do not
 * @param atHome true when the person was surely at home when the tag was last heard, as far as is known
 * @param station the base station by which the tag sent last, or null when that is not known
 * @param stationBefore the base station that served the last fix up to {@code silentFrom}, or null when that is not known
 * @param fixBefore the last fix of any kind up to {@code silentFrom}
 * @param lastFix the last fix of any kind
 * @param lastSatelliteFix the last fix by satellite
 */
public record Signal(
    long heardAt,
    long silentFrom,
    int goodFixes,
    long noSatelliteFrom,
    boolean off,
    int batteryPercent,
    long emptyAt,
    boolean atHome,
    @Nullable String station,
    @Nullable String stationBefore,
    @Nullable Evidence fixBefore,
    @Nullable Evidence lastFix,
    @Nullable Evidence lastSatelliteFix) {

  /** What has not been heard. */
  public static final long NEVER = Long.MIN_VALUE;
}

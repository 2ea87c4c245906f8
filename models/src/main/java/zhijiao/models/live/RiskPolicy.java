package zhijiao.models.live;

import java.util.Set;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.timeline.Horizon;
import zhijiao.models.tier.TierPolicy;

/**
 * What scoring must be told.
 *
 * @param horizon nothing was observed before it, so nothing before it counts as exposure; and nothing is scored outside it
 * @param keptMillis how far back scores are corrected when something comes late, milliseconds
 * @param lasting rules whose alerts are closed with a note only
 */
public record RiskPolicy(
    HolidayCalendar calendar,
    Horizon horizon,
    long keptMillis,
    Set<String> lasting,
    TierPolicy tiers) {

  public RiskPolicy {
    lasting = Set.copyOf(lasting);
  }
}

package zhijiao.models.live;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import zhijiao.core.fact.ActivityPolicy;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.timeline.Horizon;
import zhijiao.models.tier.TierPolicy;

/**
 * What scoring must be told.
 *
 * @param horizon nothing was observed before it, so nothing before it counts as exposure; and nothing is scored outside it
 * @param keptMillis how far back scores are corrected when something comes late, milliseconds
 * @param regulations how much study and service each tier owes where an order says nothing, from when on, epoch milliseconds UTC
 * @param lasting rules whose alerts are closed with a note only
 */
public record RiskPolicy(
    HolidayCalendar calendar,
    Horizon horizon,
    long keptMillis,
    SortedMap<Long, ActivityPolicy> regulations,
    Set<String> lasting,
    TierPolicy tiers) {

  public RiskPolicy {
    lasting = Set.copyOf(lasting);
    regulations = Collections.unmodifiableSortedMap(new TreeMap<>(regulations));
  }
}

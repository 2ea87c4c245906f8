package zhijiao.core.meeting;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Tier;

/**
 * What a finding about several people must know of the order that each of them is under.
 *
 * @param group the case in which the person was convicted with others (同案), or null
 */
public record Standing(
    @Nullable String group, ZoneId zone, String county, String office, Tier tier, boolean minor) {

  public static Standing of(OrderTerms terms) {
    return new Standing(
        terms.particulars().caseGroup(),
        terms.zone(),
        terms.county(),
        terms.office(),
        terms.tier(),
        terms.minor());
  }
}

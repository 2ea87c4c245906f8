package zhijiao.rules;

import java.util.SortedMap;
import java.util.TreeMap;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.TagStatus.Event;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.Situation;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;

/**
 * Power off (关机): the tag reports that it is being switched off, until it reports anything else. A matter of the device, and
 * no violation: batteries run flat, and tags switch themselves off before they do.
 */
public final class PowerOffRule extends TagReportRule {

  public static final RuleCard CARD =
      new RuleCard(
          "power-off",
          1,
          Severity.P3,
          "the tag was switched off",
          "电子定位装置关机",
          true,
          Matter.EQUIPMENT,
          Audience.OFFICE);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  boolean opens(TagStatus status) {
    return status.event() == Event.POWER_OFF;
  }

  @Override
  boolean ends(JudgedMoment moment) {
    boolean sign = moment.status() != null || moment.isObservation();
    return sign
        && moment.evidence().kind() != FactKind.SIGHTING
        && !(moment.status() != null && moment.status().event() == Event.POWER_OFF);
  }

  @Override
  boolean gathers() {
    return false;
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    return new TreeMap<>();
  }
}

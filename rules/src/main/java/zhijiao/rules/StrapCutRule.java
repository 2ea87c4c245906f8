package zhijiao.rules;

import java.util.SortedMap;
import java.util.TreeMap;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.TagStatus.Event;
import zhijiao.core.judge.Judge;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.Situation;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;

/**
 * Strap cut (剪断表带): the tag reports that its strap was cut, until it reports that the strap is closed. However soon that is,
 * only a person lays the alert to rest: a strap that was cut and mended in minutes has been the beginning of crimes that an
 * ignored alert did not prevent.
 */
public final class StrapCutRule extends TagReportRule {

  public static final RuleCard CARD =
      new RuleCard(
          "strap-cut",
          1,
          Severity.P1,
          "the strap of the tag was cut",
          "电子定位装置表带被剪断",
          false,
          Matter.CONDUCT,
          Audience.OFFICE);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  boolean opens(TagStatus status) {
    return status.event() == Event.STRAP_CUT;
  }

  @Override
  boolean ends(JudgedMoment moment) {
    return moment.status() != null && moment.status().event() == Event.STRAP_CLOSED;
  }

  @Override
  boolean gathers() {
    return true;
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("evidenceMinutes", Long.toString(Judge.ATTENTION_MILLIS / 60_000));
    return parameters;
  }
}

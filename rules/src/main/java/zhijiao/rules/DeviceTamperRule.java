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
 * Device tamper (拆解装置): the tag reports that its case was opened, until it reports that the case is closed. Only a person
 * lays the alert to rest.
 */
public final class DeviceTamperRule extends TagReportRule {

  public static final RuleCard CARD =
      new RuleCard(
          "device-tamper",
          1,
          Severity.P1,
          "the case of the tag was opened",
          "电子定位装置外壳被拆开",
          false,
          Matter.CONDUCT,
          Audience.OFFICE);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  boolean opens(TagStatus status) {
    return status.event() == Event.CASE_OPENED;
  }

  @Override
  boolean ends(JudgedMoment moment) {
    return moment.status() != null && moment.status().event() == Event.CASE_CLOSED;
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

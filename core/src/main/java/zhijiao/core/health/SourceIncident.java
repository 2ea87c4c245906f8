package zhijiao.core.health;

import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.time.SupervisionDay;

/**
 * The form of what is found of a source: a finding of nobody, whose subject is the source and whose target is its kind.
 *
 * @param source as {@link SourceKind#name} gives it
 */
record SourceIncident(String source, RuleCard card) {

  /** The parameter that says how many people or tags an incident concerns. */
  static final String CONCERNED = "concerned";

  /** It has not ended. */
  static final long GOES_ON = Long.MAX_VALUE;

  /** Hours of supervision days are reckoned where all supervision is. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /**
   * @param foundAt epoch milliseconds UTC
   * @param until epoch milliseconds UTC, or {@link #GOES_ON}
   * @param county where all whom it concerns are, or empty
   * @param office where all of these are, or empty
   */
  Finding finding(
      long foundAt,
      long until,
      List<Evidence> evidence,
      SortedMap<String, String> parameters,
      String county,
      String office) {
    return new Finding(
        card.id(),
        card.version(),
        card.severity(),
        new Subject(source),
        SourceKind.of(source).word(),
        SupervisionDay.of(foundAt, ZONE).date(),
        foundAt,
        until == GOES_ON ? null : (Long) until,
        evidence,
        parameters,
        county,
        office,
        Tier.GENERAL,
        false);
  }

  /**
   * What is told of an incident.
   *
   * @param stands the incident, or null when it is taken back
   * @param upTo event time up to which was judged, epoch milliseconds UTC
   */
  static FindingChange change(
      Finding incident, @Nullable Finding stands, long judgement, long upTo) {
    return new FindingChange(
        AlertKey.of(incident), incident.episodeId(), judgement, stands, false, upTo);
  }
}

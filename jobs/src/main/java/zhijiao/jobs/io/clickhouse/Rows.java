package zhijiao.jobs.io.clickhouse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.alert.AlertStage;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.fact.FactId;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.jobs.io.AlertJson;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.EnginePulse;
import zhijiao.jobs.io.InputCount;
import zhijiao.jobs.io.RiskJson;
import zhijiao.jobs.io.Routing;
import zhijiao.models.live.RiskScore;
import zhijiao.models.score.Reason;
import zhijiao.models.score.Score;
import zhijiao.models.tier.TierSuggestion;

/** The rows of our tables. Column names are those of the migrations. */
public final class Rows {

  private Rows() {}

  /** Alert events that boards may show, keyed by alert and revision. */
  public static ClickHouseRow<AlertEvent> alertEvents() {
    return new AlertEvents(null);
  }

  /** Alert events that only this audience may see, in a table of their own. */
  public static ClickHouseRow<AlertEvent> alertEventsOf(Audience apart) {
    return new AlertEvents(apart);
  }

  /** Memberships of incidents, keyed by alert. */
  public static ClickHouseRow<IncidentMember> incidentMembers() {
    return new IncidentMembers();
  }

  /** Changes of findings, keyed by alert, episode and judgement; officers' acts have no row here. */
  public static ClickHouseRow<AlertCause> findingChanges() {
    return new FindingChanges();
  }

  /** Dead letters, keyed by the place of the record and the reason. */
  public static ClickHouseRow<DeadLetter> deadLetters() {
    return new DeadLetters();
  }

  /** Counts of inputs, keyed by kind, outcome, reason and minute. */
  public static ClickHouseRow<InputCount> inputCounts() {
    return new InputCounts();
  }

  /** How the engine gets on, keyed by event time. */
  public static ClickHouseRow<EnginePulse> enginePulses() {
    return new EnginePulseRows();
  }

  /** Scores, keyed by person, instant and revision. */
  public static ClickHouseRow<RiskScore> riskScores() {
    return new RiskScores();
  }

  /** The features that were scored, under the same key. */
  public static ClickHouseRow<RiskScore> riskVectors() {
    return new RiskVectors();
  }

  /** The tiers that were suggested, under the same key. */
  public static ClickHouseRow<RiskScore> tierSuggestions() {
    return new TierSuggestions();
  }

  private static final class AlertEvents implements ClickHouseRow<AlertEvent> {

    private static final long serialVersionUID = 1;

    private final @Nullable Audience apart;

    AlertEvents(@Nullable Audience apart) {
      this.apart = apart;
    }

    @Override
    public String table() {
      return Routing.tableOf(apart == null ? Audience.OFFICE : apart);
    }

    @Override
    public boolean fill(AlertEvent event, ObjectNode row) {
      Audience audience = Routing.audienceOf(event);
      if (apart == null ? Routing.isApart(audience) : apart != audience) {
        return false;
      }
      Alert alert = event.alert();
      ObjectNode json = AlertJson.alert(alert);
      row.put("alert_id", alert.id().toString());
      row.put("revision", event.revision());
      row.put("change", event.what().name());
      row.put("state", alert.state().name());
      row.put("close_reason", alert.closeReason() == null ? "" : alert.closeReason().name());
      row.put("rule_version", alert.ruleVersion());
      row.put("severity", alert.severity().name());
      putKey(alert.key(), row);
      row.put("county", alert.county());
      row.put("office", alert.office());
      row.put("tier", alert.tier().name());
      row.put("minor", alert.minor());
      row.put("opened_at", time(alert.openedAt()));
      Long endedAt = alert.endedAt();
      row.put("ended_at", endedAt == null ? null : time(endedAt));
      row.put("changed_at", time(alert.changedAt()));
      row.put("cause_at", time(event.causeAt()));
      row.put("late", event.late());
      row.put("watermark", watermark(event.watermark()));
      row.put("episodes", alert.episodes().size());
      Evidence place = lastPlace(alert.episodes());
      GeoPoint point = place == null ? null : place.point();
      row.put("latitude", point == null ? null : (Double) point.latitude());
      row.put("longitude", point == null ? null : (Double) point.longitude());
      row.put("accuracy_metres", point == null ? null : (Float) place.accuracyMetres());
      row.set("english", json.get("english"));
      row.set("chinese", json.get("chinese"));
      row.put("findings_json", json.get("episodes").toString());
      row.put("tag", tag(alert));
      row.put("acts_json", json.get("acts").toString());
      AlertStage stage = event.stage();
      row.put("escalated_to", stage.escalatedTo() == null ? "" : stage.escalatedTo().name());
      row.put("suspended", alert.suspended());
      row.put("loop", stage.loop().name());
      row.put("acknowledge_by", nullableTime(stage.acknowledgeBy()));
      row.put("close_by", nullableTime(stage.closeBy()));
      return true;
    }
  }

  private static final class IncidentMembers implements ClickHouseRow<IncidentMember> {

    private static final long serialVersionUID = 1;

    @Override
    public String table() {
      return "alert_incidents";
    }

    @Override
    public boolean fill(IncidentMember member, ObjectNode row) {
      row.put("alert_id", member.alert().toString());
      row.put("incident_id", member.incident() == null ? "" : member.incident().toString());
      row.put("since", time(member.since()));
      row.put("alerts", member.alerts());
      row.put("revision", member.revision());
      return true;
    }
  }

  private static final class FindingChanges implements ClickHouseRow<AlertCause> {

    private static final long serialVersionUID = 1;

    @Override
    public String table() {
      return "finding_changes";
    }

    @Override
    public boolean fill(AlertCause cause, ObjectNode row) {
      if (!(cause instanceof AlertCause.FindingChange change)
          || Routing.isApart(Routing.audienceOf(change.key().rule()))) {
        return false;
      }
      row.put("alert_id", change.alert().toString());
      row.put("episode", new FactId(change.episode()).toString());
      row.put("judgement", change.judgement());
      row.put("late", change.late());
      row.put("watermark", watermark(change.watermark()));
      putKey(change.key(), row);
      Finding finding = change.finding();
      row.put("withdrawn", finding == null);
      if (finding != null) {
        row.put("severity", finding.severity().name());
        row.put("county", finding.county());
        row.put("minor", finding.minor());
        row.put("opened_at", time(finding.openedAt()));
        Long endedAt = finding.endedAt();
        row.put("ended_at", endedAt == null ? null : time(endedAt));
        row.put("finding_json", AlertJson.finding(finding).toString());
      }
      return true;
    }
  }

  private static final class DeadLetters implements ClickHouseRow<DeadLetter> {

    private static final long serialVersionUID = 1;

    @Override
    public String table() {
      return "dead_letters";
    }

    @Override
    public boolean fill(DeadLetter letter, ObjectNode row) {
      row.put("source", letter.origin().source());
      row.put("partition", letter.origin().partition());
      row.put("offset", letter.origin().offset());
      row.put("reason", letter.reason().name());
      row.put("detail", letter.detail());
      row.put("total_bytes", letter.totalBytes());
      row.put("sample_base64", letter.sampleBase64());
      return true;
    }
  }

  private static final class InputCounts implements ClickHouseRow<InputCount> {

    private static final long serialVersionUID = 1;

    @Override
    public String table() {
      return "input_counts";
    }

    @Override
    public boolean fill(InputCount count, ObjectNode row) {
      row.put("kind", count.kind());
      row.put("outcome", count.outcome());
      row.put("reason", count.reason());
      row.put("minute", time(count.minute()));
      row.put("total", count.total());
      return true;
    }
  }

  private static final class EnginePulseRows implements ClickHouseRow<EnginePulse> {

    private static final long serialVersionUID = 1;

    @Override
    public String table() {
      return "engine_pulses";
    }

    @Override
    public boolean fill(EnginePulse pulse, ObjectNode row) {
      row.put("watermark", time(pulse.watermark()));
      row.put("told_at", time(pulse.toldAt()));
      row.put("checkpoint", pulse.checkpoint());
      row.put("checkpoint_millis", pulse.checkpointMillis());
      return true;
    }
  }

  private abstract static class OfRisk implements ClickHouseRow<RiskScore> {

    private static final long serialVersionUID = 1;

    abstract void fill(RiskScore.Content content, ObjectNode row);

    @Override
    public boolean fill(RiskScore score, ObjectNode row) {
      row.put("subject", score.subject().pseudonym());
      row.put("scored_at", time(score.at()));
      row.put("revision", score.revision());
      RiskScore.Content content = score.content();
      row.put("withdrawn", content == null);
      if (content != null) {
        row.put("county", content.county());
        row.put("office", content.office());
        row.put("minor", content.minor());
        row.put("why", content.why().name());
        row.put("basis", content.basis().name());
        row.put("model_version", content.modelVersion());
        row.put("late", score.late());
        row.put("watermark", watermark(score.watermark()));
        fill(content, row);
      }
      return true;
    }
  }

  private static final class RiskScores extends OfRisk {

    private static final long serialVersionUID = 1;

    @Override
    public String table() {
      return "risk_scores";
    }

    @Override
    void fill(RiskScore.Content content, ObjectNode row) {
      Score score = content.score();
      row.put("model", content.model());
      row.put("probability", score == null ? null : (Double) score.probability());
      row.put("low", score == null ? null : (Double) score.low());
      row.put("high", score == null ? null : (Double) score.high());
      row.put("grade", content.suggestion().quality().name());
      ArrayNode features = row.putArray("reason_features");
      ArrayNode contributions = row.putArray("reason_contributions");
      ArrayNode english = row.putArray("reasons_english");
      ArrayNode chinese = row.putArray("reasons_chinese");
      for (Reason reason : content.reasons()) {
        features.add(reason.feature());
        contributions.add(reason.contribution());
        english.add(reason.english());
        chinese.add(reason.chinese());
      }
    }
  }

  private static final class RiskVectors extends OfRisk {

    private static final long serialVersionUID = 1;

    @Override
    public String table() {
      return "risk_vectors";
    }

    @Override
    void fill(RiskScore.Content content, ObjectNode row) {
      row.put("feature_set", content.vector().features().value());
      row.put("observed_from", time(content.observedFrom()));
      row.set("features", RiskJson.features(content.vector()));
    }
  }

  private static final class TierSuggestions extends OfRisk {

    private static final long serialVersionUID = 1;

    @Override
    public String table() {
      return "tier_suggestions";
    }

    @Override
    void fill(RiskScore.Content content, ObjectNode row) {
      TierSuggestion suggestion = content.suggestion();
      row.put("present_tier", suggestion.present().name());
      row.put("suggested_tier", suggestion.tier().name());
      row.put("grade", suggestion.quality().name());
      ArrayNode english = row.putArray("english");
      ArrayNode chinese = row.putArray("chinese");
      for (TierSuggestion.Ground ground : suggestion.grounds()) {
        english.add(ground.english());
        chinese.add(ground.chinese());
      }
    }
  }

  /** The tag that was worn when the last episode that knows of one began; empty when none does. */
  private static String tag(Alert alert) {
    String tag = "";
    for (Finding episode : alert.episodes()) {
      tag = episode.parameters().getOrDefault(Finding.TAG, tag);
    }
    return tag;
  }

  private static void putKey(AlertKey key, ObjectNode row) {
    row.put("rule", key.rule());
    row.put("subject", key.subject().pseudonym());
    row.put("target", key.target());
    row.put("day", key.day().toString());
  }

  /** The last evidence that has a place, or null. */
  private static @Nullable Evidence lastPlace(List<Finding> episodes) {
    Evidence last = null;
    for (Finding episode : episodes) {
      for (Evidence evidence : episode.evidence()) {
        if (evidence.point() != null) {
          last = evidence;
        }
      }
    }
    return last;
  }

  private static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }

  private static @Nullable String nullableTime(@Nullable Long epochMillis) {
    return epochMillis == null ? null : time(epochMillis);
  }

  /** Null before the first watermark and after the last. */
  private static @Nullable String watermark(long watermark) {
    return watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE ? null : time(watermark);
  }
}

package zhijiao.jobs.io;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertStage;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;

/** Alerts as lines of JSON, with their fields always in the same order. */
public final class AlertJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AlertJson() {}

  /** A change of an alert: what changed, and the alert after it. */
  public static String event(AlertEvent event) {
    ObjectNode out = JSON.createObjectNode();
    out.put("alertId", event.alert().id().toString());
    out.put("revision", event.revision());
    out.put("change", event.what().name());
    out.put("causeAt", FactJson.time(event.causeAt()));
    out.put("late", event.late());
    out.put("watermark", shownWatermark(event.watermark()));
    out.set("alert", standing(event));
    return out.toString();
  }

  private static @Nullable String shownWatermark(long watermark) {
    return watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE
        ? null
        : FactJson.time(watermark);
  }

  /** The same, with the incident that it belongs to. */
  public static ObjectNode standing(AlertEvent event, @Nullable IncidentMember member) {
    ObjectNode out = standing(event);
    boolean belongs = member != null && member.incident() != null;
    out.put("incidentId", belongs ? String.valueOf(member.incident()) : null);
    out.put("incidentAlerts", belongs ? member.alerts() : 0);
    return out;
  }

  /** The alert as it stands and where its clocks do. */
  public static ObjectNode standing(AlertEvent event) {
    ObjectNode out = alert(event.alert());
    AlertStage stage = event.stage();
    out.put("escalatedTo", stage.escalatedTo() == null ? null : stage.escalatedTo().name());
    out.put("loop", stage.loop().name());
    out.put("acknowledgeBy", nullableTime(stage.acknowledgeBy()));
    out.put("closeBy", nullableTime(stage.closeBy()));
    return out;
  }

  private static @Nullable String nullableTime(@Nullable Long instant) {
    return instant == null ? null : FactJson.time(instant);
  }

  /** The alert as it stands: nothing in it depends on when anything was received. */
  public static ObjectNode alert(Alert alert) {
    ObjectNode out = JSON.createObjectNode();
    out.put("alertId", alert.id().toString());
    out.put("rule", alert.key().rule());
    out.put("ruleVersion", alert.ruleVersion());
    out.put("severity", alert.severity().name());
    out.put("subject", alert.key().subject().pseudonym());
    out.put("target", alert.key().target());
    out.put("supervisionDay", alert.key().day().toString());
    out.put("state", alert.state().name());
    out.put("closeReason", alert.closeReason() == null ? null : alert.closeReason().name());
    out.put("openedAt", FactJson.time(alert.openedAt()));
    Long endedAt = alert.endedAt();
    out.put("endedAt", endedAt == null ? null : FactJson.time(endedAt));
    out.put("county", alert.county());
    out.put("office", alert.office());
    out.put("tier", alert.tier().name());
    out.put("minor", alert.minor());
    out.put("suspended", alert.suspended());
    out.put("english", Explanation.english(alert));
    out.put("chinese", Explanation.chinese(alert));
    ArrayNode episodes = out.putArray("episodes");
    for (Finding episode : alert.episodes()) {
      put(episodes.addObject(), episode);
    }
    ArrayNode acts = out.putArray("acts");
    for (OfficerAction act : alert.acts()) {
      ObjectNode it = acts.addObject();
      it.put("officer", act.officer());
      it.put("act", act.act().name());
      it.put("reason", act.reason() == null ? null : act.reason().name());
      it.put("note", act.note());
      it.put("occurredAt", FactJson.time(act.occurredAt()));
    }
    return out;
  }

  /** One finding with its evidence, as it stands within an alert. */
  public static ObjectNode finding(Finding finding) {
    ObjectNode out = JSON.createObjectNode();
    put(out, finding);
    return out;
  }

  private static void put(ObjectNode out, Finding episode) {
    out.put("openedAt", FactJson.time(episode.openedAt()));
    Long endedAt = episode.endedAt();
    out.put("endedAt", endedAt == null ? null : FactJson.time(endedAt));
    ObjectNode parameters = out.putObject("parameters");
    episode.parameters().forEach(parameters::put);
    ArrayNode evidence = out.putArray("evidence");
    for (Evidence piece : episode.evidence()) {
      put(evidence.addObject(), piece);
    }
  }

  private static void put(ObjectNode out, Evidence piece) {
    out.put("fact", piece.fact() == null ? null : piece.fact().toString());
    out.put("kind", piece.kind() == null ? null : piece.kind().word());
    out.put("what", piece.what());
    out.put("occurredAt", FactJson.time(piece.occurredAt()));
    if (piece.point() != null) {
      out.put("lat", piece.point().latitude());
      out.put("lon", piece.point().longitude());
      out.put("accuracyMetres", round(piece.accuracyMetres()));
    }
    if (piece.containment() != null) {
      out.put("containment", piece.containment().name());
    }
    if (!Double.isNaN(piece.distanceMetres())) {
      out.put("distanceMetres", round(piece.distanceMetres()));
    }
  }

  /** To 0.1 m; never minus zero, which is another text for the same place. */
  private static double round(double metres) {
    return Math.rint(metres * 10) / 10 + 0.0;
  }
}

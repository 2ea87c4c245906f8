package zhijiao.jobs.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.serde.ZhijiaoTypes;

/** One person's night, replayed: what becomes of an alert, from folder to folder. */
class AlertLifeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void a_person_under_curfew_with_a_tag() throws IOException {
    write(
        "orders.jsonl",
        "{\"type\":\"order\",\"subject\":\"S-1\",\"orderId\":\"O-1\",\"from\":\"2026-03-01T00:00:00+08:00\","
            + "\"homes\":[{\"lat\":28.4511,\"lon\":119.9203,\"radiusMetres\":80}],"
            + "\"curfew\":{\"daily\":[\"21:00-06:00\"],\"graceMinutes\":10},"
            + "\"tagReportMinutes\":1440,\"county\":\"331102\",\"office\":\"331102001\"}",
        "{\"type\":\"authorisation\",\"subject\":\"S-1\",\"authorisationId\":\"A-1\",\"from\":\"2026-03-01T00:00:00+08:00\","
            + "\"until\":\"2026-05-20T00:00:00+08:00\",\"ground\":2,\"approver\":\"P-1\"}");
    write(
        "tags.jsonl",
        "{\"tag\":\"T-1\",\"subject\":\"S-1\",\"from\":\"2026-03-01T00:00:00+08:00\"}");
  }

  private void write(String file, String... lines) throws IOException {
    Files.write(folder.resolve(file), List.of(lines));
  }

  private static String fix(String clock, boolean home, String received) {
    return "{\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T"
        + clock
        + ":00+08:00\",\"receivedAt\":\"2026-03-02T"
        + received
        + ":00+08:00\",\"lat\":"
        + (home ? "28.4511" : "28.4611")
        + ",\"lon\":119.9203,\"accuracyMetres\":8,\"source\":\"GPS\"}";
  }

  private static String fix(String clock, boolean home) {
    return fix(clock, home, clock);
  }

  private static String status(String clock, String event) {
    return "{\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T"
        + clock
        + ":00+08:00\",\"event\":\""
        + event
        + "\"}";
  }

  private static String act(String alert, String act, String clock, String more) {
    return "{\"alertId\":\""
        + alert
        + "\",\"officer\":\"P-1\",\"act\":\""
        + act
        + "\",\"occurredAt\":\"2026-03-02T"
        + clock
        + ":00+08:00\""
        + more
        + "}";
  }

  private List<JsonNode> replay(String file) throws IOException {
    return read(file, UnaryOperator.identity());
  }

  /** Time comes between records, as it does when they come hours after one another. */
  private static final UnaryOperator<DataStream<Arrival>> SLOWLY =
      arrivals ->
          arrivals
              .map(
                  arrival -> {
                    Thread.sleep(450);
                    return arrival;
                  })
              .returns(ZhijiaoTypes.ARRIVAL)
              .setParallelism(1);

  private List<JsonNode> read(String file, UnaryOperator<DataStream<Arrival>> between)
      throws IOException {
    Path out = folder.resolve("out");
    ResultFiles.Summary summary =
        ReplayJob.run(ReplayJob.Request.of(folder, out).disturbedBy(new Configuration(), between));
    assertTrue(summary.addsUp(), summary.toString());
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve(file))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private JsonNode standing(String rule) throws IOException {
    return replay(ResultFiles.ALERTS_FINAL).stream()
        .filter(alert -> alert.get("rule").asText().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  private void tamperOfThreeMinutes() throws IOException {
    write("fixes.jsonl", fix("20:00", true), fix("23:50", true));
    write("tag-status.jsonl", status("20:30", "STRAP_CUT"), status("20:33", "STRAP_CLOSED"));
  }

  @Test
  void s13_a_tamper_of_three_minutes_stays_open_is_escalated_and_closes_only_with_a_note()
      throws IOException {
    tamperOfThreeMinutes();
    JsonNode tamper = standing("strap-cut");
    assertEquals("NEW", tamper.get("state").asText());
    assertEquals("2026-03-02T20:33:00+08:00", tamper.get("endedAt").asText());
    assertEquals("CITY", tamper.get("escalatedTo").asText());

    String id = tamper.get("alertId").asText();
    String reason = ",\"reason\":\"FALSE_DEVICE\"";
    write("officer-actions.jsonl", act(id, "CLOSE", "21:00", reason));
    assertEquals("NEW", standing("strap-cut").get("state").asText(), "nobody said why");
    write(
        "officer-actions.jsonl",
        act(id, "CLOSE", "21:00", reason),
        act(id, "CLOSE", "21:05", reason + ",\"note\":\"the strap was worn out\""));
    assertEquals("CLOSED", standing("strap-cut").get("state").asText());
  }

  @Test
  void s13_a_tamper_cannot_be_suspended() throws IOException {
    tamperOfThreeMinutes();
    String suspension =
        "{\"subject\":\"S-1\",\"suspensionId\":\"U-1\",\"from\":\"2026-03-02T08:00:00+08:00\","
            + "\"until\":\"2026-03-03T08:00:00+08:00\",\"officer\":\"P-9\",\"reason\":\"ill\",";
    write(
        "suspensions.jsonl",
        suspension + "\"rule\":\"strap-cut\"}",
        suspension + "\"rule\":\"*\"}");
    assertFalse(standing("strap-cut").get("suspended").asBoolean());
    String letters = Files.readString(folder.resolve("out").resolve(ResultFiles.DEAD_LETTERS));
    assertTrue(letters.contains("NOT_SUSPENDABLE"), letters);
  }

  @Test
  void what_a_supervisor_suspended_is_recorded_and_no_clock_runs() throws IOException {
    write("fixes.jsonl", fix("20:50", false), fix("21:12", true), fix("23:50", true));
    assertEquals("RUNNING", standing("curfew").get("loop").asText());
    write(
        "suspensions.jsonl",
        "{\"subject\":\"S-1\",\"suspensionId\":\"U-1\",\"from\":\"2026-03-02T21:00:00+08:00\","
            + "\"receivedAt\":\"2026-03-02T23:00:00+08:00\",\"rule\":\"curfew\","
            + "\"until\":\"2026-03-03T08:00:00+08:00\",\"officer\":\"P-9\",\"reason\":\"ill\"}");
    JsonNode curfew = standing("curfew");
    assertTrue(curfew.get("suspended").asBoolean());
    assertEquals("NONE", curfew.get("loop").asText());
    assertTrue(curfew.get("incidentId").isNull());
  }

  @Test
  void a_cut_strap_and_an_absence_that_follow_one_another_are_one_incident() throws IOException {
    write("fixes.jsonl", fix("20:50", false), fix("21:12", true), fix("23:50", true));
    write("tag-status.jsonl", status("20:58", "STRAP_CUT"));
    List<JsonNode> alerts = replay(ResultFiles.ALERTS_FINAL);
    assertEquals(2, alerts.size(), alerts.toString());
    assertEquals(
        alerts.get(0).get("alertId"), alerts.get(0).get("incidentId"), "the first gives its id");
    assertEquals(alerts.get(0).get("incidentId"), alerts.get(1).get("incidentId"));
    assertEquals(2, alerts.get(1).get("incidentAlerts").asInt());
  }

  @Test
  void s11_a_fix_at_home_that_comes_hours_late_retracts_the_alert_aloud() throws IOException {
    write(
        "fixes.jsonl",
        fix("20:50", false),
        fix("21:12", true),
        fix("22:00", true),
        fix("21:08", true, "23:40"),
        fix("23:50", true));
    List<JsonNode> events = read(ResultFiles.ALERTS, SLOWLY);
    assertEquals("OPENED", events.get(0).get("change").asText());
    JsonNode last = events.get(events.size() - 1);
    assertEquals("RETRACTED", last.get("change").asText());
    assertTrue(last.get("late").asBoolean());
    assertEquals(
        events.get(0).get("alertId"), last.get("alertId"), "told under the id that was told");
    assertEquals("", Files.readString(folder.resolve("out").resolve(ResultFiles.ALERTS_FINAL)));
  }

  @Test
  void s9_an_alert_says_rule_version_settings_evidence_and_accuracy_and_a_replay_says_the_same()
      throws IOException {
    write("fixes.jsonl", fix("20:50", false), fix("21:12", true), fix("23:50", true));
    JsonNode event = replay(ResultFiles.ALERTS).get(0);
    String once = Files.readString(folder.resolve("out").resolve(ResultFiles.ALERTS_FINAL));
    replay(ResultFiles.ALERTS);
    assertEquals(once, Files.readString(folder.resolve("out").resolve(ResultFiles.ALERTS_FINAL)));
    JsonNode alert = event.get("alert");
    assertTrue(alert.get("ruleVersion").asInt() >= 1);
    assertTrue(event.has("watermark") && event.has("late"));
    JsonNode episode = alert.get("episodes").get(0);
    assertTrue(episode.get("parameters").size() > 0);
    boolean placed = false;
    for (JsonNode piece : episode.get("evidence")) {
      placed |= piece.get("fact").asText().length() == 16 && piece.has("accuracyMetres");
    }
    assertTrue(placed, episode.toString());
  }
}

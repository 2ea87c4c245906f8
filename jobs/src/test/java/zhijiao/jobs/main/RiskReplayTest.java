package zhijiao.jobs.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.SettingsTree;
import zhijiao.jobs.AnyRisk;
import zhijiao.jobs.io.Parity;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.models.feature.FeatureColumn;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.feature.Kind;
import zhijiao.models.live.LiveFeatures;
import zhijiao.models.live.Promotion;
import zhijiao.models.score.RiskModel;
import zhijiao.models.score.StoredModel;

/** Scores, from folder to folder: one person's night away that an officer confirms, and models that come and go. */
class RiskReplayTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path facts;
  private Path models;

  @BeforeEach
  void a_person_who_was_away_at_night() throws IOException {
    facts = Files.createDirectories(folder.resolve("facts"));
    models = Files.createDirectories(folder.resolve("models"));
    write(
        "orders.jsonl",
        "{\"type\":\"order\",\"subject\":\"S-1\",\"orderId\":\"O-1\",\"from\":\"2025-12-01T00:00:00+08:00\",\"tier\":\"GENERAL\","
            + "\"homes\":[{\"lat\":28.4511,\"lon\":119.9203,\"radiusMetres\":80}],"
            + "\"curfew\":{\"daily\":[\"21:00-06:00\"],\"graceMinutes\":10},"
            + "\"checkIns\":{\"daily\":[\"08:00-09:00\"],\"graceMinutes\":30},"
            + "\"county\":\"331102\",\"office\":\"331102001\"}",
        "{\"type\":\"authorisation\",\"subject\":\"S-1\",\"authorisationId\":\"A-1\",\"from\":\"2026-03-01T00:00:00+08:00\","
            + "\"until\":\"2026-05-20T00:00:00+08:00\",\"ground\":2,\"approver\":\"P-1\"}");
    write(
        "tags.jsonl",
        "{\"tag\":\"T-1\",\"subject\":\"S-1\",\"from\":\"2026-03-01T00:00:00+08:00\"}");
    write(
        "fixes.jsonl",
        fix("2026-03-02T20:00", true),
        fix("2026-03-02T20:50", false),
        fix("2026-03-02T21:12", true),
        fix("2026-03-04T23:50", true));
    write("check-ins.jsonl", checkIn("2026-03-03T08:30"), checkIn("2026-03-04T09:10"));
    replay();
    String alert =
        lines(ResultFiles.ALERTS_FINAL).stream()
            .filter(one -> one.get("rule").asText().equals("curfew"))
            .findFirst()
            .orElseThrow()
            .get("alertId")
            .asText();
    write(
        "officer-actions.jsonl",
        "{\"alertId\":\""
            + alert
            + "\",\"officer\":\"P-1\",\"act\":\"CLOSE\",\"reason\":\"CONFIRMED\",\"occurredAt\":\"2026-03-03T10:17:00+08:00\"}");
  }

  private void write(String file, String... lines) throws IOException {
    Files.write(facts.resolve(file), List.of(lines));
  }

  private static String fix(String at, boolean home) {
    return "{\"tag\":\"T-1\",\"occurredAt\":\""
        + at
        + ":00+08:00\",\"lat\":"
        + (home ? "28.4511" : "28.4611")
        + ",\"lon\":119.9203,\"accuracyMetres\":8,\"source\":\"GPS\"}";
  }

  private static String checkIn(String at) {
    return "{\"subject\":\"S-1\",\"occurredAt\":\"" + at + ":00+08:00\",\"means\":\"FACE\"}";
  }

  private ReplayJob.Request request() {
    return ReplayJob.Request.of(facts, folder.resolve("out")).withPromotions(models);
  }

  private List<JsonNode> replay() throws IOException {
    assertTrue(ReplayJob.run(request()).addsUp());
    return lines(ResultFiles.RISK);
  }

  private List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("out").resolve(file))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static Instant at(JsonNode score) {
    return OffsetDateTime.parse(score.get("at").asText()).toInstant();
  }

  private static JsonNode at(List<JsonNode> scores, String local) {
    Instant wanted = OffsetDateTime.parse(local + ":00+08:00").toInstant();
    return scores.stream().filter(score -> at(score).equals(wanted)).findFirst().orElseThrow();
  }

  private String promote(String file, RiskModel model, String effective) throws IOException {
    byte[] bytes = StoredModel.write(model);
    long from = OffsetDateTime.parse(effective + ":00+08:00").toInstant().toEpochMilli();
    Files.writeString(models.resolve(file), Promotion.promote(bytes, from, "P-9"));
    return StoredModel.versionOf(bytes);
  }

  @Test
  void without_a_promoted_model_only_rules_speak_and_that_is_said() throws IOException {
    List<JsonNode> scores = replay();
    assertTrue(scores.size() >= 4, scores.toString());
    for (JsonNode score : scores) {
      assertEquals("NO_MODEL", score.get("basis").asText());
      assertFalse(score.has("probability"));
      assertTrue(score.get("grounds").toString().contains("尚未启用评分模型"));
    }
  }

  @Test
  void a_confirmed_violation_is_scored_at_once_with_reasons_and_raises_the_suggested_tier()
      throws IOException {
    String version = promote("1.json", AnyRisk.card(LiveFeatures.SET, 0.2), "2026-03-01T00:00");
    List<JsonNode> scores = replay();
    JsonNode before = at(scores, "2026-03-03T09:00");
    JsonNode confirmed = at(scores, "2026-03-03T10:17");
    assertEquals("CONFIRMED", confirmed.get("why").asText());
    assertEquals(version, confirmed.get("modelVersion").asText());
    assertTrue(confirmed.get("probability").asDouble() > before.get("probability").asDouble());
    assertEquals("ORDINARY", before.get("suggestedTier").asText());
    assertEquals("STRICT", confirmed.get("suggestedTier").asText());
    assertTrue(
        confirmed.get("reasons").get(0).get("chinese").asText().contains("查实违规"),
        confirmed.toString());
    assertEquals(1.0, before.get("features").get("on_time_share_7").asDouble());
  }

  @Test
  void a_provinces_own_days_hold_for_what_is_suggested() throws Exception {
    EngineSettings chosen =
        SettingsReader.read(
                SettingsTree.of(Map.of("tiers", Map.of("initialDays", 365))), EngineSettings::read)
            .settings();
    assertTrue(ReplayJob.run(request().with(chosen)).addsUp());
    for (JsonNode score : lines(ResultFiles.RISK)) {
      assertEquals("STRICT", score.get("suggestedTier").asText());
      assertTrue(score.get("grounds").toString().contains("初期为 365 天"), score.toString());
    }
  }

  @Test
  void another_model_changes_the_version_at_its_instant_for_everybody_and_nothing_is_missed()
      throws IOException {
    write(
        "check-ins.jsonl",
        checkIn("2026-03-03T08:30"),
        checkIn("2026-03-04T09:10"),
        checkIn("2026-03-04T10:40"));
    String first = promote("1.json", AnyRisk.card(LiveFeatures.SET, 0.2), "2026-03-01T00:00");
    List<JsonNode> one = replay();
    String second = promote("2.json", AnyRisk.card(LiveFeatures.SET, 0.3), "2026-03-04T09:45");
    List<JsonNode> two = replay();
    Instant change = Instant.parse("2026-03-04T01:45:00Z");
    for (JsonNode score : two) {
      assertEquals(
          at(score).isBefore(change) ? first : second,
          score.get("modelVersion").asText(),
          score.toString());
    }
    assertEquals("MODEL", at(two, "2026-03-04T09:45").get("why").asText());
    assertEquals(one.size() + 1, two.size(), "every score is there, and the one of the change");
  }

  @Test
  void a_model_for_other_features_is_refused_aloud_and_the_last_good_one_stays()
      throws IOException {
    String good = promote("1.json", AnyRisk.card(LiveFeatures.SET, 0.2), "2026-03-01T00:00");
    FeatureSet other =
        new FeatureSet(
            List.of(new FeatureColumn("x", Kind.NUMBER, List.of(), null, "x", "x")), List.of());
    promote("2.json", AnyRisk.card(other, 0.2), "2026-03-03T00:00");
    Files.writeString(models.resolve("3.json"), "{\"format\":\"zhijiao-promotion\"}");
    for (JsonNode score : replay()) {
      assertTrue(
          score.get("modelVersion").asText().equals(good)
              || at(score).toString().startsWith("2025"),
          score.toString());
    }
    List<JsonNode> letters = lines(ResultFiles.DEAD_LETTERS);
    assertEquals(
        List.of("BAD_MODEL", "WRONG_FEATURES"),
        letters.stream().map(letter -> letter.get("reason").asText()).sorted().toList());
    assertTrue(letters.toString().contains(LiveFeatures.SET.id().value()), letters.toString());
  }

  @Test
  void the_logged_features_are_those_that_the_facts_say() throws IOException {
    Parity.Report report = ReplayJob.parity(request());
    assertTrue(report.isEqual(), report.render());
    assertTrue(report.vectors() >= 4, report.render());
    assertTrue(report.render().contains("curfew_minutes_28"));
  }
}

package zhijiao.jobs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertState;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.jobs.AnyFact;
import zhijiao.jobs.operator.Tally;

class ResultFilesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static ResultFiles.Run run(long records, long elapsed) {
    return new ResultFiles.Run(
        new FactFolder.Report(
            new TreeMap<>(Map.of("fixes.jsonl", records)),
            List.of("fix.jsonl"),
            new TreeMap<>(Map.of("fixes.jsonl sats", 2L)),
            new TreeMap<>(Map.of("fixes.jsonl GCJ02", 3L)),
            new TreeMap<>(Map.of("check-ins.jsonl", 4L))),
        records,
        0,
        List.of(),
        Map.of("reorderBoundSeconds", 10),
        elapsed);
  }

  static void write(Path folder, List<AlertEvent> events) throws IOException {
    ResultFiles.write(
        folder,
        new ResultFiles.Collected(events, List.of(), List.of(), List.of(), List.of()),
        run(0, 1));
  }

  private static String written(List<AlertEvent> events, String file) throws IOException {
    Path folder = Files.createTempDirectory("results");
    try {
      write(folder, events);
      StringBuilder all = new StringBuilder();
      for (Audience audience : Audience.values()) {
        Path of = folder.resolve(file.replace("alerts", Routing.topicOf(audience)));
        all.append(Files.exists(of) ? Files.readString(of) : "");
      }
      return all.toString();
    } finally {
      try (var left = Files.walk(folder)) {
        for (Path path : left.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Property(tries = 60)
  void the_final_file_is_the_same_to_the_byte_whatever_the_order_of_events(
      @ForAll("events") List<AlertEvent> events, @ForAll Random random) throws IOException {
    List<AlertEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    for (String file :
        List.of(ResultFiles.ALERTS, ResultFiles.ALERTS_FINAL, ResultFiles.ALERTS_RETRACTED)) {
      assertEquals(written(events, file), written(shuffled, file), file);
    }
  }

  /** The same alerts, told at other times, late, under other revisions. */
  @Property(tries = 60)
  void the_final_file_says_nothing_of_how_the_alerts_came_about(
      @ForAll("events") List<AlertEvent> events) throws IOException {
    List<AlertEvent> otherwise =
        events.stream()
            .map(
                event ->
                    new AlertEvent(
                        event.alert(),
                        event.revision() + 7,
                        AlertEvent.Change.AMENDED,
                        event.causeAt() + 1,
                        !event.late(),
                        event.watermark() + 60_000,
                        event.stage()))
            .toList();
    assertEquals(
        written(events, ResultFiles.ALERTS_FINAL), written(otherwise, ResultFiles.ALERTS_FINAL));
    if (!events.isEmpty()) {
      assertNotEquals(
          written(events, ResultFiles.ALERTS),
          written(otherwise, ResultFiles.ALERTS),
          "the file of events does say it, so the comparison is not blind");
    }
  }

  @Property(tries = 60)
  void an_alert_stands_in_the_final_file_or_among_the_retracted_once(
      @ForAll("events") List<AlertEvent> events) throws IOException {
    for (String line : written(events, ResultFiles.ALERTS_FINAL).lines().toList()) {
      assertNotEquals(AlertState.RETRACTED.name(), JSON.readTree(line).get("state").asText());
    }
    List<String> ids = new ArrayList<>();
    for (String file : List.of(ResultFiles.ALERTS_FINAL, ResultFiles.ALERTS_RETRACTED)) {
      for (String line : written(events, file).lines().toList()) {
        JsonNode alert = JSON.readTree(line);
        ids.add(alert.get("alertId").asText());
        assertTrue(alert.get("english").asText().endsWith("."));
        assertTrue(alert.get("chinese").asText().endsWith("。"));
      }
    }
    assertEquals(
        events.stream().map(event -> event.alert().id().toString()).distinct().count(), ids.size());
    assertEquals(ids.size(), ids.stream().distinct().count());
  }

  /** Events as one desk tells them: one per alert and revision. */
  @Provide
  Arbitrary<List<AlertEvent>> events() {
    return AnyFact.alertEvent()
        .list()
        .ofMaxSize(6)
        .uniqueElements(event -> event.alert().id().toString() + event.revision());
  }

  @Test
  void the_summary_says_when_the_counts_do_not_add_up(@TempDir Path folder) throws IOException {
    List<Tally> tallies =
        List.of(
            new Tally("fix", Tally.INPUT, "", 5),
            new Tally("fix", Tally.FACT, "", 2),
            new Tally("fix", Tally.DUPLICATE, "", 1),
            new Tally("fix", Tally.DEAD_LETTER, "NOT_JSON", 1),
            new Tally("fix", Tally.UNLAWFUL, "NO_ORDER", 1));
    ResultFiles.Summary summary =
        ResultFiles.write(
            folder,
            new ResultFiles.Collected(List.of(), List.of(), List.of(), tallies, List.of()),
            run(5, 12_345));
    assertTrue(summary.addsUp());
    JsonNode json = JSON.readTree(folder.resolve(ResultFiles.SUMMARY).toFile());
    assertTrue(json.get("outcomes").get("addUp").asBoolean());
    assertEquals(12.3, json.get("elapsedSeconds").asDouble());
    assertEquals("fix.jsonl", json.get("filesNotRead").get(0).asText());
    assertEquals(2, json.get("unknownFields").get("fixes.jsonl sats").asLong());
    assertEquals(3, json.get("convertedPlaces").get("fixes.jsonl GCJ02").asLong());
    assertEquals(4, json.get("datedImpossibly").get("check-ins.jsonl").asLong());
    assertEquals(10, json.get("settings").get("reorderBoundSeconds").asInt());
    assertTrue(json.get("settingsHash").asText().matches("[0-9a-f]{16}"));

    ResultFiles.write(
        folder,
        new ResultFiles.Collected(List.of(), List.of(), List.of(), tallies, List.of()),
        run(6, 0));
    json = JSON.readTree(folder.resolve(ResultFiles.SUMMARY).toFile());
    assertFalse(json.get("outcomes").get("addUp").asBoolean(), "a line was lost and it shows");
  }
}

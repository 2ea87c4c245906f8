package zhijiao.jobs.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.alert.Alert;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Severity;
import zhijiao.jobs.io.ResultFiles;

/** Where a protected person is stands in nothing that a run writes. */
class VictimIsolationTest {

  /** The protected person's place, in the digits in which it could turn up. */
  private static final List<String> PLACE = List.of("28.4702", "284702", "119.9302", "1199302");

  private static ResultFiles.Summary run(Path facts, Path out) throws IOException {
    Files.createDirectories(facts);
    Files.write(
        facts.resolve("orders.jsonl"),
        List.of(
            "{\"type\":\"order\",\"subject\":\"S-1\",\"orderId\":\"O-1\",\"from\":\"2026-03-01T00:00:00+08:00\","
                + "\"protections\":[{\"person\":\"V-1\",\"radiusMetres\":500,\"bufferMetres\":300}],"
                + "\"county\":\"331102\",\"office\":\"331102001\"}",
            "{\"type\":\"authorisation\",\"subject\":\"S-1\",\"authorisationId\":\"A-1\",\"from\":\"2026-03-01T00:00:00+08:00\","
                + "\"until\":\"2026-05-20T00:00:00+08:00\",\"ground\":2,\"approver\":\"P-1\"}"));
    Files.write(
        facts.resolve("tags.jsonl"),
        List.of("{\"tag\":\"T-1\",\"subject\":\"S-1\",\"from\":\"2026-03-01T00:00:00+08:00\"}"));
    Files.write(facts.resolve("fixes.jsonl"), List.of(fix("20:01"), fix("20:02"), fix("20:03")));
    Files.write(
        facts.resolve("protected-positions.jsonl"),
        List.of(
            position("20:00", "28.4702", "V-1"),
            position("20:02", "28.4702", "V-1"),
            position("20:02", "128.4702", "V-1"),
            position("20:03", "28.4702", "V-2"),
            position("20:04", "28.4702", "V-1").replace("}", ",")));
    return ReplayJob.run(ReplayJob.Request.of(facts, out));
  }

  private static String fix(String time) {
    return "{\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T"
        + time
        + ":00+08:00\",\"lat\":28.4711,\"lon\":119.9307,\"accuracyMetres\":9,\"source\":\"GPS\"}";
  }

  private static String position(String time, String latitude, String person) {
    return "{\"person\":\""
        + person
        + "\",\"occurredAt\":\"2026-03-02T"
        + time
        + ":00+08:00\",\"lat\":"
        + latitude
        + ",\"lon\":119.9302,\"accuracyMetres\":9}";
  }

  private static String everythingIn(Path out) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(Files.readString(file, StandardCharsets.UTF_8)).append('\n');
      }
    }
    return all.toString();
  }

  @Test
  void s7_the_place_of_a_protected_person_stands_in_no_result_and_in_no_dead_letter(
      @TempDir Path folder) throws IOException {
    Path out = folder.resolve("out");
    ResultFiles.Summary summary = run(folder.resolve("facts"), out);
    assertTrue(summary.addsUp(), summary.toString());
    assertEquals(2, summary.deadLetterCount());
    assertEquals(1, summary.unlawfulCount(), "nobody must keep away from V-2");
    assertEquals(
        List.of("V-1", "V-1/buffer"),
        summary.alerts().stream().map(alert -> alert.key().target()).sorted().toList());
    for (Alert alert : summary.alerts()) {
      assertEquals(
          alert.key().target().equals("V-1") ? Severity.P1 : Severity.P3, alert.severity());
    }
    String written = everythingIn(out);
    for (String digits : PLACE) {
      assertFalse(written.contains(digits), digits + " in " + written);
    }
    long samples =
        Files.readAllLines(out.resolve(ResultFiles.DEAD_LETTERS)).stream()
            .filter(line -> !line.contains("\"sampleBase64\":\"\""))
            .count();
    assertEquals(0, samples, "dead letters of that file carry no sample");
    assertFalse(written.contains("28.4711"), "nor the fix from which it could be reckoned");
  }

  /** Canary: the search would find it. */
  @Test
  void a_place_that_was_written_would_be_found(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("alerts.jsonl"), position("20:00", "28.4702", "V-1"));
    assertTrue(PLACE.stream().anyMatch(everythingIn(folder)::contains));
  }

  @Test
  void what_is_printed_of_a_position_is_not_where_it_is() {
    ProtectedPosition position =
        new ProtectedPosition("V-1", GeoPoint.ofDegrees(28.4702, 119.9302), 9, 1, 2);
    for (String digits : PLACE) {
      assertFalse(position.toString().contains(digits), position.toString());
    }
  }
}

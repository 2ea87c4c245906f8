package zhijiao.jobs.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.ResultFiles;

class ReplayJobTest {

  @Test
  void home_twelve_minutes_late_is_one_alert_and_the_counts_add_up(@TempDir Path folder)
      throws Exception {
    Files.write(
        folder.resolve("orders.jsonl"),
        List.of(
            "{\"type\":\"order\",\"subject\":\"S-1\",\"orderId\":\"O-1\",\"from\":\"2026-03-01T00:00:00+08:00\","
                + "\"homes\":[{\"lat\":28.4511,\"lon\":119.9203,\"radiusMetres\":80}],"
                + "\"curfew\":{\"daily\":[\"21:00-06:00\"],\"graceMinutes\":10},"
                + "\"county\":\"331102\",\"office\":\"331102001\"}",
            "{\"type\":\"authorisation\",\"subject\":\"S-1\",\"authorisationId\":\"A-1\",\"from\":\"2026-03-01T00:00:00+08:00\","
                + "\"until\":\"2026-05-20T00:00:00+08:00\",\"ground\":2,\"approver\":\"P-1\"}"));
    Files.write(
        folder.resolve("tags.jsonl"),
        List.of("{\"tag\":\"T-1\",\"subject\":\"S-1\",\"from\":\"2026-03-01T00:00:00+08:00\"}"));
    Files.write(
        folder.resolve("fixes.jsonl"),
        List.of(
            "{\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T20:50:00+08:00\",\"lat\":28.4611,\"lon\":119.9203,\"accuracyMetres\":12,\"source\":\"GPS\"}",
            "{\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T21:12:00+08:00\",\"lat\":28.4511,\"lon\":119.9203,\"accuracyMetres\":8,\"source\":\"GPS\"}",
            "{\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T21:12:00+08:00\",\"lat\":28.4511,\"lon\":119.9203,\"accuracyMetres\":8,\"source\":\"GPS\"}",
            "{\"tag\":\"T-9\",\"occurredAt\":\"2026-03-02T21:12:00+08:00\",\"lat\":28.4511,\"lon\":119.9203,\"accuracyMetres\":8,\"source\":\"GPS\"}",
            "nonsense"));
    Path out = folder.resolve("out");
    ResultFiles.Summary summary = ReplayJob.run(ReplayJob.Request.of(folder, out));
    assertTrue(summary.addsUp(), summary.toString());
    assertEquals(8, summary.inputs());
    assertEquals(1, summary.duplicates());
    assertEquals(1, summary.deadLetterCount());
    assertEquals(1, summary.unlawfulCount());
    assertEquals(1, summary.alerts().size());
  }

  @Test
  void the_hash_of_the_settings_tells_settings_apart(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(folder.resolve("settings.yaml"), "arrival:\n  reorderBoundSeconds: 11\n");
    Path shipped = folder.resolve("shipped");
    Path again = folder.resolve("again");
    Path other = folder.resolve("other");
    ReplayJob.run(ReplayJob.Request.of(folder, shipped));
    ReplayJob.run(ReplayJob.Request.of(folder, again));
    ReplayJob.run(ReplayJob.Request.of(folder, other).with(EngineSettings.load(file).settings()));
    assertEquals(hashIn(shipped), hashIn(again));
    assertNotEquals(hashIn(shipped), hashIn(other));
  }

  private static String hashIn(Path results) throws IOException {
    return Files.readString(results.resolve(ResultFiles.SUMMARY))
        .replaceAll("(?s).*\"settingsHash\"\\s*:\\s*\"([0-9a-f]{16})\".*", "$1");
  }

  @Test
  void a_replay_leaves_nothing_in_the_folder_for_temporary_files(@TempDir Path folder)
      throws Exception {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Set<String> before = flinkFiles(temporary);
    ReplayJob.run(ReplayJob.Request.of(folder, folder.resolve("out")));
    Set<String> after = flinkFiles(temporary);
    after.removeAll(before);
    assertEquals(Set.of(), after);
  }

  private static Set<String> flinkFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("(minicluster|flink|zhijiao|tm_|jobmanager|blobStore).*"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}

package zhijiao.jobs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.alert.Alert;
import zhijiao.jobs.main.ReplayJob;

class FilesPageTest {

  private static Path root() {
    Path up = Path.of("").toAbsolutePath();
    while (!Files.exists(up.resolve("docs").resolve("files.md"))) {
      up = up.getParent();
    }
    return up;
  }

  private static String page() throws IOException {
    return Files.readString(root().resolve("docs").resolve("files.md"));
  }

  @Test
  void the_page_and_the_reader_say_the_same() throws Exception {
    assertEquals(List.of(), new FilesPage(page()).differences());
  }

  @Test
  void a_mistake_in_the_page_is_seen() throws Exception {
    Map<String, String> mistakes =
        Map.of(
            "| `stored` | no |", "| `kept` | no |",
            "| `camera` | yes |", "| `camera` | no |",
            "| `batteryPercent` | no |", "| `batteryPercent` | yes |",
            "`FINGERPRINT`, ", "",
            "`GPS` (satellites)", "`GPS`, `GLONASS`",
            "| `homes[].radiusMetres` | yes |", "| `homes[].radius` | yes |",
            "| `NOT_JSON` |", "| `NOT_XML` |");
    for (Map.Entry<String, String> mistake : mistakes.entrySet()) {
      assertTrue(page().contains(mistake.getKey()), mistake.getKey());
      String wrong = page().replace(mistake.getKey(), mistake.getValue());
      assertTrue(!new FilesPage(wrong).differences().isEmpty(), mistake.toString());
    }
  }

  @Test
  void the_example_is_read_whole_and_ends_as_its_page_says(@TempDir Path out) throws Exception {
    ResultFiles.Summary summary =
        ReplayJob.run(ReplayJob.Request.of(root().resolve("examples").resolve("first-day"), out));
    assertTrue(summary.addsUp());
    assertEquals(Map.of(), summary.deadLetters());
    assertEquals(1, summary.duplicates());
    assertEquals(
        Map.of("BELOW_MATCH_THRESHOLD", 1L, "NO_AUTHORISATION", 1L, "UNBOUND_TAG", 1L),
        summary.unlawful());
    String json = Files.readString(out.resolve(ResultFiles.SUMMARY));
    assertTrue(json.contains("\"filesNotRead\" : [ ]"), json);
    assertTrue(json.contains("\"unknownFields\" : { }"), json);

    Map<String, String> stand = new TreeMap<>();
    for (Alert alert : summary.alerts()) {
      stand.put(
          alert.key().subject().pseudonym(),
          "`" + alert.key().rule() + "` at `" + alert.key().target() + "`, " + alert.state());
    }
    String told = Files.readString(root().resolve("examples").resolve("README.md"));
    for (int person = 1; person <= 6; person++) {
      String row = told.lines().filter(line -> line.startsWith("| S-")).toList().get(person - 1);
      String expected = stand.getOrDefault("S-" + person, "nothing");
      assertTrue(row.contains("| " + expected), row + " — but " + expected);
    }
  }

  /** Every kind of line is in the example, so that who copies it finds what to copy. */
  @Test
  void the_example_has_every_file_and_every_type_of_line() throws IOException {
    Path folder = root().resolve("examples").resolve("first-day");
    for (FactFile file : FactFile.values()) {
      assertTrue(Files.exists(folder.resolve(file.fileName())), file.fileName());
    }
    String orders = Files.readString(folder.resolve("orders.jsonl"));
    for (String type : List.of("order", "order-end", "authorisation", "authorisation-revoked")) {
      assertTrue(orders.contains("\"type\":\"" + type + "\""), type);
    }
    String leaves = Files.readString(folder.resolve("leaves.jsonl"));
    assertTrue(leaves.contains("\"leave\"") && leaves.contains("\"leave-end\""));
    String suspensions = Files.readString(folder.resolve("suspensions.jsonl"));
    assertTrue(
        suspensions.contains("\"suspension\"") && suspensions.contains("\"suspension-lifted\""));
    String calls = Files.readString(folder.resolve("roll-calls.jsonl"));
    assertTrue(calls.contains("\"until\"") && calls.lines().anyMatch(l -> !l.contains("until")));
    String changes = Files.readString(folder.resolve("governance.jsonl"));
    for (String type : List.of("settings-change", "campaign", "campaign-end")) {
      assertTrue(changes.contains("\"type\":\"" + type + "\""), type);
    }
  }
}

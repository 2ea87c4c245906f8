package zhijiao.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zhijiao.jobs.io.correlation.AnswerFile;
import zhijiao.jobs.io.correlation.AuditLog;

class CorrelateCommandTest {

  private static final String ASKED =
      """
      {"from":"2026-03-02T20:00:00+08:00","until":"2026-03-02T21:00:00+08:00",
       "lat":28.45,"lon":119.92,"basis":"刑事诉讼法 art. 54","requester":"county bureau, 0042",
       "purpose":"burglary","caseNumber":"A-2026-7"}
      """;

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void facts() throws IOException {
    List<String> orders = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    List<String> fixes = new ArrayList<>();
    for (int who = 1; who <= 3; who++) {
      orders.add(
          String.format(
              java.util.Locale.ROOT,
              "{\"type\":\"order\",\"subject\":\"S-%d\",\"orderId\":\"O\",\"from\":\"2026-03-01T00:00:00+08:00\",\"county\":\"331102\",\"office\":\"331102001\"}",
              who));
      orders.add(
          String.format(
              java.util.Locale.ROOT,
              "{\"type\":\"authorisation\",\"subject\":\"S-%d\",\"authorisationId\":\"A\",\"from\":\"2026-03-01T00:00:00+08:00\",\"until\":\"2026-05-01T00:00:00+08:00\",\"ground\":2,\"approver\":\"P-1\"}",
              who));
      tags.add(
          String.format(
              java.util.Locale.ROOT,
              "{\"tag\":\"T-%d\",\"subject\":\"S-%d\",\"from\":\"2026-03-01T00:00:00+08:00\"}",
              who,
              who));
    }
    for (int minute = 0; minute < 60; minute++) {
      fixes.add(fix(1, minute, minute < 30 ? 28.4501 : 28.6));
      fixes.add(fix(2, minute, 28.6));
    }
    fixes.add(fix(3, 30, 28.4501));
    Path facts = Files.createDirectories(folder.resolve("facts"));
    Files.write(facts.resolve("orders.jsonl"), orders);
    Files.write(facts.resolve("tags.jsonl"), tags);
    Files.write(facts.resolve("fixes.jsonl"), fixes);
  }

  private static String fix(int who, int minute, double latitude) {
    return String.format(
        java.util.Locale.ROOT,
        "{\"tag\":\"T-%d\",\"occurredAt\":\"2026-03-02T20:%02d:10+08:00\",\"lat\":%s,\"lon\":119.92,\"accuracyMetres\":9,\"source\":\"GPS\"}",
        who,
        minute,
        latitude);
  }

  private int correlate(String request) throws IOException {
    Files.writeString(folder.resolve("request.json"), request);
    CommandLine commands = Main.commands();
    commands.setOut(new PrintWriter(new StringWriter()));
    commands.setErr(new PrintWriter(err));
    return commands.execute(
        "correlate",
        "--facts",
        folder.resolve("facts").toString(),
        "--request",
        folder.resolve("request.json").toString(),
        "--out",
        folder.resolve("out").toString());
  }

  private String written(String name) throws IOException {
    return Files.readString(folder.resolve("out").resolve(name));
  }

  @Test
  void s5_it_answers_with_leads_and_exonerations_and_of_the_others_a_number() throws IOException {
    assertEquals(0, correlate(ASKED));
    String answer = written(AnswerFile.NAME);
    int exonerations = answer.indexOf("exonerations");
    assertTrue(answer.indexOf("S-1") > 0 && answer.indexOf("S-1") < exonerations, answer);
    assertTrue(answer.indexOf("S-2") > exonerations, answer);
    assertFalse(answer.contains("S-3"), "one fix is no lead, and of one fix nothing is said");
    assertTrue(answer.replace(" ", "").contains("\"noStatement\":1"), answer);
    assertTrue(answer.replace(" ", "").contains("\"algorithm\":1"), answer);
  }

  @Test
  void s5_every_run_is_in_the_log_before_its_answer_is_written() throws IOException {
    assertEquals(0, correlate(ASKED));
    assertEquals(0, correlate(ASKED));
    String log = written(AnswerFile.LOG);
    assertEquals(2, log.lines().count());
    for (String told : List.of("刑事诉讼法 art. 54", "county bureau, 0042", "burglary", "A-2026-7")) {
      assertTrue(log.contains(told), told);
    }
    String last = new AuditLog(folder.resolve("out").resolve(AnswerFile.LOG)).check().last();
    assertTrue(written(AnswerFile.NAME).contains(last), "the answer names its line of the log");
    assertFalse(log.contains("S-1"), "the log says how many, not who");
  }

  @Test
  void s5_a_request_is_refused_with_all_that_is_missing_named_and_the_refusal_is_logged()
      throws IOException {
    assertEquals(
        2,
        correlate(
            "{\"from\":\"2026-03-02T20:00:00+08:00\",\"until\":\"2026-03-03T21:00:00+08:00\",\"reason\":1}"));
    for (String missing :
        List.of("basis", "requester", "purpose", "caseNumber", "lat, lon", "12 hours", "reason")) {
      assertTrue(err.toString().contains(missing), missing + " in " + err);
    }
    assertFalse(Files.exists(folder.resolve("out").resolve(AnswerFile.NAME)));
    assertTrue(written(AnswerFile.LOG).contains("\"refused\""));
  }

  @Test
  void s5_a_log_that_was_changed_is_not_written_on_and_nothing_is_answered() throws IOException {
    assertEquals(0, correlate(ASKED));
    assertEquals(0, correlate(ASKED));
    Path log = folder.resolve("out").resolve(AnswerFile.LOG);
    String sound = Files.readString(log);
    Files.delete(folder.resolve("out").resolve(AnswerFile.NAME));
    for (String changed :
        List.of(
            sound.replaceFirst("burglary", "robbery"),
            sound.lines().skip(1).findFirst().orElseThrow() + "\n")) {
      Files.writeString(log, changed);
      assertThrows(IOException.class, () -> new AuditLog(log).check());
      assertEquals(1, correlate(ASKED));
      assertFalse(Files.exists(folder.resolve("out").resolve(AnswerFile.NAME)));
    }
  }
}

package zhijiao.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zhijiao.jobs.io.FactJson;

class SettingsCommandTest {

  private static final Path FACTS = Path.of("..", "examples", "first-day").toAbsolutePath();

  @TempDir private Path folder;

  private record Said(int code, String out, String err) {}

  private static Said run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands = Main.commands();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    int code = commands.execute(arguments);
    return new Said(code, out.toString(), err.toString());
  }

  @Test
  void s28_two_people_change_a_threshold_after_seeing_what_it_would_have_changed() {
    String ledger = folder.resolve("ledger").toString();
    String later = FactJson.time(Instant.now().plus(Duration.ofHours(2)).toEpochMilli());
    assertEquals(0, run("settings", "open", "--ledger", ledger, "--by", "O-1").code());
    Said proposed =
        run(
            "settings",
            "propose",
            "SC-1",
            "--ledger",
            ledger,
            "--by",
            "O-1",
            "--from",
            later,
            "--set",
            "rules.boundary.persistFixes=10",
            "--set",
            "rules.boundary.persistMinutes=60",
            "--reason",
            "fewer false alarms");
    assertEquals(0, proposed.code(), proposed.err());
    Said early = run("settings", "approve", "SC-1", "--ledger", ledger, "--by", "O-2");
    assertEquals(1, early.code());
    assertTrue(early.err().startsWith("refused: nobody looked"), early.err());
    Said tried =
        run(
            "what-if",
            "--facts",
            FACTS.toString(),
            "--ledger",
            ledger,
            "--change",
            "SC-1",
            "--by",
            "O-1");
    assertEquals(1, tried.code(), tried.err());
    assertTrue(tried.out().contains("boundary"), tried.out());
    Said same = run("settings", "approve", "SC-1", "--ledger", ledger, "--by", "O-1");
    assertEquals(1, same.code());
    Said approved = run("settings", "approve", "SC-1", "--ledger", ledger, "--by", "O-2");
    assertEquals(0, approved.code(), approved.err());
    Said listed = run("settings", "list", "--ledger", ledger);
    assertTrue(listed.out().contains("the chain of hashes holds"), listed.out());
    assertTrue(listed.out().contains("1 removed"), listed.out());
  }

  @Test
  void s26_a_campaign_that_outlives_its_basis_is_refused_at_the_terminal() {
    String ledger = folder.resolve("ledger").toString();
    Instant now = Instant.now();
    assertEquals(0, run("settings", "open", "--ledger", ledger, "--by", "O-1").code());
    Said refused =
        run(
            "campaign",
            "propose",
            "C-1",
            "--ledger",
            ledger,
            "--by",
            "O-1",
            "--from",
            FactJson.time(now.plus(Duration.ofHours(2)).toEpochMilli()),
            "--until",
            FactJson.time(now.plus(Duration.ofDays(3)).toEpochMilli()),
            "--basis",
            "notice 7",
            "--basis-until",
            FactJson.time(now.plus(Duration.ofDays(2)).toEpochMilli()),
            "--county",
            "331102",
            "--set",
            "rules.boundary.persistFixes=2",
            "--reason",
            "holiday");
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("outlive its basis"), refused.err());
  }

  @Test
  void what_if_tells_nothing_of_settings_that_change_nothing_and_refuses_bad_ones()
      throws IOException {
    Path same =
        Files.writeString(folder.resolve("same.yaml"), "rules:\n  curfew:\n    persistFixes: 3\n");
    Said none = run("what-if", "--facts", FACTS.toString(), "--settings", same.toString());
    assertEquals(0, none.code(), none.out() + none.err());
    Path bad =
        Files.writeString(folder.resolve("bad.yaml"), "rules:\n  curfew:\n    persistFixes: 99\n");
    assertEquals(
        2, run("what-if", "--facts", FACTS.toString(), "--settings", bad.toString()).code());
    assertEquals(2, run("what-if", "--facts", FACTS.toString()).code());
  }
}

package zhijiao.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.Migrations;
import zhijiao.local.clickhouse.LocalClickHouse;

/** {@code ./zhijiao retention} as somebody types it, before the real engine. */
class RetentionCommandTest {

  private static final Path ENGINE = Path.of("../build/clickhouse-engine").toAbsolutePath();
  private static final String HELD = "H-1";
  private static final String OTHER = "F-2";

  @TempDir static Path folder;

  private static LocalClickHouse engine;
  private ClickHouse server;

  @BeforeAll
  static void start() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(ENGINE), "no ClickHouse engine");
    engine = LocalClickHouse.start(folder.resolve("engine"), ENGINE);
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  /** Of two people a roll call of 50 and one of 150 days ago. */
  @BeforeEach
  void fill() throws IOException {
    server = new ClickHouse(engine.address(folder, "r"));
    server.run("DROP DATABASE IF EXISTS r");
    Migrations.ofThisBuild().apply(server, Migrations.Engines.PLAIN);
    for (String subject : List.of(HELD, OTHER)) {
      for (int age : new int[] {50, 150}) {
        server.run(
            "INSERT INTO r.roll_call_facts (fact, subject, roll_call, sent_at) SELECT leftPad('"
                + age
                + "', 16, '0'), '"
                + subject
                + "', 'R', now64(3, 'UTC') - INTERVAL "
                + age
                + " DAY");
      }
    }
  }

  private record Said(int code, String out, String err) {}

  private static Said run(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "retention",
                "--clickhouse",
                engine.url(),
                "--clickhouse-database",
                "r",
                "--clickhouse-user",
                engine.user(),
                "--clickhouse-password-file",
                Files.writeString(folder.resolve("password"), engine.password()).toString()));
    arguments.addAll(List.of(more));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands = Main.commands();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    return new Said(
        commands.execute(arguments.toArray(String[]::new)), out.toString(), err.toString());
  }

  private static String settings(String yaml) throws IOException {
    return Files.writeString(folder.resolve("days.yaml"), yaml).toString();
  }

  /** What is left when parts have merged: person and how many rows. */
  private String left() throws IOException {
    server.run("OPTIMIZE TABLE r.roll_call_facts FINAL");
    return server
        .run(
            "SELECT subject, count() FROM r.roll_call_facts GROUP BY subject ORDER BY subject FORMAT"
                + " TSV")
        .strip()
        .replace('\t', ' ')
        .replace('\n', ',');
  }

  @Test
  void s6_rows_past_their_days_go_and_what_is_held_stays_until_it_is_let_go_of()
      throws IOException {
    assertEquals("F-2 2,H-1 2", left(), "by default a year");
    Said held = run("--hold", "person:" + HELD, "--because", "appeal, file 7", "--officer", "P-3");
    assertEquals(0, held.code(), held.err());
    assertTrue(held.out().contains("person:H-1") && held.out().contains("P-3: appeal, file 7"));
    Said days = run("--settings", settings("checkInDays: 100\n"));
    assertEquals(0, days.code(), days.err());
    assertTrue(days.out().contains("roll_call_facts"), days.out());
    assertTrue(days.out().contains("retention.ms=7776000000"), days.out());
    assertEquals("F-2 1,H-1 2", left());

    Said lifted = run("--lift", "person:" + HELD, "--because", "decided", "--officer", "P-3");
    assertEquals(0, lifted.code(), lifted.err());
    assertTrue(lifted.out().contains("held            0"), lifted.out());
    assertEquals("F-2 1,H-1 1", left());
  }

  @Test
  void s6_a_hold_that_comes_with_shorter_days_is_in_force_before_them() throws IOException {
    Said both =
        run(
            "--settings",
            settings("checkInDays: 100\n"),
            "--hold",
            "person:" + HELD,
            "--because",
            "appeal",
            "--officer",
            "P-3");
    assertEquals(0, both.code(), both.err());
    assertEquals("F-2 1,H-1 2", left());
  }

  @Test
  void s6_a_dry_run_counts_what_would_go_and_changes_nothing() throws IOException {
    run("--hold", "person:" + HELD, "--because", "appeal", "--officer", "P-3");
    Said dry = run("--settings", settings("checkInDays: 100\n"), "--dry-run");
    assertEquals(0, dry.code(), dry.err());
    assertTrue(dry.out().matches("(?s).*roll_call_facts +100 days, 1 rows would go.*"), dry.out());
    assertFalse(dry.out().contains("alert_events"), dry.out());
    assertEquals("F-2 2,H-1 2", left());
    run("--settings", settings("checkInDays: 100\n"));
    assertTrue(
        run("--settings", settings("checkInDays: 100\n"), "--dry-run")
            .out()
            .contains("would change    –"));
  }

  @Test
  void what_is_asked_wrongly_is_refused_in_a_sentence_and_changes_nothing() throws IOException {
    String days = settings("checkInDays: 100\n");
    refused(2, "with it --because and --officer", "--hold", "person:H-1");
    refused(
        2,
        "with it --because and --officer",
        "--hold",
        "person:H-1",
        "--because",
        " ",
        "--officer",
        "P-3");
    refused(
        2,
        "person:PSEUDONYM or alert:ID",
        "--settings",
        days,
        "--hold",
        "H-1",
        "--because",
        "appeal",
        "--officer",
        "P-3");
    refused(2, "goes with --settings alone", "--dry-run");
    refused(2, "--settings", "--setting", days);
    refused(1, "checkInDays", "--settings", settings("checkInDay: 100\n"));
    refused(1, "checkInDays", "--settings", settings("checkInDays: 0\n"));
    refused(1, "nowhere.yaml", "--settings", folder.resolve("nowhere.yaml").toString());
    assertEquals("F-2 2,H-1 2", left());
    assertTrue(run().out().contains("held            0"));
  }

  private static void refused(int code, String words, String... arguments) throws IOException {
    Said said = run(arguments);
    assertEquals(code, said.code(), said.out() + said.err());
    assertTrue(said.err().contains(words), said.err());
  }

  @Test
  void a_hold_on_what_no_row_is_about_says_so() throws IOException {
    Said held = run("--hold", "person:H-l", "--because", "appeal", "--officer", "P-3");
    assertTrue(held.out().contains("nothing in the database is about person:H-l"), held.out());
  }
}

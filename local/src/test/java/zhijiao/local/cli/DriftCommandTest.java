package zhijiao.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.Migrations;
import zhijiao.local.clickhouse.LocalClickHouse;
import zhijiao.local.demo.DemonstrationModel;
import zhijiao.models.live.LiveFeatures;

/** Drift in the logged features suspends the model, and its end lets it score again: files that the job watches. */
class DriftCommandTest {

  private static final Path ENGINE = Path.of("../build/clickhouse-engine").toAbsolutePath();

  @TempDir private Path folder;

  private static void day(ClickHouse server, int day, double lift) throws IOException {
    day(server, day, lift, "DAILY");
  }

  private static void day(ClickHouse server, int day, double lift, String why) throws IOException {
    server.run(
        "INSERT INTO d.risk_vectors (subject, scored_at, revision, withdrawn, why, feature_set, features)"
            + " SELECT 's-' || toString(number), toDateTime64('2026-03-01 04:00:00', 3, 'UTC') + INTERVAL "
            + day
            + " DAY, 1, false, '"
            + why
            + "', '"
            + LiveFeatures.SET.id()
            + "', map('violations_28', number / 10 + "
            + lift
            + ", 'on_time_share_28', number / 500, 'missed_check_ins_28', 0, 'days_since_intake', 100)"
            + " FROM numbers(500)");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("models"))) {
      return files
          .map(file -> file.getFileName().toString().replaceAll("-rm.*", ""))
          .sorted()
          .toList();
    }
  }

  private String look(LocalClickHouse engine, Path models) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), engine.password());
    StringWriter said = new StringWriter();
    CommandLine commands = Main.commands();
    commands.setOut(new PrintWriter(said));
    int code =
        commands.execute(
            "drift",
            "--models",
            models.toString(),
            "--clickhouse",
            engine.url(),
            "--clickhouse-database",
            "d",
            "--clickhouse-user",
            engine.user(),
            "--clickhouse-password-file",
            password.toString());
    assertEquals(0, code, said::toString);
    return said.toString().strip();
  }

  @Test
  void s18_drift_suspends_the_model_and_its_end_lets_it_score_again() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(ENGINE), "no ClickHouse engine");
    Path models = Files.createDirectories(folder.resolve("models"));
    try (LocalClickHouse engine = LocalClickHouse.start(folder.resolve("engine"), ENGINE)) {
      ClickHouse server = new ClickHouse(engine.address(folder, "d"));
      Migrations.ofThisBuild().apply(server, Migrations.Engines.PLAIN);
      assertEquals("no model has been promoted", look(engine, models));
      long effective = 1_772_294_400_000L;
      DemonstrationModel.promote(models, 0.04, effective);
      for (int day = 0; day < 8; day++) {
        day(server, day, 0);
      }
      String steady = look(engine, models);
      assertTrue(steady.startsWith("2026-03-08: PSI 0.00"), steady);
      assertEquals(1, files().size());

      day(server, 8, 40);
      String drifted = look(engine, models);
      assertTrue(drifted.endsWith("suspended from 2026-03-09T06:00:00Z"), drifted);
      assertEquals(2, files().size(), files().toString());
      assertTrue(files().get(1).endsWith("-suspend"), files().toString());
      String still = look(engine, models);
      assertTrue(still.endsWith("nothing to do"), still);

      // At this noon another promotion was the reason to score everybody; they are there all the
      // same.
      day(server, 9, 0, "MODEL");
      String back = look(engine, models);
      assertTrue(back.endsWith("scores again from 2026-03-10T06:00:00Z"), back);
      assertTrue(files().get(2).endsWith("-promote"), files().toString());
    }
  }
}

package zhijiao.local.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.Migrations;
import zhijiao.local.clickhouse.LocalClickHouse;
import zhijiao.local.simulator.Noise;
import zhijiao.local.simulator.Simulator;

class RehearsalTest {

  private static final Path ENGINE = Path.of("..", "build", "clickhouse-engine");
  private static final int DAYS = 7;

  private static long number(ClickHouse server, String sql) throws IOException {
    return Long.parseLong(server.run("SELECT " + sql + " FORMAT TabSeparated").trim());
  }

  @Test
  void what_is_served_is_what_training_reads_and_what_was_decided_is_the_truth(@TempDir Path folder)
      throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(ENGINE), "no ClickHouse engine");
    Simulator.Scenario scenario =
        Simulator.Scenario.ofDefault(1, DAYS, 60, Noise.DEFAULT).intense(8).unlike(1);
    long until =
        scenario
            .first()
            .plusDays(DAYS)
            .atStartOfDay(ZoneId.of("Asia/Shanghai"))
            .toInstant()
            .toEpochMilli();
    try (LocalClickHouse engine = LocalClickHouse.start(folder.resolve("engine"), ENGINE)) {
      ClickHouse server = new ClickHouse(engine.address(folder, LocalClickHouse.DATABASE));
      Migrations.ofThisBuild().apply(server, Migrations.Engines.PLAIN);
      Rehearsal.Report report =
          Rehearsal.run(
              new Simulator(scenario, CalendarFile.china()), folder, server, until, said -> {});
      assertTrue(report.acts() > 5, report.toString());
      String of = "FROM " + LocalClickHouse.DATABASE + ".";
      long inTime = number(server, "count() " + of + "risk_vectors_as_told WHERE in_time");
      assertTrue(55 * DAYS <= inTime && inTime <= 60 * DAYS, inTime + " noons of sixty people");
      long confirmed = number(server, "countIf(confirmed) " + of + "alert_outcomes");
      long decided = number(server, "countIf(decided) " + of + "alert_outcomes");
      assertTrue(confirmed > 0 && confirmed <= decided, confirmed + " of " + decided);
      assertTrue(decided >= report.acts() * 0.9, decided + " of " + report.acts());
      assertEquals(
          until,
          number(
              server,
              "toUnixTimestamp64Milli(toDateTime64(any(reached), 3)) " + of + "time_reached"),
          60_000);
      assertTrue(
          number(server, "countIf(features['violations_7'] > 0) " + of + "risk_vectors_as_told")
              > 0,
          "what was confirmed is in the features");
    }
  }
}

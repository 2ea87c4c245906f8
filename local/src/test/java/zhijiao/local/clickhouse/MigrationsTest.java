package zhijiao.local.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.Migrations;
import zhijiao.jobs.io.clickhouse.Migrations.Engines;
import zhijiao.jobs.io.clickhouse.Migrations.Migration;

/** Migrations on the real engine. */
class MigrationsTest {

  private static final Migration FIRST =
      new Migration(
          "0001_first.sql",
          """
          -- The first; a comment with a semicolon;
          CREATE TABLE IF NOT EXISTS {{database}}.a (x Int32)
          ENGINE = {{engine:MergeTree}} ORDER BY x;
          """);
  private static final Migration SECOND =
      new Migration(
          "0002_second.sql",
          """
          ALTER TABLE {{database}}.a ADD COLUMN IF NOT EXISTS y Int32;
          CREATE VIEW IF NOT EXISTS {{database}}.b AS SELECT x + y AS z FROM {{database}}.a;
          """);

  @TempDir static Path folder;

  private static LocalClickHouse engine;

  @BeforeAll
  static void start() throws IOException {
    LocalClickHouseTest.assumeEngine();
    engine = LocalClickHouse.start(folder.resolve("engine"), LocalClickHouseTest.ENGINE);
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  static ClickHouse server(LocalClickHouse engine, Path folder, String database)
      throws IOException {
    return new ClickHouse(engine.address(folder, database));
  }

  /** The same, with the tables and views of this build. */
  static ClickHouse migrated(LocalClickHouse engine, Path folder, String database)
      throws IOException {
    ClickHouse server = server(engine, folder, database);
    Migrations.ofThisBuild().apply(server, Engines.PLAIN);
    return server;
  }

  @Test
  void each_is_applied_once_and_in_order() throws IOException {
    ClickHouse server = server(engine, folder, "once");
    assertEquals(
        List.of("0001_first.sql"), new Migrations(List.of(FIRST)).apply(server, Engines.PLAIN));
    assertEquals(
        List.of("0002_second.sql"),
        new Migrations(List.of(SECOND, FIRST)).apply(server, Engines.PLAIN));
    assertEquals(List.of(), new Migrations(List.of(FIRST, SECOND)).apply(server, Engines.PLAIN));
    server.run("INSERT INTO once.a VALUES (1, 2)");
    assertEquals("3\n", server.run("SELECT z FROM once.b"));
  }

  @Test
  void an_applied_one_that_was_edited_is_refused_and_nothing_is_changed() throws IOException {
    ClickHouse server = server(engine, folder, "edited");
    new Migrations(List.of(FIRST)).apply(server, Engines.PLAIN);
    Migration edited = new Migration(FIRST.name(), FIRST.text().replace("Int32", "Int64"));
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> new Migrations(List.of(edited, SECOND)).apply(server, Engines.PLAIN));
    assertTrue(
        refused.getMessage().contains("0001_first.sql was applied with"), refused.getMessage());
    assertEquals("1\n", server.run("SELECT count() FROM edited.schema_migrations"));
    assertEquals("0\n", server.run("EXISTS edited.b"));
  }

  @Test
  void a_database_of_a_newer_build_is_refused() throws IOException {
    ClickHouse server = server(engine, folder, "newer");
    new Migrations(List.of(FIRST, SECOND)).apply(server, Engines.PLAIN);
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> new Migrations(List.of(FIRST)).apply(server, Engines.PLAIN));
    assertTrue(refused.getMessage().contains("a newer one"), refused.getMessage());
  }

  @Test
  void one_that_broke_off_is_applied_again_from_its_beginning() throws IOException {
    ClickHouse server = server(engine, folder, "broken");
    Migration broken =
        new Migration(
            FIRST.name(), FIRST.text() + "CREATE VIEW IF NOT EXISTS broken.v AS SELECT nothing;\n");
    assertThrows(
        IOException.class, () -> new Migrations(List.of(broken)).apply(server, Engines.PLAIN));
    assertEquals("1\n", server.run("EXISTS broken.a"));
    assertEquals(
        List.of(FIRST.name()), new Migrations(List.of(FIRST)).apply(server, Engines.PLAIN));
  }

  @Test
  void those_of_this_build_apply_and_every_view_can_be_read() throws IOException {
    ClickHouse server = server(engine, folder, "real");
    List<String> applied = Migrations.ofThisBuild().apply(server, Engines.PLAIN);
    assertFalse(applied.isEmpty());
    List<String> tables = server.run("SHOW TABLES FROM real").lines().toList();
    for (String table : tables) {
      if (!table.equals("alerts_from_events")) {
        assertEquals(
            switch (table) {
              case "schema_migrations" -> applied.size() + "\n";
              case "time_reached", "engine_freshness" -> "1\n";
              case "counties" -> "9\n";
              case "calendar_days" -> "36525\n";
              case "offices" -> "173\n";
              default -> "0\n";
            },
            server.run("SELECT count() FROM (SELECT * FROM real." + table + ")"));
      }
    }
    assertTrue(tables.containsAll(List.of("alerts_board", "findings_current", "input_totals")));
    // Without a column's comment nobody knows its unit.
    assertEquals(
        "",
        server.run(
            "SELECT table, name FROM system.columns WHERE database = 'real' AND type LIKE"
                + " '%Float%' AND comment = '' AND table IN ('alert_events', 'finding_changes')"));
  }

  @Test
  void those_of_this_build_have_replicated_engines_in_production() {
    // A single engine has no Keeper; what it answers shows that the replicated engine was asked
    // for.
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                Migrations.ofThisBuild()
                    .apply(server(engine, folder, "replicated"), Engines.REPLICATED));
    assertTrue(
        refused.getMessage().toLowerCase(java.util.Locale.ROOT).contains("replica")
            || refused.getMessage().toLowerCase(java.util.Locale.ROOT).contains("keeper"),
        refused.getMessage());
  }

  @Test
  void numbers_names_and_statements_are_checked_and_all_problems_told_at_once() {
    List<Migration> bad =
        new ArrayList<>(
            List.of(
                FIRST,
                new Migration("0001_again.sql", SECOND.text()),
                new Migration("0004_gap.sql", SECOND.text()),
                new Migration("5_short.sql", SECOND.text()),
                new Migration("0005_once.sql", "CREATE TABLE {{database}}.c (x Int32);\n"),
                new Migration("0006_what.sql", "CREATE VIEW IF NOT EXISTS {{base}}.d AS ;\n")));
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Migrations(bad)).getMessage();
    for (String problem :
        List.of(
            "0001_first.sql and 0001_again.sql have the same number",
            "migration 2 is missing before 0004_gap.sql",
            "not 5_short.sql",
            "0005_once.sql: cannot be repeated",
            "0006_what.sql: unknown placeholder {{base}}")) {
      assertTrue(message.contains(problem), message);
    }
  }
}

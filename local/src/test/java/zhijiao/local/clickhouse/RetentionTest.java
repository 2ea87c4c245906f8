package zhijiao.local.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.Retention;
import zhijiao.jobs.io.clickhouse.Retention.Held;
import zhijiao.jobs.io.clickhouse.RetentionSettings;

/**
 * What the database forgets after a stated time, on the real engine, and what it keeps because an
 * alert rests on it.
 */
class RetentionTest {

  @TempDir static Path folder;

  private static LocalClickHouse engine;
  private static ClickHouse server;

  @BeforeAll
  static void start() throws IOException {
    LocalClickHouseTest.assumeEngine();
    engine = LocalClickHouse.start(folder.resolve("engine"), LocalClickHouseTest.ENGINE);
    server = MigrationsTest.migrated(engine, folder, "t");
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  private static void says(String expected, String query) throws IOException {
    assertEquals(expected, server.run(query).replace('\t', ' ').strip(), query);
  }

  /** One row of so many days ago and one of a day less than the table keeps. */
  private static void forgets(String table, String columns, String row, int days)
      throws IOException {
    for (int age : new int[] {days + 2, days - 2}) {
      server.run(
          "INSERT INTO t."
              + table
              + " ("
              + columns
              + ") SELECT "
              + row.replace("{at}", "now64(3, 'UTC') - INTERVAL " + age + " DAY")
                  .replace("{n}", Integer.toString(age)));
    }
    server.run("OPTIMIZE TABLE t." + table + " FINAL");
    says("1", "SELECT count() FROM t." + table);
  }

  @Test
  void s6_check_ins_roll_calls_and_dead_letters_are_forgotten_when_their_time_is_over()
      throws IOException {
    forgets(
        "dead_letters",
        "source, partition, offset, reason, written_at",
        "'tag-fixes', 0, {n}, 'UNREADABLE', {at}",
        90);
    forgets(
        "check_in_facts",
        "fact, subject, means, accepted, terminal, occurred_at, received_at",
        "leftPad('{n}', 16, '0'), 'S-1', 'FACE', true, '', {at} AS at, at",
        365);
    server.run("OPTIMIZE TABLE t.check_in_days FINAL");
    says("1", "SELECT count() FROM t.check_in_days");
    forgets(
        "roll_call_facts",
        "fact, subject, roll_call, sent_at, due_at, camera, received_at",
        "leftPad('{n}', 16, '0'), 'S-1', 'R', {at} AS at, at, '', at",
        365);
  }

  @Test
  void s6_what_an_alert_rests_on_stays_as_long_as_the_alert() throws IOException {
    server.run(
        "INSERT INTO t.alert_events (alert_id, revision, change, state, rule, severity, subject,"
            + " day, opened_at, changed_at, cause_at, findings_json, acts_json) SELECT"
            + " '00000000000000e1', 1, 'OPENED', 'NEW', 'curfew', 'P2', 'S-1', toDate(at), now64(3,"
            + " 'UTC') - INTERVAL 800 DAY AS at, at, at,"
            + " '[{\"openedAt\":\"2024-01-01T00:00:00Z\",\"parameters\":{},\"evidence\":[{\"occurredAt\":\"2024-01-01T00:00:00Z\",\"what\":\"fix\",\"fact\":\"ab\"}]}]',"
            + " '[]'");
    server.run("OPTIMIZE TABLE t.alert_events FINAL");
    server.run("OPTIMIZE TABLE t.alerts FINAL");
    says("fix ab", "SELECT what, fact FROM t.alert_evidence WHERE alert_id = '00000000000000e1'");
  }

  /** Mutations run in the background. */
  private static void untilChanged() throws IOException {
    for (int i = 0; i < 600; i++) {
      if (server
          .run("SELECT count() FROM system.mutations WHERE NOT is_done")
          .strip()
          .equals("0")) {
        return;
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    throw new IOException("mutations do not end");
  }

  @Test
  void s6_what_the_migrations_set_are_the_defaults_and_a_second_time_nothing_changes()
      throws IOException {
    ClickHouse fresh = MigrationsTest.migrated(engine, folder, "fresh");
    Retention retention = new Retention(fresh);
    assertEquals(List.of(), retention.apply(RetentionSettings.DEFAULT));
    RetentionSettings other = new RetentionSettings(30, 60, 90, 1_825, 1_000);
    assertEquals(Retention.tables(), retention.apply(other), "every table");
    assertEquals(List.of(), retention.apply(other));
    retention.apply(RetentionSettings.DEFAULT);
    assertEquals(List.of(), retention.apply(RetentionSettings.DEFAULT));
  }

  /** A new table about people that no setting reaches fails here. */
  @Test
  void s6_every_table_about_a_person_forgets_but_the_register_and_the_holds() throws IOException {
    says(
        "authorisation_facts leave_facts order_facts",
        "SELECT arrayStringConcat(arraySort(groupUniqArray(table)), ' ') FROM system.columns"
            + " WHERE database = 't' AND name IN ('subject', 'person') AND table NOT IN ("
            + "SELECT name FROM system.tables WHERE database = 't' AND engine LIKE '%View')"
            + " AND table NOT IN ('"
            + String.join("', '", Retention.tables())
            + "')");
  }

  @Test
  void s6_a_held_person_and_a_held_alert_outlive_the_days_until_they_are_let_go_of()
      throws IOException {
    ClickHouse before = server;
    server = MigrationsTest.migrated(engine, folder, "held");
    try {
      holdsAndLifts(new Retention(server));
    } finally {
      server = before;
    }
  }

  private static void holdsAndLifts(Retention retention) throws IOException {
    retention.apply(new RetentionSettings(90, 100, 730, 200, 0));
    untilChanged();
    retention.hold(Held.PERSON, "H-1", "appeal, the officer's file 7", "P-3");
    retention.hold(Held.ALERT, "00000000000000a2", "a complaint", "P-3");
    for (String subject : List.of("H-1", "F-2")) {
      for (int age : new int[] {50, 150}) {
        server.run(
            "INSERT INTO held.roll_call_facts (fact, subject, roll_call, sent_at) SELECT '"
                + "0".repeat(13)
                + age
                + "', '"
                + subject
                + "', 'R', now64(3, 'UTC') - INTERVAL "
                + age
                + " DAY");
      }
    }
    alertIn("00000000000000a1", "H-1");
    alertIn("00000000000000a2", "F-2");
    alertIn("00000000000000a3", "F-2");
    for (String table : List.of("roll_call_facts", "alert_events", "alerts")) {
      server.run("OPTIMIZE TABLE held." + table + " FINAL");
    }
    says(
        "F-2 1\nH-1 2",
        "SELECT subject, count() FROM held.roll_call_facts GROUP BY subject ORDER BY subject");
    for (String table : List.of("alert_events", "alerts")) {
      says(
          "00000000000000a1\n00000000000000a2",
          "SELECT alert_id FROM held." + table + " ORDER BY ALL");
    }
    assertEquals(
        List.of("a complaint", "appeal, the officer's file 7"),
        retention.holds().stream().map(Retention.Hold::because).sorted().toList());

    retention.lift(Held.PERSON, "H-1", "decided", "P-3");
    retention.lift(Held.ALERT, "00000000000000a2", "decided", "P-3");
    untilChanged();
    says(
        "F-2 1\nH-1 1",
        "SELECT subject, count() FROM held.roll_call_facts GROUP BY subject ORDER BY subject");
    says("0", "SELECT count() FROM held.alerts");
    says("0", "SELECT count() FROM held.alert_events");
    assertEquals(List.of(), retention.holds());
    says("4", "SELECT count() FROM held.holds");
  }

  private static void alertIn(String id, String subject) throws IOException {
    server.run(
        "INSERT INTO held.alert_events (alert_id, revision, change, state, rule, severity, subject,"
            + " day, opened_at, changed_at, cause_at, findings_json, acts_json) SELECT '"
            + id
            + "', 1, 'OPENED', 'NEW', 'curfew', 'P2', '"
            + subject
            + "', toDate(at), now64(3, 'UTC') - INTERVAL 300 DAY AS at, at, at, '[]', '[]'");
  }
}

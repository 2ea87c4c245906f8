package zhijiao.local.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.clickhouse.ClickHouse;

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
}

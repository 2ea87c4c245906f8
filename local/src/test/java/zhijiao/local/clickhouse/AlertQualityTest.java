package zhijiao.local.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.clickhouse.ClickHouse;

/** What the views of worklist and quality say of a few alerts, on the real engine. */
class AlertQualityTest {

  @TempDir static Path folder;

  private static LocalClickHouse engine;
  private static ClickHouse server;

  @BeforeAll
  static void start() throws IOException {
    LocalClickHouseTest.assumeEngine();
    engine = LocalClickHouse.start(folder.resolve("engine"), LocalClickHouseTest.ENGINE);
    server = MigrationsTest.migrated(engine, folder, "q");
    insert("01", 1, "OPENED", "NEW", "", "curfew", "T-1", 0, "RUNNING", false);
    insert("01", 2, "ACKNOWLEDGED", "ACKNOWLEDGED", "", "curfew", "T-1", 60, "RUNNING", false);
    insert("01", 3, "CLOSED", "CLOSED", "CONFIRMED", "curfew", "T-1", 600, "NONE", false);
    insert("02", 3, "CLOSED", "CLOSED", "FALSE_DEVICE", "curfew", "T-2", 120, "NONE", false);
    insert("03", 3, "CLOSED", "CLOSED", "FALSE_DEVICE", "strap-cut", "T-2", 180, "NONE", false);
    insert("04", 1, "ENDED", "ENDED", "", "curfew", "T-1", 30, "RUNNING", false);
    insert("05", 1, "OPENED", "NEW", "", "curfew", "T-1", 0, "NONE", true);
    insert("06", 1, "RETRACTED", "RETRACTED", "", "curfew", "T-1", 0, "NONE", false);
    insert("07", 1, "ENDED", "ENDED", "", "low-battery", "T-1", 0, "NONE", false);
    insert("08", 1, "OPENED", "NEW", "", "no-gps", "T-2", 0, "NONE", true);
    server.run(
        "INSERT INTO q.input_counts (kind, outcome, reason, minute, total) VALUES"
            + " ('fix', 'input', '', '2026-03-02 16:00:00', 1)");
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  /** An event of an alert that opened at 2026-03-02T13:00Z, so many seconds later. */
  private static void insert(
      String id,
      int revision,
      String change,
      String state,
      String reason,
      String rule,
      String tag,
      int seconds,
      String loop,
      boolean suspended)
      throws IOException {
    String opened = "toDateTime64('2026-03-02 13:00:00', 3, 'UTC')";
    server.run(
        "INSERT INTO q.alert_events (alert_id, revision, change, state, close_reason, rule,"
            + " severity, subject, day, county, office, tier, minor, opened_at, changed_at,"
            + " cause_at, loop, close_by, tag, acts_json, suspended) SELECT '00000000000000"
            + id
            + "', "
            + revision
            + ", '"
            + String.join("', '", change, state, reason, rule)
            + "', 'P2', 's-1', '2026-03-02', '331102', '331102001', 'STRICT', false, "
            + opened
            + ", "
            + opened
            + ", "
            + opened
            + " + "
            + seconds
            + ", '"
            + loop
            + "', "
            + (loop.equals("NONE") ? "NULL" : opened + " + 86400")
            + ", '"
            + tag
            + "', '"
            + acts(change, id.equals("01") && revision > 1, seconds)
            + "', "
            + suspended);
  }

  /**
   * What officers did until then: alert 01 was acknowledged first, the others were closed at once.
   */
  private static String acts(String change, boolean acknowledged, int seconds) {
    String first = acknowledged ? act("ACKNOWLEDGE", 60) : "";
    String last = change.equals("CLOSED") ? act("CLOSE", seconds) : "";
    return "[" + first + (first.isEmpty() || last.isEmpty() ? "" : ",") + last + "]";
  }

  private static String act(String act, int seconds) {
    return "{\"officer\":\"o-1\",\"act\":\""
        + act
        + "\",\"occurredAt\":\""
        + java.time.Instant.parse("2026-03-02T13:00:00Z").plusSeconds(seconds)
        + "\"}";
  }

  private static void says(String expected, String query) throws IOException {
    assertEquals(expected, server.run(query).replace('\t', ' ').strip());
  }

  @Test
  void s29_precision_answers_and_what_is_not_cleared_are_told_by_rule_office_and_tag()
      throws IOException {
    says(
        "curfew 3 2 0.5 120 1\nlow-battery 1 0 \\N \\N 0\nstrap-cut 1 1 0 180 0",
        "SELECT rule, alerts, labelled, precision, median_seconds_to_answer,"
            + " toUInt8(round(share_uncleared * alerts)) FROM q.alert_quality_by_rule ORDER BY"
            + " rule");
    says(
        "331102 331102001 5 3",
        "SELECT county, office, alerts, labelled FROM q.alert_quality_by_office");
    says(
        "T-2 2 2",
        "SELECT tag, alerts, false_device FROM q.alert_quality_by_tag WHERE tag = 'T-2'");
    says("2026-03-02 331102 5 1", "SELECT day, county, alerts, not_cleared FROM q.alerts_by_day");
  }

  @Test
  void s29_a_tag_with_three_false_alerts_in_thirty_days_is_suggested_as_faulty()
      throws IOException {
    says("", "SELECT tag FROM q.device_fault_suggestions");
    insert("09", 3, "CLOSED", "CLOSED", "FALSE_DEVICE", "boundary", "T-2", 90, "NONE", false);
    says(
        "T-2 3 ['0000000000000002','0000000000000003','0000000000000009']",
        "SELECT tag, false_device, arraySort(alerts) FROM q.device_fault_suggestions");
    server.run(
        "ALTER TABLE q.alerts DELETE WHERE alert_id = '0000000000000009' SETTINGS mutations_sync ="
            + " 2");
    server.run(
        "ALTER TABLE q.alert_events DELETE WHERE alert_id = '0000000000000009' SETTINGS"
            + " mutations_sync = 2");
  }

  @Test
  void the_worklist_has_what_must_be_closed_and_not_what_is_suspended_or_has_explained_itself()
      throws IOException {
    says(
        "0000000000000004 10800 75600",
        "SELECT alert_id, age_seconds, seconds_left FROM q.alerts_open");
    says("2: under 6 h 1", "SELECT age, alerts FROM q.alerts_open_by_age");
    says(
        "0000000000000005\n0000000000000008",
        "SELECT alert_id FROM q.alerts_suspended ORDER BY alert_id");
  }
}

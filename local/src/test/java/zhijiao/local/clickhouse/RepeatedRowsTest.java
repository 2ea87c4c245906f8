package zhijiao.local.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.clickhouse.ClickHouse;

/**
 * Rows come at least once, and a replay tells all of them again, the earlier revisions last: on the
 * real engine no figure behind the boards changes by it.
 */
class RepeatedRowsTest {

  /** Views with figures that are counted from tables which fold rows as they come. */
  private static final List<String> FIGURES =
      List.of(
          "alerts_open",
          "alert_episodes",
          "alert_labels",
          "authorisations_current",
          "cameras_by_hour",
          "check_ins_by_day",
          "curfew_hours",
          "duty_changes",
          "input_totals",
          "leaves_in_force",
          "people_to_open",
          "public_figures",
          "risk_calibration_recent",
          "risk_groups_matured",
          "risk_groups_now",
          "risk_score_drift",
          "roll_calls",
          "scores_now",
          "suggestions_now",
          "supervisees",
          "tier_overrides_recent");

  @TempDir static Path folder;

  private static LocalClickHouse engine;
  private static ClickHouse server;

  @BeforeAll
  static void start() throws IOException {
    LocalClickHouseTest.assumeEngine();
    engine = LocalClickHouse.start(folder.resolve("engine"), LocalClickHouseTest.ENGINE);
    server = MigrationsTest.migrated(engine, folder, "w");
    for (String table :
        List.of("alert_events", "check_in_facts", "order_facts", "risk_scores", "camera_hours")) {
      server.run("SYSTEM STOP MERGES w." + table);
    }
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  /** Twelve people; of what changes, the revisions from the first to the last. */
  private static void tell(int... revisions) throws IOException {
    server.run(
        "INSERT INTO w.input_counts (kind, outcome, reason, minute, total, written_at) VALUES"
            + " ('fix', 'input', '', '2026-05-10 04:00:00', 7, '2026-05-10 04:00:10')");
    server.run(
        "INSERT INTO w.order_facts (fact, subject, valid_from, ends, county, office, tier, minor)"
            + " SELECT leftPad(toString(number), 16, '0'), 's-' || toString(number % 12),"
            + " toDateTime64('2026-01-01 00:00:00', 3, 'UTC') + INTERVAL number DAY, false,"
            + " '331102', '331102001', if(number < 12, 'STRICT', 'GENERAL'), number % 12 = 5"
            + " FROM numbers(24)");
    server.run(
        "INSERT INTO w.authorisation_facts (fact, subject, valid_from, valid_until, ground)"
            + " SELECT leftPad(toString(number), 16, '0'), 's-' || toString(number % 12),"
            + " '2026-04-01 00:00:00', '2026-06-01 00:00:00', 3 FROM numbers(24)");
    server.run(
        "INSERT INTO w.leave_facts (fact, subject, leave_id, valid_from, valid_until) VALUES"
            + " ('0000000000000001', 's-1', 'l', '2026-05-09 00:00:00', '2026-05-12 00:00:00')");
    server.run(
        "INSERT INTO w.check_in_facts (fact, subject, means, accepted, occurred_at) SELECT"
            + " leftPad(toString(number), 16, '0'), 's-' || toString(number % 12), 'FACE', number %"
            + " 9 != 0, toDateTime64('2026-05-01 00:00:00', 3, 'UTC') + INTERVAL number HOUR FROM"
            + " numbers(100)");
    server.run(
        "INSERT INTO w.sighting_facts (fact, camera, match_score, human_verified, occurred_at)"
            + " SELECT leftPad(toString(number), 16, '0'), 'c-1', 0.9, number % 2 = 0,"
            + " '2026-05-09 00:00:00' FROM numbers(10)");
    server.run(
        "INSERT INTO w.roll_call_facts (fact, subject, roll_call, sent_at, due_at) SELECT"
            + " leftPad(toString(number), 16, '0'), 's-' || toString(number), 'r-1', '2026-05-09"
            + " 00:00:00', '2026-05-09 01:00:00' FROM numbers(4)");
    for (int revision : revisions) {
      boolean last = revision == 2;
      server.run(
          "INSERT INTO w.alert_events (alert_id, revision, change, state, close_reason, rule,"
              + " severity, subject, target, day, county, office, tier, opened_at, changed_at,"
              + " cause_at, loop, findings_json, acts_json) SELECT leftPad(toString(number), 16,"
              + " '0'), "
              + revision
              + (last
                  ? ", 'CLOSED', if(number < 2, 'RETRACTED', 'CLOSED'), 'CONFIRMED'"
                  : ", 'OPENED', 'NEW', ''")
              + ", if(number < 3, 'roll-call-fail', 'curfew'), 'P2', 's-' || toString(number), 'r-1',"
              + " '2026-04-01', '331102', '331102001', 'GENERAL', '2026-04-01 13:00:00',"
              + " '2026-04-01 14:00:00', '2026-04-01 14:00:00', 'NONE',"
              + " '[{\"openedAt\":\"2026-04-01T13:00:00Z\",\"endedAt\":null,\"parameters\":{\"kind\":\"late\"},\"evidence\":[]}]',"
              + " '[]' FROM numbers(12)");
      server.run(
          "INSERT INTO w.risk_scores (subject, scored_at, revision, withdrawn, county, office,"
              + " basis, model, model_version, probability, grade) SELECT 's-' || toString(number %"
              + " 12), toDateTime64('2026-03-29 04:00:00', 3, 'UTC') + INTERVAL intDiv(number, 12)"
              + " DAY, "
              + revision
              + ", "
              + (last ? "number % 12 = 11" : "false")
              + ", '331102', '331102001', 'MODEL', 'm', 'm-1', "
              + (last ? "0.2 + number % 12 / 20" : "0.9")
              + ", 'A' FROM numbers(12 * 43)");
      server.run(
          "INSERT INTO w.tier_suggestions (subject, scored_at, revision, withdrawn, county, office,"
              + " present_tier, suggested_tier, grade) SELECT 's-' || toString(number % 12),"
              + " toDateTime64('2026-04-10 04:00:00', 3, 'UTC') + INTERVAL intDiv(number, 12) DAY, "
              + revision
              + ", false, '331102', '331102001', if(number < 240, 'ORDINARY', 'STRICT'), "
              + (last ? "'STRICT'" : "'LENIENT'")
              + ", 'A' FROM numbers(12 * 30)");
    }
  }

  private static Map<String, String> figures() throws IOException {
    Map<String, String> figures = new TreeMap<>();
    for (String view : FIGURES) {
      // Means are sums of fractions, in whatever order they come.
      String columns =
          switch (view) {
            case "risk_calibration_recent" ->
                "* REPLACE (round(said, 9) AS said, round(happened, 9) AS happened)";
            case "risk_groups_matured" -> "* REPLACE (round(said_sum, 9) AS said_sum)";
            case "risk_groups_now" -> "* REPLACE (round(score_sum, 9) AS score_sum)";
            // Whoever asks takes the last state of an instant.
            case "duty_changes" -> "DISTINCT *";
            default -> "*";
          };
      figures.put(view, server.run("SELECT " + columns + " FROM w." + view + " ORDER BY ALL"));
    }
    return figures;
  }

  private static long rows(String table) throws IOException {
    return Long.parseLong(server.run("SELECT count() FROM w." + table).strip());
  }

  @Test
  void a_replay_that_tells_everything_again_changes_no_figure() throws IOException {
    tell(1);
    Map<String, String> early = figures();
    tell(2);
    Map<String, String> once = figures();
    for (String view : FIGURES) {
      assertTrue(view.equals("alerts_open") || !once.get(view).isEmpty(), view + " is empty");
    }
    for (String view :
        List.of("alerts_open", "alert_labels", "roll_calls", "risk_calibration_recent")) {
      assertNotEquals(early.get(view), once.get(view), view + " did not see the last revision");
    }
    long before = rows("alert_events");
    tell(2, 1);
    assertTrue(rows("alert_events") > before, "the rows did not come twice");
    Map<String, String> again = figures();
    FIGURES.forEach(view -> assertEquals(once.get(view), again.get(view), view));
  }
}

package zhijiao.local.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.clickhouse.ClickHouse;

/** What the views of scores, drift, calibration and overrides say of made-up rows, on the real engine. */
class RiskViewsTest {

  @TempDir static Path folder;

  private static LocalClickHouse engine;
  private static ClickHouse server;

  @BeforeAll
  static void start() throws IOException {
    LocalClickHouseTest.assumeEngine();
    engine = LocalClickHouse.start(folder.resolve("engine"), LocalClickHouseTest.ENGINE);
    server = MigrationsTest.migrated(engine, folder, "r");
    // A hundred people for ten days: nine with equal scores, and a tenth on which all are high.
    server.run(
        "INSERT INTO r.risk_scores (subject, scored_at, revision, withdrawn, minor, basis, model_version,"
            + " probability, grade) SELECT 's-' || toString(number % 100),"
            + " toDateTime64('2026-03-01 04:00:00', 3, 'UTC') + INTERVAL intDiv(number, 100) DAY, 1, false,"
            + " number % 100 = 7, 'MODEL', 'rm-1',"
            + " if(intDiv(number, 100) = 9, 0.85, (number % 100) / 100), 'A' FROM numbers(1000)");
    server.run(
        "INSERT INTO r.risk_vectors (subject, scored_at, revision, withdrawn, feature_set, features)"
            + " SELECT 's-' || toString(number % 100),"
            + " toDateTime64('2026-03-01 04:00:00', 3, 'UTC') + INTERVAL intDiv(number, 100) DAY, 1, false, 'fs-1',"
            + " if(intDiv(number, 100) = 9, map('steady', toFloat64(number % 100)),"
            + " map('steady', toFloat64(number % 100), 'goes-missing', toFloat64(number % 100)))"
            + " FROM numbers(1000)");
    server.run(
        "INSERT INTO r.input_counts (kind, outcome, reason, minute, total) VALUES"
            + " ('fix', 'input', '', '2026-04-05 04:00:00', 1)");
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  private static void says(String expected, String query) throws IOException {
    assertEquals(expected, server.run(query).replace('\t', ' ').strip());
  }

  @Test
  void s18_scores_that_drift_are_told_and_steady_ones_are_not() throws IOException {
    says(
        "9 0\n1 1",
        "SELECT count(), beyond FROM r.risk_score_drift GROUP BY beyond ORDER BY beyond");
    says("2026-03-10 1", "SELECT day, beyond FROM r.risk_score_drift WHERE psi > 1");
  }

  @Test
  void s18_a_feature_that_goes_missing_drifts_and_a_steady_one_does_not() throws IOException {
    says(
        "goes-missing 2026-03-10",
        "SELECT feature, day FROM r.risk_feature_drift WHERE beyond ORDER BY feature");
    says("20", "SELECT count() FROM r.risk_feature_drift");
  }

  @Test
  void coverage_counts_people_with_a_score() throws IOException {
    says(
        "100 100 100",
        "SELECT people, people_with_score, grade_a FROM r.risk_coverage WHERE day = '2026-03-02'");
  }

  @Test
  void the_last_revision_holds_what_is_withdrawn_is_gone_and_a_minor_has_no_pseudonym()
      throws IOException {
    server.run(
        "INSERT INTO r.risk_scores (subject, scored_at, revision, withdrawn, basis, model_version, probability)"
            + " VALUES ('x-1', '2026-05-01 00:00:00', 1, false, 'MODEL', 'rm-2', 0.1),"
            + " ('x-1', '2026-05-01 00:00:00', 2, false, 'MODEL', 'rm-2', 0.2),"
            + " ('x-2', '2026-05-01 00:00:00', 1, false, 'MODEL', 'rm-2', 0.3),"
            + " ('x-2', '2026-05-01 00:00:00', 2, true, '', '', NULL)");
    says(
        "x-1 0.2",
        "SELECT subject, probability FROM r.risk_scores_standing WHERE model_version = 'rm-2'");
    says("0", "SELECT count() FROM r.risk_current WHERE subject = 's-7'");
    says("1", "SELECT count() FROM r.risk_current WHERE minor AND subject = ''");
  }

  @Test
  void calibration_sees_what_was_confirmed_within_thirty_days_and_only_matured_scores()
      throws IOException {
    server.run(
        "INSERT INTO r.alert_events (alert_id, revision, change, state, close_reason, rule, severity, subject,"
            + " day, opened_at, changed_at, cause_at) VALUES ('00000000000000a1', 1, 'CLOSED', 'CLOSED', 'CONFIRMED',"
            + " 'curfew', 'P2', 's-95', '2026-03-08', '2026-03-08 13:00:00', '2026-03-09 01:00:00', '2026-03-09 01:00:00')");
    says("600", "SELECT sum(scores) FROM r.risk_calibration WHERE model_version = 'rm-1'");
    says(
        "60 0.1",
        "SELECT scores, happened FROM r.risk_calibration WHERE model_version = 'rm-1' AND tenth = 9");
    says("0", "SELECT sum(happened) FROM r.risk_calibration WHERE tenth < 9");
    says(
        "60 0.1\n540 0",
        "SELECT sum(scores), sum(scores * happened) / sum(scores) FROM r.risk_calibration_recent"
            + " WHERE model_version = 'rm-1' GROUP BY tenth = 9 ORDER BY tenth = 9 DESC");
  }

  @Test
  void an_override_is_a_suggestion_that_an_officer_did_not_follow() throws IOException {
    for (String row :
        new String[] {
          "'o-1', '2026-03-01 00:00:00', 'ORDINARY', 'STRICT'",
          "'o-1', '2026-03-20 00:00:00', 'STRICT', 'STRICT'",
          "'o-2', '2026-03-01 00:00:00', 'ORDINARY', 'STRICT'",
          "'o-2', '2026-03-20 00:00:00', 'ORDINARY', 'STRICT'",
          "'o-3', '2026-03-18 00:00:00', 'ORDINARY', 'STRICT'"
        }) {
      server.run(
          "INSERT INTO r.tier_suggestions (subject, scored_at, present_tier, suggested_tier, revision) VALUES ("
              + row
              + ", 1)");
    }
    says("2 1 0.5", "SELECT suggestions, overridden, override_rate FROM r.tier_overrides");
    says("STRICT 2 1", "SELECT * FROM r.tier_overrides_recent");
    assertTrue(
        server.run("SELECT count() FROM r.tiers_suggested").strip().equals("3"), "the last word");
  }

  @Test
  void groups_are_compared_by_the_first_score_of_each_and_what_was_confirmed_within_thirty_days()
      throws IOException {
    ClickHouse before = server;
    server = MigrationsTest.migrated(engine, folder, "g");
    try {
      groups();
    } finally {
      server = before;
    }
  }

  /**
   * Forty people of a general tier, new, and forty of a lenient one, four months under supervision; of each tenth somebody
   * something was confirmed, every fourth was suggested strict.
   */
  private static void groups() throws IOException {
    server.run(
        "INSERT INTO g.input_counts (kind, outcome, reason, minute, total) VALUES"
            + " ('fix', 'input', '', '2026-04-05 04:00:00', 1)");
    server.run(
        "INSERT INTO g.order_facts (fact, subject, valid_from, county, office, tier) SELECT"
            + " leftPad(toString(number), 16, '0'), 'p-' || toString(number), if(number < 40,"
            + " '2026-02-20 00:00:00', '2025-11-01 00:00:00'), '331102', '331102001', 'GENERAL' FROM"
            + " numbers(80)");
    for (String day : new String[] {"2026-03-01", "2026-03-04"}) {
      boolean first = day.equals("2026-03-01");
      server.run(
          "INSERT INTO g.risk_scores (subject, scored_at, revision, withdrawn, county, office, basis,"
              + " model_version, probability, grade) SELECT 'p-' || toString(number), '"
              + day
              + " 04:00:00', 1, false, '331102', '331102001', 'MODEL', 'm', "
              + (first ? "if(number < 40, 0.25, 0.125)" : "0.875")
              + ", 'A' FROM numbers(80)");
      server.run(
          "INSERT INTO g.tier_suggestions (subject, scored_at, revision, withdrawn, county, office,"
              + " present_tier, suggested_tier, grade) SELECT 'p-' || toString(number), '"
              + day
              + " 04:00:00', 1, false, '331102', '331102001', if(number < 40, 'ORDINARY', 'LENIENT')"
              + " AS present, "
              + (first ? "if(number % 4 = 0, 'STRICT', present)" : "'STRICT'")
              + ", 'A' FROM numbers(80)");
    }
    server.run(
        "INSERT INTO g.alert_events (alert_id, revision, change, state, close_reason, rule, severity,"
            + " subject, day, opened_at, changed_at, cause_at) SELECT leftPad(toString(number), 16,"
            + " '0'), 1, 'CLOSED', 'CLOSED', if(number = 3, 'FALSE_DATA', 'CONFIRMED'), 'curfew',"
            + " 'P2', 'p-' || toString(number), toDate(at), multiIf(number % 10 = 0, '2026-03-10"
            + " 13:00:00', number = 1, '2026-04-02 13:00:00', number = 2, '2026-02-28 13:00:00',"
            + " '2026-03-11 13:00:00') AS at, at, at FROM numbers(80) WHERE number % 10 = 0 OR number"
            + " < 4");
    says(
        "ORDINARY 0 40 10 4 36 8\nLENIENT 2 40 5 4 36 8",
        "SELECT tier, stage, people, said_sum, happened, quiet, false_alarms FROM"
            + " g.risk_groups_matured ORDER BY tier DESC");
    says(
        "ORDINARY 1 40 35 40 0\nLENIENT 2 40 35 40 0",
        "SELECT tier, stage, people, score_sum, stricter, laxer FROM g.risk_groups_now ORDER BY tier"
            + " DESC");
  }
}

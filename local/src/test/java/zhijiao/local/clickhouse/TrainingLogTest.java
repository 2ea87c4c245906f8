package zhijiao.local.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.clickhouse.ClickHouse;

/**
 * What {@code train --from-clickhouse} asks, on the real engine: the features as they were told,
 * the outcome of the window after, and nothing of anything else. Windows of ten days, two for officers to decide.
 */
class TrainingLogTest {

  private static final Path QUERIES =
      Path.of("../models-train/src/main/resources/zhijiao/models/train");
  private static final String COLUMNS = "features['x'] AS x";

  /** The grid is counted back from the last day of which all is known, the 19th. */
  private static final String REACHED = "2026-03-31 12:00:00";

  @TempDir static Path folder;

  private static LocalClickHouse engine;
  private static ClickHouse server;
  private int alerts;

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

  @BeforeEach
  void forget() throws IOException {
    for (String table :
        List.of("risk_vectors", "tier_suggestions", "alert_events", "alerts", "input_counts")) {
      server.run("TRUNCATE TABLE t." + table);
    }
    server.run(
        "INSERT INTO t.input_counts (kind, outcome, reason, minute, total) VALUES ('fix', 'input', '', '"
            + REACHED
            + "', 1)");
  }

  /** Somebody at noon in China of each of these days of March. */
  private static void person(String subject, int from, int to) throws IOException {
    server.run(
        "INSERT INTO t.risk_vectors (subject, scored_at, revision, withdrawn, county, why, feature_set, features, late, watermark)"
            + " SELECT '"
            + subject
            + "', toDateTime64('2026-02-28 04:00:00', 3, 'UTC') + INTERVAL number DAY AS at, 1, false, '331102',"
            + " 'DAILY', 'fs-1', map('x', toFloat64(number)), false, at + INTERVAL 20 SECOND FROM numbers("
            + from
            + ", "
            + (to - from + 1)
            + ")");
  }

  private static void vector(String values) throws IOException {
    server.run(
        "INSERT INTO t.risk_vectors (subject, scored_at, revision, withdrawn, why, feature_set, features, late, watermark) VALUES "
            + values);
  }

  private void alert(String subject, String opened, String state, String reason, String changed)
      throws IOException {
    alert(subject, opened, state, reason, changed, "curfew");
  }

  private void alert(
      String subject, String opened, String state, String reason, String changed, String rule)
      throws IOException {
    server.run(
        String.format(
            Locale.ROOT,
            "INSERT INTO t.alert_events (alert_id, revision, change, state, close_reason, rule, severity,"
                + " subject, target, english, day, opened_at, changed_at, cause_at) VALUES ('%016d', 1, 'CLOSED', '%s', '%s',"
                + " '%s', 'P2', '%s', 'the home of %5$s', '%5$s was away', '2026-03-01', '%s', '%s', '%7$s')",
            ++alerts,
            state,
            reason,
            rule,
            subject,
            opened,
            changed));
  }

  private static String ask(String query, String format) throws IOException {
    Map<String, String> parameters =
        Map.of("set", "fs-1", "horizon", "10", "settled", "2", "rules", "['curfew','strap-cut']");
    StringBuilder url = new StringBuilder(engine.url() + "/?database=t");
    parameters.forEach(
        (name, value) ->
            url.append("&param_")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    String sql = Files.readString(QUERIES.resolve(query)).replace("{{features}}", COLUMNS);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url.toString()))
            .header("X-ClickHouse-User", engine.user())
            .header("X-ClickHouse-Key", engine.password())
            .POST(HttpRequest.BodyPublishers.ofString(sql + "FORMAT " + format))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** By the person's pseudonym: day, days, whether violated, and the feature, of each row. */
  private static Map<String, List<String>> rows(String... subjects) throws IOException {
    Map<String, String> names = new TreeMap<>();
    for (String subject : subjects) {
      names.put(server.run("SELECT toString(cityHash64('" + subject + "'))").strip(), subject);
    }
    Map<String, List<String>> rows = new TreeMap<>();
    List<String> lines = ask("logged.sql", "CSVWithNames").lines().toList();
    assertEquals(
        "\"id\",\"person\",\"day\",\"county\",\"age_group\",\"present_tier\",\"days\",\"violated\",\"x\"",
        lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.replace("\"", "").split(",", -1);
      assertTrue(names.containsKey(fields[1]), line);
      assertEquals(fields[1] + "@" + fields[2], fields[0]);
      rows.computeIfAbsent(names.get(fields[1]), unused -> new ArrayList<>())
          .add(fields[2].substring(8) + " " + fields[6] + " " + fields[7] + " " + fields[8]);
    }
    return rows;
  }

  @Test
  void windows_follow_each_other_and_only_a_violation_confirmed_in_time_happened()
      throws IOException {
    for (String who : List.of("yes", "no", "excused", "slow", "other", "before", "back")) {
      person(who, 1, 30);
    }
    alert("yes", "2026-03-12 16:00:00", "CLOSED", "CONFIRMED", "2026-03-13 01:00:00");
    alert("yes", "2026-03-14 16:00:00", "CLOSED", "CONFIRMED", "2026-03-15 01:00:00");
    alert("excused", "2026-03-12 16:00:00", "CLOSED", "EXCUSED", "2026-03-13 01:00:00");
    alert("slow", "2026-03-12 16:00:00", "CLOSED", "CONFIRMED", "2026-03-25 01:00:00");
    alert("other", "2026-03-12 16:00:00", "CLOSED", "CONFIRMED", "2026-03-13 01:00:00", "silence");
    alert("before", "2026-03-09 03:59:00", "CLOSED", "CONFIRMED", "2026-03-13 01:00:00");
    alert("back", "2026-03-12 16:00:00", "RETRACTED", "CONFIRMED", "2026-03-13 01:00:00");
    Map<String, List<String>> rows =
        rows("yes", "no", "excused", "slow", "other", "before", "back");
    List<String> nothing = List.of("09 10 0 9", "19 10 0 19");
    assertEquals(List.of("09 3.5 1 9", "19 10 0 19"), rows.get("yes"));
    assertEquals(nothing, rows.get("no"));
    assertEquals(nothing, rows.get("excused"));
    assertEquals(nothing, rows.get("other"), "silence accuses nobody");
    assertEquals(nothing, rows.get("before"), "what had begun before is not foretold");
    assertEquals(nothing, rows.get("back"));
    assertEquals(
        List.of("09 3.5 0 9", "19 10 0 19"),
        rows.get("slow"),
        "what nobody had decided in time is not known from then on");
  }

  @Test
  void who_is_not_watched_to_the_end_counts_as_long_as_he_was() throws IOException {
    person("left", 1, 12);
    person("gap", 1, 21);
    person("gap", 24, 30);
    person("open", 1, 30);
    person("gone", 1, 12);
    alert("open", "2026-03-21 04:00:00", "NEW", "", "2026-03-21 04:00:00");
    alert("gone", "2026-03-14 04:00:00", "CLOSED", "CONFIRMED", "2026-03-15 04:00:00");
    Map<String, List<String>> rows = rows("left", "gap", "open", "gone");
    assertEquals(List.of("09 3.5 0 9"), rows.get("left"));
    assertEquals(List.of("09 10 0 9", "19 2.5 0 19"), rows.get("gap"));
    assertEquals(List.of("09 10 0 9", "19 2 0 19"), rows.get("open"));
    assertEquals(List.of("09 3.5 0 9"), rows.get("gone"), "when nobody watched, nothing is known");
  }

  @Test
  void a_correction_that_knows_more_than_the_model_knew_trains_nobody() throws IOException {
    person("late", 1, 30);
    vector(
        "('late', '2026-03-09 04:00:00', 2, false, 'DAILY', 'fs-1', {'x': 999}, true, '2026-03-11 04:00:00')");
    person("slow", 10, 30);
    vector(
        "('slow', '2026-03-09 04:00:00', 1, false, 'DAILY', 'fs-1', {'x': 999}, false, '2026-03-11 04:00:00')");
    person("first", 10, 30);
    vector(
        "('first', '2026-03-09 04:00:00', 1, false, 'DAILY', 'fs-1', {'x': 999}, true, '2026-03-09 04:00:20')");
    person("released", 10, 30);
    vector(
        "('released', '2026-03-09 04:00:00', 1, false, 'DAILY', 'fs-1', {'x': 999}, false, '2026-03-09 04:00:20')");
    vector("('released', '2026-03-09 04:00:00', 2, true, '', '', {}, true, '2026-03-11 04:00:00')");
    Map<String, List<String>> rows = rows("late", "slow", "first", "released");
    assertEquals(List.of("09 10 0 9", "19 10 0 19"), rows.get("late"), "as it was told first");
    for (String who : List.of("slow", "first", "released")) {
      assertEquals(List.of("19 10 0 19"), rows.get(who), who);
    }
    // The canary: the view that boards read has the corrections, and would leak them.
    assertEquals(
        "3",
        server
            .run(
                "SELECT count() FROM t.risk_vectors_standing WHERE features['x'] = 999 AND scored_at = '2026-03-09 04:00:00'")
            .strip());
    String[] counts = ask("logged-counts.sql", "TabSeparated").strip().split("\t");
    assertEquals("1", counts[2], "withdrawn");
    assertEquals("2", counts[5], "late");
  }

  @Test
  void everybody_is_there_at_noon_whatever_else_was_a_reason_and_at_no_other_time()
      throws IOException {
    person("model", 1, 18);
    person("model", 20, 30);
    vector(
        "('model', '2026-03-19 04:00:00', 1, false, 'MODEL', 'fs-1', {'x': 19}, false, '2026-03-19 04:00:20')");
    vector(
        "('model', '2026-03-19 05:00:00', 1, false, 'CHANGE', 'fs-1', {'x': 20}, false, '2026-03-19 05:00:20')");
    person("sets", 20, 30);
    vector(
        "('sets', '2026-03-19 04:00:00', 1, false, 'DAILY', 'fs-2', {'x': 19}, false, '2026-03-19 04:00:20')");
    assertEquals(
        Map.of("model", List.of("09 10 0 9", "19 10 0 19")),
        rows("model", "sets"),
        "another feature set is another table");
    String[] counts = ask("logged-counts.sql", "TabSeparated").strip().split("\t");
    assertEquals("42", counts[0]);
    assertEquals("1", counts[1], "of another set");
    // Days 20 to 30 of two people have not matured.
    assertEquals("22", counts[3]);
    assertEquals("17", counts[4], "between windows");
  }

  @Test
  void s7_the_table_has_no_pseudonym_and_no_word_of_anybody() throws IOException {
    person("S-00042", 1, 30);
    alert("S-00042", "2026-03-12 16:00:00", "CLOSED", "CONFIRMED", "2026-03-13 01:00:00");
    for (String sql : List.of("risk_vectors_as_told", "alert_outcomes")) {
      String rows = server.run("SELECT * FROM t." + sql + " FORMAT JSONEachRow");
      assertFalse(rows.isBlank());
      assertFalse(rows.contains("S-00042"), rows);
    }
    String table = ask("logged.sql", "CSVWithNames");
    assertEquals(3, table.lines().count());
    assertFalse(table.contains("S-00042"), table);
    assertTrue(
        server.run("SELECT * FROM t.alerts FORMAT JSONEachRow").contains("S-00042"), "the canary");
  }

  @Test
  void a_log_in_which_nothing_has_matured_gives_no_row_and_says_why() throws IOException {
    person("new", 20, 30);
    assertEquals(Map.of(), rows("new"));
    String[] counts = ask("logged-counts.sql", "TabSeparated").strip().split("\t");
    assertEquals("11", counts[0]);
    assertEquals("11", counts[3], "not matured");
  }
}

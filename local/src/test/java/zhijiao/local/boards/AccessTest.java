package zhijiao.local.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.Migrations;
import zhijiao.local.clickhouse.LocalClickHouse;

/** The shipped users of the boards before the real engine: what each may read, and that it is that and nothing else. */
class AccessTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path ENGINE = ROOT.resolve("build/clickhouse-engine");
  private static final String COUNTY = "331102";
  private static final String OFFICE = "331102002";
  private static final String MINOR = "S-99999";

  private static final Pattern USER =
      Pattern.compile("<(zhijiao_\\w+)>\\n(.*?)</\\1>", Pattern.DOTALL);
  private static final Pattern GRANT = Pattern.compile("GRANT SELECT ON zhijiao\\.(\\w+)");

  @TempDir static Path folder;

  private static LocalClickHouse engine;

  /** Views by the user who may read them. */
  private static final Map<String, Set<String>> GRANTED = new TreeMap<>();

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(
        System.getenv("CLICKHOUSE_URL") == null && Files.exists(ENGINE.resolve("node_modules")),
        "users come from a file of the engine's own");
    String users = Files.readString(ROOT.resolve("dashboards/access/users.d/zhijiao.xml"));
    Matcher user = USER.matcher(users);
    while (user.find()) {
      Set<String> views = new TreeSet<>();
      GRANT.matcher(user.group(2)).results().forEach(found -> views.add(found.group(1)));
      GRANTED.put(user.group(1), views);
    }
    Path extra = Files.createDirectories(folder.resolve("engine/users.d"));
    Files.writeString(
        extra.resolve("zhijiao.xml"),
        users
            .replaceAll("<password_sha256_hex from_env=\"\\w+\"/>", "<password>open</password>")
            .replace(
                "<filter from_env=\"ZHIJIAO_COUNTY_ROWS\"/>",
                "<filter>county = '" + COUNTY + "'</filter>")
            .replace(
                "<filter from_env=\"ZHIJIAO_OFFICE_ROWS\"/>",
                "<filter>office = '" + OFFICE + "'</filter>"));
    engine = LocalClickHouse.start(folder.resolve("engine"), ENGINE);
    Migrations.ofThisBuild()
        .apply(new ClickHouse(engine.address(folder, "zhijiao")), Migrations.Engines.PLAIN);
    fill();
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  /** Twelve people of the office, three of another county, and a minor; an alert of each, in every table of alerts. */
  private static void fill() throws IOException {
    String people =
        "(SELECT number AS n, n = 15 AS minor, if(minor, '"
            + MINOR
            + "', 'S-' || leftPad(toString(n), 5, '0')) AS subject,"
            + " if(n < 12 OR minor, '"
            + COUNTY
            + "', '331121') AS county,"
            + " if(n < 10 OR minor, '"
            + OFFICE
            + "', if(n < 12, '331102003', '331121001')) AS office FROM numbers(16))";
    engine.query(
        "INSERT INTO zhijiao.order_facts (fact, subject, order_id, valid_from, county, office, tier, minor, received_at)"
            + " SELECT leftPad(toString(n), 16, '0'), subject, 'O', toDateTime64('2026-03-01 00:00:00', 3, 'UTC'), county, office, 'STRICT', minor, now64() FROM "
            + people);
    engine.query(
        "INSERT INTO zhijiao.authorisation_facts (fact, subject, authorisation_id, valid_from, valid_until, ground, received_at)"
            + " SELECT leftPad(toString(n), 16, '0'), subject, 'A', toDateTime64('2026-03-01 00:00:00', 3, 'UTC'), toDateTime64('2026-05-01 00:00:00', 3, 'UTC'), 1, now64() FROM "
            + people);
    engine.query(
        "INSERT INTO zhijiao.check_in_facts (fact, subject, means, accepted, terminal, occurred_at, received_at)"
            + " SELECT leftPad(toString(n), 16, '0'), subject, 'FACE', true, '', toDateTime64('2026-04-01 08:00:00', 3, 'UTC'), now64() FROM "
            + people);
    engine.query(
        "INSERT INTO zhijiao.input_counts (kind, outcome, reason, minute, total) VALUES ('fix', 'input', '', '2026-04-01 10:00:00', 1), ('fix', 'fact', '', '2026-04-01 10:00:00', 1)");
    for (String table :
        List.of("alert_events", "alert_events_clinician", "alert_events_protection")) {
      engine.query(
          "INSERT INTO zhijiao."
              + table
              + " (alert_id, revision, change, state, close_reason, rule, rule_version, severity, subject, target, day, county, office, tier, minor,"
              + " opened_at, changed_at, cause_at, late, episodes, english, chinese, findings_json, acts_json, latitude, longitude)"
              + " SELECT leftPad(toString(n), 16, '0'), 1, 'OPENED', 'NEW', '', 'exclusion-zone', 1, 'P1', subject, 'Z-' || subject, toDate32('2026-04-01'), county, office, 'STRICT', minor,"
              + " toDateTime64('2026-04-01 09:00:00', 3, 'UTC') AS at, at, at, false, 1, subject || ' entered Z-' || subject, subject || ' 进入 Z-' || subject,"
              + " '[{\"openedAt\":\"2026-04-01T09:00:00Z\",\"parameters\":{\"zone\":\"Z-' || subject || '\"},\"evidence\":[{\"occurredAt\":\"2026-04-01T09:00:00Z\",\"what\":\"' || subject || '\"}]}]',"
              + " '[{\"officer\":\"o\",\"note\":\"' || subject || '\"}]', 28.1, 119.9 FROM "
              + people);
    }
  }

  private static String ask(String user, String sql) throws IOException {
    return engine.query(sql, user, "open");
  }

  private static Set<String> all() throws IOException {
    return new TreeSet<>(
        Arrays.asList(
            engine
                .query(
                    "SELECT name FROM system.tables WHERE database = 'zhijiao' AND engine != 'MaterializedView'")
                .split("\n")));
  }

  private static boolean has(String view, String column) throws IOException {
    return engine
        .query(
            "SELECT count() FROM system.columns WHERE database = 'zhijiao' AND table = '"
                + view
                + "' AND name = '"
                + column
                + "'")
        .strip()
        .equals("1");
  }

  @Test
  void s22_a_user_reads_the_views_of_their_boards_and_no_table_and_no_other_view()
      throws IOException {
    assertEquals(8, GRANTED.size());
    for (Map.Entry<String, Set<String>> granted : GRANTED.entrySet()) {
      String user = granted.getKey();
      for (String view : all()) {
        String sql = "SELECT * FROM zhijiao." + view + " LIMIT 1 FORMAT TabSeparated";
        if (granted.getValue().contains(view)) {
          ask(user, sql);
        } else {
          IOException refused =
              assertThrows(IOException.class, () -> ask(user, sql), user + " " + view);
          assertTrue(refused.getMessage().contains("ACCESS_DENIED"), refused.getMessage());
        }
      }
    }
  }

  @Test
  void s22_a_county_and_an_office_see_their_own_rows_and_the_command_centre_all()
      throws IOException {
    for (String view : GRANTED.get("zhijiao_county")) {
      if (has(view, "county") && !view.equals("counties")) {
        String others =
            "SELECT countIf(county != '" + COUNTY + "'), count() > 0 FROM zhijiao." + view;
        assertTrue(ask("zhijiao_county", others).startsWith("0\t"), view);
      }
    }
    for (String view : GRANTED.get("zhijiao_office")) {
      if (has(view, "office")) {
        String others = "SELECT countIf(office != '" + OFFICE + "') FROM zhijiao." + view;
        assertEquals("0", ask("zhijiao_office", others).strip(), view);
      }
    }
    String people = "SELECT count() FROM zhijiao.alerts_board";
    assertEquals("16", ask("zhijiao_command", people).strip());
    assertEquals("13", ask("zhijiao_county", people).strip());
    assertEquals("11", ask("zhijiao_office", people).strip());
  }

  @Test
  void s7_nothing_that_a_board_reads_names_a_minor_or_says_where_one_was() throws IOException {
    int read = 0;
    for (Map.Entry<String, Set<String>> granted : GRANTED.entrySet()) {
      for (String view : granted.getValue()) {
        String rows =
            ask(granted.getKey(), "SELECT * FROM zhijiao." + view + " FORMAT JSONEachRow");
        assertFalse(rows.contains(MINOR), granted.getKey() + " " + view + ": " + rows);
        read += rows.isEmpty() ? 0 : 1;
      }
    }
    assertTrue(read > 40, read + " views had rows");
    assertTrue(
        engine.query("SELECT * FROM zhijiao.alert_events FORMAT JSONEachRow").contains(MINOR),
        "the canary");
    String places = "SELECT countIf(latitude IS NOT NULL) FROM zhijiao.alerts_board WHERE minor";
    assertEquals("0", ask("zhijiao_command", places).strip());
  }

  @Test
  void s23_the_public_sees_groups_of_ten_and_more() throws IOException {
    assertEquals(Set.of("public_figures"), GRANTED.get("zhijiao_public"));
    assertEquals(
        COUNTY + "\n",
        ask("zhijiao_public", "SELECT county FROM zhijiao.public_figures ORDER BY county"));
  }

  @Test
  void s31_what_is_for_the_clinician_or_for_protectors_alone_is_for_them_alone() {
    assertEquals(Set.of("care_board"), GRANTED.get("zhijiao_clinician"));
    assertEquals(Set.of("protection_board"), GRANTED.get("zhijiao_protector"));
    GRANTED.forEach(
        (user, views) -> {
          assertEquals(user.equals("zhijiao_clinician"), views.contains("care_board"), user);
          assertEquals(user.equals("zhijiao_protector"), views.contains("protection_board"), user);
        });
  }

  @Test
  void s31_no_board_names_a_protected_person() throws IOException {
    assertFalse(
        ask("zhijiao_protector", "SELECT * FROM zhijiao.protection_board FORMAT JSONEachRow")
            .contains("Z-"));
    assertTrue(
        engine
            .query("SELECT * FROM zhijiao.alerts_protection FORMAT JSONEachRow")
            .contains("entered Z-"),
        "the canary");
  }

  @Test
  void s32_the_procuratorate_reads_and_nobody_changes_anything() throws IOException {
    assertFalse(
        ask("zhijiao_procurator", "SELECT * FROM zhijiao.authorisations_current").isBlank());
    for (String user : GRANTED.keySet()) {
      for (String sql :
          List.of(
              "INSERT INTO zhijiao.input_counts (kind) VALUES ('x')",
              "ALTER TABLE zhijiao.alerts DELETE WHERE 1",
              "DROP VIEW zhijiao.alerts_board",
              "CREATE TABLE zhijiao.x (a UInt8) ENGINE = Memory",
              "SELECT * FROM file('/etc/passwd', 'LineAsString')",
              "SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')")) {
        assertThrows(IOException.class, () -> ask(user, sql), user + ": " + sql);
      }
    }
  }
}

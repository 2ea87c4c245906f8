package zhijiao.local.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.local.process.ChildJvm;

class LocalClickHouseTest {

  /** Where ./zhijiao installs the engine, seen from this module. */
  static final Path ENGINE = Path.of("..", "build", "clickhouse-engine");

  private static final Map<String, String> NO_EXISTING_SERVER = Map.of();

  /** For tests that take any ClickHouse. */
  static void assumeEngine() {
    if (System.getenv("CLICKHOUSE_URL") == null) {
      assumeOwnEngine();
    }
  }

  private static void assumeOwnEngine() {
    assumeTrue(
        Files.exists(ENGINE.resolve("node_modules")),
        "the ClickHouse engine is not installed: run ./zhijiao test, or set CLICKHOUSE_URL");
  }

  private static LocalClickHouse start(Path folder) throws IOException {
    assumeOwnEngine();
    return LocalClickHouse.start(folder, ENGINE, NO_EXISTING_SERVER);
  }

  @Test
  void it_answers_who_knows_the_password_and_keeps_its_data(@TempDir Path folder)
      throws IOException {
    try (LocalClickHouse clickHouse = start(folder)) {
      assertEquals("2\n", clickHouse.query("SELECT 1 + 1"));
      clickHouse.query("CREATE TABLE zhijiao.t (a Int32) ENGINE = MergeTree ORDER BY a");
      clickHouse.query("INSERT INTO zhijiao.t VALUES (7)");
      assertRefused(clickHouse, "SELECT 1", clickHouse.user(), "wrong", "AUTHENTICATION_FAILED");
      assertRefused(clickHouse, "SELECT 1", clickHouse.user(), "", "AUTHENTICATION_FAILED");
      for (String password : List.of(clickHouse.password(), clickHouse.readerPassword())) {
        assertEquals(32, password.length());
      }
      clickHouse.query("SYSTEM FLUSH LOGS");
    }
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("passwords.properties"))));
    try (LocalClickHouse again = start(folder)) {
      assertEquals("7\n", again.query("SELECT a FROM zhijiao.t"));
      again.query("SYSTEM FLUSH LOGS");
      String log = "SELECT count() FROM system.query_log WHERE type = 'QueryFinish' AND query = ";
      assertEquals("1\n", again.query(log + "'SELECT 1 + 1'"), "from before the second start");
      assertEquals("1\n", again.query(log + "'SELECT a FROM zhijiao.t'"));
    }
  }

  @Test
  void the_reader_reads_its_database_and_nothing_else(@TempDir Path folder) throws IOException {
    try (LocalClickHouse clickHouse = start(folder)) {
      clickHouse.query("CREATE TABLE zhijiao.t (a Int32) ENGINE = MergeTree ORDER BY a");
      clickHouse.query("INSERT INTO zhijiao.t VALUES (7)");
      String reader = clickHouse.reader();
      String password = clickHouse.readerPassword();
      assertEquals("7\n", clickHouse.query("SELECT a FROM zhijiao.t", reader, password));
      for (String forbidden :
          List.of(
              "INSERT INTO zhijiao.t VALUES (8)",
              "CREATE TABLE zhijiao.u (a Int32) ENGINE = MergeTree ORDER BY a",
              "DROP TABLE zhijiao.t",
              "SYSTEM STOP LISTEN HTTP",
              "SELECT * FROM file('/etc/passwd', 'LineAsString')",
              "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')")) {
        assertThrows(
            IOException.class, () -> clickHouse.query(forbidden, reader, password), forbidden);
      }
    }
  }

  @Test
  void the_user_without_a_password_sees_and_changes_nothing(@TempDir Path folder)
      throws IOException {
    try (LocalClickHouse clickHouse = start(folder)) {
      clickHouse.query("CREATE TABLE zhijiao.t (a Int32) ENGINE = MergeTree ORDER BY a");
      clickHouse.query("SYSTEM FLUSH LOGS");
      for (String forbidden :
          List.of(
              "SELECT a FROM zhijiao.t",
              "SELECT query FROM system.query_log",
              "INSERT INTO zhijiao.t VALUES (8)",
              "SELECT * FROM file('/etc/passwd', 'LineAsString')",
              "CREATE DATABASE mine",
              "DROP TABLE zhijiao.t")) {
        assertRefused(clickHouse, forbidden, "default", "", "ACCESS_DENIED");
      }
    }
  }

  private static void assertRefused(
      LocalClickHouse clickHouse, String sql, String user, String password, String code) {
    String told =
        assertThrows(IOException.class, () -> clickHouse.query(sql, user, password), sql)
            .getMessage();
    assertTrue(told.contains(code), sql + ": " + told);
  }

  @Test
  void a_second_engine_on_the_same_folder_is_refused_and_disturbs_nobody(@TempDir Path folder)
      throws IOException {
    try (LocalClickHouse clickHouse = start(folder)) {
      String told = assertThrows(IOException.class, () -> start(folder).close()).getMessage();
      assertEquals("the folder " + folder + " is in use by process " + clickHouse.pid(), told);
      assertEquals("1\n", clickHouse.query("SELECT 1"));
    }
  }

  @Test
  void an_existing_server_is_used_and_not_stopped(@TempDir Path folder) throws IOException {
    try (LocalClickHouse server = start(folder)) {
      Map<String, String> environment =
          Map.of(
              "CLICKHOUSE_URL", server.url() + "/",
              "CLICKHOUSE_USER", server.user(),
              "CLICKHOUSE_PASSWORD", server.password());
      try (LocalClickHouse existing =
          LocalClickHouse.start(folder.resolve("unused"), ENGINE, environment)) {
        assertEquals(server.url(), existing.url());
        assertEquals(-1, existing.pid());
        assertEquals("zhijiao\n", existing.query("SHOW DATABASES LIKE 'zhijiao'"));
      }
      assertEquals("1\n", server.query("SELECT 1"));
      assertFalse(Files.exists(folder.resolve("unused")));
      Map<String, String> wrong = new HashMap<>(environment);
      wrong.put("CLICKHOUSE_PASSWORD", "wrong");
      assertTold("AUTHENTICATION_FAILED", folder, wrong);
    }
  }

  @Test
  void a_server_that_is_not_there_is_named(@TempDir Path folder) throws IOException {
    String nobody = "http://127.0.0.1:" + ChildJvm.freePorts(1).get(0);
    assertTold("CLICKHOUSE_URL=" + nobody, folder, Map.of("CLICKHOUSE_URL", nobody));
    assertTold("must begin with http", folder, Map.of("CLICKHOUSE_URL", "127.0.0.1:8123"));
  }

  private static void assertTold(String words, Path folder, Map<String, String> environment) {
    String told =
        assertThrows(
                IOException.class, () -> LocalClickHouse.start(folder, ENGINE, environment).close())
            .getMessage();
    assertTrue(told.contains(words), told);
  }

  @Test
  void a_machine_without_an_engine_is_told_so(@TempDir Path folder) {
    for (String[] machine :
        new String[][] {{"Mac OS X", "aarch64"}, {"Linux", "aarch64"}, {"Windows 11", "amd64"}}) {
      String told =
          assertThrows(IOException.class, () -> EngineLibrary.find(folder, machine[0], machine[1]))
              .getMessage();
      assertTrue(told.contains(machine[0] + " on " + machine[1]), told);
      assertTrue(told.contains("CLICKHOUSE_URL"), told);
    }
    String told =
        assertThrows(IOException.class, () -> EngineLibrary.find(folder, "Linux", "amd64"))
            .getMessage();
    assertTrue(told.contains("is not installed at " + folder), told);
  }

  @Test
  void null_checks_in_the_engines_process_do_not_kill_it(@TempDir Path folder) throws Exception {
    try (ChildJvm engine = startWithNullChecks(folder, LocalClickHouse.environment())) {
      assertTrue(survives(engine, folder));
    }
  }

  @Test
  void without_chained_signals_they_would_kill_it(@TempDir Path folder) throws Exception {
    try (ChildJvm engine = startWithNullChecks(folder, Map.of())) {
      assertFalse(survives(engine, folder));
    }
  }

  private static ChildJvm startWithNullChecks(Path folder, Map<String, String> environment)
      throws IOException {
    assumeOwnEngine();
    EngineFolder.open(folder);
    List<Integer> ports = ChildJvm.freePorts(2);
    return ChildJvm.start(
        new ChildJvm.Start(
            NullChecks.class,
            List.of("-XX:ErrorFile=" + folder.resolve("hs_err.log"), "-XX:-CreateCoredumpOnCrash"),
            List.of(
                EngineLibrary.find(ENGINE, "Linux", "amd64").toString(),
                Integer.toString(ports.get(0)),
                Integer.toString(ports.get(1)),
                folder.toString()),
            environment,
            folder.resolve("clickhouse.log")),
        Duration.ofSeconds(60));
  }

  private static boolean survives(ChildJvm engine, Path folder) throws Exception {
    Files.createFile(folder.resolve("go"));
    Path survived = folder.resolve(NullChecks.SURVIVED);
    long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (engine.isAlive() && !Files.exists(survived) && System.nanoTime() < giveUp) {
      Thread.sleep(20);
    }
    Thread.sleep(200);
    return engine.isAlive()
        && Files.exists(survived)
        && Integer.parseInt(Files.readString(survived)) == NullChecks.COUNT;
  }
}

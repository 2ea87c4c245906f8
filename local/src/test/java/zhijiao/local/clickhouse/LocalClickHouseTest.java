package zhijiao.local.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClickHouseTest {

  /** Where ./zhijiao installs the engine, seen from this module. */
  static final Path ENGINE = Path.of("..", "build", "clickhouse-engine");

  static void assumeEngine() {
    assumeTrue(
        System.getenv("CLICKHOUSE_URL") != null || Files.exists(ENGINE.resolve("node_modules")),
        "the ClickHouse engine is not installed: run ./zhijiao test, or set CLICKHOUSE_URL");
  }

  @Test
  void it_answers_who_knows_the_password_and_keeps_its_data(@TempDir Path folder)
      throws IOException {
    assumeEngine();
    try (LocalClickHouse clickHouse = LocalClickHouse.start(folder, ENGINE)) {
      assertEquals("2\n", clickHouse.query("SELECT 1 + 1"));
      clickHouse.query("CREATE TABLE zhijiao.t (a Int32) ENGINE = MergeTree ORDER BY a");
      clickHouse.query("INSERT INTO zhijiao.t VALUES (7)");
      assertThrows(
          IOException.class, () -> clickHouse.query("SELECT 1", clickHouse.user(), "wrong"));
      assertThrows(
          IOException.class, () -> clickHouse.query("SELECT a FROM zhijiao.t", "default", ""));
      String reader = clickHouse.readerPassword();
      assertEquals(
          "7\n", clickHouse.query("SELECT a FROM zhijiao.t", LocalClickHouse.READER, reader));
      assertThrows(
          IOException.class,
          () ->
              clickHouse.query("INSERT INTO zhijiao.t VALUES (8)", LocalClickHouse.READER, reader));
      IOException twice =
          assertThrows(IOException.class, () -> LocalClickHouse.start(folder, ENGINE).close());
      assertTrue(twice.getMessage().contains("ended before it was ready"), twice.getMessage());
    }
    try (LocalClickHouse again = LocalClickHouse.start(folder, ENGINE)) {
      assertEquals("7\n", again.query("SELECT a FROM zhijiao.t"));
    }
  }
}

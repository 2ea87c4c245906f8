package zhijiao.local.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoardSqlTest {

  private static final long FROM = 1_775_000_000_000L;
  private static final long UNTIL = FROM + 3_600_000;

  private static String write(String sql, Map<String, List<String>> chosen) {
    return new BoardSql(FROM, UNTIL, 60, chosen).write(sql);
  }

  @Test
  void macros_of_time_are_written_out() {
    assertEquals(
        "SELECT toStartOfInterval(toDateTime(at), INTERVAL 60 second) AS time WHERE at >="
            + " toDateTime(1775000000) AND at <= toDateTime(1775003600)",
        write("SELECT $__timeInterval(at) AS time WHERE $__timeFilter(at)", Map.of()));
  }

  @Test
  void a_condition_on_everything_is_left_out_and_brackets_within_it_are_counted() {
    String sql = "WHERE $__conditionalAll(lower(county) IN (${county:singlequote}), $county) AND 1";
    assertEquals("WHERE 1=1 AND 1", write(sql, Map.of("county", List.of(BoardSql.ALL))));
    assertEquals(
        "WHERE lower(county) IN ('331102','331121') AND 1",
        write(sql, Map.of("county", List.of("331102", "331121"))));
  }

  @Test
  void what_a_reader_chooses_cannot_leave_its_quotes() {
    assertEquals(
        "WHERE a IN ('x\\' OR 1=1 --','\\\\')",
        write("WHERE a IN (${a:singlequote})", Map.of("a", List.of("x' OR 1=1 --", "\\"))));
  }

  @Test
  void a_value_that_looks_like_a_variable_is_not_taken_for_one() {
    assertEquals(
        "WHERE a = '${b:singlequote}$1'",
        write("WHERE a = ${a:singlequote}", Map.of("a", List.of("${b:singlequote}$1"))));
  }

  @Test
  void what_is_not_known_is_refused() {
    for (String sql :
        List.of(
            "WHERE a = ${a}",
            "WHERE a = $a",
            "WHERE a = ${nobody:singlequote}",
            "WHERE $__timeRange(a)",
            "WHERE $__conditionalAll(a IN (1)",
            "WHERE $__conditionalAll(a)")) {
      assertThrows(
          IllegalArgumentException.class, () -> write(sql, Map.of("a", List.of("x"))), sql);
    }
    assertThrows(IllegalArgumentException.class, () -> new BoardSql(UNTIL, FROM, 60, Map.of()));
  }

  @Test
  void a_step_is_no_finer_than_the_panel_allows_and_no_more_than_fit() {
    assertEquals(60, BoardServer.interval(3_600_000, 10_000, "1m"));
    assertEquals(900, BoardServer.interval(86_400_000, 100, "1m"));
    assertEquals(1_800, BoardServer.interval(86_400_000, 48, "30m"));
    assertEquals(10_800, BoardServer.interval(7 * 86_400_000L, 48, "30m"));
    assertEquals(43_200, BoardServer.interval(30 * 86_400_000L, 48, "30m"));
    assertEquals(1, BoardServer.interval(1_000, 100, ""));
    assertThrows(IllegalArgumentException.class, () -> BoardServer.interval(1_000, 100, "1y"));
    assertTrue(BoardServer.interval(0, 0, "30s") >= 30);
  }
}

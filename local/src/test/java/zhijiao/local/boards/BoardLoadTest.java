package zhijiao.local.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.Migrations;
import zhijiao.local.clickhouse.LocalClickHouse;

/** What {@code ./zhijiao board-load} does with a hundred million rows, done with those of one day. */
class BoardLoadTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path ENGINE = ROOT.resolve("build/clickhouse-engine");

  @TempDir private Path folder;

  @Test
  void a_fresh_fill_is_merged_and_every_question_is_answered() throws Exception {
    assumeTrue(
        Files.exists(ENGINE.resolve("node_modules")),
        "the ClickHouse engine is not installed: run ./zhijiao test");
    try (LocalClickHouse engine = LocalClickHouse.start(folder.resolve("engine"), ENGINE)) {
      Migrations.ofThisBuild()
          .apply(
              new ClickHouse(engine.address(folder, LocalClickHouse.DATABASE)),
              Migrations.Engines.PLAIN);
      BoardLoad load = new BoardLoad(engine);
      List<String> said = new ArrayList<>();
      load.fill(BoardLoad.ROWS_PER_DAY, said::add);
      assertTrue(said.contains("0 merges go on"), said.toString());
      assertEquals(
          "0",
          engine
              .query(
                  "SELECT count() FROM system.columns WHERE database = 'zhijiao' AND table IN"
                      + " ('order_facts', 'engine_pulses', 'alerts', 'score_days') AND table NOT IN"
                      + " (SELECT table FROM system.parts WHERE active AND database = 'zhijiao' AND"
                      + " rows > 0)")
              .strip(),
          "a table that nothing was written to");
      List<BoardLoad.Figure> figures =
          load.measure(BoardLibrary.read(ROOT.resolve("dashboards/grafana")), 1, step -> {});
      assertTrue(figures.size() > 140, "questions: " + figures.size());
      for (BoardLoad.Figure figure : figures) {
        assertFalse(figure.rows() < 0 || Double.isInfinite(figure.p95()), "refused: " + figure);
      }
    }
  }
}

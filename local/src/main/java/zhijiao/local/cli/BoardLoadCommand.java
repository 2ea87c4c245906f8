package zhijiao.local.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.jobs.io.TemporaryFolder;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.Migrations;
import zhijiao.local.boards.BoardLibrary;
import zhijiao.local.boards.BoardLoad;
import zhijiao.local.clickhouse.LocalClickHouse;

/** {@code ./zhijiao board-load}. */
@Command(
    name = "board-load",
    description = {
      "Measures how long each panel's query takes over millions of made-up rows; fails when one is"
          + " slower than 300 ms (p95).",
      "在大量虚构数据上测量每个面板的查询用时；任一面板 p95 超过300毫秒即失败。"
    })
final class BoardLoadCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--rows",
      defaultValue = "100000000",
      description = "alert and fact rows (default ${DEFAULT-VALUE})")
  private long rows;

  @Option(
      names = "--times",
      defaultValue = "20",
      description = "how often each question is asked (default ${DEFAULT-VALUE})")
  private int times;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "where the rows lie and stay; filled only when it is not there (default: none)")
  private @Nullable Path work;

  @Option(
      names = "--engine",
      hidden = true,
      defaultValue = "${sys:zhijiao.home:-.}/build/clickhouse-engine")
  private Path engine = Path.of("");

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    boolean kept = work != null;
    Path folder = kept ? work : Files.createTempDirectory("zhijiao-board-load");
    boolean filled = kept && Files.exists(folder.resolve("engine"));
    Files.createDirectories(folder);
    Path home = Path.of(System.getProperty("zhijiao.home", ".")).toAbsolutePath();
    try (LocalClickHouse clickHouse = LocalClickHouse.start(folder.resolve("engine"), engine)) {
      Migrations.ofThisBuild()
          .apply(
              new ClickHouse(clickHouse.address(folder, LocalClickHouse.DATABASE)),
              Migrations.Engines.PLAIN);
      BoardLoad load = new BoardLoad(clickHouse);
      if (!filled) {
        load.fill(rows, progress::say);
      }
      out.printf(Locale.ROOT, "rows            %s%n", load.size());
      List<BoardLoad.Figure> figures =
          load.measure(BoardLibrary.read(home.resolve("dashboards/grafana")), times, progress::say);
      progress.done();
      for (BoardLoad.Figure figure : figures) {
        out.printf(
            Locale.ROOT,
            "p50 %6.0f ms  p95 %6.0f ms  %6d rows  %s%n",
            figure.p50(),
            figure.p95(),
            figure.rows(),
            figure.what());
      }
      long slow = figures.stream().filter(figure -> !figure.isWithinAim()).count();
      out.printf(
          Locale.ROOT,
          "%d of %d questions within %d ms (p95)%n",
          figures.size() - slow,
          figures.size(),
          BoardLoad.AIM_MILLIS);
      out.flush();
      return slow == 0 ? 0 : 1;
    } finally {
      if (!kept) {
        TemporaryFolder.delete(folder);
      }
    }
  }
}

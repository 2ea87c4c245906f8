package zhijiao.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import zhijiao.core.statistics.Median;
import zhijiao.jobs.io.TemporaryFolder;
import zhijiao.jobs.io.clickhouse.ClickHouseAddress;
import zhijiao.local.bench.Bench;
import zhijiao.local.bench.StateSize;
import zhijiao.local.clickhouse.LocalClickHouse;
import zhijiao.local.demo.Platform;

/** {@code ./zhijiao bench}. */
@Command(
    name = "bench",
    description = {
      "Measures the pipeline against the limit of its source and against stock CEP.",
      "测量流水线速度：与数据源极限、与普通 CEP 对比。"
    })
final class BenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--people", defaultValue = "100000", description = "tagged people")
  private int people;

  @Option(names = "--minutes", defaultValue = "42", description = "minutes of one fix each")
  private int minutes;

  @Option(
      names = "--cep-people",
      defaultValue = "10000",
      description = "how many of them stock CEP is given")
  private int cepPeople;

  @Option(
      names = "--cep-minutes",
      defaultValue = "4",
      description = "minutes of their fixes for stock CEP; 0 leaves it out")
  private int cepMinutes;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "how often (a) and (b) are measured, by turns; the median is what counts")
  private int rounds;

  @Option(
      names = "--engine",
      hidden = true,
      defaultValue = "${sys:zhijiao.home:-.}/build/clickhouse-engine")
  private Path engine = Path.of("");

  @Option(
      names = "--state",
      description =
          "measure what is remembered of one person instead, in bytes of state and of heap")
  private boolean state;

  @Override
  public Integer call() throws Exception {
    if (rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rounds: at least 1 is needed, not " + rounds);
    }
    if (state) {
      return measureState();
    }
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    Path work = Files.createTempDirectory("zhijiao-bench");
    progress.say("starting Kafka and the ClickHouse engine");
    try (Platform platform = Platform.start(work, engine)) {
      LocalClickHouse server = platform.clickHouse();
      ClickHouseAddress address = server.address(work, LocalClickHouse.DATABASE);
      Bench bench =
          new Bench(
              platform.broker().bootstrapServers(),
              address,
              work,
              people,
              minutes,
              new Bench.Part(Math.min(people, cepPeople), Math.min(minutes, cepMinutes)));
      platform.broker().createTopics(List.of(Bench.CEP_FIXES), Platform.PARTITIONS);
      bench.write(progress::say);
      progress.say("(a) warming up");
      bench.limit();
      progress.say("(b) warming up");
      bench.pipeline();
      double[] speeds = new double[rounds];
      double[] shares = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        progress.say("(a) measuring the limit");
        Bench.Figure limit = bench.limit();
        out.println(limit.line());
        progress.say("(b) measuring the whole pipeline");
        Bench.Figure pipeline = bench.pipeline();
        out.println(pipeline.line());
        out.flush();
        speeds[round] = pipeline.perSecond();
        shares[round] = pipeline.perSecond() / limit.perSecond();
      }
      double speed = Median.of(speeds);
      out.printf(
          Locale.ROOT,
          "  (b), the median of %d: %.0f fixes/s, %.2f of (a); aims: 100000 fixes/s, 0.25%n",
          rounds,
          speed,
          Median.of(shares));
      out.flush();
      if (cepMinutes > 0) {
        progress.say("(c) measuring stock CEP");
        Bench.Figure cep = bench.stockCep();
        out.println(cep.line());
        out.printf(Locale.ROOT, "  (b) is %.1f times (c); aim: 5%n", speed / cep.perSecond());
      }
      progress.done();
      out.flush();
    } finally {
      TemporaryFolder.delete(work);
    }
    return 0;
  }

  private int measureState() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean holds = true;
    for (StateSize.Life life : StateSize.Life.values()) {
      StateSize.Figure figure = StateSize.of(life, life == StateSize.Life.TAGGED ? 100 : 2_000);
      out.println(figure.line());
      holds &= figure.written() <= life.aimKibibytes() * 1_024;
    }
    out.flush();
    return holds ? 0 : 1;
  }
}

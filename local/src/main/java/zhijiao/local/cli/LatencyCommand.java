package zhijiao.local.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.jobs.io.TemporaryFolder;
import zhijiao.local.bench.Latency;
import zhijiao.local.demo.Platform;

/** {@code ./zhijiao latency}. */
@Command(
    name = "latency",
    description = {
      "Measures by the clock on the wall how long an alert takes, in quiet and while stored fixes pour in.",
      "按实际时钟测量报警延迟：平时，以及大量离线数据补传时。"
    })
final class LatencyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--live-tags",
      defaultValue = "2000",
      description = "tags that report every ten seconds (default ${DEFAULT-VALUE})")
  private int liveTags;

  @Option(
      names = "--warm-up-seconds",
      defaultValue = "90",
      description =
          "of a job just started: quiet, a storm, quiet, a third each (default ${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--quiet-seconds",
      defaultValue = "60",
      description = "without a storm (default ${DEFAULT-VALUE})")
  private int quiet;

  @Option(
      names = "--storm-seconds",
      defaultValue = "60",
      description = "with one (default ${DEFAULT-VALUE})")
  private int storm;

  @Option(
      names = "--stored-per-second",
      defaultValue = "20000",
      description = "stored fixes that arrive each second of it (default ${DEFAULT-VALUE})")
  private int perSecond;

  @Option(
      names = "--stored-per-tag",
      defaultValue = "300",
      description = "fixes that each tag has stored (default ${DEFAULT-VALUE})")
  private int perTag;

  @Option(
      names = "--burst",
      defaultValue = "300",
      description = "fixes of one tag that arrive together (default ${DEFAULT-VALUE})")
  private int burst;

  @Option(
      names = "--engine",
      hidden = true,
      defaultValue = "${sys:zhijiao.home:-.}/build/clickhouse-engine")
  private Path engine = Path.of("");

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    Path work = Files.createTempDirectory("zhijiao-latency");
    progress.say("starting Kafka and the ClickHouse engine");
    try (Platform platform = Platform.start(work, engine)) {
      Latency latency =
          new Latency(
              new Latency.Play(liveTags, warmUp, quiet, storm, perSecond, perTag, burst), work);
      for (Latency.Figure figure : latency.run(platform, progress::say)) {
        out.println(figure.line());
      }
      progress.done();
      out.flush();
    } finally {
      TemporaryFolder.delete(work);
    }
    return 0;
  }
}

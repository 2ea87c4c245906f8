package zhijiao.models.train.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import zhijiao.models.train.EngineLog;
import zhijiao.models.train.ModelFolder;
import zhijiao.models.train.SpecReader;

/** {@code ./zhijiao train}. */
@Command(
    name = "train",
    description = {
      "Trains a risk model from a table that a spec describes, or from what the job logged (docs/risk-models.md).",
      "按说明文件从表格或系统日志训练风险模型。"
    })
final class TrainCommand implements Callable<Integer> {

  @picocli.CommandLine.Spec private CommandSpec command;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "the table: .csv or .csv.gz with a header")
  private @Nullable Path data;

  @Option(
      names = "--from-clickhouse",
      paramLabel = "URL",
      description = "instead of a table: what the job logged, and what came of it; see live.yaml")
  private @Nullable URI clickHouse;

  @Option(
      names = "--clickhouse-database",
      paramLabel = "NAME",
      defaultValue = "zhijiao",
      description = "its database (default ${DEFAULT-VALUE})")
  private String database = "";

  @Option(
      names = "--clickhouse-user",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "its user, who needs to read three views (default ${DEFAULT-VALUE})")
  private String user = "";

  @Option(
      names = "--clickhouse-password-file",
      paramLabel = "FILE",
      description = "its password; else from the environment variable CLICKHOUSE_PASSWORD")
  private @Nullable Path passwordFile;

  @Option(
      names = "--spec",
      required = true,
      paramLabel = "FILE",
      description = "what the table means; a name alone is also looked for among the shipped specs")
  private Path spec = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder for results")
  private Path out = Path.of("");

  @Option(
      names = "--budget",
      paramLabel = "MINUTES",
      defaultValue = "8",
      description = "how long tuning may take (default ${DEFAULT-VALUE} minutes)")
  private double minutes;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "at the same time (default ${DEFAULT-VALUE}); the model does not depend on it")
  private int threads;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = command.commandLine().getErr();
    if (minutes <= 0 || threads < 1) {
      err.println("--budget is above 0, --threads at least 1");
      return 2;
    }
    if ((data == null) == (clickHouse == null)) {
      throw new ParameterException(
          command.commandLine(), "one of --data and --from-clickhouse is needed");
    }
    ProgressBar bar = new ProgressBar(err, System.console() != null);
    Path specFile = shipped(spec);
    ModelFolder.Request request =
        new ModelFolder.Request(
            SpecReader.read(specFile),
            specFile,
            out,
            Duration.ofMillis((long) (minutes * 60_000)),
            threads,
            Clock.systemUTC(),
            System::nanoTime,
            bar);
    String summary =
        data != null
            ? ModelFolder.train(data, request)
            : ModelFolder.train(
                new EngineLog(Objects.requireNonNull(clickHouse), database, user, password()),
                request);
    bar.done();
    PrintWriter print = command.commandLine().getOut();
    print.printf(Locale.ROOT, "%s%nresults in %s%n", summary, out);
    print.flush();
    return 0;
  }

  private String password() throws IOException {
    if (passwordFile != null) {
      return Files.readString(passwordFile).strip();
    }
    return Objects.requireNonNullElse(System.getenv("CLICKHOUSE_PASSWORD"), "");
  }

  private static Path shipped(Path spec) {
    if (Files.exists(spec) || spec.getNameCount() != 1) {
      return spec;
    }
    Path among =
        Path.of(System.getProperty("zhijiao.home", "")).resolve("models-train/specs").resolve(spec);
    return Files.exists(among) ? among : spec;
  }
}

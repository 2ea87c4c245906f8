package zhijiao.models.train.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.models.train.Prediction;

/** {@code ./zhijiao predict}. */
@Command(
    name = "predict",
    description = {
      "Asks a trained model about the people of a table and writes ID,probability.",
      "用训练好的模型对表格中的人员评分。"
    })
final class PredictCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "folder that train wrote, or a promoted one")
  private Path model = Path.of("");

  @Option(names = "--data", required = true, paramLabel = "FILE", description = "the table")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "where to write ID,probability")
  private Path out = Path.of("");

  @Option(
      names = "--reasons",
      paramLabel = "FILE",
      description = "where to write the five strongest reasons of each, as JSON lines")
  private @Nullable Path reasons;

  @Option(names = "--timing", description = "also measures how long a score and its reasons take")
  private boolean timing;

  @Override
  public Integer call() throws IOException {
    Prediction prediction = Prediction.write(model, data, out, reasons, System::nanoTime);
    command
        .commandLine()
        .getErr()
        .printf(
            Locale.ROOT,
            "%d people read, scored by %s and written in %.2f s%n%s",
            prediction.size(),
            prediction.version(),
            prediction.seconds(),
            prediction.remarks());
    if (timing) {
      command
          .commandLine()
          .getErr()
          .println(prediction.timing(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime));
    }
    command.commandLine().getErr().flush();
    return 0;
  }
}

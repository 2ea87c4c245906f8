package zhijiao.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.main.EngineSettings;
import zhijiao.jobs.main.ReplayJob;

/** {@code ./zhijiao replay}. */
@Command(
    name = "replay",
    description = {
      "Judges a folder of facts and writes the alerts (docs/files.md).",
      "判断一个文件夹里的事实并写出报警。"
    })
final class ReplayCommand implements Callable<Integer> {

  /** The exit code when the settings cannot be used, as for any other mistake on the command line. */
  static final int INVALID_SETTINGS = 2;

  @Spec private CommandSpec spec;

  @Option(names = "--facts", required = true, paramLabel = "DIR", description = "folder of facts")
  private Path facts = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder for results")
  private Path out = Path.of("");

  @Option(names = "--settings", paramLabel = "FILE", description = "settings (docs/settings.md)")
  private @Nullable Path settings;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "promotions of models (docs/risk.md); without it no model scores")
  private @Nullable Path models;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "parallelism (default ${DEFAULT-VALUE})")
  private int parallelism;

  @Override
  public Integer call() throws IOException {
    Progress progress = new Progress(spec.commandLine().getErr());
    ReplayJob.Request request = ReplayJob.Request.of(facts, out);
    EngineSettings chosen = request.settings();
    if (settings != null) {
      try {
        chosen = EngineSettings.load(settings).settings();
      } catch (InvalidSettingsException e) {
        spec.commandLine().getErr().printf(Locale.ROOT, "%s: %s%n", settings, e.getMessage());
        spec.commandLine().getErr().flush();
        return INVALID_SETTINGS;
      }
    }
    ResultFiles.Summary summary =
        ReplayJob.run(
            ReplayJob.Request.of(facts, out)
                .with(chosen)
                .withPromotions(models)
                .withParallelism(parallelism)
                .telling(progress::say));
    progress.done();
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        Locale.ROOT,
        "%d inputs: %d facts, %d duplicates, %d dead letters, %d unlawful (%s)%n",
        summary.inputs(),
        summary.facts(),
        summary.duplicates(),
        summary.deadLetterCount(),
        summary.unlawfulCount(),
        summary.addsUp() ? "they add up" : "THEY DO NOT ADD UP");
    summary
        .alertsByRule()
        .forEach((rule, count) -> print.printf(Locale.ROOT, "%8d  %s%n", count, rule));
    print.printf(Locale.ROOT, "results in %s%n", out);
    print.flush();
    return summary.addsUp() ? 0 : 1;
  }
}

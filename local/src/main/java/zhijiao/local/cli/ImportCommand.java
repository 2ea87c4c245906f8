package zhijiao.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zhijiao.jobs.io.FactJson;
import zhijiao.local.vast.VastImport;

/** {@code ./zhijiao import}. */
@Command(
    name = "import",
    description = {
      "Turns other people's data into a folder of facts (docs/bring-your-own-data.md).",
      "把别处的数据转换为一个事实文件夹。"
    },
    subcommands = ImportCommand.Vast.class)
final class ImportCommand {

  /** {@code ./zhijiao import vast}. */
  @Command(
      name = "vast",
      description = {
        "The gate passages of the VAST Challenge 2017, mini challenge 1: gate_events.csv (or .gz)"
            + " and gate_locations_200x200.csv.",
        "VAST Challenge 2017 的过卡记录。"
      })
  static final class Vast implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "folder of the challenge's files")
    private Path data = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder for facts")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
      Progress progress = new Progress(spec.commandLine().getErr());
      VastImport.Summary summary = VastImport.run(data, out, progress::say);
      progress.done();
      PrintWriter print = spec.commandLine().getOut();
      print.printf(
          Locale.ROOT,
          "%,d passages of %,d vehicles (%,d of rangers) at %d gates, %d of them for rangers only%n",
          summary.passages(),
          summary.vehicles(),
          summary.rangers(),
          summary.cameras(),
          summary.zones());
      if (summary.refused() > 0) {
        print.printf(Locale.ROOT, "%,d lines could not be read, such as:%n", summary.refused());
        summary.problems().forEach(problem -> print.println("  " + problem));
      }
      print.printf(
          Locale.ROOT,
          "facts in %s, from %s on; next: ./zhijiao replay --facts %s --settings %s --out RESULTS%n",
          out,
          FactJson.time(summary.earliest()),
          out,
          out.resolve("settings.yaml"));
      print.flush();
      return 0;
    }
  }
}

package zhijiao.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.jobs.governance.DualControl;
import zhijiao.jobs.governance.Ledger;
import zhijiao.jobs.governance.SettingsHistory;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.io.TemporaryFolder;
import zhijiao.jobs.main.EngineSettings;
import zhijiao.jobs.main.ReplayJob;
import zhijiao.local.evaluation.AlertDifferences;
import zhijiao.local.evaluation.AlertDifferences.Kind;

/** {@code ./zhijiao what-if}. */
@Command(
    name = "what-if",
    description = {
      "Judges a folder of facts twice and tells which alerts other settings, or a proposed change, would have given.",
      "对同一批事实判断两次，说明新设置或提议的变更会带来哪些不同的报警。"
    },
    exitCodeListHeading = "Exit code: ",
    exitCodeList = {
      "0:no alert would differ",
      "1:some would",
      "2:the settings or the change cannot be used"
    })
final class WhatIfCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--facts", required = true, paramLabel = "DIR", description = "folder of facts")
  private Path facts = Path.of("");

  @Option(names = "--settings", paramLabel = "NEW", description = "settings to try")
  private @Nullable Path settings;

  @Option(
      names = "--base",
      paramLabel = "FILE",
      description = "settings to compare with; else the shipped ones")
  private @Nullable Path base;

  @Option(names = "--ledger", paramLabel = "DIR", description = "ledger of changes")
  private @Nullable Path ledger;

  @Option(names = "--change", paramLabel = "ID", description = "a proposal of the ledger, to try")
  private @Nullable String change;

  @Option(
      names = "--by",
      paramLabel = "CODE",
      description = "who tried it; writes the result into the ledger")
  private @Nullable String by;

  @Option(
      names = "--examples",
      defaultValue = "3",
      description = "examples of each row (default ${DEFAULT-VALUE})")
  private int examples;

  @Override
  public Integer call() throws IOException, DualControl.Refused {
    if ((settings == null) == (change == null) || (change == null) != (ledger == null)) {
      throw new ParameterException(
          spec.commandLine(), "give either --settings NEW, or --ledger DIR with --change ID");
    }
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    EngineSettings before;
    EngineSettings after;
    try {
      before = base == null ? EngineSettings.DEFAULT : EngineSettings.load(base).settings();
      after = settings == null ? before : EngineSettings.load(settings).settings();
    } catch (InvalidSettingsException e) {
      spec.commandLine().getErr().println(e.getMessage());
      spec.commandLine().getErr().flush();
      return 2;
    }
    @Nullable DualControl control =
        ledger == null ? null : new DualControl(Ledger.read(ledger), ZoneCatalog.EMPTY);
    List<GovernanceFact> tried =
        control == null || change == null
            ? List.of()
            : List.of(SettingsHistory.throughout(control.proposal(change)));
    try (TemporaryFolder work = TemporaryFolder.create("zhijiao-what-if")) {
      ReplayJob.Request as = ReplayJob.Request.of(facts, work.path().resolve("before"));
      progress.say("judging as it is");
      ResultFiles.Summary was = ReplayJob.run(as.with(before).telling(progress::say));
      ReplayJob.Request would = ReplayJob.Request.of(facts, work.path().resolve("after"));
      progress.say("judging as it would be");
      ResultFiles.Summary is =
          ReplayJob.run(would.with(after).assuming(tried).telling(progress::say));
      progress.done();
      AlertDifferences differences = AlertDifferences.between(was.alerts(), is.alerts());
      out.printf(
          Locale.ROOT,
          "%d alerts as it is, %d as it would be: %d added, %d removed, %d changed%n",
          was.alerts().size(),
          is.alerts().size(),
          differences.count(Kind.ADDED),
          differences.count(Kind.REMOVED),
          differences.count(Kind.CHANGED));
      if (!differences.all().isEmpty()) {
        out.print(differences.render(examples));
      }
      if (control != null && by != null && change != null) {
        ObjectNode result = new ObjectMapper().createObjectNode();
        result.put("facts", facts.toAbsolutePath().normalize().toString());
        result.put("alertsBefore", was.alerts().size()).put("alertsAfter", is.alerts().size());
        for (Kind kind : Kind.values()) {
          result.put(kind.name().toLowerCase(Locale.ROOT), differences.count(kind));
        }
        control.tried(change, by, result, Instant.now().toEpochMilli());
        out.println("written into the ledger: " + change + " can be approved");
      }
      out.flush();
      return differences.all().isEmpty() ? 0 : 1;
    }
  }
}

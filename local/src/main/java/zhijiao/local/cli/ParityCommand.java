package zhijiao.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.core.timeline.Horizon;
import zhijiao.jobs.governance.Ledger;
import zhijiao.jobs.governance.SettingsHistory;
import zhijiao.jobs.io.Parity;
import zhijiao.jobs.main.EngineSettings;
import zhijiao.jobs.main.ReplayJob;
import zhijiao.jobs.operator.ProgramSource;
import zhijiao.local.demo.AlertTopic;
import zhijiao.local.demo.RiskTopic;
import zhijiao.models.live.RiskPolicy;
import zhijiao.rules.RuleCatalog;

/** {@code ./zhijiao parity}. */
@Command(
    name = "parity",
    description = {
      "Computes logged features again from the facts, and tells missing, extra and differing ones.",
      "用事实重新计算已记录的特征，报告缺失、多出和不一致的特征。"
    })
final class ParityCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private From from = new From();

  /** Where facts and vectors are. */
  static final class From {
    @Option(
        names = "--brokers",
        paramLabel = "HOST:PORT",
        description = "Kafka of a running job: the vectors that it logged, the facts that it read")
    private @Nullable String brokers;

    @Option(
        names = "--facts",
        paramLabel = "DIR",
        description = "folder of facts: they are replayed, and the replay's vectors are compared")
    private @Nullable Path facts;
  }

  @Option(names = "--models", paramLabel = "DIR", description = "promotions, for --facts")
  private @Nullable Path models;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "settings that the job was started with (docs/settings.md)")
  private @Nullable Path settings;

  @Option(
      names = "--governance",
      paramLabel = "DIR",
      description = "ledger of changes that the job was started with, for --brokers")
  private @Nullable Path governance;

  @Override
  public Integer call() throws IOException {
    Progress progress = new Progress(spec.commandLine().getErr());
    EngineSettings chosen;
    try {
      chosen = settings == null ? EngineSettings.DEFAULT : EngineSettings.load(settings).settings();
    } catch (InvalidSettingsException e) {
      spec.commandLine().getErr().printf(Locale.ROOT, "%s: %s%n", settings, e.getMessage());
      spec.commandLine().getErr().flush();
      return ReplayCommand.INVALID_SETTINGS;
    }
    Parity.Report report;
    if (from.brokers != null) {
      report = of(from.brokers, policy(chosen, governance));
    } else {
      Path facts = java.util.Objects.requireNonNull(from.facts);
      report =
          ReplayJob.parity(
              ReplayJob.Request.of(facts, facts)
                  .with(chosen)
                  .withPromotions(models)
                  .telling(progress::say));
    }
    progress.done();
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.render());
    out.flush();
    return report.isEqual() ? 0 : 1;
  }

  /** Of a job that was started with the shipped settings. */
  static Parity.Report of(String brokers) throws IOException {
    return of(brokers, policy(EngineSettings.DEFAULT, null));
  }

  private static Parity.Report of(String brokers, RiskPolicy policy) throws IOException {
    List<AlertEvent> alerts;
    try (AlertTopic topic = new AlertTopic(brokers)) {
      alerts = topic.readToEnd().stream().map(AlertTopic.Received::event).toList();
    }
    return Parity.compare(RiskTopic.scores(brokers), RiskTopic.facts(brokers), alerts, policy);
  }

  private static RiskPolicy policy(EngineSettings settings, @Nullable Path governance)
      throws IOException {
    List<GovernanceFact> changes = governance == null ? List.of() : Ledger.read(governance).facts();
    return new ProgramSource(
            ZoneCatalog.EMPTY,
            settings.holidays(),
            settings.judge(),
            settings.timeline(),
            RuleCatalog.of(settings.rules()),
            settings.alerts(),
            new Horizon(0, Long.MAX_VALUE))
        .with(SettingsHistory.of(settings.thresholds(), ZoneCatalog.EMPTY, changes))
        .riskPolicy();
  }
}

package zhijiao.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.jobs.io.AlertJson;
import zhijiao.local.demo.AlertTopic;

/** {@code ./zhijiao alerts}. */
@Command(
    name = "alerts",
    description = {"Follows the alert stream, one line of JSON per change.", "跟踪报警流，每次变化一行 JSON。"})
final class AlertsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--brokers", required = true, paramLabel = "HOST:PORT", description = "Kafka")
  private String brokers = "";

  @Option(
      names = "--for",
      paramLabel = "AUDIENCE",
      description = "OFFICE (when left out), MANAGERS, WEARER, PROTECTION, CLINICIAN")
  private Audience audience = Audience.OFFICE;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (AlertTopic alerts = new AlertTopic(brokers, audience)) {
      while (!out.checkError()) {
        alerts
            .poll(Duration.ofSeconds(1))
            .forEach(one -> out.println(AlertJson.event(one.event())));
        out.flush();
      }
    }
    return 0;
  }
}

package zhijiao.local.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertState;
import zhijiao.jobs.io.Explanation;
import zhijiao.jobs.io.FactJson;
import zhijiao.local.demo.AlertTopic;

/** {@code ./zhijiao worklist}. */
@Command(
    name = "worklist",
    description = {
      "Lists the alerts that no officer has closed, the most severe and oldest first.",
      "列出尚未办结的报警，最严重、最早的在前。"
    })
final class WorklistCommand implements Callable<Integer> {

  private static final Comparator<Alert> URGENCY =
      Comparator.comparing(Alert::severity)
          .thenComparingLong(Alert::openedAt)
          .thenComparing(Alert::id);

  @Spec private CommandSpec spec;

  @Option(names = "--brokers", required = true, paramLabel = "HOST:PORT", description = "Kafka")
  private String brokers = "";

  @Option(names = "--rule", paramLabel = "ID", description = "of this rule only")
  private @Nullable String rule;

  @Option(names = "--county", paramLabel = "CODE", description = "of this county only")
  private @Nullable String county;

  @Option(names = "--office", paramLabel = "CODE", description = "of this judicial office only")
  private @Nullable String office;

  @Option(
      names = "--ended",
      description = "also those whose episode is over and which nobody has closed")
  private boolean ended;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<Alert> open;
    try (AlertTopic topic = new AlertTopic(brokers)) {
      open =
          AlertTopic.latest(topic.readToEnd()).values().stream()
              .map(AlertEvent::alert)
              .filter(this::isWanted)
              .sorted(URGENCY)
              .toList();
    }
    for (Alert alert : open) {
      out.printf(
          Locale.ROOT,
          "%s  %-13s %s  %-16s %s  %s  %s%n",
          alert.severity(),
          alert.state(),
          alert.id(),
          alert.key().rule(),
          alert.office(),
          FactJson.time(alert.openedAt()),
          Explanation.english(alert));
    }
    out.printf(Locale.ROOT, "%d alerts%n", open.size());
    out.flush();
    return 0;
  }

  private boolean isWanted(Alert alert) {
    return isOpen(alert.state())
        && (rule == null || rule.equals(alert.key().rule()))
        && (county == null || county.equals(alert.county()))
        && (office == null || office.equals(alert.office()));
  }

  private boolean isOpen(AlertState state) {
    return switch (state) {
      case NEW, ACKNOWLEDGED, INVESTIGATING, REOPENED -> true;
      case ENDED -> ended;
      case CLOSED, RETRACTED -> false;
    };
  }
}

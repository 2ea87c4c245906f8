package zhijiao.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertStage;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.jobs.io.AlertJson;
import zhijiao.jobs.io.Explanation;
import zhijiao.jobs.io.FactJson;
import zhijiao.local.demo.AlertTopic;
import zhijiao.local.demo.IncidentTopic;

/** {@code ./zhijiao worklist}. */
@Command(
    name = "worklist",
    description = {
      "Lists the alerts that no officer has closed, the most urgent first.",
      "列出尚未办结的报警，最紧急的在前。"
    })
final class WorklistCommand implements Callable<Integer> {

  /** Who is late the longest comes first; then the most severe, then the oldest. */
  private static final Comparator<AlertEvent> URGENCY =
      Comparator.comparing(
              (AlertEvent event) -> event.stage().dueAt(),
              Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(event -> event.alert().severity())
          .thenComparingLong(event -> event.alert().openedAt())
          .thenComparing(event -> event.alert().id());

  @Spec private CommandSpec spec;

  @Option(names = "--brokers", required = true, paramLabel = "HOST:PORT", description = "Kafka")
  private String brokers = "";

  @Option(
      names = "--for",
      paramLabel = "AUDIENCE",
      description = "OFFICE (when left out), MANAGERS, WEARER, PROTECTION, CLINICIAN")
  private Audience audience = Audience.OFFICE;

  @Option(names = "--rule", paramLabel = "ID", description = "of this rule only")
  private @Nullable String rule;

  @Option(names = "--county", paramLabel = "CODE", description = "of this county only")
  private @Nullable String county;

  @Option(names = "--office", paramLabel = "CODE", description = "of this judicial office only")
  private @Nullable String office;

  @Option(names = "--ended", description = "also those that are over and that nobody has to close")
  private boolean ended;

  @Option(names = "--json", description = "one line of JSON for each alert")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<AlertTopic.Received> all;
    try (AlertTopic topic = new AlertTopic(brokers, audience)) {
      all = topic.readToEnd();
    }
    Map<AlertId, IncidentMember> members = IncidentTopic.latest(brokers);
    long now = AlertTopic.reached(all);
    List<AlertEvent> open =
        together(
            AlertTopic.latest(all).values().stream()
                .filter(this::isWanted)
                .sorted(URGENCY)
                .toList(),
            members);
    for (AlertEvent event : open) {
      out.println(
          json
              ? AlertJson.standing(event, members.get(event.alert().id())).toString()
              : line(event, now, members.get(event.alert().id())));
    }
    if (!json) {
      out.println(open.size() + " alerts" + (all.isEmpty() ? "" : " at " + FactJson.time(now)));
    }
    out.flush();
    return 0;
  }

  /** The alerts of an incident stand together, where its most urgent stands. */
  private static List<AlertEvent> together(
      List<AlertEvent> sorted, Map<AlertId, IncidentMember> members) {
    Map<Object, List<AlertEvent>> groups = new LinkedHashMap<>();
    for (AlertEvent event : sorted) {
      IncidentMember member = members.get(event.alert().id());
      Object group =
          member == null || member.incident() == null ? event.alert().id() : member.incident();
      groups.computeIfAbsent(group, unused -> new ArrayList<>()).add(event);
    }
    return groups.values().stream().flatMap(List::stream).toList();
  }

  private static String line(AlertEvent event, long now, @Nullable IncidentMember member) {
    Alert alert = event.alert();
    AlertStage stage = event.stage();
    Long due = stage.dueAt();
    return String.format(
        Locale.ROOT,
        "%s  %-13s %s  %-16s %s  %-6s  since %s (%s)  %s  %s%s",
        alert.severity(),
        alert.state(),
        alert.id(),
        alert.key().rule(),
        alert.office(),
        stage.escalatedTo() == null ? "OFFICE" : stage.escalatedTo(),
        FactJson.time(alert.openedAt()),
        words(now - alert.openedAt()),
        due == null
            ? "no clock"
            : due < now ? "late by " + words(now - due) : words(due - now) + " left",
        Explanation.english(alert),
        member == null || member.alerts() < 2
            ? ""
            : "  [incident " + member.incident() + ", " + member.alerts() + " alerts]");
  }

  private static String words(long millis) {
    Duration length = Duration.ofMillis(Math.max(0, millis));
    return length.toDays() > 0
        ? length.toDays() + " d " + length.toHoursPart() + " h"
        : length.toHours() > 0
            ? length.toHours() + " h " + length.toMinutesPart() + " min"
            : length.toMinutes() + " min";
  }

  private boolean isWanted(AlertEvent event) {
    Alert alert = event.alert();
    return isOpen(event)
        && !alert.suspended()
        && (rule == null || rule.equals(alert.key().rule()))
        && (county == null || county.equals(alert.county()))
        && (office == null || office.equals(alert.office()));
  }

  private boolean isOpen(AlertEvent event) {
    return switch (event.alert().state()) {
      case NEW, ACKNOWLEDGED, INVESTIGATING, REOPENED -> true;
      case ENDED -> ended || event.stage().loop() != AlertStage.Loop.NONE;
      case CLOSED, RETRACTED -> false;
    };
  }
}

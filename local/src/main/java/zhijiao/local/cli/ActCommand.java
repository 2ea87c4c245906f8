package zhijiao.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertMachine;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.rule.RuleCard;
import zhijiao.jobs.io.FactJson;
import zhijiao.local.demo.AlertTopic;
import zhijiao.local.demo.Feeder;
import zhijiao.rules.RuleCatalog;

/** {@code ./zhijiao act}: an officer's act about an alert, as a fact. */
@Command(
    name = "act",
    description = {
      "Tells what an officer did about an alert: acknowledged, investigates, closed, reopened it.",
      "登记工作人员对报警的处置：签收、核查、办结、重新打开。"
    })
final class ActCommand implements Callable<Integer> {

  /** An act is at most so far ahead of the time that the alerts have come to. */
  private static final Duration LEAP = Duration.ofHours(12);

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ALERT", description = "its sixteen digits")
  private String alert = "";

  @Parameters(
      index = "1",
      paramLabel = "ACT",
      description = "ack, investigate, close, reopen or note")
  private String act = "";

  @Option(names = "--brokers", required = true, paramLabel = "HOST:PORT", description = "Kafka")
  private String brokers = "";

  @Option(
      names = "--officer",
      required = true,
      paramLabel = "CODE",
      description = "the officer's code; never a name")
  private String officer = "";

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "for close: ${COMPLETION-CANDIDATES}")
  private @Nullable CloseReason reason;

  @Option(names = "--note", paramLabel = "TEXT", description = "in words; never a name")
  private String note = "";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "when it was done, with an offset; otherwise now")
  private @Nullable String at;

  @Override
  public Integer call() throws Exception {
    AlertId id = alertId();
    OfficerAction.Act asked = act();
    boolean onlyNote = asked == null;
    if (onlyNote && (note.isBlank() || reason != null)) {
      throw misused("a note is a --note, and nothing else");
    }
    if (!onlyNote && (asked == OfficerAction.Act.CLOSE) != (reason != null)) {
      throw misused(
          asked == OfficerAction.Act.CLOSE
              ? "closing needs a --reason: it is the label that the rule is measured by"
              : "--reason belongs to close");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (AlertTopic topic = new AlertTopic(brokers)) {
      List<AlertTopic.Received> all = topic.readToEnd();
      AlertEvent known = AlertTopic.latest(all).get(id);
      if (known == null) {
        throw misused("there is no alert " + id + " in the alert stream");
      }
      OfficerAction.Act done = asked == null ? unmoved(known.alert()) : asked;
      AlertMachine.Step step =
          AlertMachine.step(known.alert().state(), AlertMachine.Event.valueOf(done.name()));
      if (!onlyNote && !step.changes()) {
        throw misused("alert " + id + " is " + known.alert().state() + ": " + step.because());
      }
      RuleCard card = RuleCatalog.shipped().cards().get(known.alert().key().rule());
      boolean lasts = card != null && !card.endsByItself();
      if (done == OfficerAction.Act.CLOSE && lasts && note.isBlank()) {
        throw misused("closing a " + card.id() + " needs a --note: say in words what was found");
      }
      long when = when(all);
      try (Feeder feeder = new Feeder(brokers, 0)) {
        feeder.feed(
            List.of(
                new OfficerAction(
                    id,
                    officer,
                    done,
                    onlyNote ? known.alert().closeReason() : reason,
                    note,
                    when,
                    when)),
            0,
            (sent, of) -> {});
      }
      AlertEvent after = answer(topic, id, known.revision());
      out.println(
          after == null
              ? "sent; the job has not answered yet"
              : String.format(
                  Locale.ROOT,
                  "%s  %s → %s, revision %d",
                  id,
                  known.alert().state(),
                  after.alert().state(),
                  after.revision()));
      out.flush();
    }
    return 0;
  }

  private AlertId alertId() {
    try {
      return AlertId.parse(alert);
    } catch (IllegalArgumentException e) {
      throw misused("not an alert: '" + alert + "' is not sixteen hexadecimal digits");
    }
  }

  /** The act that changes nothing in the state in which the alert is, and so only carries a note. */
  private OfficerAction.Act unmoved(Alert known) {
    return switch (known.state()) {
      case ACKNOWLEDGED, RETRACTED -> OfficerAction.Act.ACKNOWLEDGE;
      case INVESTIGATING -> OfficerAction.Act.INVESTIGATE;
      case CLOSED -> OfficerAction.Act.CLOSE;
      case NEW, REOPENED, ENDED ->
          throw misused(
              "alert " + known.id() + " is " + known.state() + ": ack it, with the --note");
    };
  }

  /** The act, or null for a note alone. */
  private OfficerAction.@Nullable Act act() {
    return switch (act) {
      case "ack" -> OfficerAction.Act.ACKNOWLEDGE;
      case "investigate" -> OfficerAction.Act.INVESTIGATE;
      case "close" -> OfficerAction.Act.CLOSE;
      case "reopen" -> OfficerAction.Act.REOPEN;
      case "note" -> null;
      default ->
          throw misused(
              "'" + act + "' is no act; there are ack, investigate, close, reopen and note");
    };
  }

  /**
   * Now, or the given time. The job's time moves by what it receives: an act of today in a replay of last spring would
   * move it to today, and every duty since would fall due at once.
   */
  private long when(List<AlertTopic.Received> all) {
    if (at != null) {
      try {
        return OffsetDateTime.parse(at).toInstant().toEpochMilli();
      } catch (DateTimeParseException e) {
        throw misused("not a time with an offset: '" + at + "'");
      }
    }
    long now = Instant.now().toEpochMilli();
    long reached = AlertTopic.reached(all);
    if (reached < now - LEAP.toMillis()) {
      throw misused(
          "the alerts have come to "
              + FactJson.time(reached)
              + ", long before now, as in a replay; say when it was done, such as --at "
              + FactJson.time(reached));
    }
    return now;
  }

  private static @Nullable AlertEvent answer(AlertTopic topic, AlertId id, long before)
      throws IOException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < giveUp) {
      for (AlertTopic.Received one : topic.poll(Duration.ofMillis(200))) {
        if (one.event().alert().id().equals(id) && one.event().revision() > before) {
          return Objects.requireNonNull(one.event());
        }
      }
    }
    return null;
  }

  private ParameterException misused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}

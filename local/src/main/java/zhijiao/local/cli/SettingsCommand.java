package zhijiao.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zhijiao.core.fact.Approval;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.fact.SettingsChange;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.jobs.governance.DualControl;
import zhijiao.jobs.governance.Ledger;
import zhijiao.jobs.io.FactJson;
import zhijiao.jobs.io.GovernanceJson;
import zhijiao.jobs.io.Rejected;
import zhijiao.jobs.main.EngineSettings;

/** {@code ./zhijiao settings}: thresholds and zones, which two people change. */
@Command(
    name = "settings",
    description = {
      "Changes thresholds and zones: one person proposes, another approves; all of it is kept in a ledger.",
      "变更阈值和区域：一人提议，另一人批准，全程记入台账。"
    },
    subcommands = {
      SettingsCommand.Open.class,
      SettingsCommand.Propose.class,
      SettingsCommand.Approve.class,
      SettingsCommand.Withdraw.class,
      SettingsCommand.ListAll.class
    })
final class SettingsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what: open, propose, approve, withdraw or list");
  }

  /** The options of every step. */
  static final class Step {
    @Option(
        names = "--ledger",
        required = true,
        paramLabel = "DIR",
        description = "folder of the ledger")
    Path ledger = Path.of("");

    @Option(
        names = "--by",
        required = true,
        paramLabel = "CODE",
        description = "who does this, by code; never a name")
    String by = "";

    long now() {
      return Instant.now().toEpochMilli();
    }

    DualControl control() throws IOException {
      return new DualControl(Ledger.read(ledger), ZoneCatalog.EMPTY);
    }
  }

  /** Of every step that says why. */
  static final class Reason {
    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "why; never a name")
    String text = "";
  }

  /** What to do after a proposal that changes what is found. */
  static String proposed(String id) {
    return "proposed: "
        + id
        + "; next: what-if --ledger … --change "
        + id
        + ", then settings approve";
  }

  /** Does something that may be refused; a refusal is told, and the exit code is 1. */
  interface Act {
    void run() throws DualControl.Refused, IOException, Rejected;
  }

  static int done(CommandSpec spec, Act act, String told) throws IOException {
    try {
      act.run();
    } catch (DualControl.Refused e) {
      return refused(spec, String.valueOf(e.getMessage()));
    } catch (Rejected e) {
      return refused(spec, e.detail());
    }
    spec.commandLine().getOut().println(told);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static int refused(CommandSpec spec, String why) {
    spec.commandLine().getErr().println("refused: " + why);
    spec.commandLine().getErr().flush();
    return 1;
  }

  static long time(CommandSpec spec, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new ParameterException(spec.commandLine(), "not a time with an offset: '" + text + "'");
    }
  }

  @Command(
      name = "open",
      description = {"Begins a ledger with the thresholds and zones in force.", "以现行阈值和区域建立台账。"})
  static final class Open implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Step step;

    @Option(
        names = "--settings",
        paramLabel = "FILE",
        description = "settings in force; else the shipped ones")
    private @Nullable Path settings;

    @Option(names = "--zones", paramLabel = "FILE", description = "zones in force, GeoJSON")
    private @Nullable Path zones;

    @Override
    public Integer call() throws IOException, InvalidSettingsException {
      EngineSettings used =
          settings == null ? EngineSettings.DEFAULT : EngineSettings.load(settings).settings();
      Ledger.open(step.ledger, used.thresholds(), zones, step.by, step.now());
      return done(spec, () -> {}, "begun: " + step.ledger.resolve(Ledger.FILE));
    }
  }

  @Command(
      name = "propose",
      description = {"Proposes other thresholds or zones, for everybody.", "提议变更阈值或区域（适用于所有人）。"})
  static final class Propose implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Step step;

    @Parameters(
        index = "0",
        paramLabel = "ID",
        description = "a name for the change; findings will carry it")
    private String id = "";

    @Option(
        names = "--from",
        required = true,
        paramLabel = "TIME",
        description = "when it takes effect, with an offset")
    private String from = "";

    @Mixin private Reason reason;

    @Option(
        names = "--set",
        paramLabel = "PATH=VALUE",
        description = "a setting and its new value; may be repeated")
    private List<String> set = List.of();

    @Option(
        names = "--zones",
        paramLabel = "FILE",
        description = "GeoJSON of the zones that are new or other")
    private @Nullable Path zones;

    @Override
    public Integer call() throws IOException {
      String text = zones == null ? null : Files.readString(zones, StandardCharsets.UTF_8);
      long at = time(spec, from);
      return done(
          spec,
          () ->
              step.control()
                  .propose(
                      new SettingsChange(
                          id,
                          GovernanceJson.settings(set),
                          text,
                          new Approval(step.by, "", 0, reason.text),
                          at,
                          0),
                      step.now()),
          proposed(id));
    }
  }

  @Command(
      name = "approve",
      description = {"Approves a proposal of another person.", "批准他人的提议。"})
  static final class Approve implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Step step;

    @Parameters(
        index = "0",
        paramLabel = "ID",
        description = "the proposal; ID:end for the end of a campaign")
    private String id = "";

    @Option(
        names = "--without-trial",
        paramLabel = "REASON",
        description = "why nobody looked at what it would have changed")
    private @Nullable String withoutTrial;

    @Override
    public Integer call() throws IOException {
      return done(
          spec,
          () -> {
            GovernanceFact fact = step.control().approve(id, step.by, withoutTrial, step.now());
            spec.commandLine()
                .getOut()
                .println("in force from " + FactJson.time(fact.occurredAt()));
          },
          "approved: " + id + "; start the job again from a savepoint before then");
    }
  }

  @Command(
      name = "withdraw",
      description = {"Takes a proposal back that was not approved.", "撤回尚未批准的提议。"})
  static final class Withdraw implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Step step;

    @Parameters(index = "0", paramLabel = "ID", description = "the proposal")
    private String id = "";

    @Mixin private Reason reason;

    @Override
    public Integer call() throws IOException {
      return done(
          spec,
          () -> step.control().withdraw(id, step.by, reason.text, step.now()),
          "withdrawn: " + id);
    }
  }

  @Command(
      name = "list",
      description = {"Lists the ledger, after checking that no line was altered.", "核对并列出台账。"})
  static final class ListAll implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--ledger",
        required = true,
        paramLabel = "DIR",
        description = "folder of the ledger")
    private Path ledger = Path.of("");

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      for (Ledger.Entry entry : Ledger.read(ledger).entries()) {
        out.printf(
            Locale.ROOT,
            "%s  %-9s  %-12s  %-16s  %s%n",
            FactJson.time(entry.at()),
            entry.what().name().toLowerCase(Locale.ROOT),
            entry.by(),
            entry.change(),
            told(entry));
      }
      out.println("the chain of hashes holds");
      out.flush();
      return 0;
    }

    private static String told(Ledger.Entry entry) {
      return switch (entry.what()) {
        case OPENED -> entry.body().path("thresholds").size() + " thresholds";
        case PROPOSED, APPROVED -> {
          var fact = entry.body().path("fact");
          yield "from "
              + fact.path("from").asText()
              + (fact.has("until") ? " until " + fact.path("until").asText() : "")
              + (fact.has("settings") ? " " + fact.path("settings") : "")
              + (fact.has("zones") ? " with zones" : "")
              + ": "
              + fact.path("reason").asText();
        }
        case TRIED ->
            entry.body().path("added").asText()
                + " added, "
                + entry.body().path("removed").asText()
                + " removed, "
                + entry.body().path("changed").asText()
                + " changed of "
                + entry.body().path("alertsBefore").asText()
                + " alerts";
        case WITHDRAWN -> entry.body().path("reason").asText();
      };
    }
  }
}

package zhijiao.local.cli;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zhijiao.core.fact.Approval;
import zhijiao.core.fact.Campaign;
import zhijiao.jobs.io.GovernanceJson;

/** {@code ./zhijiao campaign}: thresholds that are tighter for a time and a scope. Approved as settings are. */
@Command(
    name = "campaign",
    description = {
      "Proposes a campaign, or its early end; settings approve and settings list do the rest.",
      "提议专项行动或提前结束；批准与查看用 settings approve 和 settings list。"
    },
    subcommands = {CampaignCommand.Propose.class, CampaignCommand.End.class})
final class CampaignCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "say what: propose or end");
  }

  @Command(
      name = "propose",
      description = {"Proposes tighter thresholds for a time and a scope.", "提议在一定时间和范围内收紧阈值。"})
  static final class Propose implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private SettingsCommand.Step step;

    @Parameters(index = "0", paramLabel = "ID", description = "a name; findings will carry it")
    private String id = "";

    @Option(
        names = "--from",
        required = true,
        paramLabel = "TIME",
        description = "when it begins, with an offset")
    private String from = "";

    @Option(
        names = "--until",
        required = true,
        paramLabel = "TIME",
        description = "when it ends by itself")
    private String until = "";

    @Option(
        names = "--basis",
        required = true,
        paramLabel = "TEXT",
        description = "the decision that it rests on, with number and article")
    private String basis = "";

    @Option(
        names = "--basis-until",
        required = true,
        paramLabel = "TIME",
        description = "until when that decision holds")
    private String basisUntil = "";

    @Option(
        names = "--county",
        required = true,
        paramLabel = "CODE",
        description = "for people of this county; may be repeated")
    private List<String> counties = List.of();

    @Option(
        names = "--office",
        paramLabel = "CODE",
        description = "only for those of this office; may be repeated")
    private List<String> offices = List.of();

    @Option(
        names = "--tier",
        paramLabel = "TIER",
        description = "only for STRICT, GENERAL or LENIENT; may be repeated")
    private List<String> tiers = List.of();

    @Option(
        names = "--set",
        required = true,
        paramLabel = "PATH=VALUE",
        description = "a threshold and its tighter value; may be repeated")
    private List<String> set = List.of();

    @Mixin private SettingsCommand.Reason reason;

    @Override
    public Integer call() throws IOException {
      long begins = SettingsCommand.time(spec, from);
      long ends = SettingsCommand.time(spec, until);
      long basisEnds = SettingsCommand.time(spec, basisUntil);
      return SettingsCommand.done(
          spec,
          () ->
              step.control()
                  .propose(
                      new Campaign(
                          id,
                          new Campaign.Overlay(
                              ends,
                              basis,
                              basisEnds,
                              new Campaign.Scope(
                                  new TreeSet<>(counties),
                                  new TreeSet<>(offices),
                                  GovernanceJson.tiers(tiers)),
                              GovernanceJson.settings(set)),
                          new Approval(step.by, "", 0, reason.text),
                          begins,
                          0),
                      step.now()),
          SettingsCommand.proposed(id));
    }
  }

  @Command(
      name = "end",
      description = {"Proposes that a campaign ends before its time.", "提议提前结束专项行动。"})
  static final class End implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private SettingsCommand.Step step;

    @Parameters(index = "0", paramLabel = "ID", description = "the campaign")
    private String id = "";

    @Option(names = "--from", required = true, paramLabel = "TIME", description = "when it is over")
    private String from = "";

    @Mixin private SettingsCommand.Reason reason;

    @Override
    public Integer call() throws IOException {
      long at = SettingsCommand.time(spec, from);
      return SettingsCommand.done(
          spec,
          () ->
              step.control()
                  .propose(
                      new Campaign(id, null, new Approval(step.by, "", 0, reason.text), at, 0),
                      step.now()),
          "proposed: " + id + ":end; next: settings approve " + id + ":end");
    }
  }
}

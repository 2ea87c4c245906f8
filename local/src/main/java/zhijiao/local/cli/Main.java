package zhijiao.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** {@code ./zhijiao COMMAND}. */
@Command(
    name = "zhijiao",
    description = "智矫: streaming analytics for community corrections",
    subcommands = {
      DemoCommand.class,
      ReplayCommand.class,
      ImportCommand.class,
      EvaluateCommand.class,
      RehearseCommand.class,
      AlertsCommand.class,
      WorklistCommand.class,
      ActCommand.class,
      CorrelateCommand.class,
      SettingsCommand.class,
      CampaignCommand.class,
      WhatIfCommand.class,
      BenchCommand.class,
      LatencyCommand.class,
      EnginesCommand.class,
      BoardsCommand.class,
      BoardLoadCommand.class,
      RetentionCommand.class,
      ParityCommand.class,
      DriftCommand.class
    })
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commands().execute(arguments));
  }

  static CommandLine commands() {
    CommandLine commands = new CommandLine(new Main());
    commands.setExecutionExceptionHandler(Complaints::failed);
    commands.setParameterExceptionHandler(Complaints::misused);
    commands.getSubcommands().values().forEach(Main::addHelp);
    return commands;
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("shows this · 显示帮助")
                .build());
    command.getSubcommands().values().forEach(Main::addHelp);
  }
}

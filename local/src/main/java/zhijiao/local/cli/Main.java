package zhijiao.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./zhijiao COMMAND}. */
@Command(
    name = "zhijiao",
    description = "智矫: streaming analytics for community corrections",
    subcommands = {
      DemoCommand.class,
      ReplayCommand.class,
      ImportCommand.class,
      EvaluateCommand.class,
      AlertsCommand.class,
      BenchCommand.class
    })
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    CommandLine commands = new CommandLine(new Main());
    commands.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          String message = failure.getMessage();
          command.getErr().println(message == null ? failure.toString() : message);
          for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            command.getErr().println("  because: " + cause);
          }
          return 1;
        });
    System.exit(commands.execute(arguments));
  }
}

package zhijiao.models.train.cli;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code ./zhijiao train}, {@code predict}, {@code promote}. */
@Command(
    name = "zhijiao",
    description = "智矫: risk models, trained offline",
    subcommands = {TrainCommand.class, PredictCommand.class, PromoteCommand.class})
public final class Main {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commands().execute(arguments));
  }

  static CommandLine commands() {
    CommandLine commands = new CommandLine(new Main());
    commands.setExecutionExceptionHandler(Main::failed);
    commands.setParameterExceptionHandler(Main::misused);
    for (CommandLine command : commands.getSubcommands().values()) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("shows this · 显示帮助")
                  .build());
    }
    return commands;
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ":\n  " + words(failure));
    err.flush();
    return FAILED;
  }

  private static String words(Exception failure) {
    if (failure instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile() + " · 找不到文件";
    }
    // Others of files have the file alone as their message.
    return failure.getMessage() == null || failure instanceof FileSystemException
        ? failure.toString()
        : failure.getMessage();
  }

  private static int misused(ParameterException misuse, String[] arguments) {
    CommandLine command = misuse.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    err.println(name + ": " + misuse.getMessage());
    err.println(
        "./zhijiao help" + name.substring("zhijiao".length()) + " lists the options · 列出选项");
    err.flush();
    return MISUSED;
  }
}

package zhijiao.local.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import zhijiao.core.settings.Spelling;

/** What a person is told when a command fails or was not understood. */
final class Complaints {

  /** As shells and picocli have it. */
  static final int MISUSED = 2;

  static final int FAILED = 1;

  private Complaints() {}

  static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + words(failure));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (!words(failure).contains(words(cause))) {
        err.println("  because: " + cause);
      }
    }
    return FAILED;
  }

  private static String words(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  static int misused(ParameterException misuse, String[] arguments) {
    CommandLine command = misuse.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    err.println(name + ": " + words(misuse, command, arguments));
    String help = "./zhijiao help" + name.substring(name.split(" ", 2)[0].length());
    err.println(
        command.getParent() == null
            ? help + " lists the commands · " + help + " 列出所有命令"
            : help + " lists the options · " + help + " 列出选项");
    return MISUSED;
  }

  private static String words(ParameterException misuse, CommandLine command, String[] arguments) {
    Set<String> options = command.getCommandSpec().optionsMap().keySet();
    // A misspelt option that is required is both missing and unknown; only the latter helps.
    for (String argument : arguments) {
      String option = argument.split("=", 2)[0];
      if (option.startsWith("--") && !options.contains(option)) {
        return unknown("option", option, options);
      }
    }
    if (misuse instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      if (word.startsWith("-")) {
        return unknown("option", word, options);
      }
      if (!command.getSubcommands().isEmpty()) {
        return unknown("command", word, commands(command));
      }
      return "not understood: '" + word + "'";
    }
    return misuse.getMessage();
  }

  private static List<String> commands(CommandLine command) {
    List<String> visible = new ArrayList<>();
    command
        .getSubcommands()
        .forEach(
            (name, one) -> {
              if (!one.getCommandSpec().usageMessage().hidden()) {
                visible.add(name);
              }
            });
    return visible;
  }

  private static String unknown(String what, String word, Collection<String> known) {
    @Nullable String meant = Spelling.closest(word, known);
    return "unknown "
        + what
        + " '"
        + word
        + "'"
        + (meant == null ? "" : "; did you mean: " + meant + "?");
  }
}

package zhijiao.models.train.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/** The commands as tests of other packages start them. */
public final class TrainingCommands {

  private TrainingCommands() {}

  /** Runs one and tells its exit code; all that it says goes to {@code said}. */
  public static int run(PrintWriter said, List<String> arguments) {
    CommandLine commands = Main.commands();
    commands.setErr(said);
    commands.setOut(said);
    return commands.execute(arguments.toArray(String[]::new));
  }
}

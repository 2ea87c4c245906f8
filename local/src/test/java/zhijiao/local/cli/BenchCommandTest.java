package zhijiao.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {

  @Test
  void no_rounds_at_all_are_refused_before_anything_is_started() {
    StringWriter error = new StringWriter();
    CommandLine commands = Main.commands();
    commands.setErr(new PrintWriter(error));
    assertEquals(CommandLine.ExitCode.USAGE, commands.execute("bench", "--rounds", "0"));
    assertTrue(error.toString().contains("--rounds: at least 1"), error.toString());
  }
}

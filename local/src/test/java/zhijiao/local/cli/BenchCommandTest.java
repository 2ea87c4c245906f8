package zhijiao.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {

  @Test
  void the_median_is_the_middle_one_however_far_off_the_others_are() {
    assertEquals(104, BenchCommand.median(new double[] {104, 98, 132}));
    assertEquals(104, BenchCommand.median(new double[] {104, 1, 9_999}));
    assertEquals(101, BenchCommand.median(new double[] {132, 104, 98, 1}));
    assertEquals(7, BenchCommand.median(new double[] {7}));
  }

  @Test
  void the_figures_stay_in_the_order_in_which_they_were_measured() {
    double[] figures = {3, 1, 2};
    BenchCommand.median(figures);
    assertEquals(3, figures[0]);
  }

  @Test
  void no_rounds_at_all_are_refused_before_anything_is_started() {
    StringWriter error = new StringWriter();
    CommandLine commands = Main.commands();
    commands.setErr(new PrintWriter(error));
    assertEquals(CommandLine.ExitCode.USAGE, commands.execute("bench", "--rounds", "0"));
    assertTrue(error.toString().contains("--rounds: at least 1"), error.toString());
  }
}

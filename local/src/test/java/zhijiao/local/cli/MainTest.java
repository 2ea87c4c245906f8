package zhijiao.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

  private record Said(int code, String out, String err) {}

  private static Said run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands = Main.commands();
    commands.setOut(new PrintWriter(out));
    commands.setErr(new PrintWriter(err));
    int code = commands.execute(arguments);
    return new Said(code, out.toString(), err.toString());
  }

  @Test
  void a_misspelt_command_is_told_with_what_was_meant() {
    Said said = run("evalaute");
    assertEquals(Complaints.MISUSED, said.code());
    assertTrue(
        said.err().startsWith("zhijiao: unknown command 'evalaute'; did you mean: evaluate?\n"),
        said.err());
  }

  @Test
  void a_word_like_no_command_gets_no_guess() {
    Said said = run("xyzzy");
    assertTrue(said.err().startsWith("zhijiao: unknown command 'xyzzy'\n"), said.err());
    assertFalse(run("enginse").err().contains("engines"), "hidden commands are not suggested");
  }

  @Test
  void a_misspelt_option_is_told_before_the_one_that_is_then_missing() {
    Said said = run("replay", "--fact=here", "--out", "there");
    assertEquals(Complaints.MISUSED, said.code());
    assertTrue(
        said.err().startsWith("zhijiao replay: unknown option '--fact'; did you mean: --facts?\n"),
        said.err());
  }

  @Test
  void a_missing_option_is_named() {
    Said said = run("replay", "--out", "there");
    assertEquals(Complaints.MISUSED, said.code());
    assertTrue(said.err().contains("'--facts=DIR'"), said.err());
  }

  @Test
  void a_failure_is_told_in_words_and_not_by_a_stack_trace(@TempDir Path folder) {
    Said said =
        run("replay", "--facts", folder.resolve("none").toString(), "--out", folder.toString());
    assertEquals(Complaints.FAILED, said.code());
    assertEquals(
        "zhijiao replay: no folder of facts: " + folder.resolve("none") + "\n", said.err());
  }

  @Test
  void every_command_explains_itself_in_both_languages() {
    Main.commands()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              Said said = run(name, "--help");
              assertEquals(0, said.code());
              assertTrue(said.out().contains("Usage: zhijiao " + name), said.out());
              assertTrue(
                  String.join("", command.getCommandSpec().usageMessage().description())
                      .codePoints()
                      .anyMatch(Character::isIdeographic),
                  name);
            });
  }
}

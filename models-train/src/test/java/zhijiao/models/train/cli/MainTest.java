package zhijiao.models.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();

  private int run(String... arguments) {
    CommandLine commands = Main.commands();
    commands.setErr(new PrintWriter(said));
    commands.setOut(new PrintWriter(said));
    return commands.execute(arguments);
  }

  @Test
  void what_is_missing_is_told_with_where_to_read_more() {
    assertEquals(2, run("train"));
    assertTrue(said.toString().contains("./zhijiao help train lists the options"), said::toString);
  }

  @Test
  void all_that_is_wrong_with_a_spec_is_told() throws Exception {
    Path spec = Files.writeString(folder.resolve("s.yaml"), "id: ID\nidd: 3\n");
    int code =
        run("train", "--data", "no.csv", "--spec", spec.toString(), "--out", folder.toString());
    assertEquals(1, code);
    assertTrue(said.toString().contains("idd is not known; did you mean id?"), said::toString);
    assertTrue(said.toString().contains("there is no feature"), said::toString);
  }

  @Test
  void a_folder_without_a_model_cannot_predict_or_be_promoted() {
    assertEquals(
        1,
        run(
            "predict",
            "--model",
            folder.toString(),
            "--data",
            "a.csv",
            "--out",
            "predictions.csv"));
    assertTrue(said.toString().contains("there is no model in"), said::toString);
    assertEquals(
        1, run("promote", folder.toString(), "--by", "Li", "--registry", folder.toString()));
    assertTrue(said.toString().contains("has no model.json; train writes it"), said::toString);
  }
}

package zhijiao.models.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zhijiao.models.train.Made;

class MainTest {

  private static final long MEBIBYTES = 32;

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
  void a_file_that_is_not_there_is_told_as_that() throws Exception {
    Path spec = Path.of("specs", "published-rates.yaml");
    String out = folder.toString();
    assertEquals(1, run("train", "--data", "no.csv", "--spec", spec.toString(), "--out", out));
    assertTrue(said.toString().contains("there is no file no.csv"), said::toString);
    assertEquals(1, run("train", "--data", "no.csv", "--spec", "no.yaml", "--out", out));
    assertTrue(said.toString().contains("there is no file no.yaml"), said::toString);
  }

  /** From the table to the registry, as somebody types it. */
  @Test
  void a_table_becomes_a_model_predictions_and_a_promotion_or_a_refusal() throws Exception {
    Path spec = Files.writeString(folder.resolve("spec.yaml"), Made.SPEC);
    Path table = Files.writeString(folder.resolve("table.csv"), Made.table(600, 1));
    String model = folder.resolve("model").toString();
    String data = table.toString();
    String budget = "0.0001";
    assertEquals(
        0,
        run("train", "--data", data, "--spec", spec.toString(), "--out", model, "--budget", budget),
        said::toString);
    assertTrue(said.toString().contains("results in " + model), said::toString);
    for (String file : List.of("model.json", "report.html", "report.json", "MODEL-CARD.md")) {
      assertTrue(Files.size(Path.of(model, file)) > 0, file);
    }
    Path out = folder.resolve("predictions.csv");
    assertEquals(0, run("predict", "--model", model, "--data", data, "--out", out.toString()));
    List<String> lines = Files.readAllLines(out);
    assertEquals("ID,probability", lines.get(0));
    assertEquals(601, lines.size());
    assertTrue(lines.get(600).matches("p599,0\\.[0-9]{8}"), lines.get(600));
    String registry = folder.resolve("registry").toString();
    assertEquals(0, run("promote", model, "--by", "Li", "--registry", registry), said::toString);
    assertTrue(Files.readString(Path.of(registry, "audit.jsonl")).contains("\"by\":\"Li\""));
  }

  @Test
  void half_a_million_rows_are_predicted_in_32_mebibytes() throws Exception {
    Path spec = Files.writeString(folder.resolve("spec.yaml"), Made.SPEC);
    Path table = Files.writeString(folder.resolve("table.csv"), Made.table(600, 1));
    String model = folder.resolve("model").toString();
    run(
        "train",
        "--data",
        table.toString(),
        "--spec",
        spec.toString(),
        "--out",
        model,
        "--budget",
        "0.0001");
    Path large = folder.resolve("large.csv");
    List<String> rows = Made.table(1000, 2).lines().toList();
    try (BufferedWriter writer = Files.newBufferedWriter(large)) {
      writer.write(rows.get(0) + "\n");
      for (int part = 0; Files.size(large) < MEBIBYTES << 19; part++) {
        for (String row : rows.subList(1, rows.size())) {
          writer.write(part + row + "\n");
        }
        writer.flush();
      }
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + MEBIBYTES + "m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "predict",
                "--model",
                model,
                "--data",
                large.toString(),
                "--out",
                folder.resolve("predictions.csv").toString())
            .redirectErrorStream(true)
            .start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), words);
    assertTrue(words.contains(" people read, scored by rm-"), words);
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

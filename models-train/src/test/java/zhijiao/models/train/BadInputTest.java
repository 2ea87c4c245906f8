package zhijiao.models.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table can be wrong about: a clear error or a stated treatment each. */
class BadInputTest {

  @TempDir private Path folder;

  private Sample read(String csv) throws IOException {
    return Made.sample(folder, csv, Made.spec());
  }

  private String problem(String csv) {
    return assertThrows(CannotTrainException.class, () -> read(csv)).getMessage();
  }

  private static void assertSays(String part, String said) {
    assertTrue(said.contains(part), said);
  }

  @Test
  void a_column_that_the_spec_does_not_name_stops_the_training() {
    String csv = Made.table(200, 1).replaceFirst("hours", "huors");
    String said = problem(csv);
    assertSays("column huors is not in the spec", said);
    assertSays("there is no column hours; did you mean huors?", said);
  }

  @Test
  void a_column_that_is_there_twice_stops_the_training() {
    assertSays(
        "column job is there twice", problem(Made.table(200, 1).replaceFirst("hours", "job")));
  }

  @Test
  void a_target_that_never_varies_stops_the_training() {
    assertSays(
        "the event never happened in 200 rows",
        problem(Made.table(200, 1).replaceAll(",1\n", ",0\n")));
    assertSays(
        "the event always happened in 200 rows",
        problem(Made.table(200, 1).replaceAll(",0\n", ",1\n")));
  }

  @Test
  void too_few_of_one_outcome_stop_the_training_before_a_fold_has_only_the_other() {
    String[] lines = Made.table(200, 1).replaceAll(",1\n", ",0\n").split("\n");
    lines[5] = lines[5].replaceAll(",0$", ",1");
    assertSays("1 with and 199 without the event", problem(String.join("\n", lines)));
  }

  @Test
  void a_hold_out_in_which_one_outcome_is_alone_stops_the_training() throws IOException {
    // The latest are those to whom nothing happened.
    StringBuilder csv = new StringBuilder();
    int row = 0;
    for (String line : Made.table(300, 1).split("\n")) {
      csv.append(csv.length() == 0 ? "when," : (line.endsWith(",1") ? 0 : 1000 + row++) + ",");
      csv.append(line).append('\n');
    }
    Spec spec = Made.spec(Made.SPEC + "time: {column: when, hold-out: 0.2}\n");
    Sample sample = Made.sample(folder, csv.toString(), spec);
    assertSays(
        "in fold 1 the event never happened",
        assertThrows(CannotTrainException.class, () -> Made.train(sample, spec)).getMessage());
  }

  @Test
  void one_row_stops_the_training() {
    assertSays("there is nothing to learn", problem(Made.table(1, 1)));
  }

  @Test
  void no_row_no_header_and_no_text_at_all_stop_the_training() {
    assertSays("has a header and no rows", problem("ID,sex,age,missed,hours,job,happened\n"));
    assertSays("is empty", problem(""));
    assertSays("there is no column", problem("p1,F,young\n"));
  }

  @Test
  void rows_of_another_length_are_told_with_their_lines() {
    String said = problem(Made.table(200, 1).replaceFirst("\np3,", "\np3,extra,"));
    assertSays("table.csv:5: 8 fields, the header has 7", said);
  }

  @Test
  void an_empty_column_takes_no_part_and_the_report_says_so() throws IOException {
    StringBuilder csv = new StringBuilder();
    for (String line : Made.table(400, 1).split("\n")) {
      String[] fields = line.split(",", 5);
      csv.append(
          csv.length() == 0
              ? line
              : String.join(",", fields[0], fields[1], fields[2], fields[3])
                  + ","
                  + fields[4].replaceFirst("^[^,]*", ""));
      csv.append('\n');
    }
    Sample sample = read(csv.toString());
    assertEquals(400, sample.quality().columns().get(2).missing());
    assertSays("takes no part", sample.quality().columns().get(2).note());
    Trained trained = Made.train(sample, Made.spec());
    assertEquals(0, trained.shap()[2]);
  }

  @Test
  void infinite_values_are_missing_and_counted() throws IOException {
    String csv =
        Made.table(400, 1)
            .replaceFirst(",([0-9.]+),farm", ",Infinity,farm")
            .replaceFirst(",([0-9.]+),shop", ",-1e999,shop");
    Sample.ColumnQuality hours = read(csv).quality().columns().get(2);
    assertEquals(2, hours.unreadable());
    assertSays("taken as missing", hours.note());
  }

  @Test
  void a_column_that_is_not_what_the_spec_says_stops_the_training() {
    assertSays(
        "age: 400 of 400 values cannot be read as ordered",
        problem(
            Made.table(400, 1).replace("young", "y").replace("middle", "m").replace("old,", "o,")));
  }

  @Test
  void an_outcome_that_is_missing_or_has_three_values_stops_the_training() {
    assertSays(
        "1 rows without an outcome", problem(Made.table(200, 1).replaceFirst(",1\n", ",\n")));
    assertSays("more than two values", problem(Made.table(200, 1).replaceFirst(",1\n", ",2\n")));
  }

  @Test
  void one_person_twice_stops_the_training() {
    assertSays(
        "1 ids are there more than once",
        problem(Made.table(200, 1).replaceFirst("\np3,", "\np4,")));
  }

  @Test
  void a_quote_that_is_not_closed_and_bytes_that_are_no_text_stop_the_training()
      throws IOException {
    Path file = Made.file(folder, "q.csv", "ID,sex,age,missed,hours,job,happened\n\"p1,F\n");
    assertThrows(IOException.class, () -> Table.toTrain(file, Made.spec()));
    Path bytes = Files.write(folder.resolve("b.csv"), new byte[] {'I', 'D', (byte) 0xff, '\n'});
    assertSays(
        "is not UTF-8",
        assertThrows(CannotTrainException.class, () -> Table.toTrain(bytes, Made.spec()))
            .getMessage());
  }

  @Test
  void quotes_marks_and_gzip_are_read() throws IOException {
    Path file = folder.resolve("table.csv.gz");
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
      out.write("\ufeff" + Made.table(300, 1).replace("\n", "\r\n"));
    }
    Table table = Table.toTrain(file, Made.spec());
    assertEquals(300, table.rows());
    assertTrue(table.distinct("job").contains("road, works"));
    assertEquals("p0", table.text("ID", 0));
  }

  @Test
  void a_file_of_200_megabytes_is_sampled_to_a_bounded_size() throws IOException {
    Path file = folder.resolve("large.csv");
    String body = Made.table(1000, 1);
    body = body.substring(body.indexOf('\n') + 1);
    long written = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("ID,sex,age,missed,hours,job,happened\n");
      for (int i = 0; written < 200L << 20; i++) {
        String part = body.replace("p", "p" + i + "-");
        out.write(part);
        written += part.length();
      }
    }
    Spec spec = Made.spec();
    Table table = Table.toTrain(file, spec);
    assertEquals(Table.MOST_ROWS, table.rows());
    assertTrue(table.rowsInFile() > 5_000_000, () -> "rows " + table.rowsInFile());
  }
}

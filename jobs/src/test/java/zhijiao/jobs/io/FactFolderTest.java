package zhijiao.jobs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.Datum;
import zhijiao.jobs.AnyFact;

class FactFolderTest {

  private static final Limits LIMITS = Limits.ofLaw(() -> AnyFact.NOW);

  private static final String GOOD =
      "{\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T20:50:00+08:00\",\"lat\":28.4611,\"lon\":119.9203,"
          + "\"accuracyMetres\":12,\"source\":\"GPS\"}";

  @TempDir private Path folder;

  private FactFolder.Report report;

  private List<Arrival> read() throws IOException {
    List<Arrival> arrivals = new ArrayList<>();
    report = new FactFolder(folder, LIMITS).read(arrivals::add, FactFolder.Progress.NONE);
    return arrivals;
  }

  private DeadLetter refused(byte[] line) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write((GOOD + "\n").getBytes(StandardCharsets.UTF_8));
    file.write(line);
    file.write(("\n" + GOOD + "\n").getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("fixes.jsonl"), file.toByteArray());
    List<Arrival> arrivals = read();
    assertEquals(3, arrivals.size());
    assertTrue(arrivals.get(0).fact() instanceof TagFix, "the line before is not disturbed");
    assertTrue(arrivals.get(2).fact() instanceof TagFix, "nor is the line after");
    DeadLetter letter = arrivals.get(1).deadLetter();
    assertEquals(new Origin("fixes.jsonl", 0, 2), letter.origin());
    return letter;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no JSON at all | NOT_JSON | nonsense",
        "a list | NOT_JSON | [1,2]",
        "two objects | NOT_JSON | {\"tag\":\"T-1\"} {\"tag\":\"T-2\"}",
        "a field twice | NOT_JSON | {\"tag\":\"T-1\",\"tag\":\"T-2\"}",
        "broken off | TRUNCATED | {\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T20:5",
        "a missing field | BAD_FIELD | {\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T20:50:00+08:00\",\"lat\":28,\"lon\":119,\"source\":\"GPS\"}",
        "a wrong type | BAD_FIELD | {\"tag\":7,\"occurredAt\":\"2026-03-02T20:50:00+08:00\",\"lat\":28,\"lon\":119,\"accuracyMetres\":9,\"source\":\"GPS\"}",
        "a number as text | BAD_FIELD | {\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T20:50:00+08:00\",\"lat\":\"28\",\"lon\":119,\"accuracyMetres\":9,\"source\":\"GPS\"}",
        "an unknown source | BAD_FIELD | {\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T20:50:00+08:00\",\"lat\":28,\"lon\":119,\"accuracyMetres\":9,\"source\":\"gps\"}",
        "a time without offset | BAD_FIELD | {\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T20:50:00\",\"lat\":28,\"lon\":119,\"accuracyMetres\":9,\"source\":\"GPS\"}",
        "an impossible latitude | BAD_COORDINATES | {\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T20:50:00+08:00\",\"lat\":128,\"lon\":119,\"accuracyMetres\":9,\"source\":\"GPS\"}",
        "an impossible place in another datum | BAD_COORDINATES | {\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T20:50:00+08:00\",\"lat\":90,\"lon\":-180,\"datum\":\"BD09\",\"accuracyMetres\":9,\"source\":\"GPS\"}",
        "NaN | NOT_A_NUMBER | {\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T20:50:00+08:00\",\"lat\":NaN,\"lon\":119,\"accuracyMetres\":9,\"source\":\"GPS\"}",
        "NaN as text | NOT_A_NUMBER | {\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T20:50:00+08:00\",\"lat\":\"NaN\",\"lon\":119,\"accuracyMetres\":9,\"source\":\"GPS\"}",
        "more than a double holds | NOT_A_NUMBER | {\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T20:50:00+08:00\",\"lat\":28,\"lon\":119,\"accuracyMetres\":1e999,\"source\":\"GPS\"}",
        "an accuracy of nothing | BAD_ACCURACY | {\"tag\":\"T-1\",\"occurredAt\":\"2026-03-02T20:50:00+08:00\",\"lat\":28,\"lon\":119,\"accuracyMetres\":0,\"source\":\"GPS\"}",
        "the year 1970 | IMPOSSIBLE_TIME | {\"tag\":\"T-1\",\"occurredAt\":\"1970-01-01T00:00:00Z\",\"lat\":28,\"lon\":119,\"accuracyMetres\":9,\"source\":\"GPS\"}",
        "the year 2099 | IMPOSSIBLE_TIME | {\"tag\":\"T-1\",\"occurredAt\":\"2099-01-01T00:00:00Z\",\"lat\":28,\"lon\":119,\"accuracyMetres\":9,\"source\":\"GPS\"}",
        "a year beyond counting | BAD_FIELD | {\"tag\":\"T-1\",\"occurredAt\":\"+999999999-01-01T00:00:00Z\",\"lat\":28,\"lon\":119,\"accuracyMetres\":9,\"source\":\"GPS\"}",
        "an empty line | EMPTY | ``",
        "a blank line | EMPTY | `  \t`",
      })
  void a_bad_line_is_a_dead_letter_with_its_reason_and_nothing_else_is_disturbed(
      String what, RejectReason reason, String line) throws IOException {
    DeadLetter letter = refused(line.getBytes(StandardCharsets.UTF_8));
    assertEquals(reason, letter.reason(), what + ": " + letter.detail());
    assertEquals(
        line,
        new String(Base64.getDecoder().decode(letter.sampleBase64()), StandardCharsets.UTF_8));
  }

  @Test
  void bytes_that_are_not_utf_8_are_a_dead_letter() throws IOException {
    byte[] line = GOOD.replace("T-1", "T-\u00e9").getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(RejectReason.BAD_TEXT, refused(line).reason());
  }

  @Test
  void a_line_of_10_megabytes_is_a_dead_letter_of_which_a_sample_is_kept() throws IOException {
    byte[] line = "x".repeat(10 << 20).getBytes(StandardCharsets.UTF_8);
    DeadLetter letter = refused(line);
    assertEquals(RejectReason.TOO_LARGE, letter.reason());
    assertEquals(10 << 20, letter.totalBytes());
    assertEquals(DeadLetter.SAMPLE_BYTES, Base64.getDecoder().decode(letter.sampleBase64()).length);
  }

  @Test
  void a_line_may_be_as_long_as_the_limit_and_not_a_byte_longer() throws IOException {
    String longest = GOOD + " ".repeat(LIMITS.maxRecordBytes() - GOOD.length());
    Files.writeString(folder.resolve("fixes.jsonl"), longest + "\n" + longest + " \n");
    List<Arrival> arrivals = read();
    assertTrue(arrivals.get(0).fact() instanceof TagFix);
    assertEquals(RejectReason.TOO_LARGE, arrivals.get(1).deadLetter().reason());
  }

  @Test
  void a_list_nested_without_end_is_a_dead_letter_and_no_stack_overflow() throws IOException {
    byte[] line = ("{\"tag\":" + "[".repeat(400_000)).getBytes(StandardCharsets.UTF_8);
    assertEquals(RejectReason.NOT_JSON, refused(line).reason());
  }

  @Test
  void a_missing_field_says_what_may_have_been_meant() throws IOException {
    DeadLetter letter =
        refused(GOOD.replace("accuracyMetres", "acuracyMeters").getBytes(StandardCharsets.UTF_8));
    assertTrue(letter.detail().contains("is it meant by \"acuracyMeters\"?"), letter.detail());
  }

  @Test
  void an_unknown_type_says_what_may_have_been_meant() throws IOException {
    Files.writeString(folder.resolve("orders.jsonl"), "{\"type\":\"authorization\"}\n");
    DeadLetter letter = read().get(0).deadLetter();
    assertTrue(letter.detail().contains("did you mean \"authorisation\"?"), letter.detail());
  }

  @Test
  void unknown_fields_are_tolerated_and_counted_wherever_they_stand() throws IOException {
    Files.writeString(
        folder.resolve("orders.jsonl"),
        "{\"type\":\"order\",\"subject\":\"S-1\",\"orderId\":\"O-1\",\"from\":\"2026-03-01T00:00:00+08:00\","
            + "\"homes\":[{\"lat\":28.4,\"lon\":119.9,\"radiusMetres\":80,\"radius\":80}],"
            + "\"curfew\":{\"daily\":[\"21:00-06:00\"],\"graceMinutes\":10,\"grace\":1},"
            + "\"county\":\"331102\",\"office\":\"331102001\",\"Tier\":\"STRICT\"}\n");
    Files.writeString(
        folder.resolve("fixes.jsonl"), GOOD.replace("}", ",\"satellites\":9}\n").repeat(3));
    assertTrue(read().stream().allMatch(arrival -> arrival.fact() != null));
    assertEquals(
        Map.of(
            "orders.jsonl Tier, did you mean \"tier\"?", 1L,
            "orders.jsonl homes[].radius", 1L,
            "orders.jsonl curfew.grace", 1L,
            "fixes.jsonl satellites", 3L),
        report.unknownFields());
  }

  @Test
  void no_file_can_fill_the_memory_with_names_of_fields() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      lines.append(GOOD.replace("}", ",\"field" + i + "\":9}\n"));
    }
    Files.writeString(folder.resolve("fixes.jsonl"), lines);
    read();
    assertEquals(101, report.unknownFields().size());
    assertEquals(900, report.unknownFields().get("fixes.jsonl (others)"));
  }

  @Test
  void a_file_that_is_not_known_is_reported_with_the_name_that_was_meant() throws IOException {
    Files.writeString(folder.resolve("fix.jsonl"), GOOD);
    Files.writeString(folder.resolve("checkins.jsonl.gz"), "");
    Files.writeString(folder.resolve("notes-of-a-meeting.txt"), "");
    Files.writeString(folder.resolve("settings.yaml"), "");
    assertEquals(List.of(), read());
    assertEquals(
        List.of(
            "checkins.jsonl.gz, did you mean \"check-ins.jsonl\"?",
            "fix.jsonl, did you mean \"fixes.jsonl\"?",
            "notes-of-a-meeting.txt"),
        report.filesNotRead());
  }

  @Test
  void gzipped_files_byte_order_marks_and_the_line_ends_of_windows_are_read() throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("fixes.jsonl.gz")))) {
      out.write(("\ufeff" + GOOD + "\r\n" + GOOD).getBytes(StandardCharsets.UTF_8));
    }
    List<Arrival> arrivals = read();
    assertEquals(2, arrivals.size());
    assertEquals(arrivals.get(0).fact(), arrivals.get(1).fact());
    assertEquals(Map.of("fixes.jsonl.gz", 2L), report.lines());
  }

  @Test
  void a_damaged_gzip_file_is_an_error_that_names_the_file_and_the_line() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(whole)) {
      for (int i = 0; i < 5_000; i++) {
        out.write((GOOD.replace("28.4", "28." + i) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] bytes = whole.toByteArray();
    Files.write(folder.resolve("fixes.jsonl.gz"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    IOException failed = assertThrows(IOException.class, this::read);
    assertTrue(failed.getMessage().contains("fixes.jsonl.gz"), failed.getMessage());
    assertTrue(failed.getMessage().matches(".*beyond line [1-9]\\d+.*"), failed.getMessage());
  }

  @Test
  void a_place_in_another_datum_is_converted_and_counted() throws IOException {
    Files.writeString(folder.resolve("fixes.jsonl"), GOOD.replace("}", ",\"datum\":\"GCJ02\"}\n"));
    TagFix fix = (TagFix) read().get(0).fact();
    assertEquals(Datum.GCJ02.toWgs84(28.4611, 119.9203), fix.point());
    assertEquals(Map.of("fixes.jsonl GCJ02", 1L), report.converted());
  }

  @Test
  void a_date_of_a_terminal_that_cannot_be_is_counted_and_one_of_a_telephone_refused()
      throws IOException {
    String ahead =
        "{\"subject\":\"S-1\",\"occurredAt\":\"2026-03-02T21:50:00+08:00\",\"means\":\"FACE\","
            + "\"receivedAt\":\"2026-03-02T20:50:00+08:00\"%s}\n";
    Files.writeString(
        folder.resolve("check-ins.jsonl"),
        ahead.formatted(",\"terminal\":\"K-1\"") + ahead.formatted(""));
    List<Arrival> arrivals = read();
    CheckIn terminal = (CheckIn) arrivals.get(0).fact();
    assertEquals(terminal.receivedAt(), terminal.occurredAt());
    assertEquals(RejectReason.IMPOSSIBLE_TIME, arrivals.get(1).deadLetter().reason());
    assertEquals(Map.of("check-ins.jsonl", 1L), report.datedImpossibly());
  }

  @Test
  void windows_may_end_at_24_00_and_must_not_be_given_twice() throws Exception {
    String order =
        "{\"type\":\"order\",\"subject\":\"S-1\",\"orderId\":\"O-1\",\"from\":\"2026-03-01T00:00:00+08:00\","
            + "\"curfew\":{%s,\"graceMinutes\":10},\"county\":\"331102\",\"office\":\"331102001\"}";
    FactJson.read(FactFile.ORDERS, order.formatted("\"daily\":[\"21:00-24:00\"]"), LIMITS);
    for (String bad :
        List.of(
            "\"daily\":[\"21:00-06:00\"],\"workdays\":[]",
            "\"nightly\":[\"21:00-06:00\"]",
            "\"daily\":[\"21:00\"]",
            "\"daily\":[\"21:00:00.5-22:00\"]",
            "\"daily\":[\"24:00-06:00\"]")) {
      Rejected rejected =
          assertThrows(
              Rejected.class,
              () -> FactJson.read(FactFile.ORDERS, order.formatted(bad), LIMITS),
              bad);
      assertEquals(RejectReason.BAD_FIELD, rejected.reason());
    }
  }

  @Property(tries = 300)
  void what_is_written_is_read_again_as_the_same_facts(
      @ForAll("facts") List<Fact> facts, @ForAll boolean gzipped) throws IOException {
    Path place = Files.createTempDirectory("facts");
    try {
      try (FactFolder.Writer out = new FactFolder.Writer(place, gzipped)) {
        facts.forEach(out::write);
      }
      List<Fact> back = new ArrayList<>();
      FactFolder.Report found =
          new FactFolder(place, LIMITS)
              .read(arrival -> back.add(arrival.fact()), FactFolder.Progress.NONE);
      assertEquals(facts.size(), back.size());
      assertEquals(new HashSet<>(facts), new HashSet<>(back));
      assertEquals(Map.of(), found.unknownFields());
      assertEquals(List.of(), found.filesNotRead());
    } finally {
      try (var left = Files.walk(place)) {
        for (Path path : left.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Provide
  Arbitrary<List<Fact>> facts() {
    return AnyFact.fact().list().ofMaxSize(8);
  }

  @Property(tries = 300)
  void lines_are_cut_as_a_plain_split_would(
      @ForAll("texts") String text, @ForAll("readSizes") int readSize) throws IOException {
    List<String> expected = new ArrayList<>(List.of(text.split("\n", -1)));
    if (expected.get(expected.size() - 1).isEmpty()) {
      expected.remove(expected.size() - 1);
    }
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    ByteArrayInputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, readSize));
          }
        };
    Lines lines = new Lines(slow, 10);
    List<String> found = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    while (lines.next()) {
      found.add(lines.ascii());
      lengths.add(lines.length());
    }
    assertEquals(
        expected.stream().map(line -> line.substring(0, Math.min(10, line.length()))).toList(),
        found);
    assertEquals(expected.stream().map(line -> (long) line.length()).toList(), lengths);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab\n").ofMaxLength(60);
  }

  @Provide
  Arbitrary<Integer> readSizes() {
    return Arbitraries.integers().between(1, 20);
  }
}

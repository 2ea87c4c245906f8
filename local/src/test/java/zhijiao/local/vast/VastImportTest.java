package zhijiao.local.vast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhijiao.core.alert.Alert;
import zhijiao.core.health.SourceKind;
import zhijiao.jobs.io.FactFile;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.main.EngineSettings;
import zhijiao.jobs.main.ReplayJob;

class VastImportTest {

  private static final String LOCATIONS =
      """
      gates,r,c,t
      camping1,50,129,0
      entrance4,181,138,1
      gate3,60,149,2
      gate8,181,138,2
      general-gate1,25,64,3
      ranger-base,175,128,4
      ranger-stop0,16,89,5
      ranger-stop3,45,148,5
      """;

  @TempDir private Path folder;

  private VastImport.Summary imported(String locations, String passages) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data").resolve(VastImport.LOCATIONS), locations);
    Files.writeString(folder.resolve("data").resolve(VastImport.PASSAGES), passages);
    return VastImport.run(folder.resolve("data"), folder.resolve("facts"), said -> {});
  }

  /** With the settings that the import wrote. */
  private static ResultFiles.Summary judged(Path facts, Path results) throws Exception {
    EngineSettings settings = EngineSettings.load(facts.resolve(FactFile.SETTINGS)).settings();
    return ReplayJob.run(ReplayJob.Request.of(facts, results).with(settings));
  }

  /** What was found of vehicles: all that is no silence of a camera. */
  private static Set<String> found(ResultFiles.Summary summary) {
    Set<String> found = new TreeSet<>();
    for (Alert alert : summary.alerts()) {
      if (!isOfCamera(alert)) {
        assertEquals("exclusion-zone", alert.key().rule());
        found.add(alert.key().subject() + " " + alert.key().target() + " " + alert.key().day());
      }
    }
    return found;
  }

  private static Set<String> silentCameras(ResultFiles.Summary summary) {
    return summary.alerts().stream()
        .filter(VastImportTest::isOfCamera)
        .map(alert -> alert.key().subject() + " " + alert.key().day())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isOfCamera(Alert alert) {
    return alert.key().rule().equals(SourceKind.CAMERA.card().id());
  }

  @Test
  void a_visitor_behind_a_gate_is_found_and_a_ranger_is_not() throws Exception {
    VastImport.Summary summary =
        imported(
            LOCATIONS,
            """
            timestamp,car_id,car_type,gate
            2015-05-01 00:43,20150501124328-262,4,entrance4
            2015-05-01 01:03,20150501124328-262,4,general-gate1
            2015-05-01 01:06,20150501124328-262,4,ranger-stop0
            2015-05-01 02:11,20150501124328-262,4,gate3
            2015-05-01 02:14,20150501124328-262,4,ranger-stop3
            2015-05-01 02:31,20150501124328-262,4,gate3
            2015-05-01 03:20,20150501124328-262,4,entrance4
            2015-05-01 06:00,20150501060000-001,2P,ranger-base
            2015-05-01 06:03,20150501060000-001,2P,gate8
            2015-05-01 06:40,20150501060000-001,2P,gate3
            """);
    assertEquals(10, summary.passages());
    assertEquals(2, summary.vehicles());
    assertEquals(1, summary.rangers());
    assertEquals(8, summary.cameras());
    assertEquals(4, summary.zones());
    assertEquals(0, summary.refused());
    assertEquals(
        Set.of(
            "vehicle-20150501124328-262 gate3 2015-04-30",
            "vehicle-20150501124328-262 ranger-stop3 2015-04-30"),
        found(judged(folder.resolve("facts"), folder.resolve("results"))));
    assertEquals(
        """
        # Facts from before 2020-07-01, when the law came into force, are refused unless this says otherwise.
        arrival:
          earliestDate: "2015-04-30"
        """,
        Files.readString(folder.resolve("facts").resolve("settings.yaml")));
  }

  /** entrance4 and gate8 are drawn in one pixel: who enters must not be taken for who passes the gate. */
  @Test
  void two_sensors_of_one_pixel_are_told_apart() throws Exception {
    VastImport.Summary summary =
        imported(
            LOCATIONS,
            """
            timestamp,car_id,car_type,gate
            2015-05-01 00:43,enters,1,entrance4
            2015-05-01 00:43,trespasses,1,gate8
            """);
    assertEquals(2, summary.passages());
    assertEquals(0, summary.refused());
    assertEquals(
        Set.of("vehicle-trespasses gate8 2015-04-30"),
        found(judged(folder.resolve("facts"), folder.resolve("results"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2015-05-01 00:43,a,1,gate99 | no gate is called \"gate99\"",
        "2015-05-01 00:43,a,7,gate3 | a vehicle of type \"7\"",
        "2015-05-01,a,1,gate3 | \"2015-05-01\" is no time",
        "2015-02-30 00:43,a,1,gate3 | \"2015-02-30 00:43\" is no time",
        "2015-05-01 00:43,a,1 | 3 columns, not 4",
        "2015-05-01 00:43,,1,gate3 | no vehicle",
        "2015-05-01 00:43,good,2P,gate3 | vehicle good was of type 1 and is of type 2P",
      })
  void a_line_that_is_no_passage_is_told_and_the_others_are_used(String line, String problem)
      throws IOException {
    VastImport.Summary summary =
        imported(
            LOCATIONS,
            "timestamp,car_id,car_type,gate\n2015-05-01 00:40,good,1,gate3\n" + line + "\n");
    assertEquals(1, summary.passages());
    assertEquals(1, summary.refused());
    assertTrue(
        summary.problems().get(0).startsWith("gate_events.csv line 3: " + problem),
        summary.problems().get(0));
  }

  @Test
  void a_map_that_cannot_be_used_is_refused_with_what_is_wrong() {
    String passages = "timestamp,car_id,car_type,gate\n2015-05-01 00:40,good,1,gate3\n";
    for (Map.Entry<String, String> bad :
        Map.of(
                "gate3,60,149,2\ngate3,61,149,2\n", "two sensors are called gate3",
                "gate3,60,200,2\n", "line 2: gate3 lies at 60,200, off the map",
                "gate3,60,149,9\n", "line 2: no type 9",
                "gate3,60,149,2\na,60,149,0\nb,60,149,0\nc,60,149,0\n", "too near")
            .entrySet()) {
      IOException refused =
          assertThrows(IOException.class, () -> imported("gates,r,c,t\n" + bad.getKey(), passages));
      assertTrue(refused.getMessage().contains(bad.getValue()), refused.getMessage());
    }
    IOException head = assertThrows(IOException.class, () -> imported("gate,row\n", passages));
    assertTrue(head.getMessage().contains("gates,r,c,t"), head.getMessage());
  }

  @Test
  void a_missing_file_is_named() {
    FileNotFoundException missing =
        assertThrows(
            FileNotFoundException.class,
            () -> VastImport.run(folder, folder.resolve("facts"), said -> {}));
    assertTrue(missing.getMessage().contains(VastImport.LOCATIONS), missing.getMessage());
  }

  /** The whole challenge, when it is at hand; the expectation is counted from its file by other means. */
  @Test
  void every_visitor_behind_a_gate_is_found_in_the_whole_challenge_and_no_one_else()
      throws Exception {
    Path data = challenge();
    assumeTrue(data != null, "the challenge's data are not here; -Dzhijiao.vast=DIR says where");
    VastImport.Summary summary = VastImport.run(data, folder.resolve("facts"), said -> {});
    assertEquals(171_477, summary.passages());
    assertEquals(18_708, summary.vehicles());
    assertEquals(40, summary.cameras());
    assertEquals(0, summary.refused(), summary.problems().toString());
    Set<String> expected = trespasses(data);
    assertFalse(expected.isEmpty());
    ResultFiles.Summary judged = judged(folder.resolve("facts"), folder.resolve("results"));
    assertTrue(judged.addsUp(), judged.toString());
    assertEquals(0, judged.deadLetterCount());
    assertEquals(0, judged.unlawfulCount());
    assertEquals(expected, found(judged));
    Set<String> silent = silences(data);
    assertFalse(silent.isEmpty());
    assertEquals(silent, silentCameras(judged));
  }

  /**
   * Sensors that nothing passed for more than three times the longest silence of the week before it, in spans of five minutes,
   * with the supervision day on which that was known.
   */
  private static Set<String> silences(Path data) throws IOException {
    Map<String, TreeSet<Long>> heard = new TreeMap<>();
    long end = 0;
    for (String[] cells : passages(data)) {
      long span =
          LocalDateTime.parse(cells[0].replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC) / 300;
      heard.computeIfAbsent(cells[3], gate -> new TreeSet<>()).add(span);
      end = Math.max(end, span);
    }
    int week = 7 * 288;
    Set<String> found = new TreeSet<>();
    for (Map.Entry<String, TreeSet<Long>> gate : heard.entrySet()) {
      for (long last : gate.getValue()) {
        TreeSet<Long> before = new TreeSet<>(gate.getValue().subSet(last - week, true, last, true));
        long longest = 0;
        for (Long one = before.first(), next = before.higher(one);
            next != null;
            one = next, next = before.higher(one)) {
          longest = Math.max(longest, next - one - 1);
        }
        Long next = gate.getValue().higher(last);
        long limit = Math.max(12, 3 * (longest + 1));
        long known = last + 1 + limit;
        if (last - before.first() >= week - 144 && known < (next == null ? end : next)) {
          LocalDateTime at = LocalDateTime.ofEpochSecond(known * 300, 0, ZoneOffset.UTC);
          found.add("camera " + gate.getKey() + " " + at.minusHours(12).toLocalDate());
        }
      }
    }
    return found;
  }

  /** Visitor, gate and supervision day, straight from the lines: what a reader of the challenge would list. */
  private static Set<String> trespasses(Path data) throws IOException {
    Set<String> closed = new TreeSet<>();
    for (int i = 0; i < 9; i++) {
      closed.add("gate" + i);
    }
    closed.addAll(List.of("ranger-base", "ranger-stop1", "ranger-stop3", "ranger-stop4"));
    closed.addAll(List.of("ranger-stop5", "ranger-stop6", "ranger-stop7"));
    Set<String> found = new TreeSet<>();
    for (String[] cells : passages(data)) {
      if (closed.contains(cells[3]) && !cells[2].equals("2P")) {
        LocalDateTime at = LocalDateTime.parse(cells[0].replace(' ', 'T'));
        found.add("vehicle-" + cells[1] + " " + cells[3] + " " + at.minusHours(12).toLocalDate());
      }
    }
    return found;
  }

  /** The cells of every line but the first. */
  private static List<String[]> passages(Path data) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data.resolve("gate_events.csv.gz"))),
                StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> line.split(",")).toList();
    }
  }

  /** Named by a property, or beside the checkout. */
  private static Path challenge() {
    List<Path> places = new ArrayList<>();
    String named = System.getProperty("zhijiao.vast");
    if (named != null) {
      places.add(Path.of(named));
    }
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      places.add(up.resolve("shared").resolve("data").resolve("vast2017_mc1"));
    }
    return places.stream()
        .filter(place -> Files.exists(place.resolve("gate_events.csv.gz")))
        .findFirst()
        .orElse(null);
  }
}

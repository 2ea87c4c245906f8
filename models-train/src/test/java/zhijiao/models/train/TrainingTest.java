package zhijiao.models.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.models.score.Calibration;
import zhijiao.models.score.StoredModel;
import zhijiao.models.train.Evaluation.Reference;

class TrainingTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir private Path folder;

  private Path trained(String spec, String csv) throws IOException {
    Path specFile = Made.file(folder, "spec.yaml", spec);
    Path out = folder.resolve("out");
    ModelFolder.train(
        Made.file(folder, "table.csv", csv),
        new ModelFolder.Request(
            SpecReader.read(specFile),
            specFile,
            out,
            Duration.ofNanos(1),
            2,
            Clock.fixed(NOW, ZoneOffset.UTC),
            () -> 0,
            Progress.SILENT));
    return out;
  }

  @Test
  void s18_a_model_beats_the_base_rate_and_two_features_on_people_it_has_not_seen()
      throws IOException {
    Spec spec = Made.spec();
    Trained trained = Made.train(Made.sample(folder, Made.table(1500, 1), spec), spec);
    assertTrue(trained.advantage(Reference.BASE_RATE)[0] > 0.03);
    assertTrue(trained.advantage(Reference.TWO_FEATURES)[0] > 0);
    assertTrue(trained.measures().slope() > 0.8 && trained.measures().slope() < 1.25);
  }

  @Test
  void the_same_table_spec_and_seed_give_the_same_bits_on_one_thread_and_on_two()
      throws IOException {
    Spec spec = Made.spec();
    Sample sample = Made.sample(folder, Made.table(500, 1), spec);
    Trained one = Training.run(sample, spec, Duration.ofNanos(1), 1, () -> 0, Progress.SILENT);
    Trained two = Made.train(sample, spec);
    assertEquals(one.version(), two.version());
    assertArrayEquals(one.evaluation().probabilities(), two.evaluation().probabilities());
  }

  @Test
  void nobody_is_predicted_by_a_model_that_has_seen_him() throws IOException {
    Spec spec = Made.spec();
    Sample sample = Made.sample(folder, Made.table(600, 1), spec);
    Trained trained = Made.train(sample, spec);
    // Whoever's outcome is turned round leaves his own prediction as it was: it was made without
    // him.
    int person = trained.evaluation().tested()[17];
    int fold = trained.evaluation().fold()[person];
    boolean[] turned = sample.happened().clone();
    int partner =
        Arrays.stream(trained.evaluation().tested())
            .filter(i -> trained.evaluation().fold()[i] == fold && turned[i] != turned[person])
            .findFirst()
            .orElseThrow();
    turned[person] = !turned[person];
    turned[partner] = !turned[partner];
    List<int[]> before = Folds.stratified(trained.evaluation().tested(), sample, 3, 5);
    assertTrue(Arrays.stream(before.get(fold)).anyMatch(i -> i == person));
    int[] others = Folds.without(trained.evaluation().tested(), before.get(fold));
    assertTrue(Arrays.stream(others).noneMatch(i -> i == person || i == partner));
    assertEquals(trained.evaluation().tested().length, others.length + before.get(fold).length);
  }

  @Test
  void a_table_that_is_noise_gives_no_skill_and_no_promotion() throws IOException {
    Random random = new Random(3);
    StringBuilder csv = new StringBuilder();
    for (String line : Made.table(900, 1).split("\n")) {
      csv.append(
          csv.length() == 0
              ? line
              : line.substring(0, line.length() - 1) + (random.nextInt(3) == 0 ? 1 : 0));
      csv.append('\n');
    }
    Path out = trained(Made.SPEC, csv.toString());
    JsonNode report = new ObjectMapper().readTree(out.resolve("report.json").toFile());
    assertTrue(report.at("/held_out/skill").asDouble() < 0.01);
    assertTrue(Math.abs(report.at("/held_out/auc").asDouble() - 0.5) < 0.07);
    Registry registry = new Registry(folder.resolve("registry"));
    CannotTrainException refused =
        assertThrows(CannotTrainException.class, () -> registry.promote(out, "Li", NOW, NOW));
    assertTrue(refused.getMessage().contains("refused: S1"), refused.getMessage());
  }

  @Test
  void s17_s18_a_model_is_promoted_once_it_passes_and_refused_with_the_failing_line_otherwise()
      throws IOException {
    Path out = trained(Made.SPEC, Made.table(2000, 1));
    Path registry = folder.resolve("registry");
    String said = new Registry(registry).promote(out, "Li", NOW, NOW.plusSeconds(60));
    assertTrue(said.contains("before: none"), said);
    String version = StoredModel.versionOf(Files.readAllBytes(out.resolve("model.json")));
    assertTrue(Files.isRegularFile(registry.resolve("toy").resolve(version).resolve("model.json")));
    try (java.util.stream.Stream<Path> files = Files.list(registry.resolve("promotions"))) {
      Path told = files.findFirst().orElseThrow();
      StoredModel kept = StoredModel.read(Files.readAllBytes(out.resolve("model.json")));
      assertEquals(
          kept.version(),
          zhijiao.models.live.Promotion.read(Files.readString(told), kept.model().features().id())
              .version(),
          "what a job reads");
    }
    JsonNode pointer = new ObjectMapper().readTree(registry.resolve("toy/promoted.json").toFile());
    assertEquals(version, pointer.path("model_version").asText());
    assertEquals("2026-06-01T00:01:00Z", pointer.path("effective").asText());

    Path report = out.resolve("report.json");
    String failing =
        Files.readString(report).replaceFirst("\"passed\" : true", "\"passed\" : false");
    Files.writeString(report, failing);
    CannotTrainException refused =
        assertThrows(
            CannotTrainException.class, () -> new Registry(registry).promote(out, "Li", NOW, NOW));
    assertTrue(
        refused.getMessage().startsWith("refused: S18 asks for a lower Brier"),
        refused.getMessage());

    Files.writeString(out.resolve("model.json"), Files.readString(out.resolve("model.json")) + " ");
    CannotTrainException other =
        assertThrows(
            CannotTrainException.class, () -> new Registry(registry).promote(out, "Li", NOW, NOW));
    assertTrue(other.getMessage().contains("the report is of " + version), other.getMessage());
    List<String> audit = Files.readAllLines(registry.resolve("audit.jsonl"));
    assertEquals(3, audit.size());
    assertTrue(
        audit.get(0).contains("\"act\":\"promoted\"") && audit.get(0).contains("\"by\":\"Li\""));
    assertTrue(audit.get(1).contains("\"act\":\"refused\""));
  }

  @Test
  void s15_a_card_a_report_and_reasons_come_with_every_model() throws IOException {
    Path out = trained(Made.SPEC, Made.table(900, 1));
    String card = Files.readString(out.resolve("MODEL-CARD.md"));
    for (String part : List.of("Purpose", "Limits", "Banned", "sex", "Brier", "rm-", "用途")) {
      assertTrue(card.contains(part), part);
    }
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains("<svg") && page.contains("prefers-color-scheme: dark"));
    assertTrue(!page.contains("http://") && !page.contains("https://") && !page.contains("NaN"));
    Path reasons = folder.resolve("reasons.jsonl");
    predict(out, folder.resolve("table.csv"), reasons);
    JsonNode first = new ObjectMapper().readTree(Files.readAllLines(reasons).get(0));
    assertTrue(first.path("reasons").size() >= 1 && first.path("reasons").size() <= 5);
    assertTrue(first.at("/reasons/0/zh").asText().contains("评分"));
  }

  @Test
  void predictions_are_those_of_the_model_and_unknown_levels_are_told() throws IOException {
    Path out = trained(Made.SPEC, Made.table(600, 1));
    String asked = "job,ID,age,missed,hours\nspace,a,young,5 or more,\nfarm,\"b,c\",old,0,11\n";
    Prediction prediction = predict(out, Made.file(folder, "asked.csv", asked), null);
    List<String> lines = Files.readAllLines(predictions());
    assertEquals("ID,probability", lines.get(0));
    assertTrue(lines.get(2).startsWith("\"b,c\",0."));
    assertTrue(probability(lines.get(1)) > probability(lines.get(2)));
    assertEquals(2, prediction.size());
    assertTrue(prediction.remarks().contains("job: 1 values that the model does not know"));
    assertTrue(
        assertThrows(
                CannotTrainException.class,
                () -> predict(out, Made.file(folder, "w.csv", asked.replace("hours", "h")), null))
            .getMessage()
            .contains("there is no column hours"));
  }

  @Test
  void a_table_that_breaks_off_leaves_no_predictions_and_those_of_before_as_they_were()
      throws IOException {
    Path out = trained(Made.SPEC, Made.table(600, 1));
    String asked = "job,ID,age,missed,hours\nfarm,a,young,5,\nfarm,b,old,0\n";
    Path broken = Made.file(folder, "broken.csv", asked);
    String said =
        assertThrows(CannotTrainException.class, () -> predict(out, broken, null)).getMessage();
    assertTrue(said.contains("broken.csv:3: 4 fields, the header has 5"), said);
    assertTrue(Files.notExists(predictions()));
    predict(out, Made.file(folder, "asked.csv", asked.replace("old,0", "old,0,")), null);
    List<String> before = Files.readAllLines(predictions());
    assertThrows(CannotTrainException.class, () -> predict(out, broken, null));
    assertEquals(before, Files.readAllLines(predictions()));
    try (Stream<Path> left = Files.list(predictions().getParent())) {
      assertEquals(List.of(predictions()), left.toList());
    }
  }

  private Path predictions() {
    return folder.resolve("deep/predictions.csv");
  }

  private Prediction predict(Path model, Path table, @Nullable Path reasons) throws IOException {
    return Prediction.write(model, table, predictions(), reasons, () -> 0);
  }

  private static double probability(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
  }

  @Test
  void an_ensemble_is_taken_only_when_it_is_better_by_more_than_its_standard_error()
      throws IOException {
    Choice unsure = choiceAmongTwo(1);
    assertTrue(unsure.gain() > 0 && unsure.gain() < unsure.gainError(), unsure::toString);
    assertEquals(1, unsure.members().size());
    Choice sure = choiceAmongTwo(5);
    assertTrue(sure.gain() > sure.gainError(), sure::toString);
    assertEquals(2, sure.members().size());
  }

  /** A forest sees what only two columns together say, a logistic regression what adds up. */
  private Choice choiceAmongTwo(long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("ID,sex,age,missed,hours,job,happened\n");
    for (int i = 0; i < 900; i++) {
      boolean old = random.nextInt(3) == 1;
      int missed = random.nextInt(5);
      double hours = random.nextDouble() * 12;
      double margin = missed - 2 + 0.4 * (hours - 6) + (hours > 6 == old ? 1 : -1);
      csv.append(
          String.format(
              Locale.ROOT,
              "p%d,%s,%s,%d,%.2f,none,%d%n",
              i,
              random.nextBoolean() ? "F" : "M",
              old ? "old" : "young",
              missed,
              hours,
              random.nextDouble() < Calibration.logistic(margin) ? 1 : 0));
    }
    Spec spec = Made.spec(Made.SPEC.replace("boosting", "forest"));
    return Made.train(Made.sample(folder, csv.toString(), spec), spec).choice();
  }

  @Test
  void what_does_not_fit_into_the_budget_is_not_tried_and_is_counted() throws IOException {
    Spec spec = Made.spec(Made.SPEC.replace(", boosting", ""));
    Sample sample = Made.sample(folder, Made.table(400, 1), spec);
    AtomicLong seconds = new AtomicLong();
    LongSupplier clock = () -> seconds.incrementAndGet() * 1_000_000_000L;
    Duration much = Duration.ofHours(1);
    Choice all = Training.run(sample, spec, much, 1, clock, Progress.SILENT).choice();
    assertEquals(0, all.skipped());
    assertEquals(4, all.trials().size());
    Duration little = Duration.ofSeconds(1);
    Choice first = Training.run(sample, spec, little, 1, clock, Progress.SILENT).choice();
    assertEquals(3, first.skipped());
    assertEquals(1, first.trials().size());
  }

  @Test
  void a_gain_is_held_against_its_standard_error() {
    double[] before = {0.4, 0.2, 0.3, 0.1};
    assertTrue(Gain.of(before, new double[] {0.3, 0.1, 0.2, 0}).isMoreThanItsError());
    Gain unsure = Gain.of(before, new double[] {0, 0.25, 0.3, 0.15});
    assertEquals(0.075, unsure.mean(), 1e-15);
    assertEquals(0.0944, unsure.error(), 1e-4);
    assertTrue(!unsure.isMoreThanItsError());
    assertTrue(!Gain.of(before, before).isMoreThanItsError());
  }

  @Test
  void a_temporal_hold_out_predicts_the_latest_from_those_before() throws IOException {
    StringBuilder csv = new StringBuilder();
    int day = 0;
    for (String line : Made.table(900, 1).split("\n")) {
      csv.append(
          csv.length() == 0
              ? "when," + line
              : java.time.LocalDate.of(2024, 1, 1).plusDays(day++) + "," + line);
      csv.append('\n');
    }
    Spec spec = Made.spec(Made.SPEC + "time: {column: when, hold-out: 0.3}\n");
    Trained trained = Made.train(Made.sample(folder, csv.toString(), spec), spec);
    assertEquals(270, trained.evaluation().tested().length);
    assertTrue(Arrays.stream(trained.evaluation().tested()).allMatch(person -> person >= 630));
    assertTrue(trained.evaluation().method().startsWith("temporal hold-out"));
  }

  /** The toy table with a day and a person for each row: three rows of everybody, a hundred days apart. */
  private static String threeEach(int people) {
    StringBuilder csv = new StringBuilder();
    int row = 0;
    for (String line : Made.table(people * 3, 1).split("\n")) {
      csv.append(
          csv.length() == 0
              ? "who,when," + line
              : "q" + row % people + "," + 100 * (row++ / people) + "," + line);
      csv.append('\n');
    }
    return csv.toString();
  }

  @Test
  void rows_of_one_person_are_never_on_both_sides() throws IOException {
    String csv = threeEach(200);
    Spec apart = Made.spec(Made.SPEC + "person: who\nignored: [when]\n");
    Sample sample = Made.sample(folder, csv, apart);
    int[] all = java.util.stream.IntStream.range(0, sample.size()).toArray();
    assertEquals(0, onBothSides(Folds.stratified(all, sample, 4, 7), sample));
    Spec blind = Made.spec(Made.SPEC + "ignored: [who, when]\n");
    List<int[]> torn = Folds.stratified(all, Made.sample(folder, csv, blind), 4, 7);
    assertTrue(onBothSides(torn, sample) > 100, "without the key of the spec they would be");
    for (int[] part : Folds.stratified(all, sample, 4, 7)) {
      assertEquals(sample.size() / 4.0, part.length, 15);
    }
  }

  private static long onBothSides(List<int[]> parts, Sample sample) {
    int[][] held = new int[200][parts.size()];
    for (int fold = 0; fold < parts.size(); fold++) {
      for (int row : parts.get(fold)) {
        held[sample.persons()[row]][fold]++;
      }
    }
    return Arrays.stream(held)
        .filter(one -> Arrays.stream(one).filter(rows -> rows > 0).count() > 1)
        .count();
  }

  @Test
  void nobody_trains_whose_outcome_was_not_known_when_the_first_was_held_out() throws IOException {
    String csv = threeEach(300);
    String common = Made.SPEC + "person: who\n";
    Spec gap = Made.spec(common + "time: {column: when, hold-out: 0.3, gap: 150}\n");
    Trained far = Made.train(Made.sample(folder, csv, gap), gap);
    // Held out is day 200. With a gap of 150 only day 0 is early enough; turning day 100 round
    // changes nothing.
    StringBuilder turned = new StringBuilder();
    for (String line : csv.split("\n")) {
      boolean middle = line.contains(",100,p");
      turned.append(middle ? line.replaceAll(",([01])$", line.endsWith("1") ? ",0" : ",1") : line);
      turned.append('\n');
    }
    double[] said = far.evaluation().probabilities();
    double[] same =
        Made.train(Made.sample(folder, turned.toString(), gap), gap).evaluation().probabilities();
    assertArrayEquals(said, same);
    Spec near = Made.spec(common + "time: {column: when, hold-out: 0.3}\n");
    double[] seen = Made.train(Made.sample(folder, csv, near), near).evaluation().probabilities();
    double[] other =
        Made.train(Made.sample(folder, turned.toString(), near), near).evaluation().probabilities();
    assertTrue(!Arrays.equals(seen, other), "without a gap day 100 trains");
    assertTrue(far.evaluation().method().contains("at least 150 before"));
  }

  @Test
  void people_who_were_not_watched_to_the_end_count_as_long_as_they_were() throws IOException {
    // A constant hazard, twice as high for one half: the chance within 6 periods is known.
    Random random = new Random(11);
    StringBuilder csv = new StringBuilder("ID,high,noise,days,event\n");
    for (int i = 0; i < 4000; i++) {
      boolean high = random.nextBoolean();
      double hazard = high ? 0.004 : 0.002;
      double event = -Math.log(1 - random.nextDouble()) / hazard;
      double end = 20 + random.nextDouble() * 500;
      csv.append(
          String.format(
              Locale.ROOT,
              "p%d,%d,%.3f,%.1f,%d%n",
              i,
              high ? 1 : 0,
              random.nextDouble(),
              Math.min(event, end),
              event <= end ? 1 : 0));
    }
    Spec spec =
        Made.spec(
            """
            name: hazard
            id: ID
            target: {time: days, column: event, event: "1", period: 30, periods: 6}
            columns: {high: {kind: flag}, noise: {}}
            baseline: [high, noise]
            learners: [logistic]
            folds: 3
            """);
    Sample sample = Made.sample(folder, csv.toString(), spec);
    assertTrue(sample.quality().unknownOutcomes() > 500);
    Trained trained = Made.train(sample, spec);
    double high = trained.model().probability(new double[] {1, 0.5});
    double low = trained.model().probability(new double[] {0, 0.5});
    assertEquals(1 - Math.exp(-0.004 * 180), high, 0.03);
    assertEquals(1 - Math.exp(-0.002 * 180), low, 0.03);
    // The weights bring back those who left: the rate at the horizon is that of everybody.
    double expected = (1 - Math.exp(-0.72) + 1 - Math.exp(-0.36)) / 2;
    assertEquals(expected, trained.measures().rate(), 0.02);
  }
}

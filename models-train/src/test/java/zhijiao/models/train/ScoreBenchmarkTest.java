package zhijiao.models.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import zhijiao.models.score.RiskModel;
import zhijiao.models.score.StoredModel;

/**
 * That what is timed is the right thing, and, of models whose reasons the gate admits, with {@code -Dzhijiao.jmh=full} how long it takes: on models of the size of NIJ's, each
 * in a process of its own. {@code -Dzhijiao.model=DIR} adds a model that {@code train} wrote.
 */
class ScoreBenchmarkTest {

  /** Issue 4's: one core. */
  private static final double SCORE_MICROS = 10;

  private static final double REASONS_MICROS = 300;
  private static final double EVERYBODY_MILLIS = 5000;

  private static final boolean FULL = "full".equals(System.getProperty("zhijiao.jmh"));
  private static final int PEOPLE = 15_429;

  private static final List<Learner> LARGE =
      List.of(
          new LogisticLearner(30),
          new ForestLearner(100, 20),
          new SmileBoostingLearner(200, 5, 0.05),
          new BoostingLearner(480, 5, 0.06, 5, 1).refined());

  private static final List<Learner> SMALL =
      List.of(
          new LogisticLearner(30),
          new ForestLearner(3, 20),
          new SmileBoostingLearner(3, 3, 0.1),
          new BoostingLearner(3, 3, 0.1, 5, 2));

  @TempDir private Path folder;

  @Test
  void what_is_timed_is_the_score_and_the_five_reasons_that_weigh_most() throws IOException {
    for (Path file : MadeModels.write(folder, 400, SMALL)) {
      RiskModel model = StoredModel.read(Files.readAllBytes(file)).model();
      ScoreBenchmark timed = benchmark(file);
      ScoreBenchmark same = benchmark(file);
      for (int i = 0; i < 20; i++) {
        double[] vector = same.vector();
        assertEquals(model.score(vector), timed.score());
      }
      for (int i = 0; i < 20; i++) {
        double[] weights =
            Arrays.stream(model.contributions(same.vector())).map(Math::abs).sorted().toArray();
        double[] told =
            timed.reasons().stream().mapToDouble(one -> Math.abs(one.contribution())).toArray();
        assertTrue(told.length > 0, file.toString());
        for (int reason = 0; reason < told.length; reason++) {
          assertEquals(weights[weights.length - 1 - reason], told[reason]);
        }
      }
    }
  }

  private static ScoreBenchmark benchmark(Path model) throws IOException {
    ScoreBenchmark benchmark = new ScoreBenchmark();
    benchmark.model = model.toString();
    benchmark.people = 1;
    benchmark.read();
    return benchmark;
  }

  @Test
  void the_same_made_up_people_give_the_same_models() throws IOException {
    List<Path> once = MadeModels.write(folder.resolve("once"), 400, SMALL);
    List<Path> again = MadeModels.write(folder.resolve("again"), 400, SMALL);
    for (int i = 0; i < once.size(); i++) {
      assertArrayEquals(Files.readAllBytes(once.get(i)), Files.readAllBytes(again.get(i)));
    }
  }

  @Test
  void a_score_its_reasons_and_a_prefecture_take_no_longer_than_stated()
      throws IOException, RunnerException {
    List<Path> models =
        new ArrayList<>(MadeModels.write(folder, FULL ? PEOPLE : 400, FULL ? LARGE : SMALL));
    String trained = System.getProperty("zhijiao.model");
    if (trained != null) {
      models.add(Path.of(trained).resolve(ModelFolder.MODEL));
    }
    Collection<RunResult> results = new Runner(options(models).build()).run();
    assertEquals(3 * models.size(), results.size());
    int tooLong = 0;
    for (RunResult result : results) {
      String what = result.getPrimaryResult().getLabel();
      double took = result.getPrimaryResult().getScore();
      double most =
          switch (what) {
            case "score" -> SCORE_MICROS;
            case "reasons" -> REASONS_MICROS;
            case "everybody" -> EVERYBODY_MILLIS;
            default -> throw new IllegalStateException(what);
          };
      assertTrue(took > 0, what);
      if (FULL) {
        Path file = Path.of(result.getParams().getParam("model"));
        RiskModel model = StoredModel.read(Files.readAllBytes(file)).model();
        System.out.printf(
            Locale.ROOT,
            "%-10s %9.2f ± %.2f %s %s, %,d steps to the reasons%s%n",
            what,
            took,
            result.getPrimaryResult().getScoreError(),
            result.getPrimaryResult().getScoreUnit(),
            file.getFileName(),
            model.reasonSteps(),
            took > most ? ", more than " + most : "");
        tooLong += took > most && (!what.equals("reasons") || Gate.reasons(model).passed()) ? 1 : 0;
      }
    }
    assertEquals(0, tooLong);
  }

  private static ChainedOptionsBuilder options(List<Path> models) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(ScoreBenchmark.class.getSimpleName())
            .param("model", models.stream().map(Path::toString).toArray(String[]::new))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    return FULL
        ? options
            .forks(1)
            .jvmArgs("-Xmx1g", "-XX:+UseParallelGC")
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1))
        : options
            .param("people", "10")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(new TimeValue(1, TimeUnit.MILLISECONDS));
  }
}

package zhijiao.models.train;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import zhijiao.models.score.Band;
import zhijiao.models.score.RiskModel;
import zhijiao.models.score.StoredModel;

/** From a table and a spec to a model and all that is known of it. */
public final class Training {

  private static final int BANDS = 20;
  private static final int LEAST_IN_BAND = 50;

  /** Of so many people contributions are averaged. */
  private static final int EXPLAINED = 2000;

  private static final double TWO_SIDED_95 = 1.96;

  private Training() {}

  /**
   * @param threads at the same time; the model does not depend on it
   * @param nanos a clock, for the budget and the report
   */
  static Trained run(
      Path data, Spec spec, Duration budget, int threads, LongSupplier nanos, Progress progress)
      throws IOException {
    progress.at(0, 1, "reading " + data.getFileName());
    return run(
        SampleReader.read(Table.toTrain(data, spec), spec), spec, budget, threads, nanos, progress);
  }

  static Trained run(
      Sample sample,
      Spec spec,
      Duration limit,
      int threads,
      LongSupplier nanos,
      Progress progress) {
    Budget budget = new Budget(limit, nanos);
    int fits = Evaluator.fits(spec) + 1;
    budget.shareAmong(fits);
    int all = fits * Trainer.steps(spec);
    int[] done = {0};
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      Trainer trainer =
          new Trainer(
              sample,
              spec,
              budget,
              workers,
              () -> {
                int now = ++done[0];
                int fit = Math.min(fits, (now - 1) / Trainer.steps(spec) + 1);
                progress.at(
                    now,
                    all,
                    fit == fits
                        ? "tuning on all people"
                        : "tuning without fold " + fit + " of " + (fits - 1));
              });
      Evaluation evaluation = new Evaluator(sample, spec, trainer).evaluate();
      Trainer.Fitted fitted = trainer.fit(IntStream.range(0, sample.size()).toArray());
      progress.at(all, all, "explaining");
      return finish(sample, spec, fitted, evaluation, budget);
    } finally {
      workers.shutdownNow();
    }
  }

  private static Trained finish(
      Sample sample, Spec spec, Trainer.Fitted fitted, Evaluation evaluation, Budget budget) {
    int width = sample.features().size();
    double[] shap = new double[width];
    double[] direction = new double[width];
    int step = Math.max(1, sample.size() / EXPLAINED);
    int[] people = IntStream.range(0, sample.size()).filter(i -> i % step == 0).toArray();
    double[][] contributions = new double[people.length][];
    for (int i = 0; i < people.length; i++) {
      contributions[i] = fitted.model().contributions(sample.vectors()[people[i]]);
    }
    for (int feature = 0; feature < width; feature++) {
      int at = feature;
      shap[feature] =
          Arrays.stream(contributions).mapToDouble(one -> Math.abs(one[at])).average().orElse(0);
      direction[feature] =
          correlation(
              Arrays.stream(people).mapToDouble(i -> sample.vectors()[i][at]).toArray(),
              Arrays.stream(contributions).mapToDouble(one -> one[at]).toArray());
    }
    RiskModel model = fitted.model().with(shap, bands(sample, evaluation));
    return new Trained(
        spec,
        sample,
        model,
        StoredModel.versionOf(StoredModel.write(model)),
        fitted.choice(),
        evaluation,
        shap,
        direction,
        budget.seconds(),
        budget.limitSeconds());
  }

  private static double correlation(double[] x, double[] y) {
    int[] known = IntStream.range(0, x.length).filter(i -> !Double.isNaN(x[i])).toArray();
    double meanX = Arrays.stream(known).mapToDouble(i -> x[i]).average().orElse(0);
    double meanY = Arrays.stream(known).mapToDouble(i -> y[i]).average().orElse(0);
    double both = 0;
    double ofX = 0;
    double ofY = 0;
    for (int i : known) {
      both += (x[i] - meanX) * (y[i] - meanY);
      ofX += Measures.square(x[i] - meanX);
      ofY += Measures.square(y[i] - meanY);
    }
    return ofX == 0 || ofY == 0 ? 0 : both / Math.sqrt(ofX * ofY);
  }

  /** What became of people held out, by their score: Wilson's interval of each twentieth. */
  private static List<Band> bands(Sample sample, Evaluation evaluation) {
    int[] known = Arrays.stream(evaluation.tested()).filter(i -> sample.weights()[i] > 0).toArray();
    double[] scores =
        Arrays.stream(known).mapToDouble(i -> evaluation.probabilities()[i]).toArray();
    int[] order = Measures.order(scores);
    int count = Math.max(1, Math.min(BANDS, known.length / LEAST_IN_BAND));
    List<Band> bands = new ArrayList<>();
    for (int band = 0; band < count; band++) {
      int from = (int) ((long) band * order.length / count);
      int to = (int) ((long) (band + 1) * order.length / count);
      double all = 0;
      double events = 0;
      for (int i = from; i < to; i++) {
        double weight = sample.weights()[known[order[i]]];
        all += weight;
        events += sample.happened()[known[order[i]]] ? weight : 0;
      }
      double rate = events / all;
      double n = to - from;
      double z = TWO_SIDED_95 * TWO_SIDED_95;
      double centre = (rate + z / (2 * n)) / (1 + z / n);
      double half = TWO_SIDED_95 * Math.sqrt(rate * (1 - rate) / n + z / (4 * n * n)) / (1 + z / n);
      bands.add(
          new Band(
              band == 0 ? 0 : scores[order[from]],
              Math.max(0, centre - half),
              Math.min(1, centre + half)));
    }
    return bands;
  }
}

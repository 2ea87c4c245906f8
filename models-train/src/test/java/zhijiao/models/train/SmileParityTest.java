package zhijiao.models.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smile.classification.GradientTreeBoost;
import smile.classification.LogisticRegression;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.math.MathEx;
import zhijiao.models.feature.FeatureColumn;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.feature.Kind;
import zhijiao.models.score.Calibration;
import zhijiao.models.score.Member;
import zhijiao.models.score.Term;

/** Law 17: the flat evaluator says what Smile says. */
class SmileParityTest {

  private static final int VECTORS = 10_000;
  private static final int WIDTH = 8;
  private static final double PARITY = 1e-9;
  private static final long SEED = 7;

  private static final FeatureSet FEATURES =
      new FeatureSet(
          IntStream.range(0, WIDTH)
              .mapToObj(i -> new FeatureColumn("f" + i, Kind.NUMBER, List.of(), null, "f", "f"))
              .toList(),
          List.of());

  private static Rows rows(int size, long seed) {
    Random random = new Random(seed);
    double[][] vectors = new double[size][];
    int[] outcomes = new int[size];
    for (int i = 0; i < size; i++) {
      double[] x = random.doubles(WIDTH).toArray();
      x[1] = Math.floor(x[1] * 5);
      x[2] = random.nextInt(3) == 0 ? Double.NaN : x[2];
      vectors[i] = x;
      double margin = 2 * x[0] - 0.4 * x[1] + (Double.isNaN(x[2]) ? 1 : 0) + x[3] * x[4];
      outcomes[i] = random.nextDouble() < Calibration.logistic(margin - 0.5) ? 1 : 0;
    }
    return new Rows(FEATURES, false, vectors, outcomes);
  }

  private static final Rows TRAINING = rows(1500, 1);
  private static final Rows ASKED = rows(VECTORS, 2);

  @Test
  void the_forest_is_smiles_forest() {
    ForestLearner learner = new ForestLearner(30, 10);
    List<Term> terms = Design.filled(TRAINING);
    RandomForest forest = learner.forest(terms, TRAINING, SEED);
    Member flat = learner.fit(TRAINING, SEED);
    DataFrame frame = SmileTrees.frame(Design.matrix(terms, ASKED.vectors()), ASKED.outcomes());
    double[] posterior = new double[2];
    for (int i = 0; i < VECTORS; i++) {
      forest.predict(frame.get(i), posterior);
      assertEquals(posterior[1], flat.value(ASKED.vectors()[i]), PARITY);
    }
  }

  @Test
  void the_boosting_is_smiles_boosting_and_its_reasons_are_smiles_reasons() {
    SmileBoostingLearner learner = new SmileBoostingLearner(60, 4, 0.05);
    List<Term> terms = Design.filled(TRAINING);
    GradientTreeBoost boosted = learner.boost(terms, TRAINING, SEED);
    Member flat = learner.fit(TRAINING, SEED);
    DataFrame frame = SmileTrees.frame(Design.matrix(terms, ASKED.vectors()), ASKED.outcomes());
    double[] posterior = new double[2];
    for (int i = 0; i < VECTORS; i++) {
      boosted.predict(frame.get(i), posterior);
      assertEquals(posterior[1], Calibration.logistic(flat.value(ASKED.vectors()[i])), PARITY);
    }
    for (int i = 0; i < 200; i++) {
      double[] smiles = boosted.shap(frame.get(i));
      double[] ours = new double[WIDTH];
      flat.explain(ASKED.vectors()[i], 1, ours);
      double[] theirs = new double[WIDTH];
      for (int term = 0; term < terms.size(); term++) {
        // Smile gives the mean over the trees, of half the log-odds and before shrinking, for the
        // second class.
        theirs[terms.get(term).feature()] += smiles[2 * term + 1] * 2 * 0.05 * shapFactor(boosted);
      }
      for (int feature = 0; feature < WIDTH; feature++) {
        assertEquals(theirs[feature], ours[feature], PARITY);
      }
    }
  }

  private static double shapFactor(GradientTreeBoost boosted) {
    return boosted.trees().length;
  }

  @Test
  void the_logistic_regression_is_smiles() {
    List<Term> terms = Design.linear(TRAINING);
    Member flat = new LogisticLearner(30).fit(terms, TRAINING, SEED);
    double[][] training = Design.matrix(terms, TRAINING.vectors());
    double[][] asked = Design.matrix(terms, ASKED.vectors());
    for (int j = 0; j < terms.size(); j++) {
      int column = j;
      double[] values =
          IntStream.range(0, training.length).mapToDouble(i -> training[i][column]).toArray();
      double mean = MathEx.mean(values);
      double spread =
          Math.sqrt(
              IntStream.range(0, values.length)
                      .mapToDouble(i -> Measures.square(values[i] - mean))
                      .sum()
                  / values.length);
      for (double[] row : training) {
        row[j] = (row[j] - mean) / spread;
      }
      for (double[] row : asked) {
        row[j] = (row[j] - mean) / spread;
      }
    }
    LogisticRegression.Binomial smile =
        LogisticRegression.binomial(training, TRAINING.outcomes(), 30, 1e-6, 500);
    double[] posterior = new double[2];
    for (int i = 0; i < VECTORS; i++) {
      smile.predict(asked[i], posterior);
      assertEquals(posterior[1], Calibration.logistic(flat.value(ASKED.vectors()[i])), PARITY);
    }
  }

  @Test
  void our_boosting_says_the_same_flat_as_while_it_grew() {
    BoostingLearner learner = new BoostingLearner(80, 4, 0.1, 5, 2);
    Member flat = learner.fit(TRAINING, SEED);
    double[][] path = learner.path(TRAINING, ASKED.vectors(), SEED);
    for (int i = 0; i < VECTORS; i++) {
      assertEquals(path[1][i], flat.value(ASKED.vectors()[i]), PARITY);
    }
  }

  @Test
  void our_boosting_is_no_worse_than_smiles() {
    double[] y = IntStream.of(ASKED.outcomes()).asDoubleStream().toArray();
    double[] ones = y.clone();
    java.util.Arrays.fill(ones, 1);
    Member ours = new BoostingLearner(120, 4, 0.06, 5, 1).fit(TRAINING, SEED);
    Member smiles = new SmileBoostingLearner(120, 4, 0.06).fit(TRAINING, SEED);
    double[] oursSays = java.util.Arrays.stream(ASKED.vectors()).mapToDouble(ours::value).toArray();
    double[] smilesSays =
        java.util.Arrays.stream(ASKED.vectors()).mapToDouble(smiles::value).toArray();
    double gain = Measures.auc(oursSays, y, ones)[0] - Measures.auc(smilesSays, y, ones)[0];
    org.junit.jupiter.api.Assertions.assertTrue(gain > -0.01, "AUC differs by " + gain);
  }
}

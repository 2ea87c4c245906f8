package zhijiao.models.train;

import java.util.List;
import java.util.Locale;
import smile.classification.LogisticRegression;
import smile.math.MathEx;
import zhijiao.models.score.Linear;
import zhijiao.models.score.Member;
import zhijiao.models.score.Term;

/** Smile's logistic regression over standardised terms, with a ridge. */
final class LogisticLearner implements Learner {

  private static final double TOLERANCE = 1e-6;
  private static final int MOST_STEPS = 500;

  private final double ridge;

  LogisticLearner(double ridge) {
    this.ridge = ridge;
  }

  @Override
  public String family() {
    return "logistic";
  }

  @Override
  public String settings() {
    return String.format(Locale.ROOT, "ridge %.0f", ridge);
  }

  @Override
  public Member fit(Rows rows, long seed) {
    return fit(Design.linear(rows), rows, seed);
  }

  Member fit(List<Term> terms, Rows rows, long seed) {
    double[][] matrix = Design.matrix(terms, rows.vectors());
    int width = terms.size();
    double[] means = new double[width];
    double[] spreads = new double[width];
    for (int j = 0; j < width; j++) {
      double sum = 0;
      for (double[] row : matrix) {
        sum += row[j];
      }
      means[j] = sum / matrix.length;
      double squares = 0;
      for (double[] row : matrix) {
        squares += (row[j] - means[j]) * (row[j] - means[j]);
      }
      spreads[j] = Math.sqrt(squares / matrix.length);
      double divisor = spreads[j] > 0 ? spreads[j] : 1;
      for (double[] row : matrix) {
        row[j] = (row[j] - means[j]) / divisor;
      }
    }
    double rate = rows.rate();
    if (width == 0 || rate == 0 || rate == 1) {
      return new Linear(List.of(), logOdds(rate, rows.size()), new double[0], new double[0]);
    }
    MathEx.setSeed(seed);
    LogisticRegression.Binomial fitted =
        LogisticRegression.binomial(matrix, rows.outcomes(), ridge, TOLERANCE, MOST_STEPS);
    double[] coefficients = fitted.coefficients();
    double[] weights = new double[width];
    double intercept = coefficients[width];
    for (int j = 0; j < width; j++) {
      weights[j] = spreads[j] > 0 ? coefficients[j] / spreads[j] : 0;
      intercept -= weights[j] * means[j];
    }
    return new Linear(terms, intercept, weights, means);
  }

  private static double logOdds(double rate, int size) {
    double kept = Math.min(Math.max(rate, 0.5 / size), 1 - 0.5 / size);
    return Math.log(kept / (1 - kept));
  }
}

package zhijiao.models.train;

/**
 * Logistic regression on a few numbers by Newton's method, with weights and without a ridge worth mentioning; for calibration, slopes and
 * the weights of an ensemble.
 *
 * @param coefficients the intercept first
 * @param errors the standard errors
 */
record Logit(double[] coefficients, double[] errors) {

  private static final int MOST_STEPS = 50;
  private static final double ENOUGH = 1e-10;

  /** Keeps the equations solvable when a number separates the outcomes. */
  private static final double RIDGE = 1e-6;

  static Logit fit(double[][] columns, double[] outcomes, double[] weights) {
    int width = columns.length + 1;
    double[] beta = new double[width];
    double[][] curve = new double[width][width];
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] slope = new double[width];
      curve = new double[width][width];
      double[] x = new double[width];
      for (int row = 0; row < outcomes.length; row++) {
        if (weights[row] == 0) {
          continue;
        }
        double margin = beta[0];
        x[0] = 1;
        for (int j = 1; j < width; j++) {
          x[j] = columns[j - 1][row];
          margin += beta[j] * x[j];
        }
        double probability = 1 / (1 + Math.exp(-margin));
        double error = weights[row] * (outcomes[row] - probability);
        double weight = weights[row] * probability * (1 - probability);
        for (int j = 0; j < width; j++) {
          slope[j] += error * x[j];
          for (int k = 0; k <= j; k++) {
            curve[j][k] += weight * x[j] * x[k];
          }
        }
      }
      for (int j = 0; j < width; j++) {
        curve[j][j] += RIDGE;
        slope[j] -= RIDGE * beta[j];
        for (int k = 0; k < j; k++) {
          curve[k][j] = curve[j][k];
        }
      }
      double[] move = solve(curve, slope);
      double longest = 0;
      for (int j = 0; j < width; j++) {
        double kept = Math.max(-5, Math.min(5, move[j]));
        beta[j] += kept;
        longest = Math.max(longest, Math.abs(kept));
      }
      if (longest < ENOUGH) {
        break;
      }
    }
    double[] errors = new double[width];
    for (int j = 0; j < width; j++) {
      double[] unit = new double[width];
      unit[j] = 1;
      errors[j] = Math.sqrt(Math.max(0, solve(curve, unit)[j]));
    }
    return new Logit(beta, errors);
  }

  /** Gauss with pivots. */
  private static double[] solve(double[][] matrix, double[] right) {
    int width = right.length;
    double[][] left = new double[width][];
    for (int i = 0; i < width; i++) {
      left[i] = matrix[i].clone();
    }
    double[] x = right.clone();
    for (int i = 0; i < width; i++) {
      int pivot = i;
      for (int j = i + 1; j < width; j++) {
        pivot = Math.abs(left[j][i]) > Math.abs(left[pivot][i]) ? j : pivot;
      }
      double[] row = left[i];
      left[i] = left[pivot];
      left[pivot] = row;
      double value = x[i];
      x[i] = x[pivot];
      x[pivot] = value;
      for (int j = i + 1; j < width; j++) {
        double factor = left[j][i] / left[i][i];
        for (int k = i; k < width; k++) {
          left[j][k] -= factor * left[i][k];
        }
        x[j] -= factor * x[i];
      }
    }
    for (int i = width - 1; i >= 0; i--) {
      for (int j = i + 1; j < width; j++) {
        x[i] -= left[i][j] * x[j];
      }
      x[i] /= left[i][i];
    }
    return x;
  }
}

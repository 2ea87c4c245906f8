package zhijiao.models.score;

import java.util.function.ToDoubleFunction;

/** Shapley values straight from their definition: over all subsets of features. For a few features only. */
final class Shapley {

  private Shapley() {}

  /**
   * @param worth what is expected when just these features are known, a bit for each
   */
  static double[] values(int features, ToDoubleFunction<Integer> worth) {
    double[] values = new double[features];
    for (int feature = 0; feature < features; feature++) {
      for (int known = 0; known < 1 << features; known++) {
        if ((known >> feature & 1) == 0) {
          int before = Integer.bitCount(known);
          values[feature] +=
              factorial(before)
                  * factorial(features - before - 1)
                  / factorial(features)
                  * (worth.applyAsDouble(known | 1 << feature) - worth.applyAsDouble(known));
        }
      }
    }
    return values;
  }

  private static double factorial(int n) {
    double product = 1;
    for (int i = 2; i <= n; i++) {
      product *= i;
    }
    return product;
  }
}

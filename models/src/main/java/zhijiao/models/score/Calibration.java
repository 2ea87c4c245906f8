package zhijiao.models.score;

import java.util.Arrays;

/** From a margin to a probability; never falls when the margin rises. */
public sealed interface Calibration {

  double probability(double margin);

  static double logistic(double margin) {
    return 1 / (1 + StrictMath.exp(-margin));
  }

  /** Platt's: a logistic curve. Slope 1 and shift 0 leave the margin as it is. */
  record Platt(double slope, double shift) implements Calibration {

    public static final Platt NONE = new Platt(1, 0);

    @Override
    public double probability(double margin) {
      return logistic(slope * margin + shift);
    }
  }

  /** Isotonic: straight lines between rising points. */
  final class Isotonic implements Calibration {
    private final double[] margins;
    private final double[] probabilities;

    public Isotonic(double[] margins, double[] probabilities) {
      if (margins.length == 0 || margins.length != probabilities.length) {
        throw new IllegalArgumentException(
            margins.length + " margins, " + probabilities.length + " probabilities");
      }
      for (int i = 1; i < margins.length; i++) {
        if (margins[i] <= margins[i - 1] || probabilities[i] < probabilities[i - 1]) {
          throw new IllegalArgumentException("the points do not rise at " + margins[i]);
        }
      }
      this.margins = margins.clone();
      this.probabilities = probabilities.clone();
    }

    double[] margins() {
      return margins.clone();
    }

    double[] probabilities() {
      return probabilities.clone();
    }

    @Override
    public double probability(double margin) {
      int at = Arrays.binarySearch(margins, margin);
      if (at >= 0) {
        return probabilities[at];
      }
      int next = -at - 1;
      if (next == 0) {
        return probabilities[0];
      }
      if (next == margins.length) {
        return probabilities[next - 1];
      }
      double share = (margin - margins[next - 1]) / (margins[next] - margins[next - 1]);
      return probabilities[next - 1] + share * (probabilities[next] - probabilities[next - 1]);
    }
  }
}

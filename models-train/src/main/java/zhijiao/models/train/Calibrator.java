package zhijiao.models.train;

import java.util.ArrayList;
import java.util.List;
import smile.classification.PlattScaling;
import zhijiao.models.score.Calibration;

/** Fits the step from a margin to a probability. */
enum Calibrator {
  NONE {
    @Override
    Calibration fit(double[] margins, int[] outcomes) {
      return Calibration.Platt.NONE;
    }
  },
  /** Smile's. */
  PLATT {
    @Override
    Calibration fit(double[] margins, int[] outcomes) {
      int[] signs = new int[outcomes.length];
      for (int i = 0; i < signs.length; i++) {
        signs[i] = outcomes[i] == 1 ? 1 : -1;
      }
      PlattScaling scaling = PlattScaling.fit(margins, signs);
      double shift = Measures.logOdds(scaling.scale(0));
      double slope = Measures.logOdds(scaling.scale(1)) - shift;
      return new Calibration.Platt(slope, shift);
    }
  },
  /** By pooling neighbours that fall; each pool stands at the mean of its margins, and the ends are drawn in by half a person. */
  ISOTONIC {
    @Override
    Calibration fit(double[] margins, int[] outcomes) {
      int[] order = Measures.order(margins);
      List<double[]> pools = new ArrayList<>();
      for (int from = 0; from < order.length; ) {
        double[] pool = new double[3];
        double margin = margins[order[from]];
        while (from < order.length && margins[order[from]] == margin) {
          pool[0] += margin;
          pool[1] += outcomes[order[from]];
          pool[2]++;
          from++;
        }
        pools.add(pool);
        while (pools.size() > 1 && falls(pools)) {
          double[] last = pools.remove(pools.size() - 1);
          double[] before = pools.get(pools.size() - 1);
          for (int i = 0; i < last.length; i++) {
            before[i] += last[i];
          }
        }
      }
      double[] at = new double[pools.size()];
      double[] probabilities = new double[pools.size()];
      for (int i = 0; i < at.length; i++) {
        double[] pool = pools.get(i);
        at[i] = pool[0] / pool[2];
        probabilities[i] =
            Math.min(Math.max(pool[1] / pool[2], 0.5 / (pool[2] + 1)), 1 - 0.5 / (pool[2] + 1));
        probabilities[i] =
            i == 0 ? probabilities[i] : Math.max(probabilities[i], probabilities[i - 1]);
      }
      return new Calibration.Isotonic(at, probabilities);
    }

    private boolean falls(List<double[]> pools) {
      double[] last = pools.get(pools.size() - 1);
      double[] before = pools.get(pools.size() - 2);
      return last[1] * before[2] <= before[1] * last[2];
    }
  };

  abstract Calibration fit(double[] margins, int[] outcomes);
}

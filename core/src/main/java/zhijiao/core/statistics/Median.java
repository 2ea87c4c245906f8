package zhijiao.core.statistics;

import java.util.Arrays;

/** The figure in the middle, which does not move however far off the outermost are. */
public final class Median {

  private Median() {}

  /**
   * The one in the middle of some figures, or the mean of the two there.
   *
   * @param figures in any order
   * @throws IllegalArgumentException if there are none
   */
  public static double of(double... figures) {
    if (figures.length == 0) {
      throw new IllegalArgumentException("there is no median of no figures");
    }
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

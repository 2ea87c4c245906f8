package zhijiao.models.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well probabilities fit outcomes.
 *
 * @param size people with a known outcome
 * @param brierError standard error of {@code brier}, from the spread of the single squares
 * @param skill 1 less Brier by that of the base rate
 * @param aucError by DeLong's method
 * @param ece over ten bins of equal width
 * @param eceOfPerfect what chance alone would give a model that is perfectly calibrated
 * @param slope of a logistic regression of the outcome on the log-odds; 1 is right
 * @param shift of the same with slope 1; 0 is right
 */
record Measures(
    int size,
    double rate,
    double meanProbability,
    double brier,
    double brierError,
    double skill,
    double auc,
    double aucError,
    double ece,
    double eceOfPerfect,
    double slope,
    double slopeError,
    double shift,
    List<Bin> bins) {

  private static final int BINS = 10;
  private static final double SMALLEST = 1e-6;

  /** People with about the same probability. */
  record Bin(double mean, double rate, double error, int size) {}

  static Measures of(double[] probabilities, boolean[] happened, double[] weights, int[] people) {
    int[] known = Arrays.stream(people).filter(i -> weights[i] > 0).toArray();
    int size = known.length;
    double[] p = new double[size];
    double[] y = new double[size];
    double[] w = new double[size];
    double all = 0;
    double events = 0;
    double expected = 0;
    for (int i = 0; i < size; i++) {
      p[i] = probabilities[known[i]];
      y[i] = happened[known[i]] ? 1 : 0;
      w[i] = weights[known[i]];
      all += w[i];
      events += w[i] * y[i];
      expected += w[i] * p[i];
    }
    double rate = events / all;
    double brier = 0;
    for (int i = 0; i < size; i++) {
      brier += w[i] * square(p[i] - y[i]);
    }
    brier /= all;
    double spread = 0;
    for (int i = 0; i < size; i++) {
      spread += square(w[i] * (square(p[i] - y[i]) - brier));
    }
    double base = rate * (1 - rate);
    double[] auc = auc(p, y, w);
    List<Bin> bins = bins(p, y, w);
    double ece = 0;
    double perfect = 0;
    for (Bin bin : equalWidth(p, y, w)) {
      ece += bin.size() / all * Math.abs(bin.mean() - bin.rate());
      perfect += bin.size() / all * Math.sqrt(2 / Math.PI) * bin.error();
    }
    double[] margins = Arrays.stream(p).map(Measures::logOdds).toArray();
    boolean both = rate > 0 && rate < 1;
    Logit line = both ? Logit.fit(new double[][] {margins}, y, w) : null;
    return new Measures(
        size,
        rate,
        expected / all,
        brier,
        Math.sqrt(spread) / all,
        base == 0 ? 0 : 1 - brier / base,
        auc[0],
        auc[1],
        ece,
        perfect,
        line == null ? Double.NaN : line.coefficients()[1],
        line == null ? Double.NaN : line.errors()[1],
        both ? logOdds(rate) - logOdds(expected / all) : Double.NaN,
        bins);
  }

  static double logOdds(double probability) {
    double kept = Math.min(Math.max(probability, SMALLEST), 1 - SMALLEST);
    return Math.log(kept / (1 - kept));
  }

  static double square(double value) {
    return value * value;
  }

  /** Ten bins of equal size, for the diagram. */
  private static List<Bin> bins(double[] p, double[] y, double[] w) {
    int[] order = order(p);
    int count = Math.min(BINS, Math.max(1, p.length / 20));
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < count; bin++) {
      int from = (int) ((long) bin * p.length / count);
      int to = (int) ((long) (bin + 1) * p.length / count);
      bins.add(bin(Arrays.copyOfRange(order, from, to), p, y, w));
    }
    return bins;
  }

  private static List<Bin> equalWidth(double[] p, double[] y, double[] w) {
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      int number = bin;
      int[] inside =
          IntStream.range(0, p.length)
              .filter(i -> Math.min(BINS - 1, (int) (p[i] * BINS)) == number)
              .toArray();
      if (inside.length > 0) {
        bins.add(bin(inside, p, y, w));
      }
    }
    return bins;
  }

  private static Bin bin(int[] rows, double[] p, double[] y, double[] w) {
    double all = 0;
    double mean = 0;
    double rate = 0;
    for (int i : rows) {
      all += w[i];
      mean += w[i] * p[i];
      rate += w[i] * y[i];
    }
    mean /= all;
    rate /= all;
    double variance = 0;
    for (int i : rows) {
      variance += square(w[i] / all) * Math.max(p[i] * (1 - p[i]), 1e-12);
    }
    return new Bin(mean, rate, Math.sqrt(variance), (int) Math.round(all));
  }

  static int[] order(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The chance that one with the event has the higher probability, ties half, and its standard error. */
  static double[] auc(double[] p, double[] y, double[] w) {
    int[] order = order(p);
    double events = 0;
    double others = 0;
    for (int i = 0; i < p.length; i++) {
      events += w[i] * y[i];
      others += w[i] * (1 - y[i]);
    }
    if (events == 0 || others == 0) {
      return new double[] {Double.NaN, Double.NaN};
    }
    double[] placement = new double[p.length];
    double eventsBelow = 0;
    double othersBelow = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      double tiedEvents = 0;
      double tiedOthers = 0;
      while (to < order.length && p[order[to]] == p[order[from]]) {
        tiedEvents += w[order[to]] * y[order[to]];
        tiedOthers += w[order[to]] * (1 - y[order[to]]);
        to++;
      }
      for (int i = from; i < to; i++) {
        int row = order[i];
        placement[row] =
            y[row] == 1
                ? (othersBelow + tiedOthers / 2) / others
                : 1 - (eventsBelow + tiedEvents / 2) / events;
      }
      eventsBelow += tiedEvents;
      othersBelow += tiedOthers;
      from = to;
    }
    double auc = 0;
    for (int i = 0; i < p.length; i++) {
      auc += y[i] == 1 ? w[i] * placement[i] / events : 0;
    }
    double variance = 0;
    for (int i = 0; i < p.length; i++) {
      variance += square(w[i] * (placement[i] - auc) / (y[i] == 1 ? events : others));
    }
    return new double[] {auc, Math.sqrt(variance)};
  }
}

package zhijiao.models.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import zhijiao.models.score.Member;
import zhijiao.models.score.SymmetricTrees;
import zhijiao.models.score.Term;

/**
 * Gradient boosting of symmetric trees over binned features, with second-order steps, a ridge on leaves, random rows and
 * random features for each tree, and a learned side for missing values. Why not Smile's: {@code docs/decisions/0141}.
 *
 * @param trees of each bag
 * @param bags forests that differ by their seed, averaged
 */
record BoostingLearner(int trees, int depth, double rate, double ridge, int bags)
    implements Learner {

  static final int STAGE = 40;
  private static final int BAGS = 2;
  private static final double ROWS_SHARE = 0.7;
  private static final double FEATURES_SHARE = 0.5;

  /** In units of p(1-p): about 20 rows where the rate is a half. */
  private static final double LEAST_WEIGHT = 5;

  private static final double LEAST_GAIN = 1e-9;

  @Override
  public String family() {
    return "boosting";
  }

  @Override
  public String settings() {
    return String.format(
        Locale.ROOT,
        "%d × %d trees of depth %d, rate %.2f, ridge %.0f",
        bags,
        trees,
        depth,
        rate,
        ridge);
  }

  @Override
  public List<Learner> stages() {
    List<Learner> stages = new ArrayList<>();
    for (int size = STAGE; size <= trees; size += STAGE) {
      stages.add(new BoostingLearner(size, depth, rate, ridge, bags));
    }
    return stages;
  }

  @Override
  public Learner refined() {
    return new BoostingLearner(trees, depth, rate, ridge, BAGS);
  }

  @Override
  public double[][] path(Rows rows, double[][] others, long seed) {
    double[][] path = new double[trees / STAGE][others.length];
    List<Term> terms = Design.plain(rows);
    double[][] values = Design.matrix(terms, others);
    for (int bag = 0; bag < bags; bag++) {
      Growth growth = new Growth(terms, rows, seed + bag);
      double[] sums = new double[others.length];
      for (int tree = 0; tree < path.length * STAGE; tree++) {
        growth.grow(tree);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += growth.value(tree, values[i]);
        }
        if ((tree + 1) % STAGE == 0) {
          double[] stage = path[(tree + 1) / STAGE - 1];
          for (int i = 0; i < sums.length; i++) {
            stage[i] += (growth.base + sums[i]) / bags;
          }
        }
      }
    }
    return path;
  }

  @Override
  public Member fit(Rows rows, long seed) {
    List<Term> terms = Design.plain(rows);
    int all = bags * trees;
    int[] asked = new int[all * depth];
    double[] thresholds = new double[all * depth];
    boolean[] missingAbove = new boolean[all * depth];
    double[] leaves = new double[all << depth];
    double[] covers = new double[all << depth];
    double base = 0;
    for (int bag = 0; bag < bags; bag++) {
      Growth growth = new Growth(terms, rows, seed + bag);
      for (int tree = 0; tree < trees; tree++) {
        growth.grow(tree);
      }
      int first = bag * trees;
      System.arraycopy(growth.asked, 0, asked, first * depth, trees * depth);
      System.arraycopy(growth.thresholds, 0, thresholds, first * depth, trees * depth);
      System.arraycopy(growth.missingAbove, 0, missingAbove, first * depth, trees * depth);
      System.arraycopy(growth.covers, 0, covers, first << depth, trees << depth);
      for (int leaf = 0; leaf < trees << depth; leaf++) {
        leaves[(first << depth) + leaf] = growth.leaves[leaf] / bags;
      }
      base = growth.base;
    }
    return new SymmetricTrees(terms, base, depth, asked, thresholds, missingAbove, leaves, covers);
  }

  /** Trees in the making. */
  private final class Growth {
    private final Bins[] bins;
    private final int[] outcomes;
    private final SplittableRandom random;
    private final double base;
    private final double[] margins;
    private final double[] slopes;
    private final double[] curves;
    private final int[] nodes;
    private final int[] drawn;
    private int drawnRows;

    private final int[] asked = new int[trees * depth];
    private final double[] thresholds = new double[trees * depth];
    private final boolean[] missingAbove = new boolean[trees * depth];
    private final double[] leaves = new double[trees << depth];
    private final double[] covers = new double[trees << depth];

    Growth(List<Term> terms, Rows rows, long seed) {
      int size = rows.size();
      bins = new Bins[terms.size()];
      for (int i = 0; i < bins.length; i++) {
        Term term = terms.get(i);
        double[] column = new double[size];
        for (int row = 0; row < size; row++) {
          column[row] = term.value(rows.vectors()[row]);
        }
        bins[i] = Bins.of(column);
      }
      outcomes = rows.outcomes();
      random = new SplittableRandom(seed);
      double mean = Math.min(Math.max(rows.rate(), 0.5 / size), 1 - 0.5 / size);
      base = Math.log(mean / (1 - mean));
      margins = new double[size];
      Arrays.fill(margins, base);
      slopes = new double[size];
      curves = new double[size];
      nodes = new int[size];
      drawn = new int[size];
    }

    void grow(int tree) {
      drawnRows = 0;
      for (int row = 0; row < outcomes.length; row++) {
        double probability = 1 / (1 + Math.exp(-margins[row]));
        slopes[row] = outcomes[row] - probability;
        curves[row] = probability * (1 - probability);
        if (random.nextDouble() < ROWS_SHARE) {
          drawn[drawnRows++] = row;
        }
      }
      int[] candidates = candidates();
      Arrays.fill(nodes, 0);
      for (int level = 0; level < depth; level++) {
        Question question = new Question(level, candidates);
        int at = tree * depth + level;
        if (question.term < 0) {
          // Nothing is worth asking: everybody goes below.
          thresholds[at] = Double.MAX_VALUE;
          for (int row = 0; row < nodes.length; row++) {
            nodes[row] <<= 1;
          }
          continue;
        }
        Bins chosen = bins[question.term];
        asked[at] = question.term;
        thresholds[at] = chosen.threshold(question.bin);
        missingAbove[at] = question.missingAbove;
        for (int row = 0; row < nodes.length; row++) {
          int bin = chosen.codes[row];
          boolean above = bin == Bins.MISSING ? question.missingAbove : bin > question.bin;
          nodes[row] = nodes[row] << 1 | (above ? 1 : 0);
        }
      }
      addLeaves(tree);
    }

    private int[] candidates() {
      int[] order = IntStream.range(0, bins.length).toArray();
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
      int size = (int) Math.max(1, Math.round(FEATURES_SHARE * order.length));
      return Arrays.copyOf(order, Math.min(size, order.length));
    }

    private void addLeaves(int tree) {
      int first = tree << depth;
      double[] slope = new double[1 << depth];
      double[] curve = new double[1 << depth];
      for (int i = 0; i < drawnRows; i++) {
        int row = drawn[i];
        slope[nodes[row]] += slopes[row];
        curve[nodes[row]] += curves[row];
      }
      for (int leaf = 0; leaf < slope.length; leaf++) {
        leaves[first + leaf] = rate * slope[leaf] / (curve[leaf] + ridge);
      }
      for (int row = 0; row < nodes.length; row++) {
        margins[row] += leaves[first + nodes[row]];
        covers[first + nodes[row]]++;
      }
    }

    double value(int tree, double[] values) {
      int leaf = 0;
      for (int at = tree * depth; at < (tree + 1) * depth; at++) {
        double value = values.length == 0 ? 0 : values[asked[at]];
        boolean above = value > thresholds[at] || (missingAbove[at] && Double.isNaN(value));
        leaf = leaf << 1 | (above ? 1 : 0);
      }
      return leaves[(tree << depth) + leaf];
    }

    /** The best question for all nodes of a level. */
    private final class Question {
      private int term = -1;
      private int bin;
      private boolean missingAbove;
      private double best = LEAST_GAIN;

      private final int count;
      private final double[] slope;
      private final double[] curve;

      Question(int level, int[] candidates) {
        count = 1 << level;
        slope = new double[count];
        curve = new double[count];
        for (int i = 0; i < drawnRows; i++) {
          int row = drawn[i];
          slope[nodes[row]] += slopes[row];
          curve[nodes[row]] += curves[row];
        }
        double[] slopeSums = new double[count * Bins.MOST];
        double[] curveSums = new double[count * Bins.MOST];
        for (int candidate : candidates) {
          int size = bins[candidate].size();
          if (size > 1) {
            byte[] codes = bins[candidate].codes;
            Arrays.fill(slopeSums, 0, count * size, 0);
            Arrays.fill(curveSums, 0, count * size, 0);
            for (int i = 0; i < drawnRows; i++) {
              int row = drawn[i];
              int at = nodes[row] * size + codes[row];
              slopeSums[at] += slopes[row];
              curveSums[at] += curves[row];
            }
            weigh(candidate, size, slopeSums, curveSums);
          }
        }
      }

      private void weigh(int candidate, int size, double[] slopeSums, double[] curveSums) {
        double[] missingUp = new double[size];
        double[] missingDown = new double[size];
        for (int node = 0; node < count; node++) {
          double before = worth(slope[node], curve[node]);
          double slopeMissing = slopeSums[node * size];
          double curveMissing = curveSums[node * size];
          double slopeBelow = 0;
          double curveBelow = 0;
          for (int bin = 1; bin < size; bin++) {
            slopeBelow += slopeSums[node * size + bin];
            curveBelow += curveSums[node * size + bin];
            missingUp[bin] += gain(node, slopeBelow, curveBelow, before);
            missingDown[bin] +=
                gain(node, slopeBelow + slopeMissing, curveBelow + curveMissing, before);
          }
        }
        for (int bin = 1; bin < size; bin++) {
          if (missingUp[bin] > best) {
            best = missingUp[bin];
            term = candidate;
            this.bin = bin;
            missingAbove = true;
          }
          if (bin < size - 1 && missingDown[bin] > best) {
            best = missingDown[bin];
            term = candidate;
            this.bin = bin;
            missingAbove = false;
          }
        }
      }

      private double gain(int node, double slopeBelow, double curveBelow, double before) {
        double curveAbove = curve[node] - curveBelow;
        return curveBelow < LEAST_WEIGHT || curveAbove < LEAST_WEIGHT
            ? 0
            : worth(slopeBelow, curveBelow) + worth(slope[node] - slopeBelow, curveAbove) - before;
      }

      private double worth(double slopes, double curves) {
        return slopes * slopes / (curves + ridge);
      }
    }
  }
}

package zhijiao.models.score;

import java.util.Arrays;
import java.util.List;

/**
 * A sum of trees that ask the same question at every node of a level: the answers are the bits of the leaf's number, the first
 * question the highest. So the exact Shapley values of a tree are a table by leaf, computed once.
 */
public final class SymmetricTrees implements Member {

  /** A table of leaves by subsets of questions: deeper trees would not fit. */
  public static final int MAXIMUM_DEPTH = 8;

  private final List<Term> terms;
  private final Term[] inputs;
  private final double base;
  private final int depth;
  private final int trees;
  private final int[] asked;
  private final double[] thresholds;
  private final boolean[] missingAbove;
  private final int[] read;
  private final double[] leaves;
  private final double[] covers;
  private volatile double[] shares = {};

  /**
   * @param asked the term that a level asks about, tree by tree
   * @param thresholds a value above it sets the bit
   * @param missingAbove whether a missing value sets the bit
   * @param leaves what a leaf adds, tree by tree
   * @param covers how many came to a leaf in training
   */
  public SymmetricTrees(
      List<Term> terms,
      double base,
      int depth,
      int[] asked,
      double[] thresholds,
      boolean[] missingAbove,
      double[] leaves,
      double[] covers) {
    if (depth < 1 || depth > MAXIMUM_DEPTH) {
      throw new IllegalArgumentException("depth " + depth);
    }
    this.trees = asked.length / depth;
    if (asked.length != trees * depth
        || thresholds.length != asked.length
        || missingAbove.length != asked.length
        || leaves.length != trees << depth
        || covers.length != leaves.length) {
      throw new IllegalArgumentException("the tables of the trees do not fit together");
    }
    for (int one : asked) {
      if (one < 0 || one >= terms.size()) {
        throw new IllegalArgumentException("a tree asks about term " + one);
      }
    }
    this.terms = List.copyOf(terms);
    this.inputs = terms.toArray(new Term[0]);
    this.base = base;
    this.depth = depth;
    this.asked = asked.clone();
    this.thresholds = thresholds.clone();
    this.missingAbove = missingAbove.clone();
    this.read = new int[asked.length];
    for (int at = 0; at < read.length; at++) {
      read[at] = asked[at] + (missingAbove[at] ? terms.size() : 0);
    }
    this.leaves = leaves.clone();
    this.covers = covers.clone();
  }

  @Override
  public List<Term> terms() {
    return terms;
  }

  double base() {
    return base;
  }

  int depth() {
    return depth;
  }

  public int trees() {
    return trees;
  }

  int[] asked() {
    return asked.clone();
  }

  double[] thresholds() {
    return thresholds.clone();
  }

  boolean[] missingAbove() {
    return missingAbove.clone();
  }

  double[] leaves() {
    return leaves.clone();
  }

  double[] covers() {
    return covers.clone();
  }

  /**
   * The terms twice: a missing one below everything, then above everything, so that a question is one comparison whatever it does with
   * what is missing.
   */
  private double[] read(double[] vector) {
    int width = inputs.length;
    double[] values = new double[2 * width];
    for (int i = 0; i < width; i++) {
      double value = inputs[i].value(vector);
      boolean missing = Double.isNaN(value);
      values[i] = missing ? Double.NEGATIVE_INFINITY : value;
      values[width + i] = missing ? Double.POSITIVE_INFINITY : value;
    }
    return values;
  }

  private int leaf(int tree, double[] values) {
    int leaf = 0;
    int end = (tree + 1) * depth;
    for (int at = tree * depth; at < end; at++) {
      leaf = leaf << 1 | (values[read[at]] > thresholds[at] ? 1 : 0);
    }
    return leaf;
  }

  @Override
  public double value(double[] vector) {
    double[] values = read(vector);
    double sum = base;
    for (int tree = 0; tree < trees; tree++) {
      sum += leaves[(tree << depth) + leaf(tree, values)];
    }
    return sum;
  }

  @Override
  public double expected() {
    double sum = base;
    for (int tree = 0; tree < trees; tree++) {
      sum += mean(tree, 0, 0);
    }
    return sum;
  }

  @Override
  public void explain(double[] vector, double weight, double[] contributions) {
    double[] table = shares;
    if (table.length == 0) {
      table = shapleyValues();
      shares = table;
    }
    double[] values = read(vector);
    for (int tree = 0; tree < trees; tree++) {
      int row = ((tree << depth) + leaf(tree, values)) * depth;
      for (int level = 0; level < depth; level++) {
        int feature = inputs[asked[tree * depth + level]].feature();
        contributions[feature] += weight * table[row + level];
      }
    }
  }

  @Override
  public long reasonSteps() {
    return (long) trees * depth;
  }

  /** What each level's question brings at each leaf; a question that is asked twice has all in its first level. */
  private double[] shapleyValues() {
    double[] table = new double[(trees << depth) * depth];
    for (int tree = 0; tree < trees; tree++) {
      Questions questions = new Questions(tree);
      for (int leaf = 0; leaf < 1 << depth; leaf++) {
        questions.share(leaf, table, ((tree << depth) + leaf) * depth);
      }
    }
    return table;
  }

  /** The mean of the leaves below the node that {@code level} answers lead to. */
  private double mean(int tree, int level, int answers) {
    int first = (tree << depth) + (answers << depth - level);
    int end = first + (1 << depth - level);
    double sum = 0;
    double cover = 0;
    for (int leaf = first; leaf < end; leaf++) {
      sum += covers[leaf] * leaves[leaf];
      cover += covers[leaf];
    }
    if (cover > 0) {
      return sum / cover;
    }
    return Arrays.stream(leaves, first, end).average().orElseThrow();
  }

  /** The features that one tree asks about. */
  private final class Questions {
    private final int tree;
    private final int[] owner = new int[depth];
    private int features;

    Questions(int tree) {
      this.tree = tree;
      int[] seen = new int[depth];
      for (int level = 0; level < depth; level++) {
        int feature = inputs[asked[tree * depth + level]].feature();
        int player = 0;
        while (player < features && seen[player] != feature) {
          player++;
        }
        if (player == features) {
          seen[features++] = feature;
        }
        owner[level] = player;
      }
    }

    void share(int leaf, double[] table, int row) {
      double[] worth = new double[1 << features];
      for (int known = 0; known < worth.length; known++) {
        worth[known] = worth(0, 0, leaf, known);
      }
      for (int player = 0; player < features; player++) {
        double sum = 0;
        for (int known = 0; known < worth.length; known++) {
          if ((known >> player & 1) == 0) {
            sum += share(Integer.bitCount(known)) * (worth[known | 1 << player] - worth[known]);
          }
        }
        table[row + first(player)] = sum;
      }
    }

    private int first(int player) {
      int level = 0;
      while (owner[level] != player) {
        level++;
      }
      return level;
    }

    /** How many orders put just these before: k! (n-k-1)! / n!. */
    private double share(int before) {
      double share = 1.0 / features;
      for (int i = 1; i <= before; i++) {
        share *= (double) i / (features - i);
      }
      return share;
    }

    private double worth(int level, int answers, int leaf, int known) {
      if (level == depth) {
        return leaves[(tree << depth) + answers];
      }
      if ((known >> owner[level] & 1) == 1) {
        return worth(level + 1, answers << 1 | (leaf >> depth - 1 - level & 1), leaf, known);
      }
      double below = cover(level + 1, answers << 1);
      double above = cover(level + 1, answers << 1 | 1);
      double all = below + above;
      double toAbove = all > 0 ? above / all : 0.5;
      double value = 0;
      if (toAbove < 1) {
        value += (1 - toAbove) * worth(level + 1, answers << 1, leaf, known);
      }
      if (toAbove > 0) {
        value += toAbove * worth(level + 1, answers << 1 | 1, leaf, known);
      }
      return value;
    }

    private double cover(int level, int answers) {
      int from = (tree << depth) + (answers << depth - level);
      double sum = 0;
      for (int leaf = from; leaf < from + (1 << depth - level); leaf++) {
        sum += covers[leaf];
      }
      return sum;
    }
  }
}

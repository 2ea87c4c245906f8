package zhijiao.models.score;

import java.util.List;

/**
 * A sum of trees of any shape, flat in arrays: {@code base + scale × the sum of the leaves}. Reads no missing values: its terms fill
 * them. Exact Shapley values by the polynomial algorithm of Lundberg et al. (2018).
 */
public final class Trees implements Member {

  /** In place of a term where a node is a leaf. */
  public static final int LEAF = -1;

  private final List<Term> terms;
  private final Term[] inputs;
  private final double base;
  private final double scale;
  private final int[] roots;
  private final int[] asked;
  private final double[] numbers;
  private final int[] below;
  private final int[] above;
  private final double[] covers;
  private final int deepest;

  /**
   * @param roots the first node of each tree
   * @param asked by node: the term asked about, or {@link #LEAF}
   * @param numbers by node: the threshold (a value up to it goes below), or what the leaf adds
   * @param below by node: where to go
   * @param above by node: where to go
   * @param covers by node: how many came there in training
   */
  public Trees(
      List<Term> terms,
      double base,
      double scale,
      int[] roots,
      int[] asked,
      double[] numbers,
      int[] below,
      int[] above,
      double[] covers) {
    int nodes = asked.length;
    if (numbers.length != nodes
        || below.length != nodes
        || above.length != nodes
        || covers.length != nodes) {
      throw new IllegalArgumentException("the tables of the trees do not fit together");
    }
    for (int node = 0; node < nodes; node++) {
      boolean leaf = asked[node] == LEAF;
      boolean onwards =
          below[node] > node && below[node] < nodes && above[node] > node && above[node] < nodes;
      if (asked[node] < LEAF || asked[node] >= terms.size() || (!leaf && !onwards)) {
        throw new IllegalArgumentException("node " + node + " leads nowhere");
      }
    }
    this.terms = List.copyOf(terms);
    this.inputs = terms.toArray(new Term[0]);
    this.base = base;
    this.scale = scale;
    this.roots = roots.clone();
    this.asked = asked.clone();
    this.numbers = numbers.clone();
    this.below = below.clone();
    this.above = above.clone();
    this.covers = covers.clone();
    int depth = 0;
    for (int root : roots) {
      depth = Math.max(depth, depth(root));
    }
    this.deepest = depth;
  }

  private int depth(int node) {
    return asked[node] == LEAF ? 0 : 1 + Math.max(depth(below[node]), depth(above[node]));
  }

  @Override
  public List<Term> terms() {
    return terms;
  }

  double base() {
    return base;
  }

  double scale() {
    return scale;
  }

  int[] roots() {
    return roots.clone();
  }

  int[] asked() {
    return asked.clone();
  }

  double[] numbers() {
    return numbers.clone();
  }

  int[] below() {
    return below.clone();
  }

  int[] above() {
    return above.clone();
  }

  double[] covers() {
    return covers.clone();
  }

  private double[] read(double[] vector) {
    double[] values = new double[inputs.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = inputs[i].value(vector);
    }
    return values;
  }

  @Override
  public double value(double[] vector) {
    double[] values = read(vector);
    double sum = 0;
    for (int root : roots) {
      int node = root;
      while (asked[node] != LEAF) {
        node = values[asked[node]] <= numbers[node] ? below[node] : above[node];
      }
      sum += numbers[node];
    }
    return base + scale * sum;
  }

  @Override
  public double expected() {
    double sum = 0;
    for (int root : roots) {
      sum += mean(root);
    }
    return base + scale * sum;
  }

  private double mean(int node) {
    if (asked[node] == LEAF) {
      return numbers[node];
    }
    double share = covers[below[node]] / covers[node];
    return share * mean(below[node]) + (1 - share) * mean(above[node]);
  }

  @Override
  public void explain(double[] vector, double weight, double[] contributions) {
    double[] values = read(vector);
    double[] byTerm = new double[inputs.length];
    Path path = new Path(deepest + 2);
    for (int root : roots) {
      descend(root, path, 0, 1, 1, LEAF, values, byTerm);
    }
    for (int i = 0; i < inputs.length; i++) {
      contributions[inputs[i].feature()] += weight * scale * byTerm[i];
    }
  }

  private void descend(
      int node,
      Path before,
      int length,
      double zero,
      double one,
      int term,
      double[] values,
      double[] byTerm) {
    Path path = before.copy(length);
    path.extend(length, zero, one, term);
    if (asked[node] == LEAF) {
      for (int i = 1; i <= length; i++) {
        double sum = path.unwoundSum(length, i);
        byTerm[path.term[i]] += sum * (path.one[i] - path.zero[i]) * numbers[node];
      }
      return;
    }
    boolean goesBelow = values[asked[node]] <= numbers[node];
    int hot = goesBelow ? below[node] : above[node];
    int cold = goesBelow ? above[node] : below[node];
    double earlierZero = 1;
    double earlierOne = 1;
    int last = length;
    int found = 1;
    while (found <= length && path.term[found] != asked[node]) {
      found++;
    }
    if (found <= length) {
      earlierZero = path.zero[found];
      earlierOne = path.one[found];
      path.unwind(length, found);
      last--;
    }
    double hotShare = covers[hot] / covers[node];
    double coldShare = covers[cold] / covers[node];
    descend(hot, path, last + 1, hotShare * earlierZero, earlierOne, asked[node], values, byTerm);
    descend(cold, path, last + 1, coldShare * earlierZero, 0, asked[node], values, byTerm);
  }

  /** The questions on the way to a node, each once, and the weights of their subsets by size. */
  private static final class Path {
    private final int[] term;
    private final double[] zero;
    private final double[] one;
    private final double[] weight;

    Path(int size) {
      term = new int[size];
      zero = new double[size];
      one = new double[size];
      weight = new double[size];
    }

    Path copy(int length) {
      Path copy = new Path(term.length);
      System.arraycopy(term, 0, copy.term, 0, length);
      System.arraycopy(zero, 0, copy.zero, 0, length);
      System.arraycopy(one, 0, copy.one, 0, length);
      System.arraycopy(weight, 0, copy.weight, 0, length);
      return copy;
    }

    void extend(int length, double toZero, double toOne, int about) {
      term[length] = about;
      zero[length] = toZero;
      one[length] = toOne;
      weight[length] = length == 0 ? 1 : 0;
      for (int i = length - 1; i >= 0; i--) {
        weight[i + 1] += toOne * weight[i] * (i + 1) / (length + 1);
        weight[i] = toZero * weight[i] * (length - i) / (length + 1);
      }
    }

    void unwind(int length, int at) {
      double next = weight[length];
      for (int i = length - 1; i >= 0; i--) {
        if (one[at] != 0) {
          double kept = weight[i];
          weight[i] = next * (length + 1) / ((i + 1) * one[at]);
          next = kept - weight[i] * zero[at] * (length - i) / (length + 1);
        } else {
          weight[i] = weight[i] * (length + 1) / (zero[at] * (length - i));
        }
      }
      for (int i = at; i < length; i++) {
        term[i] = term[i + 1];
        zero[i] = zero[i + 1];
        one[i] = one[i + 1];
      }
    }

    double unwoundSum(int length, int at) {
      double next = weight[length];
      double sum = 0;
      for (int i = length - 1; i >= 0; i--) {
        if (one[at] != 0) {
          double part = next * (length + 1) / ((i + 1) * one[at]);
          sum += part;
          next = weight[i] - part * zero[at] * (length - i) / (length + 1);
        } else {
          sum += weight[i] / zero[at] * (length + 1) / (length - i);
        }
      }
      return sum;
    }
  }
}

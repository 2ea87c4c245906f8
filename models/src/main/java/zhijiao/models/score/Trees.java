package zhijiao.models.score;

import java.util.Arrays;
import java.util.List;

/**
 * A sum of trees of any shape, flat in arrays: {@code base + scale × the sum of the leaves}. Reads no missing values: its terms fill
 * them. Exact Shapley values: each is the integral of a polynomial, see {@link Walk}.
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
  private final Quadrature points;

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
    // Without the term asked about, one factor for each other term on the way.
    this.points = Quadrature.exactTo(Math.max(0, Math.min(depth, terms.size()) - 1));
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
    Walk walk = new Walk(read(vector));
    for (int root : roots) {
      walk.descend(root, 0);
    }
    for (int i = 0; i < inputs.length; i++) {
      contributions[inputs[i].feature()] += weight * scale * walk.byTerm[i];
    }
  }

  /** Every node, at every point of the integral. */
  @Override
  public long reasonSteps() {
    return (long) asked.length * points.size();
  }

  /**
   * One way through all trees. A tree in which each term is known with probability t is a polynomial in t: a leaf adds its number times
   * a factor for each term on the way to it, 1 when known and kept to, 0 when known and not, and the share of the covers when not known.
   * A Shapley value is the integral, over t from 0 to 1, of what knowing that term changes.
   */
  private final class Walk {
    private final double[] values;
    private final double[] byTerm = new double[inputs.length];

    /** By term, of the way down to here: the share of the covers where it is not known, 1 when not on the way. */
    private final double[] shares = new double[inputs.length];

    /** By term: whether what is known leads on to here. */
    private final boolean[] kept = new boolean[inputs.length];

    /** By depth and point: the product of all factors, times the weight of the point. */
    private final double[][] products = new double[deepest + 1][];

    /** By depth and point: the sum over the leaves below. */
    private final double[][] sums = new double[deepest + 1][points.size()];

    Walk(double[] values) {
      this.values = values;
      Arrays.fill(shares, 1);
      Arrays.fill(kept, true);
      Arrays.setAll(products, depth -> points.weights());
    }

    private void descend(int node, int depth) {
      double[] sum = sums[depth];
      double[] product = products[depth];
      if (asked[node] == LEAF) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] = product[i] * numbers[node];
        }
        return;
      }
      Arrays.fill(sum, 0);
      boolean goesBelow = values[asked[node]] <= numbers[node];
      branch(below[node], goesBelow, node, depth);
      branch(above[node], !goesBelow, node, depth);
    }

    private void branch(int child, boolean taken, int node, int depth) {
      int term = asked[node];
      double earlier = shares[term];
      boolean keptEarlier = kept[term];
      double share = earlier * (covers[child] / covers[node]);
      boolean keeps = keptEarlier && taken;
      if (share == 0 && !keeps) {
        return; // Nobody came here, and nobody does.
      }
      double[] product = products[depth];
      double[] next = products[depth + 1];
      if (!keptEarlier) {
        for (int i = 0; i < next.length; i++) {
          next[i] = product[i] * (share / earlier);
        }
      } else {
        for (int i = 0; i < next.length; i++) {
          next[i] = product[i] * factor(share, keeps, i);
        }
        if (earlier != 1) {
          for (int i = 0; i < next.length; i++) {
            next[i] /= factor(earlier, true, i);
          }
        }
      }
      shares[term] = share;
      kept[term] = keeps;
      descend(child, depth + 1);
      shares[term] = earlier;
      kept[term] = keptEarlier;
      double[] below = sums[depth + 1];
      double[] sum = sums[depth];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += below[i];
      }
      if (keptEarlier) {
        byTerm[term] += changed(below, share, keeps);
        if (earlier != 1) {
          byTerm[term] -= changed(below, earlier, true); // What the same term changed further up.
        }
      }
    }

    /** A share where the term is not known; where it is, 1 or 0. */
    private double factor(double share, boolean keeps, int point) {
      return keeps ? share + (1 - share) * points.at(point) : share * points.left(point);
    }

    /** What knowing the term changes, as a part of the factor: below is what it was multiplied into. */
    private double changed(double[] below, double share, boolean keeps) {
      double changed = 0;
      for (int i = 0; i < below.length; i++) {
        changed +=
            keeps ? below[i] * (1 - share) / factor(share, true, i) : -below[i] / points.left(i);
      }
      return changed;
    }
  }
}

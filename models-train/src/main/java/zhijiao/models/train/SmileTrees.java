package zhijiao.models.train;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import smile.base.cart.CART;
import smile.base.cart.InternalNode;
import smile.base.cart.LeafNode;
import smile.base.cart.Node;
import smile.base.cart.OrdinalNode;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.vector.IntVector;
import zhijiao.models.score.Term;
import zhijiao.models.score.Trees;

/** Lays Smile's trees out flat. */
final class SmileTrees {

  static final String OUTCOME = "y";

  private final List<Integer> roots = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();
  private final List<Double> numbers = new ArrayList<>();
  private final List<Integer> below = new ArrayList<>();
  private final List<Integer> above = new ArrayList<>();
  private final List<Double> covers = new ArrayList<>();

  private SmileTrees() {}

  static Formula formula() {
    return Formula.lhs(OUTCOME);
  }

  static String[] names(int width) {
    String[] names = new String[width];
    for (int i = 0; i < width; i++) {
      names[i] = "x" + i;
    }
    return names;
  }

  static DataFrame frame(double[][] matrix, int[] outcomes) {
    return DataFrame.of(matrix, names(matrix[0].length)).merge(IntVector.of(OUTCOME, outcomes));
  }

  /** A row as Smile wants it, with an outcome that it does not look at. */
  static Tuple tuple(double[] row) {
    return frame(new double[][] {row}, new int[] {0}).get(0);
  }

  /**
   * @param factors by tree: what its leaves are multiplied by
   */
  static Trees flat(
      List<Term> terms,
      double base,
      double scale,
      CART[] trees,
      double[] factors,
      ToDoubleFunction<LeafNode> leaf) {
    SmileTrees flat = new SmileTrees();
    for (int i = 0; i < trees.length; i++) {
      double factor = factors[i];
      flat.roots.add(flat.add(trees[i].root(), node -> factor * leaf.applyAsDouble(node)));
    }
    return new Trees(
        terms,
        base,
        scale,
        integers(flat.roots),
        integers(flat.asked),
        doubles(flat.numbers),
        integers(flat.below),
        integers(flat.above),
        doubles(flat.covers));
  }

  private int add(Node node, ToDoubleFunction<LeafNode> leaf) {
    int at = asked.size();
    asked.add(Trees.LEAF);
    numbers.add(0.0);
    below.add(0);
    above.add(0);
    covers.add((double) node.size());
    if (node instanceof LeafNode end) {
      numbers.set(at, leaf.applyAsDouble(end));
    } else if (node instanceof OrdinalNode split) {
      asked.set(at, split.feature());
      numbers.set(at, number(split, OrdinalNode.class, "value"));
      below.set(at, add(((InternalNode) split).trueChild(), leaf));
      above.set(at, add(((InternalNode) split).falseChild(), leaf));
    } else {
      throw new IllegalStateException("a split on names, where all terms are numbers: " + node);
    }
    return at;
  }

  /** Smile keeps its thresholds to itself. */
  static double number(Object of, Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.getDouble(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this is another Smile: no " + name + " in " + type, e);
    }
  }

  private static int[] integers(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] doubles(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

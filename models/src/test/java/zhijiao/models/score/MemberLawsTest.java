package zhijiao.models.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What holds for every member: contributions are the Shapley values, and add up. */
class MemberLawsTest {

  private static final int FEATURES = 5;
  private static final double EXACT = 1e-9;

  private static List<Term> raw() {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < FEATURES; i++) {
      terms.add(new Term.Raw(i));
    }
    return terms;
  }

  private static double[] vector(Random random, boolean gaps) {
    double[] vector = random.doubles(FEATURES).toArray();
    for (int i = 0; gaps && i < FEATURES; i++) {
      vector[i] = random.nextInt(4) == 0 ? Double.NaN : vector[i];
    }
    return vector;
  }

  private static SymmetricTrees symmetric(Random random, int trees, int depth) {
    int[] asked = random.ints((long) trees * depth, 0, FEATURES).toArray();
    boolean[] missing = new boolean[asked.length];
    for (int i = 0; i < missing.length; i++) {
      missing[i] = random.nextBoolean();
    }
    int leaves = trees << depth;
    double[] covers = random.ints(leaves, 0, 9).asDoubleStream().toArray();
    return new SymmetricTrees(
        raw(),
        random.nextGaussian(),
        depth,
        asked,
        random.doubles(asked.length).toArray(),
        missing,
        random.doubles(leaves, -1, 1).toArray(),
        covers);
  }

  private static Trees trees(Random random, int depth) {
    int nodes = (1 << depth + 1) - 1;
    int inner = (1 << depth) - 1;
    int[] asked = new int[nodes];
    double[] numbers = new double[nodes];
    int[] below = new int[nodes];
    int[] above = new int[nodes];
    double[] covers = new double[nodes];
    for (int node = nodes - 1; node >= 0; node--) {
      boolean leaf = node >= inner;
      asked[node] = leaf ? Trees.LEAF : random.nextInt(FEATURES);
      numbers[node] = random.nextDouble();
      below[node] = leaf ? 0 : 2 * node + 1;
      above[node] = leaf ? 0 : 2 * node + 2;
      covers[node] = leaf ? 1 + random.nextInt(9) : covers[below[node]] + covers[above[node]];
    }
    return new Trees(
        raw(), random.nextGaussian(), 0.7, new int[] {0}, asked, numbers, below, above, covers);
  }

  private static void assertAddsUp(Member member, double[] vector) {
    double[] contributions = new double[FEATURES];
    member.explain(vector, 1, contributions);
    assertEquals(
        member.value(vector), member.expected() + Arrays.stream(contributions).sum(), EXACT);
  }

  @Property(tries = 200)
  void contributions_and_the_expected_value_are_the_value(@ForAll long seed) {
    Random random = new Random(seed);
    assertAddsUp(symmetric(random, 3, 1 + random.nextInt(5)), vector(random, true));
    assertAddsUp(trees(random, 1 + random.nextInt(5)), vector(random, false));
    double[] weights = random.doubles(FEATURES).toArray();
    assertAddsUp(
        new Linear(
            List.of(
                new Term.Filled(0, 0.5),
                new Term.Missing(1),
                new Term.AtLeast(2, 0.3),
                new Term.Above(3, 0.2),
                new Term.Is(4, 0)),
            1,
            weights,
            random.doubles(FEATURES).toArray()),
        vector(random, true));
  }

  @Property(tries = 100)
  void contributions_of_symmetric_trees_are_the_shapley_values(@ForAll long seed) {
    Random random = new Random(seed);
    int depth = 1 + random.nextInt(5);
    SymmetricTrees trees = symmetric(random, 2, depth);
    double[] vector = vector(random, true);
    double[] contributions = new double[FEATURES];
    trees.explain(vector, 1, contributions);
    double[] expected =
        Shapley.values(
            FEATURES,
            known ->
                trees.base()
                    + expected(trees, 0, 0, 0, vector, known)
                    + expected(trees, 1, 0, 0, vector, known));
    assertArrayEquals(expected, contributions, EXACT);
  }

  private static double expected(
      SymmetricTrees trees, int tree, int level, int answers, double[] vector, int known) {
    int depth = trees.depth();
    if (level == depth) {
      return trees.leaves()[(tree << depth) + answers];
    }
    int at = tree * depth + level;
    int feature = trees.asked()[at];
    if ((known >> feature & 1) == 1) {
      double value = vector[feature];
      boolean above =
          Double.isNaN(value) ? trees.missingAbove()[at] : value > trees.thresholds()[at];
      return expected(trees, tree, level + 1, 2 * answers + (above ? 1 : 0), vector, known);
    }
    double below = cover(trees, tree, level + 1, 2 * answers);
    double above = cover(trees, tree, level + 1, 2 * answers + 1);
    double share = below + above == 0 ? 0.5 : above / (below + above);
    return (1 - share) * expected(trees, tree, level + 1, 2 * answers, vector, known)
        + share * expected(trees, tree, level + 1, 2 * answers + 1, vector, known);
  }

  private static double cover(SymmetricTrees trees, int tree, int level, int answers) {
    int below = trees.depth() - level;
    int from = (tree << trees.depth()) + (answers << below);
    return Arrays.stream(trees.covers(), from, from + (1 << below)).sum();
  }

  @Property(tries = 100)
  void contributions_of_trees_are_the_shapley_values(@ForAll long seed) {
    Random random = new Random(seed);
    Trees trees = trees(random, 1 + random.nextInt(5));
    double[] vector = vector(random, false);
    double[] contributions = new double[FEATURES];
    trees.explain(vector, 1, contributions);
    double[] expected = Shapley.values(FEATURES, known -> 0.7 * expected(trees, 0, vector, known));
    assertArrayEquals(expected, contributions, EXACT);
  }

  private static double expected(Trees trees, int node, double[] vector, int known) {
    int asked = trees.asked()[node];
    if (asked == Trees.LEAF) {
      return trees.numbers()[node];
    }
    int below = trees.below()[node];
    int above = trees.above()[node];
    if ((known >> asked & 1) == 1) {
      return expected(trees, vector[asked] <= trees.numbers()[node] ? below : above, vector, known);
    }
    double share = trees.covers()[below] / trees.covers()[node];
    return share * expected(trees, below, vector, known)
        + (1 - share) * expected(trees, above, vector, known);
  }

  @Test
  void tables_that_do_not_fit_together_are_refused() {
    double[] leaves = {0, 1};
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new SymmetricTrees(
                raw(), 0, 1, new int[] {9}, new double[1], new boolean[1], leaves, leaves));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new SymmetricTrees(
                raw(), 0, 2, new int[] {0}, new double[1], new boolean[1], leaves, leaves));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Trees(
                raw(),
                0,
                1,
                new int[] {0},
                new int[] {0},
                new double[1],
                new int[] {0},
                new int[] {0},
                new double[1]));
  }
}

package zhijiao.models.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import smile.base.cart.DecisionNode;
import smile.base.cart.SplitRule;
import smile.classification.RandomForest;
import smile.math.MathEx;
import zhijiao.models.score.Member;
import zhijiao.models.score.Term;

/** Smile's random forest. Its value is a share of votes, not a margin; calibration makes it one. */
final class ForestLearner implements Learner {

  private static final int DEEPEST = 20;

  private final int trees;
  private final int smallestLeaf;

  ForestLearner(int trees, int smallestLeaf) {
    this.trees = trees;
    this.smallestLeaf = smallestLeaf;
  }

  @Override
  public String family() {
    return "forest";
  }

  @Override
  public String settings() {
    return String.format(Locale.ROOT, "%d trees, leaves of %d and more", trees, smallestLeaf);
  }

  @Override
  public Member fit(Rows rows, long seed) {
    List<Term> terms = Design.filled(rows);
    RandomForest forest = forest(terms, rows, seed);
    double[] weights = Arrays.stream(forest.models()).mapToDouble(model -> model.weight).toArray();
    double all = Arrays.stream(weights).sum();
    double[] factors = Arrays.stream(weights).map(weight -> weight / all).toArray();
    return SmileTrees.flat(
        terms,
        0,
        1,
        forest.trees(),
        factors,
        leaf -> ((DecisionNode) leaf).posteriori(new double[2])[1]);
  }

  RandomForest forest(List<Term> terms, Rows rows, long seed) {
    MathEx.setSeed(seed);
    return RandomForest.fit(
        SmileTrees.formula(),
        SmileTrees.frame(Design.matrix(terms, rows.vectors()), rows.outcomes()),
        trees,
        (int) Math.max(1, Math.round(Math.sqrt(terms.size()))),
        SplitRule.GINI,
        DEEPEST,
        Math.max(2, rows.size() / smallestLeaf),
        smallestLeaf,
        1.0,
        null,
        LongStream.iterate(seed, one -> one + 1));
  }
}

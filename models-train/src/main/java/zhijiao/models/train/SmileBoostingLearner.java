package zhijiao.models.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import smile.base.cart.RegressionNode;
import smile.classification.GradientTreeBoost;
import smile.math.MathEx;
import zhijiao.models.score.Member;
import zhijiao.models.score.Term;

/** Smile's gradient boosting. Slow: for comparison with {@link BoostingLearner}, which a spec gets otherwise. */
final class SmileBoostingLearner implements Learner {

  private final int trees;
  private final int depth;
  private final double shrinkage;

  SmileBoostingLearner(int trees, int depth, double shrinkage) {
    this.trees = trees;
    this.depth = depth;
    this.shrinkage = shrinkage;
  }

  @Override
  public String family() {
    return "smile-boosting";
  }

  @Override
  public String settings() {
    return String.format(Locale.ROOT, "%d trees of depth %d, rate %.2f", trees, depth, shrinkage);
  }

  @Override
  public Member fit(Rows rows, long seed) {
    List<Term> terms = Design.filled(rows);
    GradientTreeBoost boosted = boost(terms, rows, seed);
    double[] ones = new double[boosted.trees().length];
    Arrays.fill(ones, 1);
    // Smile's margin is half the log-odds.
    return SmileTrees.flat(
        terms,
        2 * SmileTrees.number(boosted, GradientTreeBoost.class, "b"),
        2 * shrinkage,
        boosted.trees(),
        ones,
        leaf -> ((RegressionNode) leaf).output());
  }

  GradientTreeBoost boost(List<Term> terms, Rows rows, long seed) {
    MathEx.setSeed(seed);
    return GradientTreeBoost.fit(
        SmileTrees.formula(),
        SmileTrees.frame(Design.matrix(terms, rows.vectors()), rows.outcomes()),
        trees,
        depth,
        1 << depth,
        5,
        shrinkage,
        0.7);
  }
}

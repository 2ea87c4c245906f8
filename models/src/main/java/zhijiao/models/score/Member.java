package zhijiao.models.score;

import java.util.List;

/**
 * One learned function of a vector. A model adds members up, each with its weight.
 *
 * <p>For every vector: {@code value = expected + the sum of what explain adds with weight 1}.
 */
public sealed interface Member permits Linear, SymmetricTrees, Trees {

  List<Term> terms();

  double value(double[] vector);

  /** The mean over the people it was trained on. */
  double expected();

  /** Adds, to the place of each feature, weight times what this feature brings. */
  void explain(double[] vector, double weight, double[] contributions);

  /** How many steps {@link #explain} takes, each of a few nanoseconds; the same for every vector. */
  long reasonSteps();
}

package zhijiao.models.score;

import java.util.List;

/** A weighted sum of terms. A term brings its weight times its distance from the mean of those it was trained on. */
public final class Linear implements Member {

  private final List<Term> terms;
  private final double intercept;
  private final double[] weights;
  private final double[] means;

  public Linear(List<Term> terms, double intercept, double[] weights, double[] means) {
    if (terms.size() != weights.length || terms.size() != means.length) {
      throw new IllegalArgumentException(
          terms.size() + " terms, " + weights.length + " weights, " + means.length + " means");
    }
    this.terms = List.copyOf(terms);
    this.intercept = intercept;
    this.weights = weights.clone();
    this.means = means.clone();
  }

  @Override
  public List<Term> terms() {
    return terms;
  }

  double intercept() {
    return intercept;
  }

  double[] weights() {
    return weights.clone();
  }

  double[] means() {
    return means.clone();
  }

  @Override
  public double value(double[] vector) {
    double sum = intercept;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * terms.get(i).value(vector);
    }
    return sum;
  }

  @Override
  public double expected() {
    double sum = intercept;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * means[i];
    }
    return sum;
  }

  @Override
  public void explain(double[] vector, double weight, double[] contributions) {
    for (int i = 0; i < weights.length; i++) {
      Term term = terms.get(i);
      contributions[term.feature()] += weight * weights[i] * (term.value(vector) - means[i]);
    }
  }

  @Override
  public long reasonSteps() {
    return terms().size();
  }
}

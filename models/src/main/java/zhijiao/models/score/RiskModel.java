package zhijiao.models.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import zhijiao.models.feature.FeatureSet;

/**
 * A trained model: members, added up with their weights, and a calibration.
 *
 * <p>With one period the probability is that of the sum. With more (a discrete-time hazard) the members read one more number after
 * the features, the period from 1, the sum gives the probability of the event in that period when it had not come before,
 * and the score is the probability that it comes within all periods.
 */
public final class RiskModel {

  private final String name;
  private final FeatureSet features;
  private final int periods;
  private final double intercept;
  private final List<Member> members;
  private final double[] weights;
  private final Calibration calibration;
  private final double[] importance;
  private final List<Band> bands;

  /**
   * @param importance by feature: how much the score leans on it, for the grade of a vector with gaps
   */
  public RiskModel(
      String name,
      FeatureSet features,
      int periods,
      double intercept,
      List<Member> members,
      double[] weights,
      Calibration calibration,
      double[] importance,
      List<Band> bands) {
    if (members.isEmpty() || members.size() != weights.length) {
      throw new IllegalArgumentException(
          members.size() + " members, " + weights.length + " weights");
    }
    if (periods < 1) {
      throw new IllegalArgumentException(periods + " periods");
    }
    if (importance.length != features.size()) {
      throw new IllegalArgumentException(
          importance.length + " importances of " + features.size() + " features");
    }
    if (bands.isEmpty()) {
      throw new IllegalArgumentException("no bands");
    }
    int readable = features.size() + (periods > 1 ? 1 : 0);
    for (Member member : members) {
      for (Term term : member.terms()) {
        if (term.feature() < 0 || term.feature() >= readable) {
          throw new IllegalArgumentException("a term reads feature " + term.feature());
        }
      }
    }
    this.name = name;
    this.features = features;
    this.periods = periods;
    this.intercept = intercept;
    this.members = List.copyOf(members);
    this.weights = weights.clone();
    this.calibration = calibration;
    this.importance = importance.clone();
    this.bands = List.copyOf(bands);
  }

  /** The same model, with what was learned about it afterwards. */
  public RiskModel with(double[] importance, List<Band> bands) {
    return new RiskModel(
        name, features, periods, intercept, members, weights, calibration, importance, bands);
  }

  public String name() {
    return name;
  }

  public FeatureSet features() {
    return features;
  }

  public int periods() {
    return periods;
  }

  public List<Member> members() {
    return members;
  }

  double intercept() {
    return intercept;
  }

  double[] weights() {
    return weights.clone();
  }

  Calibration calibration() {
    return calibration;
  }

  double[] importance() {
    return importance.clone();
  }

  List<Band> bands() {
    return bands;
  }

  /** The sum of the members for a vector that, with several periods, has the period at its end. */
  public double margin(double[] vector) {
    double sum = intercept;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * members.get(i).value(vector);
    }
    return sum;
  }

  public double probability(double[] vector) {
    if (periods == 1) {
      return calibration.probability(margin(vector));
    }
    double without = 1;
    double[] extended = Arrays.copyOf(vector, features.size() + 1);
    for (int period = 1; period <= periods; period++) {
      extended[features.size()] = period;
      without *= 1 - calibration.probability(margin(extended));
    }
    return 1 - without;
  }

  public Score score(double[] vector) {
    double probability = probability(vector);
    Band band = Band.of(bands, probability);
    return new Score(
        probability,
        Math.min(band.low(), probability),
        Math.max(band.high(), probability),
        quality(vector));
  }

  private QualityGrade quality(double[] vector) {
    double all = 0;
    double known = 0;
    for (int i = 0; i < importance.length; i++) {
      all += importance[i];
      known += Double.isNaN(vector[i]) ? 0 : importance[i];
    }
    return QualityGrade.of(all == 0 ? 1 : known / all);
  }

  /** The mean margin of those it was trained on. */
  public double expected() {
    double sum = intercept;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * members.get(i).expected();
    }
    return sum;
  }

  /**
   * What each feature brings to the margin: exact Shapley values. Together with {@link #expected} they are the margin. With several
   * periods it is the first that is explained, without the part of the period itself.
   */
  public double[] contributions(double[] vector) {
    double[] read = vector;
    if (periods > 1) {
      read = Arrays.copyOf(vector, features.size() + 1);
      read[features.size()] = 1;
    }
    double[] contributions = new double[read.length];
    for (int i = 0; i < weights.length; i++) {
      members.get(i).explain(read, weights[i], contributions);
    }
    return periods > 1 ? Arrays.copyOf(contributions, features.size()) : contributions;
  }

  /** How many steps it takes to find the {@link #reasons} of a score, each of a few nanoseconds. */
  public long reasonSteps() {
    return members.stream().mapToLong(Member::reasonSteps).sum();
  }

  /** The features that moved the score most, the strongest first. */
  public List<Reason> reasons(double[] vector, int most) {
    double[] contributions = contributions(vector);
    int[] order =
        IntStream.range(0, contributions.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -Math.abs(contributions[i])))
            .limit(most)
            .mapToInt(Integer::intValue)
            .toArray();
    List<Reason> reasons = new ArrayList<>();
    for (int feature : order) {
      if (contributions[feature] != 0) {
        reasons.add(Reasons.reason(features, feature, vector[feature], contributions[feature]));
      }
    }
    return reasons;
  }
}

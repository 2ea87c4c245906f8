package zhijiao.models.live;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhijiao.models.feature.FeatureVector;
import zhijiao.models.live.Promotion.Act;
import zhijiao.models.score.Member;
import zhijiao.models.score.RiskModel;
import zhijiao.models.score.Term;

/**
 * Whether a model still sees people like those of its first days. Beyond a bound it is suspended, and rules alone suggest tiers;
 * below a lower one it may score again. While it is suspended it is asked in silence.
 *
 * @param suspendAbove population stability index of the score, or of a feature that the model reads, above which it is suspended
 * @param resumeBelow below which all of them must lie before it scores again
 * @param leastVectors fewer vectors on either side say nothing
 */
public record DriftWatch(double suspendAbove, double resumeBelow, int leastVectors) {

  /** S18 asks for an alarm above 0.2. Half of it to recover, so that a wavering index does not switch to and fro: chosen. */
  public static final DriftWatch DEFAULT = new DriftWatch(0.2, 0.1, 100);

  private static final int BINS = 10;

  /** A share of nothing counts as one in ten thousand, as in the views. */
  private static final double LEAST_SHARE = 0.0001;

  /**
   * What was found.
   *
   * @param psi the largest index
   * @param of what it is the index of: {@code score} or a feature's name
   * @param act what to do, or null for nothing
   * @param because in words, for whoever reads the suggestion
   */
  public record Verdict(double psi, String of, @Nullable Act act, String because) {}

  /**
   * @param base vectors of the model's first days
   * @param found vectors of the day that is judged
   * @param suspended whether the model is suspended now
   */
  public Verdict judge(
      RiskModel model, List<FeatureVector> base, List<FeatureVector> found, boolean suspended) {
    if (base.size() < leastVectors || found.size() < leastVectors) {
      return new Verdict(
          Double.NaN, "", null, base.size() + " and " + found.size() + " vectors say nothing yet");
    }
    double worst = psi(scores(model, base), scores(model, found), 1.0 / BINS);
    String of = "score";
    for (int feature : read(model)) {
      double psi = featurePsi(base, found, feature);
      if (psi > worst) {
        worst = psi;
        of = LiveFeatures.SET.name(feature);
      }
    }
    Act act =
        !suspended && worst > suspendAbove
            ? Act.SUSPEND
            : suspended && worst < resumeBelow ? Act.PROMOTE : null;
    return new Verdict(
        worst,
        of,
        act,
        String.format(Locale.ROOT, "PSI %.2f of %s, bound %.2f", worst, of, suspendAbove));
  }

  private static TreeSet<Integer> read(RiskModel model) {
    TreeSet<Integer> features = new TreeSet<>();
    for (Member member : model.members()) {
      for (Term term : member.terms()) {
        if (term.feature() < model.features().size()) {
          features.add(term.feature());
        }
      }
    }
    return features;
  }

  private static double[] scores(RiskModel model, List<FeatureVector> vectors) {
    return vectors.stream().mapToDouble(vector -> model.probability(vector.values())).toArray();
  }

  private static double psi(double[] base, double[] found, double width) {
    double[] cuts = new double[BINS - 1];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = (i + 1) * width;
    }
    return index(counts(base, cuts), counts(found, cuts));
  }

  private static double featurePsi(
      List<FeatureVector> base, List<FeatureVector> found, int feature) {
    double[] known =
        base.stream()
            .mapToDouble(vector -> vector.value(feature))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    double[] cuts = new double[known.length == 0 ? 0 : BINS - 1];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = known[Math.min(known.length - 1, (i + 1) * known.length / BINS)];
    }
    return index(
        counts(base.stream().mapToDouble(vector -> vector.value(feature)).toArray(), cuts),
        counts(found.stream().mapToDouble(vector -> vector.value(feature)).toArray(), cuts));
  }

  /** By bins between the cuts, and at the end what is missing. */
  private static double[] counts(double[] values, double[] cuts) {
    double[] counts = new double[cuts.length + 2];
    for (double value : values) {
      if (Double.isNaN(value)) {
        counts[cuts.length + 1]++;
      } else {
        counts[(int) Arrays.stream(cuts).filter(cut -> value > cut).count()]++;
      }
    }
    return counts;
  }

  private static double index(double[] base, double[] found) {
    double baseTotal = Arrays.stream(base).sum();
    double foundTotal = Arrays.stream(found).sum();
    double sum = 0;
    for (int i = 0; i < base.length; i++) {
      double expected = Math.max(base[i] / baseTotal, LEAST_SHARE);
      double actual = Math.max(found[i] / foundTotal, LEAST_SHARE);
      sum += (actual - expected) * StrictMath.log(actual / expected);
    }
    return sum;
  }
}

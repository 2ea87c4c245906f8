package zhijiao.models.feature;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The features of one person at one instant, under the id of the set that says what each number means. */
public final class FeatureVector {

  private final FeatureSetId features;
  private final double[] values;

  /**
   * @param values one for each feature of the set; not a number where it is missing
   */
  public FeatureVector(FeatureSetId features, double[] values) {
    this.features = features;
    this.values = values.clone();
  }

  public FeatureSetId features() {
    return features;
  }

  public int size() {
    return values.length;
  }

  public double value(int feature) {
    return values[feature];
  }

  public boolean isMissing(int feature) {
    return Double.isNaN(values[feature]);
  }

  public double[] values() {
    return values.clone();
  }

  /** The share of features that are there, 0–1. */
  public double known() {
    return values.length == 0
        ? 0
        : Arrays.stream(values).filter(value -> !Double.isNaN(value)).count()
            / (double) values.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FeatureVector that
        && features.equals(that.features)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * features.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return features + " " + Arrays.toString(values);
  }
}

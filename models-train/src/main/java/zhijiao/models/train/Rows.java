package zhijiao.models.train;

import java.util.Arrays;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.feature.Kind;

/**
 * What a learner is given.
 *
 * @param periodic whether each vector ends with its period
 * @param outcomes 0 or 1
 */
record Rows(FeatureSet features, boolean periodic, double[][] vectors, int[] outcomes) {

  int size() {
    return vectors.length;
  }

  int width() {
    return features.size() + (periodic ? 1 : 0);
  }

  /** The period counts as a number. */
  Kind kind(int feature) {
    return feature < features.columns().size()
        ? features.columns().get(feature).kind()
        : Kind.NUMBER;
  }

  int levels(int feature) {
    return features.columns().get(feature).levels().size();
  }

  double[] column(int feature) {
    double[] column = new double[vectors.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = vectors[i][feature];
    }
    return column;
  }

  double rate() {
    return Arrays.stream(outcomes).average().orElseThrow();
  }
}

package zhijiao.models.live;

import java.util.Arrays;
import java.util.List;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.score.Band;
import zhijiao.models.score.Calibration;
import zhijiao.models.score.Linear;
import zhijiao.models.score.RiskModel;
import zhijiao.models.score.Term;

/** Models written by hand, for tests. */
final class Models {

  private Models() {}

  /** A model of the live features that looks at violations and lateness. */
  static RiskModel scorecard(double weight) {
    return of(LiveFeatures.SET, weight);
  }

  static RiskModel of(FeatureSet features, double weight) {
    int violations = Math.max(0, features.names().indexOf("violations_28"));
    int onTime = Math.max(0, features.names().indexOf("on_time_share_28"));
    double[] importance = new double[features.size()];
    Arrays.fill(importance, 0.001);
    importance[violations] = 1;
    return new RiskModel(
        "test-card",
        features,
        1,
        -1.5,
        List.of(
            new Linear(
                List.of(new Term.Filled(violations, 0), new Term.Filled(onTime, 0.9)),
                0,
                new double[] {weight, -1},
                new double[] {0, 0.9})),
        new double[] {1},
        Calibration.Platt.NONE,
        importance,
        List.of(new Band(0, 0.01, 0.9)));
  }
}

package zhijiao.jobs;

import java.util.Arrays;
import java.util.List;
import zhijiao.core.alert.AlertId;
import zhijiao.core.fact.Subject;
import zhijiao.core.time.TimeSpan;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.feature.FeatureSetId;
import zhijiao.models.feature.FeatureVector;
import zhijiao.models.live.LiveFeatures;
import zhijiao.models.live.Promotion;
import zhijiao.models.live.RiskScore;
import zhijiao.models.live.Violation;
import zhijiao.models.score.Band;
import zhijiao.models.score.Calibration;
import zhijiao.models.score.Linear;
import zhijiao.models.score.QualityGrade;
import zhijiao.models.score.Reason;
import zhijiao.models.score.RiskModel;
import zhijiao.models.score.Score;
import zhijiao.models.score.StoredModel;
import zhijiao.models.score.Term;
import zhijiao.models.tier.Tier;
import zhijiao.models.tier.TierSuggestion;

/** Scores, violations and a model written by hand, for tests. */
public final class AnyRisk {

  public static final long AT = 1_793_462_400_123L;

  private AnyRisk() {}

  public static Violation violation() {
    return new Violation(
        new Subject("s-0042"),
        new AlertId(77),
        3,
        "curfew",
        List.of(new TimeSpan(AT + 5, AT + 9), new TimeSpan(AT + 20, Long.MAX_VALUE)),
        List.of(new TimeSpan(AT, AT + 1), new TimeSpan(AT + 2, Long.MAX_VALUE)));
  }

  /**
   * @param scored with a model's score, or by rules only
   */
  public static RiskScore score(boolean scored) {
    return new RiskScore(
        new Subject("s-0042"),
        AT,
        4,
        true,
        AT + 10_000,
        new RiskScore.Content(
            RiskScore.Why.CONFIRMED,
            new FeatureVector(new FeatureSetId("fs-1"), new double[] {0.25, Double.NaN, -3}),
            AT - 1_000,
            "331102",
            "331102001",
            true,
            scored ? RiskScore.Basis.MODEL : RiskScore.Basis.SUSPENDED,
            scored ? "card" : "",
            "rm-1",
            scored ? new Score(0.3, 0.2, 0.4, QualityGrade.B) : null,
            scored ? List.of(new Reason("x", 0.5, "x: 1", "x：1")) : List.of(),
            new TierSuggestion(
                Tier.ORDINARY,
                Tier.STRICT,
                List.of(new TierSuggestion.Ground("why", "为什么")),
                QualityGrade.B)));
  }

  public static RiskScore withdrawn() {
    return new RiskScore(new Subject("s-0042"), AT, 5, true, AT + 20_000, null);
  }

  /** A model that looks at confirmed violations only. */
  public static RiskModel card(FeatureSet features, double weight) {
    int feature = Math.max(0, features.names().indexOf("violations_28"));
    double[] importance = new double[features.size()];
    Arrays.fill(importance, 0.001);
    importance[feature] = 1;
    return new RiskModel(
        "test-card",
        features,
        1,
        -2,
        List.of(
            new Linear(
                List.of(new Term.Filled(feature, 0)), 0, new double[] {weight}, new double[] {0})),
        new double[] {1},
        Calibration.Platt.NONE,
        importance,
        List.of(new Band(0, 0.01, 0.95)));
  }

  /** The text of a promotion of that card. */
  public static String promotion(double weight, long effective) {
    return Promotion.promote(StoredModel.write(card(LiveFeatures.SET, weight)), effective, "P-9");
  }
}

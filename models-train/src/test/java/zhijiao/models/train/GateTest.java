package zhijiao.models.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.models.feature.FeatureColumn;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.feature.Kind;
import zhijiao.models.score.Band;
import zhijiao.models.score.Calibration;
import zhijiao.models.score.RiskModel;
import zhijiao.models.score.Term;
import zhijiao.models.score.Trees;

class GateTest {

  /** Trees that ask one question each: three nodes, at the one point that an integral of degree 0 takes. */
  private static RiskModel model(int trees) {
    FeatureColumn column = new FeatureColumn("f", Kind.FLAG, List.of(), null, "f", "f");
    FeatureSet features = new FeatureSet(List.of(column), List.of());
    int[] roots = new int[trees];
    int[] asked = new int[3 * trees];
    int[] below = new int[3 * trees];
    int[] above = new int[3 * trees];
    Arrays.fill(asked, Trees.LEAF);
    for (int tree = 0; tree < trees; tree++) {
      int root = 3 * tree;
      roots[tree] = root;
      asked[root] = 0;
      below[root] = root + 1;
      above[root] = root + 2;
    }
    double[] ones = new double[3 * trees];
    Arrays.fill(ones, 1);
    Trees member =
        new Trees(
            List.of(new Term.Filled(0, 0)),
            0,
            1,
            roots,
            asked,
            new double[3 * trees],
            below,
            above,
            ones);
    return new RiskModel(
        "m",
        features,
        1,
        0,
        List.of(member),
        new double[] {1},
        Calibration.Platt.NONE,
        new double[] {1},
        List.of(new Band(0, 0, 1)));
  }

  @Test
  void a_model_whose_reasons_take_too_long_is_refused() {
    assertEquals(36_000, model(12_000).reasonSteps());
    assertTrue(Gate.reasons(model(12_000)).passed());
    Gate.Line refused = Gate.reasons(model(12_001));
    assertFalse(refused.passed());
    assertEquals("36,003 steps", refused.found());
  }
}

package zhijiao.models.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhijiao.models.feature.Derived;
import zhijiao.models.feature.FeatureColumn;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.feature.Kind;

class RiskModelTest {

  private static final FeatureSet FEATURES =
      new FeatureSet(
          List.of(
              new FeatureColumn(
                  "missed", Kind.NUMBER, List.of(), null, "missed check-ins", "漏报到次数"),
              new FeatureColumn("works", Kind.FLAG, List.of(), null, "has work", "有工作"),
              new FeatureColumn(
                  "stage",
                  Kind.CATEGORY,
                  List.of("early", "late"),
                  "works",
                  "stage",
                  "阶段",
                  List.of("初期", "末期"))),
          List.of(
              new Derived(
                  "both", Derived.Operation.PRODUCT, List.of("missed", "works"), "both", "两者")));

  private static final List<Band> BANDS = List.of(new Band(0, 0, 0.2), new Band(0.5, 0.4, 0.7));

  private static final Linear LINEAR =
      new Linear(
          List.of(
              new Term.Filled(0, 2),
              new Term.AtLeast(1, 1),
              new Term.Missing(1),
              new Term.Above(0, 3),
              new Term.Is(2, 1)),
          -1,
          new double[] {0.5, -0.8, 0.1, 0.25, 0.3},
          new double[] {1, 0.5, 0.1, 0.2, 0.4});

  private static final SymmetricTrees SYMMETRIC =
      new SymmetricTrees(
          List.of(new Term.Raw(0), new Term.Lookup(2, new double[] {0.1, 0.9}, 0.5)),
          0.1,
          1,
          new int[] {0, 1},
          new double[] {1.5, 0.3},
          new boolean[] {true, false},
          new double[] {-0.1, 0.2, -0.3, 0.4},
          new double[] {5, 6, 7, 8});

  private static final Trees TREES =
      new Trees(
          List.of(new Term.Filled(3, 0)),
          0.2,
          0.5,
          new int[] {0},
          new int[] {0, Trees.LEAF, Trees.LEAF},
          new double[] {0.5, -1, 1},
          new int[] {1, 0, 0},
          new int[] {2, 0, 0},
          new double[] {10, 4, 6});

  private static RiskModel model(Calibration calibration, int periods) {
    return new RiskModel(
        "toy",
        FEATURES,
        periods,
        0.05,
        List.of(LINEAR, SYMMETRIC, TREES),
        new double[] {0.6, 0.7, 0.2},
        calibration,
        new double[] {6, 3, 1, 0},
        BANDS);
  }

  private static final double[][] VECTORS = {
    {0, 1, 0, 0}, {4, 0, 1, 0}, {Double.NaN, Double.NaN, Double.NaN, Double.NaN}, {9, 1, 1, 9}
  };

  @Test
  void what_was_written_scores_the_same_bits_when_read() {
    Calibration isotonic =
        new Calibration.Isotonic(new double[] {-1, 0, 2}, new double[] {0.1, 0.3, 0.9});
    for (Calibration calibration : List.of(new Calibration.Platt(1.1, -0.2), isotonic)) {
      RiskModel model = model(calibration, 1);
      byte[] written = StoredModel.write(model);
      StoredModel read = StoredModel.read(written);
      assertEquals(FEATURES, read.model().features());
      assertEquals(StoredModel.versionOf(written), read.version());
      assertArrayEquals(written, StoredModel.write(read.model()));
      for (double[] vector : VECTORS) {
        assertEquals(model.score(vector), read.model().score(vector));
        assertArrayEquals(model.contributions(vector), read.model().contributions(vector));
      }
    }
  }

  @Test
  void another_bit_is_another_version() {
    String one = StoredModel.versionOf(StoredModel.write(model(Calibration.Platt.NONE, 1)));
    Calibration other = new Calibration.Platt(1 + 1e-15, 0);
    assertTrue(one.startsWith("rm-"));
    assertTrue(!one.equals(StoredModel.versionOf(StoredModel.write(model(other, 1)))));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"version\":1,', '\"version\":2,', version 2",
    "'zhijiao-risk-model', 'something', format",
    "'\"intercept\":0.05', '\"intercept\":null', intercept",
    "'\"kind\":\"flag\"', '\"kind\":\"number\"', feature set",
    "'\"type\":\"linear\"', '\"type\":\"neural\"', neural",
    "'\"is\":\"missing\"', '\"is\":\"guess\"', guess",
    "'\"type\":\"platt\"', '\"type\":\"beta\"', beta",
    "'\"weight\":0.6', '\"weight\":1e999', weight"
  })
  void a_model_that_is_not_as_it_says_is_refused_with_the_reason(
      String from, String to, String reason) {
    String json =
        new String(StoredModel.write(model(Calibration.Platt.NONE, 1)), StandardCharsets.UTF_8);
    assertTrue(json.contains(from), from);
    byte[] changed =
        json.replaceFirst(java.util.regex.Pattern.quote(from), to).getBytes(StandardCharsets.UTF_8);
    UnreadableModelException refused =
        assertThrows(UnreadableModelException.class, () -> StoredModel.read(changed));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  @Test
  void what_is_no_json_is_refused() {
    assertThrows(
        UnreadableModelException.class,
        () -> StoredModel.read("{".getBytes(StandardCharsets.UTF_8)));
    assertThrows(
        UnreadableModelException.class,
        () -> StoredModel.read("[]".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void with_periods_the_score_is_the_chance_that_it_comes_in_one_of_them() {
    Linear hazard =
        new Linear(
            List.of(new Term.Filled(0, 0), new Term.Filled(4, 0)),
            -2,
            new double[] {0.5, -0.1},
            new double[] {1, 2});
    RiskModel model =
        new RiskModel(
            "hazard",
            FEATURES,
            3,
            0,
            List.of(hazard),
            new double[] {1},
            Calibration.Platt.NONE,
            new double[4],
            BANDS);
    double without = 1;
    for (int period = 1; period <= 3; period++) {
      without *= 1 - Calibration.logistic(-2 + 0.5 * 2 - 0.1 * period);
    }
    assertEquals(1 - without, model.probability(new double[] {2, 0, 0, 0}), 1e-15);
    assertEquals(FEATURES.size(), model.contributions(new double[] {2, 0, 0, 0}).length);
    RiskModel read = StoredModel.read(StoredModel.write(model)).model();
    assertEquals(1 - without, read.probability(new double[] {2, 0, 0, 0}), 1e-15);
  }

  @Test
  void contributions_add_up_to_the_margin() {
    RiskModel model = model(Calibration.Platt.NONE, 1);
    for (double[] vector : VECTORS) {
      double sum = model.expected();
      for (double one : model.contributions(vector)) {
        sum += one;
      }
      assertEquals(model.margin(vector), sum, 1e-12);
    }
  }

  @Test
  void s15_each_score_has_its_reasons_in_plain_english_and_chinese() {
    List<Reason> reasons =
        model(Calibration.Platt.NONE, 1).reasons(new double[] {9, 1, Double.NaN, 9}, 5);
    assertEquals("missed", reasons.get(0).feature());
    assertEquals("missed check-ins: 9 (raises the score strongly)", reasons.get(0).english());
    assertEquals("漏报到次数：9（大幅提高评分）", reasons.get(0).chinese());
    assertTrue(reasons.stream().anyMatch(one -> one.english().startsWith("has work: yes (lowers")));
    assertTrue(reasons.stream().anyMatch(one -> one.chinese().startsWith("有工作：是（")));
    assertTrue(reasons.stream().anyMatch(one -> one.english().startsWith("stage: not known")));
    assertTrue(reasons.stream().anyMatch(one -> one.chinese().startsWith("阶段：未知")));
    assertTrue(
        model(Calibration.Platt.NONE, 1).reasons(new double[] {0, 1, 1, 0}, 5).stream()
            .anyMatch(
                one ->
                    one.chinese().startsWith("阶段：末期") && one.english().startsWith("stage: late")));
    for (int i = 1; i < reasons.size(); i++) {
      assertTrue(
          Math.abs(reasons.get(i - 1).contribution()) >= Math.abs(reasons.get(i).contribution()));
    }
  }

  @Test
  void a_score_has_the_interval_of_its_band_and_lies_within() {
    RiskModel model = model(Calibration.Platt.NONE, 1);
    for (double[] vector : VECTORS) {
      Score score = model.score(vector);
      assertTrue(score.low() <= score.probability() && score.probability() <= score.high());
    }
  }

  @Test
  void what_is_not_known_lowers_the_grade_by_what_it_matters() {
    RiskModel model = model(Calibration.Platt.NONE, 1);
    assertEquals(QualityGrade.A, model.score(new double[] {1, 1, 1, 1}).quality());
    assertEquals(QualityGrade.B, model.score(new double[] {1, 1, Double.NaN, 1}).quality());
    assertEquals(QualityGrade.C, model.score(new double[] {1, Double.NaN, 1, 1}).quality());
    assertEquals(QualityGrade.D, model.score(new double[] {Double.NaN, 1, 1, 1}).quality());
  }

  @Test
  void isotonic_calibration_never_falls() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Calibration.Isotonic(new double[] {0, 1}, new double[] {0.5, 0.4}));
    Calibration rising =
        new Calibration.Isotonic(new double[] {-1, 0, 2}, new double[] {0.1, 0.3, 0.9});
    assertEquals(0.1, rising.probability(-7));
    assertEquals(0.2, rising.probability(-0.5), 1e-12);
    assertEquals(0.3, rising.probability(0));
    assertEquals(0.6, rising.probability(1), 1e-12);
    assertEquals(0.9, rising.probability(7));
  }
}

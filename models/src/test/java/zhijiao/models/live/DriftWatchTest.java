package zhijiao.models.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zhijiao.models.live.Person.at;
import static zhijiao.models.live.Person.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zhijiao.models.feature.FeatureVector;
import zhijiao.models.live.DriftWatch.Verdict;
import zhijiao.models.live.Promotion.Act;
import zhijiao.models.live.RiskScore.Basis;

/** S18: a model that no longer sees whom it saw falls back to rules, says so, and recovers. */
class DriftWatchTest {

  private static final int VIOLATIONS = LiveFeatures.SET.names().indexOf("violations_28");
  private static final int ON_TIME = LiveFeatures.SET.names().indexOf("on_time_share_28");

  /**
   * @param lift by how much everybody has more violations than before
   * @param missing the share of people of whom punctuality is not known
   */
  private static List<FeatureVector> day(int seed, double lift, double missing) {
    Random random = new Random(seed);
    List<FeatureVector> vectors = new ArrayList<>();
    for (int person = 0; person < 1_000; person++) {
      double[] values = new double[LiveFeatures.SET.size()];
      Arrays.fill(values, Double.NaN);
      values[VIOLATIONS] = random.nextDouble() * 8 + lift;
      values[ON_TIME] = random.nextDouble() < missing ? Double.NaN : random.nextDouble();
      vectors.add(new FeatureVector(LiveFeatures.SET.id(), values));
    }
    return vectors;
  }

  private static Verdict judge(List<FeatureVector> found, boolean suspended) {
    return DriftWatch.DEFAULT.judge(Models.scorecard(0.3), day(1, 0, 0.1), found, suspended);
  }

  @Test
  void people_like_before_are_no_drift_and_other_people_are() {
    assertNull(judge(day(2, 0, 0.1), false).act());
    assertTrue(judge(day(2, 0, 0.1), false).psi() < 0.05);
    assertEquals(Act.SUSPEND, judge(day(3, 4, 0.1), false).act());
  }

  @Test
  void a_feature_that_goes_missing_is_drift_by_its_name() {
    Verdict verdict = judge(day(4, 0, 1), false);
    assertEquals(Act.SUSPEND, verdict.act());
    assertEquals("on_time_share_28", verdict.of());
  }

  @Test
  void what_wavers_between_the_bounds_switches_nothing() {
    Verdict suspended = judge(day(5, 0.6, 0.1), true);
    assertTrue(suspended.psi() > 0.1 && suspended.psi() < 0.2, suspended.toString());
    assertNull(suspended.act());
    assertNull(judge(day(5, 0.6, 0.1), false).act());
  }

  @Test
  void too_few_people_say_nothing() {
    assertNull(judge(day(3, 4, 0.1).subList(0, 99), false).act());
  }

  @Test
  void drift_falls_back_to_rules_says_so_and_recovers() {
    ModelPlan plan = new ModelPlan();
    Promotion model = Person.promotion(0.3, "2026-03-02T00:00");
    plan.add(model);
    Verdict drifted = judge(day(3, 4, 0.1), false);
    plan.add(
        Promotion.read(
            Promotion.suspend(model.version(), at("2026-03-03T00:00"), "drift", drifted.because()),
            LiveFeatures.SET.id()));
    assertEquals(Act.PROMOTE, judge(day(6, 0, 0.1), true).act());
    String text =
        Promotion.promote(
            zhijiao.models.score.StoredModel.write(Models.scorecard(0.3)),
            at("2026-03-02T00:00"),
            "p-1");
    plan.add(
        Promotion.read(
            Promotion.again(text, at("2026-03-05T00:00"), "drift", "PSI back within bounds"),
            LiveFeatures.SET.id()));
    for (RiskScore score :
        Person.told(List.of(order("2026-03-01T00:00")), plan, at("2026-03-06T13:00"))) {
      boolean fallenBack =
          score.at() >= at("2026-03-03T00:00") && score.at() < at("2026-03-05T00:00");
      if (score.at() >= at("2026-03-02T00:00")) {
        assertEquals(fallenBack ? Basis.SUSPENDED : Basis.MODEL, score.said().basis());
        assertEquals(model.version(), score.said().modelVersion());
        assertEquals(fallenBack, score.said().suggestion().toString().contains(drifted.because()));
      }
    }
  }
}

package zhijiao.jobs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.fact.Tier;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.core.timeline.Horizon;
import zhijiao.models.feature.FeatureVector;
import zhijiao.models.live.LiveFeatures;
import zhijiao.models.live.ModelPlan;
import zhijiao.models.live.RiskCase;
import zhijiao.models.live.RiskPolicy;
import zhijiao.models.live.RiskScore;
import zhijiao.models.live.RiskScore.Content;
import zhijiao.models.tier.TierPolicy;

/** Canaries: each difference between log and facts is found and counted at its feature. */
class ParityTest {

  private static final long FROM = 1_772_294_400_000L;
  private static final long HOUR = 3_600_000L;
  private static final Subject S = new Subject("s-1");
  private static final RiskPolicy POLICY =
      new RiskPolicy(
          HolidayCalendar.WEEKENDS_ONLY,
          new Horizon(FROM, Long.MAX_VALUE),
          7 * 24 * HOUR,
          new TreeMap<>(),
          Set.of(),
          new TierPolicy(TierPolicy.Settings.DEFAULT));

  private final List<Fact> facts = new ArrayList<>();
  private final List<RiskScore> logged = new ArrayList<>();

  ParityTest() {
    facts.add(
        new OrderChange(
            S,
            "o",
            new OrderTerms(
                ZoneId.of("Asia/Shanghai"),
                List.of(),
                null,
                new CheckInPlan(
                    WeeklySchedule.daily(
                        new LocalWindow(
                            java.time.LocalTime.of(8, 0), java.time.LocalTime.of(9, 0))),
                    30),
                null,
                List.of(),
                "331102",
                "331102001",
                Tier.GENERAL,
                false),
            FROM,
            FROM));
    for (int day = 0; day < 3; day++) {
      long at = FROM + (24L * day + 8) * HOUR + 60_000;
      facts.add(new CheckIn(S, CheckIn.Means.ID_CARD, true, null, 0, at, at));
    }
    RiskCase known = new RiskCase(S, POLICY, Long.MIN_VALUE);
    facts.forEach(fact -> known.add((SubjectFact) fact));
    known.advance(FROM + 80 * HOUR, new ModelPlan(), logged::add);
  }

  private Parity.Report compare() {
    return Parity.compare(logged, facts, List.of(), POLICY);
  }

  private void log(String feature, double value) {
    RiskScore last = logged.get(logged.size() - 1);
    Content said = last.said();
    double[] values = said.vector().values();
    values[LiveFeatures.SET.names().indexOf(feature)] = value;
    Content other =
        new Content(
            said.why(),
            new FeatureVector(said.vector().features(), values),
            said.observedFrom(),
            said.county(),
            said.office(),
            said.minor(),
            said.basis(),
            said.model(),
            said.modelVersion(),
            said.score(),
            said.reasons(),
            said.suggestion());
    logged.add(new RiskScore(S, last.at(), last.revision() + 1, true, last.watermark(), other));
  }

  @Test
  void what_is_equal_is_equal() {
    assertTrue(compare().isEqual(), compare().render());
    assertTrue(compare().vectors() >= 6);
  }

  @Test
  void missing_extra_and_differing_values_are_counted_at_their_feature() {
    log("on_time_share_7", Double.NaN);
    log("curfew_minutes_7", 0);
    log("violations_28", 1e-12);
    Parity.Report report = compare();
    assertFalse(report.isEqual());
    assertEquals(new Parity.Difference(1, 0, 0), report.features().get("on_time_share_7"));
    assertEquals(new Parity.Difference(0, 1, 0), report.features().get("curfew_minutes_7"));
    assertEquals(new Parity.Difference(0, 0, 1), report.features().get("violations_28"));
    assertEquals(3, report.features().size());
    assertTrue(report.render().endsWith("NOT EQUAL\n"));
  }

  @Test
  void
      a_fact_that_the_job_did_not_have_a_vector_that_is_not_there_and_one_without_facts_are_found() {
    Fact last = facts.remove(facts.size() - 1);
    assertTrue(compare().features().containsKey("days_since_check_in"), compare().render());
    facts.add(last);
    RiskScore lost = logged.remove(2);
    assertEquals(1, compare().unscored());
    logged.add(lost);
    facts.clear();
    assertEquals(logged.size(), compare().unknown());
  }
}

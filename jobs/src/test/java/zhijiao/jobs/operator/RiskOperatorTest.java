package zhijiao.jobs.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.AlertSettings;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.timeline.Horizon;
import zhijiao.core.timeline.TimelineSettings;
import zhijiao.jobs.AnyRisk;
import zhijiao.jobs.io.RiskInput;
import zhijiao.jobs.serde.ZhijiaoTypes;
import zhijiao.models.live.RiskScore;
import zhijiao.models.live.RiskScore.Basis;
import zhijiao.rules.RuleCatalog;

/** Promotions and many people in one subtask, with more people than fit its heap, through snapshots. */
class RiskOperatorTest {

  private static final int PEOPLE = 9;
  private static final long HOUR = 3_600_000L;

  /** Midnight in China. */
  private static final long FROM = 1_772_294_400_000L;

  private static ProgramSource program() {
    return new ProgramSource(
        ZoneCatalog.EMPTY,
        HolidayCalendar.WEEKENDS_ONLY,
        JudgeSettings.DEFAULT,
        TimelineSettings.DEFAULT,
        RuleCatalog.shipped(),
        AlertSettings.DEFAULT,
        new Horizon(FROM, Long.MAX_VALUE));
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, RiskInput, String, RiskScore>
      harness(int cachedKeys, OperatorSubtaskState state) throws Exception {
    KeyedTwoInputStreamOperatorTestHarness<String, RiskInput, String, RiskScore> harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new RiskOperator(program(), cachedKeys), RiskInput::person, text -> "", Types.STRING);
    harness.setup(ZhijiaoTypes.RISK_SCORE.createSerializer(null));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static OrderChange order(int person) {
    return new OrderChange(
        new Subject("s-" + person),
        "o-" + person,
        new OrderTerms(
            ZoneId.of("Asia/Shanghai"),
            List.of(),
            null,
            null,
            null,
            List.of(),
            "331102",
            "331102001",
            Tier.GENERAL,
            false),
        FROM,
        FROM);
  }

  private static CheckIn checkIn(int person, long at) {
    return new CheckIn(new Subject("s-" + person), CheckIn.Means.ID_CARD, true, null, 0, at, at);
  }

  /** Something that happens to the operator. */
  private interface Step {
    void on(KeyedTwoInputStreamOperatorTestHarness<String, RiskInput, String, RiskScore> harness)
        throws Exception;
  }

  private static List<Step> steps(long promotionComesAt) {
    String first = AnyRisk.promotion(0.2, FROM);
    String second = AnyRisk.promotion(0.3, FROM + 5 * HOUR + 60_000);
    List<Step> steps = new ArrayList<>();
    steps.add(harness -> harness.processElement2(new StreamRecord<>(first)));
    for (int person = 0; person < PEOPLE; person++) {
      int who = person;
      steps.add(harness -> harness.processElement1(input(order(who))));
    }
    for (int hour = 1; hour < 14; hour++) {
      long now = FROM + hour * HOUR;
      int who = hour % PEOPLE;
      if (now == promotionComesAt) {
        steps.add(harness -> harness.processElement2(new StreamRecord<>(second)));
        steps.add(harness -> harness.processElement2(new StreamRecord<>(second)));
      }
      steps.add(harness -> harness.processElement1(input(checkIn(who, now - 20))));
      steps.add(harness -> harness.processWatermark1(new Watermark(now)));
    }
    return steps;
  }

  private static StreamRecord<RiskInput> input(zhijiao.core.fact.SubjectFact fact) {
    return new StreamRecord<>(RiskInput.of(fact));
  }

  private static TreeMap<String, String> run(List<Step> steps, int cachedKeys, int restartEvery)
      throws Exception {
    TreeMap<String, String> last = new TreeMap<>();
    var harness = harness(cachedKeys, null);
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).on(harness);
      if (restartEvery > 0 && i % restartEvery == 0) {
        harness.prepareSnapshotPreBarrier(i);
        OperatorSubtaskState state = harness.snapshot(i, i);
        take(harness.extractOutputValues(), last);
        harness.close();
        harness = harness(cachedKeys, state);
      }
    }
    take(harness.extractOutputValues(), last);
    harness.close();
    return last;
  }

  private static void take(List<RiskScore> scores, TreeMap<String, String> last) {
    for (RiskScore score : scores) {
      last.put(score.at() + " " + score.subject(), score.said().toString());
    }
  }

  @Test
  void another_model_scores_everybody_from_its_instant_on_without_a_restart() throws Exception {
    long effective = FROM + 5 * HOUR + 60_000;
    TreeSet<String> atChange = new TreeSet<>();
    try (var harness = harness(2, null)) {
      for (Step step : steps(FROM + 4 * HOUR)) {
        step.on(harness);
      }
      for (RiskScore score : harness.extractOutputValues()) {
        assertEquals(Basis.MODEL, score.said().basis());
        String expected =
            AnyRisk.promotion(score.at() < effective ? 0.2 : 0.3, 0)
                .replaceAll(".*\"modelVersion\":\"([^\"]+)\".*", "$1");
        assertEquals(expected, score.said().modelVersion(), score.toString());
        assertTrue(!score.late(), score.toString());
        if (score.at() == effective) {
          atChange.add(score.subject().pseudonym());
        }
      }
    }
    assertEquals(PEOPLE, atChange.size(), "everybody is scored at the instant of the change");
  }

  @Test
  void a_promotion_that_comes_late_and_restarts_and_a_small_heap_end_in_the_same_scores()
      throws Exception {
    TreeMap<String, String> expected = run(steps(FROM + 4 * HOUR), 100, 0);
    assertEquals(expected, run(steps(FROM + 4 * HOUR), 2, 3));
    assertEquals(expected, run(steps(FROM + 9 * HOUR), 100, 0));
    assertEquals(expected, run(steps(FROM + 9 * HOUR), 2, 2));
  }

  /** Canary: without the other promotion the scores are others. */
  @Test
  void a_promotion_that_is_lost_would_be_seen() throws Exception {
    assertTrue(!run(steps(FROM + 4 * HOUR), 100, 0).equals(run(steps(0), 100, 0)));
  }
}

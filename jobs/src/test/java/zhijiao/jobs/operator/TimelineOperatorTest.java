package zhijiao.jobs.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.rule.Finding;
import zhijiao.core.timeline.Horizon;
import zhijiao.jobs.io.Addressed;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.main.EngineSettings;
import zhijiao.jobs.serde.ZhijiaoTypes;
import zhijiao.rules.RuleCatalog;

class TimelineOperatorTest {

  private static final Subject WHO = new Subject("S-1");
  private static final GeoPoint HOME = new GeoPoint(284_511_000, 1_199_203_000);
  private static final long NIGHT = 1_775_073_600_000L;

  private static final TagStatus CUT =
      new TagStatus("T-1", TagStatus.Event.STRAP_CUT, null, NIGHT, NIGHT + 1_000);

  @Test
  void a_cut_is_told_when_it_arrives_and_not_when_the_watermark_comes() throws Exception {
    try (var harness = harness()) {
      start(harness);
      take(harness, CUT);
      assertEquals(
          List.of("strap-cut"), told(harness).values().stream().map(Finding::rule).toList());
    }
  }

  @Test
  void anything_else_waits_for_the_watermark() throws Exception {
    try (var harness = harness()) {
      start(harness);
      take(harness, new TagStatus("T-1", TagStatus.Event.POWER_OFF, null, NIGHT, NIGHT + 1_000));
      assertEquals(0, told(harness).size());
      harness.processWatermark(new Watermark(NIGHT));
      assertEquals(1, told(harness).size());
    }
  }

  @Test
  void a_clock_that_runs_ahead_moves_nobodys_time() throws Exception {
    try (var harness = harness()) {
      start(harness);
      take(
          harness,
          new TagStatus("T-1", TagStatus.Event.STRAP_CUT, null, NIGHT + 60_000, NIGHT + 1_000));
      assertEquals(0, told(harness).size());
      harness.processWatermark(new Watermark(NIGHT + 60_000));
      assertEquals(1, told(harness).size());
    }
  }

  @Test
  void what_the_cut_overtook_is_judged_as_if_it_had_come_in_time() throws Exception {
    List<Fact> inOrder = new ArrayList<>();
    for (int i = 6; i > 0; i--) {
      inOrder.add(
          new TagFix("T-1", HOME, 8, FixSource.GPS, false, NIGHT - i * 1_000L, NIGHT + 2_000));
    }
    inOrder.add(new TagStatus("T-1", TagStatus.Event.POWER_OFF, null, NIGHT - 500, NIGHT + 2_000));
    inOrder.add(CUT);
    List<Fact> overtaken = new ArrayList<>(inOrder);
    overtaken.remove(CUT);
    overtaken.add(0, CUT);
    assertEquals(last(inOrder), last(overtaken));
    assertNotEquals(last(inOrder), last(inOrder.subList(0, 7)));
  }

  private static TreeMap<Long, Finding> last(List<Fact> facts) throws Exception {
    try (var harness = harness()) {
      start(harness);
      for (Fact fact : facts) {
        take(harness, fact);
      }
      harness.processWatermark(new Watermark(NIGHT + 3_600_000));
      return told(harness);
    }
  }

  private static void start(
      KeyedOneInputStreamOperatorTestHarness<String, Addressed, AlertCause> harness)
      throws Exception {
    harness.open();
    long before = NIGHT - 86_400_000;
    take(
        harness,
        new OrderChange(
            WHO,
            "O-1",
            new OrderTerms(
                ZoneId.of("Asia/Shanghai"),
                List.of(new Circle(HOME, 80)),
                null,
                null,
                null,
                List.of(),
                "331102",
                "331102001",
                Tier.STRICT,
                false),
            before,
            before));
    take(
        harness,
        new AuthorisationChange(
            WHO,
            "A-1",
            new AuthorisationChange.Grant(1, "P-1", NIGHT + 86_400_000),
            before,
            before));
    harness.processWatermark(new Watermark(NIGHT - 10_000));
  }

  private static void take(
      KeyedOneInputStreamOperatorTestHarness<String, Addressed, AlertCause> harness, Fact fact)
      throws Exception {
    harness.processElement(
        new StreamRecord<>(new Addressed(WHO, Arrival.of(new Origin("test", 0, 0), fact), false)));
  }

  /** Findings as they were told last, by episode. */
  private static TreeMap<Long, Finding> told(
      KeyedOneInputStreamOperatorTestHarness<String, Addressed, AlertCause> harness) {
    TreeMap<Long, Finding> last = new TreeMap<>();
    for (AlertCause cause : harness.extractOutputValues()) {
      FindingChange change = (FindingChange) cause;
      if (change.finding() == null) {
        last.remove(change.episode());
      } else {
        last.put(change.episode(), change.finding());
      }
    }
    return last;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Addressed, AlertCause> harness()
      throws Exception {
    EngineSettings settings = EngineSettings.DEFAULT;
    ProgramSource program =
        new ProgramSource(
            ZoneCatalog.EMPTY,
            settings.holidays(),
            settings.judge(),
            settings.timeline(),
            RuleCatalog.shipped(),
            settings.alerts(),
            new Horizon(NIGHT - 2 * 86_400_000L, Long.MAX_VALUE));
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new TimelineOperator(
                program,
                10,
                new OutputTag<>("dead-letters", ZhijiaoTypes.DEAD_LETTER),
                new OutputTag<>("source-notes", ZhijiaoTypes.SOURCE_NOTE),
                new OutputTag<>("tallies", TypeInformation.of(Tally.class)),
                new OutputTag<>("stays", ZhijiaoTypes.STAY_IN_SQUARE),
                100,
                new OutputTag<>("traces", ZhijiaoTypes.TO_PROTECTED)),
            (Addressed addressed) -> addressed.subject().pseudonym(),
            Types.STRING);
    harness.setup(ZhijiaoTypes.ALERT_CAUSE.createSerializer(new SerializerConfigImpl()));
    return harness;
  }
}

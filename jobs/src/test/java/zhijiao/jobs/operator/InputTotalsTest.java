package zhijiao.jobs.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import zhijiao.jobs.io.InputCount;

class InputTotalsTest {

  private static final long MINUTE = 60_000;
  private static final long T0 = 29_891_040 * MINUTE;

  @Test
  void totals_are_told_once_a_minute_and_survive_a_restart() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var harness = harness()) {
      harness.open();
      harness.processElement(new Tally("fix", "input", "", 5), 0);
      harness.processWatermark(new Watermark(T0));
      assertEquals(
          List.of(new InputCount("fix", "input", "", T0, 5)), harness.extractOutputValues());
      harness.processElement(new Tally("fix", "input", "", 2), 0);
      harness.processElement(new Tally("fix", "unlawful", "NO_ORDER", 1), 0);
      harness.processWatermark(new Watermark(T0 + 30_000));
      assertEquals(1, harness.extractOutputValues().size());
      checkpoint = harness.snapshot(1, 1);
    }
    try (var harness = harness()) {
      harness.initializeState(checkpoint);
      harness.open();
      harness.processWatermark(new Watermark(T0 + MINUTE));
      assertEquals(
          List.of(
              new InputCount("fix", "input", "", T0 + MINUTE, 7),
              new InputCount("fix", "unlawful", "NO_ORDER", T0 + MINUTE, 1)),
          harness.extractOutputValues().stream()
              .sorted(Comparator.comparing(InputCount::outcome))
              .toList());
    }
  }

  @Test
  void at_the_end_of_the_input_the_last_totals_are_told() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(new Tally("fix", "fact", "", 1), 0);
      harness.processWatermark(new Watermark(T0 + 1));
      harness.processElement(new Tally("fix", "fact", "", 3), 0);
      harness.processElement(new Tally("fix", "fact", "", -1), 0);
      harness.processWatermark(Watermark.MAX_WATERMARK);
      harness.processElement(new Tally("fix", "fact", "", 1), 0);
      assertEquals(
          List.of(
              new InputCount("fix", "fact", "", T0, 1),
              new InputCount("fix", "fact", "", T0, 3),
              new InputCount("fix", "fact", "", T0, 4)),
          harness.extractOutputValues());
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Tally, InputCount> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new InputTotals()), InputTotals::key, Types.STRING);
  }
}

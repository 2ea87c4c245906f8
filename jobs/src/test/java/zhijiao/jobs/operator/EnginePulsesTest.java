package zhijiao.jobs.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import zhijiao.jobs.io.EnginePulse;
import zhijiao.jobs.io.InputCount;

class EnginePulsesTest {

  private static final AtomicLong NOW = new AtomicLong();

  private static OneInputStreamOperatorTestHarness<InputCount, EnginePulse> opened()
      throws Exception {
    OneInputStreamOperatorTestHarness<InputCount, EnginePulse> harness =
        new OneInputStreamOperatorTestHarness<>(new EnginePulses(NOW::get));
    harness.open();
    return harness;
  }

  private static List<EnginePulse> told(
      OneInputStreamOperatorTestHarness<InputCount, EnginePulse> harness) {
    return List.copyOf(harness.extractOutputValues());
  }

  @Test
  void each_minute_of_event_time_is_told_once_and_the_end_of_input_never() throws Exception {
    try (var harness = opened()) {
      NOW.set(1_000_000);
      harness.processWatermark(new Watermark(60_000));
      harness.processWatermark(new Watermark(119_999));
      harness.processWatermark(new Watermark(120_000));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertEquals(
          List.of(
              new EnginePulse(60_000, 1_000_000, 0, null),
              new EnginePulse(120_000, 1_000_000, 0, null)),
          told(harness));
    }
  }

  @Test
  void a_checkpoint_is_told_with_its_time_at_the_next_watermark_and_one_that_failed_is_not()
      throws Exception {
    try (var harness = opened()) {
      NOW.set(5_000);
      harness.processWatermark(new Watermark(60_000));
      harness.snapshot(1, 5_000);
      harness.snapshot(2, 6_000);
      NOW.set(7_500);
      harness.notifyOfCompletedCheckpoint(2);
      harness.notifyOfCompletedCheckpoint(1);
      harness.processWatermark(new Watermark(60_001));
      harness.processWatermark(new Watermark(60_002));
      assertEquals(new EnginePulse(60_001, 7_500, 2, 1_500L), told(harness).get(1));
      assertEquals(2, told(harness).size());
    }
  }
}

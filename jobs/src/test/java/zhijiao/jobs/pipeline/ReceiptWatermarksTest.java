package zhijiao.jobs.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.RejectReason;

class ReceiptWatermarksTest {

  private static final long NOW = 1_772_380_800_000L;
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Origin ORIGIN = new Origin("tag-fixes", 0, 1);

  private final ManualClock clock = new ManualClock();
  private final List<String> told = new ArrayList<>();
  private WatermarkGenerator<Arrival> partition;

  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          told.add("reached " + (watermark.getTimestamp() - NOW));
        }

        @Override
        public void markIdle() {
          told.add("idle");
        }

        @Override
        public void markActive() {
          told.add("active");
        }
      };

  @BeforeEach
  void start() {
    partition =
        ReceiptWatermarks.strategy(Duration.ofSeconds(10), Duration.ofSeconds(2))
            .createWatermarkGenerator(
                new WatermarkGeneratorSupplier.Context() {
                  @Override
                  public MetricGroup getMetricGroup() {
                    return new UnregisteredMetricsGroup();
                  }

                  @Override
                  public RelativeClock getInputActivityClock() {
                    return clock;
                  }
                });
  }

  private void receive(Arrival arrival) {
    partition.onEvent(arrival, arrival.clock(), output);
  }

  private void look(Duration after) {
    clock.advanceTime(after);
    partition.onPeriodicEmit(output);
  }

  private String last() {
    return told.get(told.size() - 1);
  }

  @Test
  void time_comes_to_what_was_received_less_the_bound() {
    receive(Arrival.heartbeat(ORIGIN, NOW));
    receive(Arrival.heartbeat(ORIGIN, NOW - 5_000));
    look(LOOK);
    assertEquals("reached -10001", last());
  }

  @Test
  void a_partition_that_gives_nothing_for_two_seconds_holds_time_back_no_longer() {
    receive(Arrival.heartbeat(ORIGIN, NOW));
    for (int i = 0; i < 9; i++) {
      look(LOOK);
      assertEquals("reached -10001", last());
    }
    look(LOOK);
    assertEquals("idle", last());
    receive(Arrival.heartbeat(ORIGIN, NOW + 1_000));
    assertEquals("active", last(), "at once, and not at the next look");
    look(LOOK);
    assertEquals("reached -9001", last());
  }

  @Test
  void while_the_task_is_kept_elsewhere_no_partition_is_silent() {
    receive(Arrival.heartbeat(ORIGIN, NOW));
    look(Duration.ofMinutes(1));
    look(LOOK);
    assertEquals("reached -10001", last());
  }

  @Test
  void what_cannot_be_read_moves_no_time_and_holds_none_back_for_long() {
    receive(Arrival.refused(new DeadLetter(ORIGIN, RejectReason.EMPTY, "", 0, "")));
    for (int i = 0; i < 10; i++) {
      look(LOOK);
    }
    assertEquals(List.of("idle"), told);
  }
}

package zhijiao.jobs.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
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
  private final WatermarkStrategy<Arrival> task =
      ReceiptWatermarks.strategy(Duration.ofSeconds(10), Duration.ofSeconds(2));
  private final WatermarkOutput output = output("");
  private WatermarkGenerator<Arrival> partition;

  private WatermarkOutput output(String name) {
    return new WatermarkOutput() {
      @Override
      public void emitWatermark(Watermark watermark) {
        told.add(name + "reached " + (watermark.getTimestamp() - NOW));
      }

      @Override
      public void markIdle() {
        told.add(name + "idle");
      }

      @Override
      public void markActive() {
        told.add(name + "active");
      }
    };
  }

  private WatermarkGenerator<Arrival> partition() {
    return task.createWatermarkGenerator(
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

  @BeforeEach
  void start() {
    partition = partition();
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

  @Test
  void after_the_link_was_cut_no_partition_takes_time_past_what_lies_unread_in_another() {
    List<Long> reached = new ArrayList<>();
    WatermarkOutputMultiplexer all =
        new WatermarkOutputMultiplexer(
            new WatermarkOutput() {
              @Override
              public void emitWatermark(Watermark watermark) {
                reached.add(watermark.getTimestamp() - NOW);
              }

              @Override
              public void markIdle() {}

              @Override
              public void markActive() {}
            });
    Partition beats = new Partition("beats", all);
    Partition fixes = new Partition("fixes", all);
    Partition quiet = new Partition("quiet", all);
    List<Partition> partitions = List.of(beats, fixes, quiet);
    for (int i = 0; i < 10; i++) {
      assertEquals(List.of(), reached, "the quiet one is waited for");
      beats.receive(NOW);
      fixes.receive(NOW - 1_000);
      look(partitions, all, 1);
    }
    assertEquals(List.of(-11_001L), reached);
    beats.receive(NOW + 10_000);
    fixes.receive(NOW + 10_000);
    assertEquals(List.of(-11_001L, -1L), reached);
    look(partitions, all, 310);

    long half = 30 * 60_000;
    for (long at = 20_000; at <= half; at += 10_000) {
      beats.receive(NOW + at);
    }
    look(partitions, all, 1);
    assertEquals(-1, last(reached), "half an hour of fixes lies unread");
    fixes.receive(NOW + 20_000);
    look(partitions, all, 1);
    assertEquals(-1, last(reached), "so may it in a third");
    for (long second = 30; second < 90; second += 10) {
      fixes.receive(NOW + second * 1_000);
      look(partitions, all, 2);
    }
    assertEquals(69_999, last(reached), "the third has been waited for as at the start");
    fixes.receive(NOW + half);
    look(partitions, all, 1);
    assertEquals(half - 10_001, last(reached));
  }

  @Test
  void between_two_heartbeats_no_link_is_cut() {
    WatermarkGenerator<Arrival> other = partition();
    WatermarkOutput otherOutput = output("other ");
    receive(Arrival.heartbeat(ORIGIN, NOW));
    for (int i = 0; i < 290; i++) {
      look(LOOK);
      other.onPeriodicEmit(otherOutput);
    }
    assertEquals("other idle", last());
    receive(Arrival.heartbeat(ORIGIN, NOW + 60_000));
    assertEquals("reached 49999", last());
    other.onPeriodicEmit(otherOutput);
    assertEquals("other idle", last());
  }

  @Test
  void a_task_without_heartbeats_may_have_nothing_to_hear() {
    WatermarkGenerator<Arrival> other = partition();
    WatermarkOutput otherOutput = output("other ");
    Arrival refused = Arrival.refused(new DeadLetter(ORIGIN, RejectReason.EMPTY, "", 0, ""));
    receive(refused);
    for (int i = 0; i < 310; i++) {
      look(LOOK);
      other.onPeriodicEmit(otherOutput);
    }
    receive(refused);
    assertEquals("active", last());
    other.onPeriodicEmit(otherOutput);
    assertEquals("other idle", last());
  }

  private void look(List<Partition> partitions, WatermarkOutputMultiplexer all, int times) {
    for (int i = 0; i < times; i++) {
      clock.advanceTime(LOOK);
      partitions.forEach(Partition::look);
      all.onPeriodicEmit();
    }
  }

  private static long last(List<Long> reached) {
    return reached.get(reached.size() - 1);
  }

  /** One of several that a task reads, as Flink's source joins them. */
  private final class Partition {
    private final WatermarkGenerator<Arrival> generator = partition();
    private final WatermarkOutput atOnce;
    private final WatermarkOutput nowAndThen;

    Partition(String name, WatermarkOutputMultiplexer all) {
      all.registerNewOutput(
          name,
          new WatermarkOutputMultiplexer.WatermarkUpdateListener() {
            @Override
            public void onWatermarkUpdate(long watermark) {}

            @Override
            public void onIdleUpdate(boolean isIdle) {}
          });
      atOnce = all.getImmediateOutput(name);
      nowAndThen = all.getDeferredOutput(name);
    }

    void receive(long at) {
      Arrival beat = Arrival.heartbeat(ORIGIN, at);
      generator.onEvent(beat, beat.clock(), atOnce);
    }

    void look() {
      generator.onPeriodicEmit(nowAndThen);
    }
  }
}

package zhijiao.jobs.pipeline;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import zhijiao.jobs.io.Arrival;

/**
 * Moves event time by when the platform received things, less a bound for reordering. A device's clock that runs ahead
 * cannot push time on, and a stored fix that comes hours late does not hold it back.
 */
public final class ReceiptWatermarks {

  /** In a replay at full speed a watermark is given at least so often, in event time. */
  private static final long STEP = 10_000;

  private ReceiptWatermarks() {}

  /**
   * @param reorderBound by how much the records of one partition may be out of order
   * @param idleness after which a partition without records no longer holds time back; null for never
   */
  public static WatermarkStrategy<Arrival> strategy(
      Duration reorderBound, @org.jspecify.annotations.Nullable Duration idleness) {
    long bound = reorderBound.toMillis();
    WatermarkStrategy<Arrival> strategy =
        WatermarkStrategy.<Arrival>forGenerator(context -> new Generator(bound))
            .withTimestampAssigner((arrival, unused) -> arrival.clock());
    return idleness == null ? strategy : strategy.withIdleness(idleness);
  }

  private static final class Generator implements WatermarkGenerator<Arrival> {
    private final long bound;
    private long latest = Long.MIN_VALUE;
    private long given = Long.MIN_VALUE;

    Generator(long bound) {
      this.bound = bound;
    }

    @Override
    public void onEvent(Arrival arrival, long timestamp, WatermarkOutput output) {
      long clock = arrival.clock();
      if (clock > latest) {
        latest = clock;
        if (given == Long.MIN_VALUE || latest - bound - 1 - given >= STEP) {
          give(output);
        }
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (latest != Long.MIN_VALUE) {
        give(output);
      }
    }

    private void give(WatermarkOutput output) {
      given = latest - bound - 1;
      output.emitWatermark(new Watermark(given));
    }
  }
}

package zhijiao.jobs.pipeline;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;
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
   * @param idleness after which a partition that gave nothing while it was asked no longer holds time back; null for never
   */
  public static WatermarkStrategy<Arrival> strategy(
      Duration reorderBound, @org.jspecify.annotations.Nullable Duration idleness) {
    long bound = reorderBound.toMillis();
    long silence = idleness == null ? Long.MAX_VALUE : idleness.toNanos();
    return WatermarkStrategy.<Arrival>forGenerator(
            context -> new Generator(bound, new Silence(context.getInputActivityClock(), silence)))
        .withTimestampAssigner((arrival, unused) -> arrival.clock());
  }

  /** For a source that says nothing of time and never holds it back. */
  public static <T> WatermarkStrategy<T> none() {
    return WatermarkStrategy.forGenerator(context -> new Timeless<>());
  }

  private static final class Timeless<T> implements WatermarkGenerator<T> {

    @Override
    public void onEvent(T event, long timestamp, WatermarkOutput output) {
      output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }

  /**
   * For how long a partition has given nothing while it was asked. Flink's own idleness also counts the time in which the task did
   * something else, such as to wait for a slow sink in its chain: a partition with much to read is then idle as soon as
   * the task comes back, and time passes by what lies in it.
   */
  private static final class Silence {

    /** The task looks five times a second; of a longer pause between two looks the rest was spent elsewhere. */
    private static final long LOOK_NANOS = Duration.ofMillis(400).toNanos();

    private final RelativeClock clock;
    private final long limit;
    private long lastLook;
    private long silent;

    Silence(RelativeClock clock, long limit) {
      this.clock = clock;
      this.limit = limit;
      this.lastLook = clock.relativeTimeNanos();
    }

    boolean isTooLong() {
      return silent >= limit;
    }

    void broken() {
      silent = 0;
    }

    void look() {
      if (isTooLong()) {
        return;
      }
      long now = clock.relativeTimeNanos();
      silent += Math.min(now - lastLook, LOOK_NANOS);
      lastLook = now;
    }
  }

  private static final class Generator implements WatermarkGenerator<Arrival> {
    private final long bound;
    private final Silence silence;
    private long latest = Long.MIN_VALUE;
    private long given = Long.MIN_VALUE;

    Generator(long bound, Silence silence) {
      this.bound = bound;
      this.silence = silence;
    }

    @Override
    public void onEvent(Arrival arrival, long timestamp, WatermarkOutput output) {
      if (silence.isTooLong()) {
        output.markActive();
      }
      silence.broken();
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
      silence.look();
      if (silence.isTooLong()) {
        output.markIdle();
      } else if (latest != Long.MIN_VALUE) {
        give(output);
      }
    }

    private void give(WatermarkOutput output) {
      given = latest - bound - 1;
      output.emitWatermark(new Watermark(given));
    }
  }
}

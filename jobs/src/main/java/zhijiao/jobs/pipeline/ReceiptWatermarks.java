package zhijiao.jobs.pipeline;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;
import org.jspecify.annotations.Nullable;
import zhijiao.jobs.io.Arrival;

/**
 * Moves event time by when the platform received things, less a bound for reordering. A device's clock that runs ahead
 * cannot push time on, and a stored fix that comes hours late does not hold it back.
 */
public final class ReceiptWatermarks {

  /** In a replay at full speed a watermark is given at least so often, in event time. */
  private static final long STEP = 10_000;

  /**
   * For how long a task that hears heartbeats may hear nothing at all before its link to the topics counts as cut. Heartbeats come
   * every ten seconds, and no rule minds it when time passes by what is a minute old.
   */
  private static final Duration CUT = Duration.ofMinutes(1);

  private ReceiptWatermarks() {}

  /**
   * @param reorderBound by how much the records of one partition may be out of order
   * @param idleness after which a partition that gave nothing while it was asked no longer holds time back; null for never
   */
  public static WatermarkStrategy<Arrival> strategy(
      Duration reorderBound, @Nullable Duration idleness) {
    long bound = reorderBound.toMillis();
    long silence = idleness == null ? Long.MAX_VALUE : idleness.toNanos();
    return WatermarkStrategy.forGenerator(new Partitions(bound, silence))
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

  /**
   * The partitions that one task reads. When its link to the topics was cut, all of them are idle, and whatever is read first when it
   * comes back would take time along: past all that lies unread in the others. Every tag would be found silent, and heard again a
   * moment later. So they all are waited for again, as at the start of the job. A task that hears no heartbeats may have
   * nothing to hear, and goes on at once.
   */
  private static final class Partitions implements WatermarkGeneratorSupplier<Arrival> {

    private static final long serialVersionUID = 1;

    private final long bound;
    private final long idleness;
    private transient @Nullable Silence silence;
    private transient boolean beats;
    private transient int all;
    private transient int informed;
    private transient int links;

    Partitions(long bound, long idleness) {
      this.bound = bound;
      this.idleness = idleness;
    }

    @Override
    public WatermarkGenerator<Arrival> createWatermarkGenerator(Context context) {
      RelativeClock clock = context.getInputActivityClock();
      Silence ofAll = silence;
      if (ofAll == null) {
        ofAll = new Silence(clock, CUT.toNanos());
        silence = ofAll;
      }
      all++;
      informed++;
      return new Generator(this, ofAll, new Silence(clock, idleness));
    }

    void hear(Arrival arrival) {
      beats |= arrival.isHeartbeat();
    }

    /** Whether what is heard now is the first after the link was cut. */
    boolean isLinkBack(Silence ofAll) {
      return beats && ofAll.isTooLong();
    }

    void waitAgain() {
      links++;
      informed = 0;
    }

    /** Whether all partitions know that they are waited for; until then none moves time by itself. */
    boolean areAllInformed() {
      return informed >= all;
    }
  }

  private static final class Generator implements WatermarkGenerator<Arrival> {
    private final Partitions partitions;
    private final Silence ofAll;
    private final Silence silence;
    private long latest = Long.MIN_VALUE;
    private long given = Long.MIN_VALUE;
    private int link;

    Generator(Partitions partitions, Silence ofAll, Silence silence) {
      this.partitions = partitions;
      this.ofAll = ofAll;
      this.silence = silence;
      this.link = partitions.links;
    }

    @Override
    public void onEvent(Arrival arrival, long timestamp, WatermarkOutput output) {
      if (partitions.isLinkBack(ofAll)) {
        partitions.waitAgain();
      }
      ofAll.broken();
      partitions.hear(arrival);
      if (!isWaitedForAgain(output) && silence.isTooLong()) {
        output.markActive();
      }
      silence.broken();
      long clock = arrival.clock();
      if (clock > latest) {
        latest = clock;
        if (partitions.areAllInformed()
            && (given == Long.MIN_VALUE || latest - partitions.bound - 1 - given >= STEP)) {
          give(output);
        }
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (!isWaitedForAgain(output)) {
        silence.look();
      }
      ofAll.look();
      if (latest != Long.MIN_VALUE) {
        give(output);
      }
      if (silence.isTooLong()) {
        output.markIdle();
      }
    }

    /** Whether the partition, idle or not, has just been told that the link was cut and is back. */
    private boolean isWaitedForAgain(WatermarkOutput output) {
      if (link == partitions.links) {
        return false;
      }
      link = partitions.links;
      partitions.informed++;
      silence.broken();
      output.markActive();
      return true;
    }

    private void give(WatermarkOutput output) {
      given = latest - partitions.bound - 1;
      output.emitWatermark(new Watermark(given));
    }
  }
}

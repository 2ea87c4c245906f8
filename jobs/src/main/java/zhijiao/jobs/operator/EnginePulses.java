package zhijiao.jobs.operator;

import java.util.TreeMap;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import zhijiao.jobs.io.EnginePulse;
import zhijiao.jobs.io.InputCount;
import zhijiao.jobs.io.Limits;

/**
 * Tells when event time reaches another minute, and when a checkpoint was complete. It stands behind
 * everything that counts, so its watermark is what all have judged. To be run once, not in parallel;
 * it keeps nothing over a restart.
 */
public final class EnginePulses extends AbstractStreamOperator<EnginePulse>
    implements OneInputStreamOperator<InputCount, EnginePulse> {

  private static final long serialVersionUID = 1;
  private static final long MINUTE = 60_000;

  private final Limits.Clock clock;
  private transient @Nullable TreeMap<Long, Long> triggered;
  private long complete;
  private @Nullable Long took;
  private long minute = Long.MIN_VALUE;

  /**
   * @param clock the machine's, epoch milliseconds UTC
   */
  public EnginePulses(Limits.Clock clock) {
    this.clock = clock;
  }

  @Override
  public void processElement(StreamRecord<InputCount> count) {}

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    started().put(context.getCheckpointId(), context.getCheckpointTimestamp());
  }

  private TreeMap<Long, Long> started() {
    if (triggered == null) {
      triggered = new TreeMap<>();
    }
    return triggered;
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    super.notifyCheckpointComplete(checkpoint);
    Long begun = started().get(checkpoint);
    if (begun != null) {
      complete = checkpoint;
      took = clock.getAsLong() - begun;
    }
    // Those before it that never ended were overtaken or failed.
    started().headMap(checkpoint, true).clear();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    super.processWatermark(mark);
    long reached = Math.floorDiv(mark.getTimestamp(), MINUTE);
    boolean isTime = mark.getTimestamp() >= 0 && mark.getTimestamp() != Long.MAX_VALUE;
    if (!isTime || reached == minute && took == null) {
      return;
    }
    minute = reached;
    output.collect(
        new StreamRecord<>(
            new EnginePulse(mark.getTimestamp(), clock.getAsLong(), complete, took)));
    took = null;
  }
}

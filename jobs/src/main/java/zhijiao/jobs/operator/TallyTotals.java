package zhijiao.jobs.operator;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import zhijiao.jobs.io.InputCount;

/**
 * Adds tallies up to totals since the job's first start. Totals are state, so a total that is written again after a
 * restart says the same or better. Keyed by kind, outcome and reason.
 */
public final class TallyTotals extends KeyedProcessFunction<String, Tally, InputCount> {

  private static final long serialVersionUID = 1L;
  private static final long MINUTE = 60_000;

  private transient ValueState<Long> total;
  private transient ValueState<Long> lastMinute;

  /** The key of a tally. */
  public static String keyOf(Tally tally) {
    return tally.kind() + "|" + tally.outcome() + "|" + tally.reason();
  }

  @Override
  public void open(OpenContext context) {
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", Types.LONG));
    lastMinute = getRuntimeContext().getState(new ValueStateDescriptor<>("minute", Types.LONG));
  }

  @Override
  public void processElement(Tally tally, Context context, Collector<InputCount> out)
      throws Exception {
    Long before = total.value();
    long now = (before == null ? 0 : before) + tally.delta();
    total.update(now);
    long watermark = context.timerService().currentWatermark();
    Long known = lastMinute.value();
    long minute = known == null ? 0 : known;
    if (watermark != Long.MIN_VALUE && watermark != Long.MAX_VALUE) {
      minute = Math.floorDiv(watermark, MINUTE) * MINUTE;
      lastMinute.update(minute);
    }
    out.collect(new InputCount(tally.kind(), tally.outcome(), tally.reason(), minute, now));
  }
}

package zhijiao.jobs.operator;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import zhijiao.jobs.io.InputCount;

/**
 * Adds tallies up to totals and tells each total that changed once a minute of event time, and at the end of the input.
 * The totals are state, so that a restart counts nothing twice.
 *
 * <p>To be keyed by {@link #key}.
 */
public final class InputTotals extends KeyedProcessFunction<String, Tally, InputCount> {

  private static final long serialVersionUID = 1;
  private static final long MINUTE = 60_000;

  private transient ValueState<Long> total;
  private transient ValueState<Long> minute;

  /** Kind, outcome and reason in one text. */
  public static String key(Tally tally) {
    return tally.kind() + '\t' + tally.outcome() + '\t' + tally.reason();
  }

  @Override
  public void open(OpenContext context) {
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", Types.LONG));
    minute = getRuntimeContext().getState(new ValueStateDescriptor<>("minute", Types.LONG));
  }

  @Override
  public void processElement(Tally tally, Context context, Collector<InputCount> out)
      throws Exception {
    Long before = total.value();
    total.update((before == null ? 0 : before) + tally.delta());
    long now = context.timerService().currentWatermark();
    if (now == Long.MAX_VALUE) {
      tell(now, context.getCurrentKey(), out);
    } else {
      context.timerService().registerEventTimeTimer(minuteOf(Math.max(0, now)) + MINUTE - 1);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<InputCount> out)
      throws Exception {
    tell(context.timerService().currentWatermark(), context.getCurrentKey(), out);
  }

  private void tell(long watermark, String key, Collector<InputCount> out) throws Exception {
    if (watermark != Long.MAX_VALUE) {
      minute.update(minuteOf(watermark));
    }
    Long known = minute.value();
    String[] parts = key.split("\t", -1);
    out.collect(
        new InputCount(parts[0], parts[1], parts[2], known == null ? 0 : known, total.value()));
  }

  private static long minuteOf(long instant) {
    return Math.floorDiv(instant, MINUTE) * MINUTE;
  }
}

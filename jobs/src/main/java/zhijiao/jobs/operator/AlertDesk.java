package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertCase;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertChanges;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertPolicy;
import zhijiao.core.fact.FactKind;
import zhijiao.core.timeline.Outcome;

/**
 * The only writer of alerts: folds the causes of each alert, lets its clocks run, and tells what changed. Keyed by alert.
 */
public final class AlertDesk extends TallyingOperator<Long, AlertCase, AlertCause, AlertEvent> {

  private static final long serialVersionUID = 1L;

  private final AlertPolicy policy;

  public AlertDesk(AlertPolicy policy, int cachedKeys, OutputTag<Tally> tallies) {
    super(cachedKeys, tallies);
    this.policy = policy;
  }

  @Override
  AlertCase create(Long alert) {
    return new AlertCase(new AlertId(alert), policy);
  }

  @Override
  AlertCase read(Long alert, DataInput in) throws IOException {
    return AlertCase.read(new AlertId(alert), policy, in);
  }

  @Override
  void write(AlertCase known, DataOutput out) throws IOException {
    known.write(out);
  }

  /** Alerts are kept as long as the state is; their number is small. */
  @Override
  boolean isForgettable(AlertCase known) {
    return false;
  }

  @Override
  void process(AlertCase known, StreamRecord<AlertCause> element) {
    AlertCause cause = element.getValue();
    if (cause instanceof AlertCause.Echo echo) {
      known.hear(echo.event());
      return;
    }
    Alert before = known.alert();
    boolean effective = known.add(cause);
    if (cause instanceof AlertCause.Act) {
      board().add(FactKind.OFFICER_ACTION, effective ? Outcome.FACT : Outcome.DUPLICATE, 1);
    }
    Alert after = known.alert();
    AlertEvent.@Nullable Change change = AlertChanges.between(before, after);
    if (change == null || after == null) {
      return;
    }
    boolean late = false;
    long watermark = currentWatermark();
    known.reach(time(watermark, policy.until()));
    if (cause instanceof AlertCause.FindingChange finding) {
      late = finding.late();
      watermark = finding.watermark();
    }
    tell(known.now(change, AlertChanges.causeAt(cause, change, after)), late, watermark);
  }

  @Override
  long nextAt(AlertCase known) {
    return known.nextAt();
  }

  @Override
  void onTime(AlertCase known, long watermark) {
    for (AlertCase.Told told : known.advance(time(watermark, policy.until()))) {
      tell(told, false, watermark);
    }
  }

  private void tell(AlertCase.Told told, boolean late, long watermark) {
    output.collect(
        new StreamRecord<>(
            new AlertEvent(
                told.alert(),
                told.revision(),
                told.what(),
                told.at(),
                late,
                watermark,
                told.stage())));
  }
}

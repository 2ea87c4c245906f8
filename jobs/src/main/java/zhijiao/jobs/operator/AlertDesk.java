package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertChanges;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertFold;
import zhijiao.core.alert.AlertId;
import zhijiao.core.fact.FactKind;
import zhijiao.core.timeline.Outcome;

/** The only writer of alerts: folds the causes of each alert and tells what changed. Keyed by alert. */
public final class AlertDesk extends KeyedObjectOperator<Long, AlertFold, AlertCause, AlertEvent> {

  private static final long serialVersionUID = 1L;

  private final Set<String> lastingRules;
  private final OutputTag<Tally> tallies;
  private transient TallyBoard board;

  /**
   * @param lastingRules ids of the rules whose alerts do not end by themselves
   */
  public AlertDesk(Set<String> lastingRules, int cachedKeys, OutputTag<Tally> tallies) {
    super(cachedKeys);
    this.lastingRules = Set.copyOf(lastingRules);
    this.tallies = tallies;
  }

  @Override
  public void open() throws Exception {
    super.open();
    board = new TallyBoard();
  }

  @Override
  AlertFold create(Long alert) {
    return new AlertFold(new AlertId(alert), lastingRules);
  }

  @Override
  AlertFold read(Long alert, DataInput in) throws IOException {
    return AlertFold.read(new AlertId(alert), lastingRules, in);
  }

  @Override
  void write(AlertFold fold, DataOutput out) throws IOException {
    fold.write(out);
  }

  /** Alerts are kept as long as the state is; their number is small. */
  @Override
  boolean isForgettable(AlertFold fold) {
    return false;
  }

  @Override
  void process(AlertFold fold, StreamRecord<AlertCause> element) {
    AlertCause cause = element.getValue();
    Alert before = fold.alert();
    boolean effective = fold.add(cause);
    if (cause instanceof AlertCause.Act) {
      board.add(FactKind.OFFICER_ACTION, effective ? Outcome.FACT : Outcome.DUPLICATE, 1);
    }
    Alert after = fold.alert();
    AlertEvent.@Nullable Change change = AlertChanges.between(before, after);
    if (change == null || after == null) {
      return;
    }
    boolean late = false;
    long watermark = currentWatermark();
    if (cause instanceof AlertCause.FindingChange finding) {
      late = finding.late();
      watermark = finding.watermark();
    }
    long causeAt = AlertChanges.causeAt(cause, change, after);
    output.collect(
        new StreamRecord<>(
            new AlertEvent(after, fold.revision(), change, causeAt, late, watermark)));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    drain();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    drain();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void finish() {
    drain();
  }

  private void drain() {
    board.drain(tally -> output.collect(tallies, new StreamRecord<>(tally)));
  }
}

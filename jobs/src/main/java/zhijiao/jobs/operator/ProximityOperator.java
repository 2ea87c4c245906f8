package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.proximity.ProximityLog;
import zhijiao.core.timeline.Outcome;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.RejectReason;
import zhijiao.rules.VictimProximityRule;

/**
 * The only place that knows where protected persons are: compares it with the fixes of those who must keep away, and gives
 * findings without a place. Keyed by the protected person's pseudonym.
 */
public final class ProximityOperator
    extends TallyingOperator<
        String, ProximityLog<VictimProximityRule.State>, ToProtected, AlertCause> {

  private static final long serialVersionUID = 1L;

  private final VictimProximityRule rule;
  private final MeetingMemory memory;
  private final OutputTag<DeadLetter> deadLetters;
  private transient Reports reports;

  public ProximityOperator(
      VictimProximityRule rule,
      MeetingMemory memory,
      int cachedKeys,
      OutputTag<DeadLetter> deadLetters,
      OutputTag<Tally> tallies) {
    super(cachedKeys, tallies);
    this.rule = rule;
    this.memory = memory;
    this.deadLetters = deadLetters;
  }

  @Override
  public void open() throws Exception {
    super.open();
    reports = new Reports();
  }

  @Override
  ProximityLog<VictimProximityRule.State> create(String person) {
    return new ProximityLog<>(rule, person);
  }

  @Override
  ProximityLog<VictimProximityRule.State> read(String person, DataInput in) throws IOException {
    return ProximityLog.read(rule, person, in);
  }

  @Override
  void write(ProximityLog<VictimProximityRule.State> log, DataOutput out) throws IOException {
    log.write(out);
  }

  @Override
  boolean isForgettable(ProximityLog<VictimProximityRule.State> log) {
    return log.isEmpty();
  }

  @Override
  void process(ProximityLog<VictimProximityRule.State> log, StreamRecord<ToProtected> element) {
    ToProtected it = element.getValue();
    if (it.traces() != null) {
      log.accept(it.traces(), reports);
    } else {
      reports.origin = Objects.requireNonNull(it.position()).origin();
      ProtectedPosition position = (ProtectedPosition) Objects.requireNonNull(it.position().fact());
      log.accept(position, reports);
    }
  }

  @Override
  long nextAt(ProximityLog<VictimProximityRule.State> log) {
    return log.nextAt();
  }

  @Override
  void onTime(ProximityLog<VictimProximityRule.State> log, long watermark) {
    log.advance(reached(watermark), reports);
  }

  private long reached(long watermark) {
    return Math.min(time(watermark, memory.horizonEnd()), memory.horizonEnd());
  }

  private final class Reports implements ProximityLog.Output {

    private Origin origin;

    @Override
    public void change(FindingChange change) {
      output.collect(new StreamRecord<>(change));
    }

    @Override
    public void tally(Outcome outcome, int delta) {
      board().add(FactKind.PROTECTED_POSITION, outcome, delta);
    }

    @Override
    public void tooLate(ProtectedPosition position) {
      output.collect(
          deadLetters,
          new StreamRecord<>(
              new DeadLetter(
                  origin,
                  RejectReason.TOO_LATE,
                  "the positions of its time had been forgotten: " + position,
                  0,
                  "")));
    }
  }
}

package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.fact.Subject;
import zhijiao.core.meeting.Company;
import zhijiao.core.meeting.EncounterChange;
import zhijiao.core.meeting.MeetingLog;
import zhijiao.rules.ColocationRule;

/** Finds what follows from the encounters of one company. Keyed by {@link #keyOf}. */
public final class MeetingOperator
    extends KeyedObjectOperator<String, MeetingLog, EncounterChange, AlertCause> {

  private static final long serialVersionUID = 1L;

  private static final char BETWEEN = '\n';

  private final ColocationRule rule;
  private final MeetingMemory memory;

  public MeetingOperator(ColocationRule rule, MeetingMemory memory, int cachedKeys) {
    super(cachedKeys);
    this.rule = rule;
    this.memory = memory;
  }

  /** The key of a company: both parts, which hold no line break. */
  public static String keyOf(EncounterChange change) {
    Company company = change.encounter().company();
    return company.subject().pseudonym() + BETWEEN + company.target();
  }

  private static Company companyOf(String key) {
    int at = key.indexOf(BETWEEN);
    return new Company(new Subject(key.substring(0, at)), key.substring(at + 1));
  }

  @Override
  MeetingLog create(String key) {
    return new MeetingLog(rule, companyOf(key));
  }

  @Override
  MeetingLog read(String key, DataInput in) throws IOException {
    return MeetingLog.read(rule, companyOf(key), in);
  }

  @Override
  void write(MeetingLog log, DataOutput out) throws IOException {
    log.write(out);
  }

  @Override
  boolean isForgettable(MeetingLog log) {
    return log.isEmpty();
  }

  @Override
  void process(MeetingLog log, StreamRecord<EncounterChange> element) {
    log.accept(element.getValue(), reached(currentWatermark()), this::tell);
  }

  @Override
  long nextAt(MeetingLog log) {
    return Math.min(log.nextAt(), memory.forgetAt(log.oldestAt()));
  }

  @Override
  void onTime(MeetingLog log, long watermark) {
    log.advance(reached(watermark), this::tell);
    if (watermark != Long.MAX_VALUE) {
      log.forget(memory.keptSince(watermark));
    }
  }

  private void tell(AlertCause change) {
    output.collect(new StreamRecord<>(change));
  }

  private long reached(long watermark) {
    return Math.min(time(watermark, memory.horizonEnd()), memory.horizonEnd());
  }
}

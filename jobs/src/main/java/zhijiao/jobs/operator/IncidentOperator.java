package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertPolicy;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.alert.Incidents;
import zhijiao.core.fact.Subject;

/** Says which alerts of a person are one incident. Keyed by the person's pseudonym. */
public final class IncidentOperator
    extends KeyedObjectOperator<String, Incidents, AlertEvent, IncidentMember> {

  private static final long serialVersionUID = 1L;

  private final AlertPolicy policy;

  public IncidentOperator(AlertPolicy policy, int cachedKeys) {
    super(cachedKeys);
    this.policy = policy;
  }

  @Override
  Incidents create(String pseudonym) {
    return new Incidents(new Subject(pseudonym), policy);
  }

  @Override
  Incidents read(String pseudonym, DataInput in) throws IOException {
    return Incidents.read(new Subject(pseudonym), policy, in);
  }

  @Override
  void write(Incidents incidents, DataOutput out) throws IOException {
    incidents.write(out);
  }

  @Override
  boolean isForgettable(Incidents incidents) {
    return incidents.isEmpty();
  }

  @Override
  void process(Incidents incidents, StreamRecord<AlertEvent> element) {
    AlertEvent event = element.getValue();
    for (IncidentMember member :
        incidents.add(event.alert(), event.revision(), currentWatermark())) {
      output.collect(new StreamRecord<>(member));
    }
  }

  @Override
  long nextAt(Incidents incidents) {
    return incidents.forgetAt();
  }

  @Override
  void onTime(Incidents incidents, long watermark) {
    if (watermark != Long.MAX_VALUE) {
      incidents.forget(watermark);
    }
  }
}

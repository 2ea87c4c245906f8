package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.health.HealthSettings;
import zhijiao.core.health.SourceHealth;
import zhijiao.core.health.SourceNote;

/** Watches the sources of reports, and holds back the silences of people that are a source's. Keyed by source. */
public final class HealthOperator
    extends KeyedObjectOperator<String, SourceHealth, SourceNote, AlertCause> {

  private static final long serialVersionUID = 1L;

  private final HealthSettings settings;
  private final long until;
  private transient SourceHealth.Output changes;

  /**
   * @param until event time beyond which nothing is found, epoch milliseconds UTC
   */
  public HealthOperator(HealthSettings settings, long until, int cachedKeys) {
    super(cachedKeys);
    this.settings = settings;
    this.until = until;
  }

  @Override
  public void open() throws Exception {
    super.open();
    changes = change -> output.collect(new StreamRecord<>(change));
  }

  @Override
  SourceHealth create(String source) {
    return new SourceHealth(source, settings);
  }

  @Override
  SourceHealth read(String source, DataInput in) throws IOException {
    return SourceHealth.read(source, settings, in);
  }

  @Override
  void write(SourceHealth health, DataOutput out) throws IOException {
    health.write(out);
  }

  @Override
  boolean isForgettable(SourceHealth health) {
    return health.isForgettable();
  }

  @Override
  void process(SourceHealth health, StreamRecord<SourceNote> element) {
    SourceNote note = element.getValue();
    if (note instanceof SourceNote.Heard heard) {
      health.mark(heard.member(), heard.at());
    } else if (note instanceof SourceNote.Silence silence) {
      health.take(silence.change(), silence.elsewhere());
    } else if (note instanceof SourceNote.Left left) {
      health.leave(left.episode());
    }
  }

  @Override
  long nextAt(SourceHealth health) {
    return health.nextAt();
  }

  @Override
  void onTime(SourceHealth health, long watermark) {
    long reached = time(watermark, until);
    if (watermark != Long.MAX_VALUE) {
      health.advance(Math.min(reached, until), changes);
    } else if (reached != Long.MIN_VALUE) {
      health.finish(reached, changes);
    }
  }
}

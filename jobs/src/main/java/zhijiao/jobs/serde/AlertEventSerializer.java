package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertEventCodec;

/** Alert events in the form of {@link AlertEventCodec}. */
public final class AlertEventSerializer extends CodecSerializer<AlertEvent> {

  /** The only instance that is needed; it holds nothing. */
  public static final AlertEventSerializer INSTANCE = new AlertEventSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public void serialize(AlertEvent value, DataOutputView target) throws IOException {
    AlertEventCodec.write(value, target);
  }

  @Override
  public AlertEvent deserialize(DataInputView source) throws IOException {
    return AlertEventCodec.read(source);
  }

  @Override
  public TypeSerializerSnapshot<AlertEvent> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<AlertEvent> {
    public State() {
      super(INSTANCE, AlertEventCodec.VERSION);
    }
  }
}

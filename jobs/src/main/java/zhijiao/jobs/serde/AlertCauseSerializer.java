package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.core.alert.AlertCause;

/** Causes of alerts in the form of {@link CauseCodec}. */
public final class AlertCauseSerializer extends CodecSerializer<AlertCause> {

  /** The only instance that is needed; it holds nothing. */
  public static final AlertCauseSerializer INSTANCE = new AlertCauseSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public void serialize(AlertCause value, DataOutputView target) throws IOException {
    CauseCodec.write(value, target);
  }

  @Override
  public AlertCause deserialize(DataInputView source) throws IOException {
    return CauseCodec.read(source);
  }

  @Override
  public TypeSerializerSnapshot<AlertCause> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<AlertCause> {
    public State() {
      super(INSTANCE, CauseCodec.VERSION);
    }
  }
}

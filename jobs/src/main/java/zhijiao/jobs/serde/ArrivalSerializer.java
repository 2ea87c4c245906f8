package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.jobs.io.Arrival;

/** Arrivals: facts, dead letters and heartbeats with their origin. */
public final class ArrivalSerializer extends CodecSerializer<Arrival> {

  /** The only instance that is needed; it holds nothing. */
  public static final ArrivalSerializer INSTANCE = new ArrivalSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public void serialize(Arrival value, DataOutputView target) throws IOException {
    ArrivalCodec.write(value, target);
  }

  @Override
  public Arrival deserialize(DataInputView source) throws IOException {
    return ArrivalCodec.read(source);
  }

  @Override
  public TypeSerializerSnapshot<Arrival> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<Arrival> {
    public State() {
      super(INSTANCE, ArrivalCodec.VERSION);
    }
  }
}

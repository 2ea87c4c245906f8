package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.core.binary.Compact;
import zhijiao.core.proximity.ProximityCodec;
import zhijiao.jobs.operator.ToProtected;

/** Positions in the form of {@link ArrivalCodec}, traces in that of {@link ProximityCodec}. */
public final class ToProtectedSerializer extends CodecSerializer<ToProtected> {

  /** The only instance that is needed; it holds nothing. */
  public static final ToProtectedSerializer INSTANCE = new ToProtectedSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public void serialize(ToProtected value, DataOutputView target) throws IOException {
    Compact.writeText(value.person(), target);
    target.writeBoolean(value.position() != null);
    if (value.position() != null) {
      ArrivalCodec.write(value.position(), target);
    } else if (value.traces() != null) {
      ProximityCodec.write(value.traces(), target);
    }
  }

  @Override
  public ToProtected deserialize(DataInputView source) throws IOException {
    String person = Compact.readText(source);
    return source.readBoolean()
        ? new ToProtected(person, ArrivalCodec.read(source), null)
        : new ToProtected(person, null, ProximityCodec.readTraceChange(source));
  }

  @Override
  public TypeSerializerSnapshot<ToProtected> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<ToProtected> {
    public State() {
      super(INSTANCE, ProximityCodec.VERSION);
    }
  }
}

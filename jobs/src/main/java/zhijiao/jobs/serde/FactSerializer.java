package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactCodec;

/** Facts of every kind in the form of {@link FactCodec}. */
public final class FactSerializer extends CodecSerializer<Fact> {

  /** The only instance that is needed; it holds nothing. */
  public static final FactSerializer INSTANCE = new FactSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public void serialize(Fact value, DataOutputView target) throws IOException {
    FactCodec.write(value, target);
  }

  @Override
  public Fact deserialize(DataInputView source) throws IOException {
    return FactCodec.read(source);
  }

  @Override
  public TypeSerializerSnapshot<Fact> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<Fact> {
    public State() {
      super(INSTANCE, FactCodec.VERSION);
    }
  }
}

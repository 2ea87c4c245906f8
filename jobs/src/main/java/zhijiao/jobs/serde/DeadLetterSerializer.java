package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.jobs.io.DeadLetter;

/** Dead letters. */
public final class DeadLetterSerializer extends CodecSerializer<DeadLetter> {

  /** The only instance that is needed; it holds nothing. */
  public static final DeadLetterSerializer INSTANCE = new DeadLetterSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public void serialize(DeadLetter value, DataOutputView target) throws IOException {
    ArrivalCodec.writeDeadLetter(value, target);
  }

  @Override
  public DeadLetter deserialize(DataInputView source) throws IOException {
    return ArrivalCodec.readDeadLetter(source);
  }

  @Override
  public TypeSerializerSnapshot<DeadLetter> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<DeadLetter> {
    public State() {
      super(INSTANCE, ArrivalCodec.VERSION);
    }
  }
}

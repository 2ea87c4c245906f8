package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.core.meeting.MeetingCodec;
import zhijiao.jobs.operator.StayInSquare;

/** Stays in the form of {@link MeetingCodec}, each with its square. */
public final class StayInSquareSerializer extends CodecSerializer<StayInSquare> {

  /** The only instance that is needed; it holds nothing. */
  public static final StayInSquareSerializer INSTANCE = new StayInSquareSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public void serialize(StayInSquare value, DataOutputView target) throws IOException {
    target.writeLong(value.square());
    MeetingCodec.write(value.change(), target);
  }

  @Override
  public StayInSquare deserialize(DataInputView source) throws IOException {
    return new StayInSquare(source.readLong(), MeetingCodec.readStayChange(source));
  }

  @Override
  public TypeSerializerSnapshot<StayInSquare> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<StayInSquare> {
    public State() {
      super(INSTANCE, MeetingCodec.VERSION);
    }
  }
}

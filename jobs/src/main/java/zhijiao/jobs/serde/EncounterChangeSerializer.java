package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.core.meeting.EncounterChange;
import zhijiao.core.meeting.MeetingCodec;

/** Encounters in the form of {@link MeetingCodec}. */
public final class EncounterChangeSerializer extends CodecSerializer<EncounterChange> {

  /** The only instance that is needed; it holds nothing. */
  public static final EncounterChangeSerializer INSTANCE = new EncounterChangeSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public void serialize(EncounterChange value, DataOutputView target) throws IOException {
    MeetingCodec.write(value, target);
  }

  @Override
  public EncounterChange deserialize(DataInputView source) throws IOException {
    return MeetingCodec.readEncounterChange(source);
  }

  @Override
  public TypeSerializerSnapshot<EncounterChange> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<EncounterChange> {
    public State() {
      super(INSTANCE, MeetingCodec.VERSION);
    }
  }
}

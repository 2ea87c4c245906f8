package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.alert.IncidentMemberCodec;

/** Memberships of incidents in the form of {@link IncidentMemberCodec}. */
public final class IncidentMemberSerializer extends CodecSerializer<IncidentMember> {

  /** The only instance that is needed; it holds nothing. */
  public static final IncidentMemberSerializer INSTANCE = new IncidentMemberSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public void serialize(IncidentMember value, DataOutputView target) throws IOException {
    IncidentMemberCodec.write(value, target);
  }

  @Override
  public IncidentMember deserialize(DataInputView source) throws IOException {
    return IncidentMemberCodec.read(source);
  }

  @Override
  public TypeSerializerSnapshot<IncidentMember> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<IncidentMember> {
    public State() {
      super(INSTANCE, IncidentMemberCodec.VERSION);
    }
  }
}

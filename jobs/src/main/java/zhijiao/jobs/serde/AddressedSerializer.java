package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.Subject;
import zhijiao.jobs.io.Addressed;

/** Arrivals whose person is known. */
public final class AddressedSerializer extends CodecSerializer<Addressed> {

  /** The only instance that is needed; it holds nothing. */
  public static final AddressedSerializer INSTANCE = new AddressedSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public void serialize(Addressed value, DataOutputView target) throws IOException {
    Compact.writeText(value.subject().pseudonym(), target);
    target.writeBoolean(value.withdrawn());
    ArrivalCodec.write(value.arrival(), target);
  }

  @Override
  public Addressed deserialize(DataInputView source) throws IOException {
    Subject subject = new Subject(Compact.readText(source));
    boolean withdrawn = source.readBoolean();
    return new Addressed(subject, ArrivalCodec.read(source), withdrawn);
  }

  @Override
  public TypeSerializerSnapshot<Addressed> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<Addressed> {
    public State() {
      super(INSTANCE, ArrivalCodec.VERSION);
    }
  }
}

package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.SubjectFact;
import zhijiao.jobs.io.RiskInput;
import zhijiao.models.live.Violation;

/** Inputs of scoring. */
public final class RiskInputSerializer extends CodecSerializer<RiskInput> {

  /** The only instance that is needed; it holds nothing. */
  public static final RiskInputSerializer INSTANCE = new RiskInputSerializer();

  private static final int VERSION = 1;
  private static final long serialVersionUID = 1;

  @Override
  public void serialize(RiskInput value, DataOutputView target) throws IOException {
    target.writeByte(VERSION);
    target.writeBoolean(value.fact() != null);
    if (value.fact() != null) {
      FactCodec.write(value.fact(), target);
    } else {
      value.violation().write(target);
    }
  }

  @Override
  public RiskInput deserialize(DataInputView source) throws IOException {
    int version = source.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("an input of scoring of version " + version + ", known is " + VERSION);
    }
    return source.readBoolean()
        ? RiskInput.of((SubjectFact) FactCodec.read(source))
        : RiskInput.of(Violation.read(source));
  }

  @Override
  public TypeSerializerSnapshot<RiskInput> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<RiskInput> {
    public State() {
      super(INSTANCE, VERSION);
    }
  }
}

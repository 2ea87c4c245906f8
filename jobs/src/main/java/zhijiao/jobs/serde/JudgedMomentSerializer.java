package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMomentCodec;

/** Judged moments in the form of {@link JudgedMomentCodec}. */
public final class JudgedMomentSerializer extends CodecSerializer<JudgedMoment> {

  /** The only instance that is needed; it holds nothing. */
  public static final JudgedMomentSerializer INSTANCE = new JudgedMomentSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public void serialize(JudgedMoment value, DataOutputView target) throws IOException {
    JudgedMomentCodec.write(value, target);
  }

  @Override
  public JudgedMoment deserialize(DataInputView source) throws IOException {
    return JudgedMomentCodec.read(source);
  }

  @Override
  public TypeSerializerSnapshot<JudgedMoment> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<JudgedMoment> {
    public State() {
      super(INSTANCE, JudgedMomentCodec.VERSION);
    }
  }
}

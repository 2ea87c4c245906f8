package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;

/** Findings in the form of {@link FindingCodec}. */
public final class FindingSerializer extends CodecSerializer<Finding> {

  /** The only instance that is needed; it holds nothing. */
  public static final FindingSerializer INSTANCE = new FindingSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public void serialize(Finding value, DataOutputView target) throws IOException {
    FindingCodec.write(value, target);
  }

  @Override
  public Finding deserialize(DataInputView source) throws IOException {
    return FindingCodec.read(source);
  }

  @Override
  public TypeSerializerSnapshot<Finding> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<Finding> {
    public State() {
      super(INSTANCE, FindingCodec.VERSION);
    }
  }
}

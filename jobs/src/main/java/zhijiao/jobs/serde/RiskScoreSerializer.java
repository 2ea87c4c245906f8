package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.models.live.RiskScore;
import zhijiao.models.live.RiskScoreCodec;

/** Scores in the form of {@link RiskScoreCodec}. */
public final class RiskScoreSerializer extends CodecSerializer<RiskScore> {

  /** The only instance that is needed; it holds nothing. */
  public static final RiskScoreSerializer INSTANCE = new RiskScoreSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public void serialize(RiskScore value, DataOutputView target) throws IOException {
    RiskScoreCodec.write(value, target);
  }

  @Override
  public RiskScore deserialize(DataInputView source) throws IOException {
    return RiskScoreCodec.read(source);
  }

  @Override
  public TypeSerializerSnapshot<RiskScore> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<RiskScore> {
    public State() {
      super(INSTANCE, RiskScoreCodec.VERSION);
    }
  }
}

package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import zhijiao.core.fact.ContentHash;
import zhijiao.core.fact.Subject;
import zhijiao.jobs.io.RiskInput;
import zhijiao.models.live.LiveFeatures;
import zhijiao.models.live.ModelPlan;
import zhijiao.models.live.Promotion;
import zhijiao.models.live.RiskCase;
import zhijiao.models.live.RiskPolicy;
import zhijiao.models.live.RiskScore;

/**
 * Scores people as things happen. Keyed by the person's pseudonym; promotions of models come to every subtask by a second
 * input, if there is one. That input moves no time: a promotion holds from its own instant on, and what has been told from there on
 * is corrected.
 */
public final class RiskOperator extends KeyedObjectOperator<String, RiskCase, RiskInput, RiskScore>
    implements TwoInputStreamOperator<RiskInput, String, RiskScore> {

  private static final long serialVersionUID = 1L;

  private final ProgramSource source;
  private transient RiskPolicy policy;
  private transient ModelPlan plan;
  private transient BroadcastState<String, String> promotions;

  public RiskOperator(ProgramSource source, int cachedKeys) {
    super(cachedKeys);
    this.source = source;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    promotions =
        context
            .getOperatorStateStore()
            .getBroadcastState(new MapStateDescriptor<>("promotions", Types.STRING, Types.STRING));
    plan = new ModelPlan();
    for (Map.Entry<String, String> known : promotions.immutableEntries()) {
      plan.add(Promotion.read(known.getValue(), LiveFeatures.SET.id()));
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    policy = source.riskPolicy();
  }

  @Override
  RiskCase create(String pseudonym) {
    return new RiskCase(new Subject(pseudonym), policy, currentWatermark());
  }

  @Override
  RiskCase read(String pseudonym, DataInput in) throws IOException {
    return RiskCase.read(new Subject(pseudonym), policy, in);
  }

  @Override
  void write(RiskCase known, DataOutput out) throws IOException {
    known.write(out);
  }

  @Override
  boolean isForgettable(RiskCase known) {
    return known.isEmpty();
  }

  @Override
  void process(RiskCase known, StreamRecord<RiskInput> element) {
    RiskInput input = element.getValue();
    if (input.fact() != null) {
      known.add(input.fact());
    } else {
      known.add(Objects.requireNonNull(input.violation()));
    }
  }

  @Override
  long nextAt(RiskCase known) {
    return known.nextAt(plan);
  }

  @Override
  void onTime(RiskCase known, long watermark) {
    known.advance(
        time(watermark, policy.horizon().until()),
        plan,
        score -> output.collect(new StreamRecord<>(score)));
  }

  @Override
  public void processElement1(StreamRecord<RiskInput> element) throws Exception {
    processElement(element);
  }

  /** A promotion: everybody is looked at. */
  @Override
  public void processElement2(StreamRecord<String> element) throws Exception {
    String text = element.getValue();
    Promotion promotion = Promotion.read(text, LiveFeatures.SET.id());
    if (!plan.add(promotion)) {
      return;
    }
    String key = Long.toHexString(ContentHash.of("promotion").add(text).toLong());
    promotions.put(key, text);
    visitAll(
        known -> {
          known.planChanged(promotion.effective());
          if (currentWatermark() == Long.MAX_VALUE) {
            onTime(known, Long.MAX_VALUE);
          }
        });
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    processWatermark(mark);
  }

  @Override
  public void processWatermark2(Watermark mark) {}
}

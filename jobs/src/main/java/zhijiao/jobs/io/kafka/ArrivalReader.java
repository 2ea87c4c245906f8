package zhijiao.jobs.io.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactKind;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.Rejected;
import zhijiao.jobs.io.Topics;
import zhijiao.jobs.serde.ZhijiaoTypes;
import zhijiao.jobs.wire.FactWire;

/**
 * Records of all input topics to arrivals, in one source. A heartbeat, in whatever topic, becomes an arrival without a fact,
 * which moves the time of its partition; a bad record becomes an arrival with its dead letter.
 */
public final class ArrivalReader implements KafkaRecordDeserializationSchema<Arrival> {

  private static final long serialVersionUID = 1;
  private static final byte[] NOTHING = {};

  private final Limits limits;
  private transient @Nullable FactWire wire;
  private transient @Nullable Map<String, FactKind> kinds;

  /**
   * @param limits what a fact may hold; its clock is read where the job runs
   */
  public ArrivalReader(Limits limits) {
    this.limits = limits;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    start();
  }

  private void start() {
    wire = new FactWire(limits);
    kinds = new HashMap<>();
    for (FactKind kind : FactKind.values()) {
      kinds.put(Topics.of(kind), kind);
    }
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
    if (wire == null || kinds == null) {
      start();
    }
    out.collect(arrival(record, wire, kinds));
  }

  private static Arrival arrival(
      ConsumerRecord<byte[], byte[]> record, FactWire wire, Map<String, FactKind> kinds) {
    Origin origin = new Origin(record.topic(), record.partition(), record.offset());
    byte[] value = record.value() == null ? NOTHING : record.value();
    try {
      FactKind kind = kinds.get(record.topic());
      if (kind != null && !FactWire.isHeartbeat(value)) {
        return Arrival.of(origin, wire.decode(kind, value));
      }
      if (kind != null || record.topic().equals(Topics.HEARTBEATS)) {
        return Arrival.heartbeat(origin, wire.decodeHeartbeat(value));
      }
    } catch (Rejected rejected) {
      return Arrival.refused(DeadLetter.of(origin, rejected, value));
    }
    throw new IllegalStateException("subscribed to a topic that is no input: " + record.topic());
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return ZhijiaoTypes.ARRIVAL;
  }
}

package zhijiao.jobs.io.kafka;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhijiao.core.alert.AlertCause;
import zhijiao.jobs.io.Rejected;
import zhijiao.jobs.serde.ZhijiaoTypes;
import zhijiao.jobs.wire.AlertWire;

/** Reads the job's own alert events back. What another program wrote there and cannot be read is passed over, and logged. */
public final class ToldReader implements KafkaRecordDeserializationSchema<AlertCause> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ToldReader.class);

  private transient @Nullable AlertWire wire;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<AlertCause> out) {
    if (wire == null) {
      wire = new AlertWire();
    }
    if (record.value() == null) {
      return;
    }
    try {
      out.collect(new AlertCause.Echo(wire.decodeAlertEvent(record.value())));
    } catch (Rejected rejected) {
      LOG.warn(
          "no alert event in {}-{} at {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          rejected.getMessage());
    }
  }

  @Override
  public TypeInformation<AlertCause> getProducedType() {
    return ZhijiaoTypes.ALERT_CAUSE;
  }
}

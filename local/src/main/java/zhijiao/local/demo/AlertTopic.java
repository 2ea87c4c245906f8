package zhijiao.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertId;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.jobs.io.Rejected;
import zhijiao.jobs.io.Routing;
import zhijiao.jobs.wire.AlertWire;

/** Reads the alert stream, committed records only. */
public final class AlertTopic implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AlertWire wire = new AlertWire();

  /** An alert event as it lay in the topic. */
  public record Received(AlertEvent event, long writtenAt) {}

  /** Reads the topics of all audiences that there are, from the beginning. */
  public AlertTopic(String brokers) {
    this(brokers, Routing.alertTopics());
  }

  /** Reads what is for one audience. */
  public AlertTopic(String brokers, Audience audience) {
    this(brokers, List.of(Routing.topicOf(audience)));
  }

  private AlertTopic(String brokers, List<String> topics) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.listTopics().entrySet().stream()
            .filter(topic -> topics.contains(topic.getKey()))
            .flatMap(topic -> topic.getValue().stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Waits for more, at most so long. */
  public List<Received> poll(Duration patience) throws IOException {
    List<Received> received = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
      try {
        received.add(new Received(wire.decodeAlertEvent(record.value()), record.timestamp()));
      } catch (Rejected e) {
        throw new IOException("the alert topic holds what is no alert", e);
      }
    }
    return received;
  }

  /** Everything up to what is there now. */
  public List<Received> readToEnd() throws IOException {
    List<Received> all = new ArrayList<>();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      all.addAll(poll(Duration.ofMillis(100)));
    }
    return all;
  }

  /** The event time that the alerts have come to, epoch milliseconds UTC; {@link Long#MIN_VALUE} when there are none. */
  public static long reached(List<Received> received) {
    return received.stream()
        .mapToLong(one -> one.event().watermark())
        .filter(watermark -> watermark != Long.MAX_VALUE)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /** The last event of each alert. */
  public static Map<AlertId, AlertEvent> latest(List<Received> received) {
    Map<AlertId, AlertEvent> latest = new TreeMap<>();
    for (Received one : received) {
      latest.merge(
          one.event().alert().id(), one.event(), (a, b) -> a.revision() > b.revision() ? a : b);
    }
    return latest;
  }

  @Override
  public void close() {
    consumer.close();
  }
}

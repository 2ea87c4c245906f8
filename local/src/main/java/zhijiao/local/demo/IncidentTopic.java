package zhijiao.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.IncidentMember;
import zhijiao.jobs.io.Rejected;
import zhijiao.jobs.io.Topics;
import zhijiao.jobs.wire.AlertWire;

/** Reads which alerts are one incident, committed records only. */
public final class IncidentTopic {

  private IncidentTopic() {}

  /** The last word about each alert, up to what is there now; none when there is no such topic. */
  public static Map<AlertId, IncidentMember> latest(String brokers) throws IOException {
    Map<AlertId, IncidentMember> latest = new TreeMap<>();
    AlertWire wire = new AlertWire();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", brokers,
                "isolation.level", "read_committed",
                "allow.auto.create.topics", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      if (!consumer.listTopics().containsKey(Topics.INCIDENTS)) {
        return latest;
      }
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.INCIDENTS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          IncidentMember member = wire.decodeIncidentMember(record.value());
          latest.merge(member.alert(), member, (a, b) -> a.revision() > b.revision() ? a : b);
        }
      }
    } catch (Rejected e) {
      throw new IOException("the topic of incidents holds something else", e);
    }
    return latest;
  }
}

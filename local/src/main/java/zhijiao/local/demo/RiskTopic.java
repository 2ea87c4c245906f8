package zhijiao.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.Rejected;
import zhijiao.jobs.io.Topics;
import zhijiao.jobs.wire.AlertWire;
import zhijiao.jobs.wire.FactWire;
import zhijiao.models.live.RiskScore;

/** Reads scores, and the facts that they were made from, committed records only. */
public final class RiskTopic {

  private static final List<String> READ_BY_FEATURES =
      List.of(
          Topics.CHECK_INS,
          Topics.ORDERS,
          Topics.AUTHORISATIONS,
          Topics.LEAVES,
          Topics.MEASURES,
          Topics.NOTICES,
          Topics.OBJECTIONS,
          Topics.ACTIVITIES,
          Topics.CHANGE_REPORTS);

  private RiskTopic() {}

  /** All scores that are there now. */
  public static List<RiskScore> scores(String brokers) throws IOException {
    List<RiskScore> scores = new ArrayList<>();
    AlertWire wire = new AlertWire();
    try {
      for (ConsumerRecord<byte[], byte[]> record : read(brokers, List.of(Topics.RISK_SCORES))) {
        scores.add(wire.decodeRiskScore(record.value()));
      }
    } catch (Rejected e) {
      throw new IOException("the topic of scores holds something else", e);
    }
    return scores;
  }

  /** All facts that are there now and that features read; what is no fact is left out, as the job does. */
  public static List<Fact> facts(String brokers) {
    List<Fact> facts = new ArrayList<>();
    FactWire wire = new FactWire(Limits.ofLaw(System::currentTimeMillis));
    for (ConsumerRecord<byte[], byte[]> record : read(brokers, READ_BY_FEATURES)) {
      FactKind kind = Objects.requireNonNull(Topics.kindOf(record.topic()));
      try {
        facts.add(wire.decode(kind, record.value()));
      } catch (Rejected e) {
        continue;
      }
    }
    return facts;
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String brokers, List<String> topics) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", brokers,
                "isolation.level", "read_committed",
                "allow.auto.create.topics", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> topics.contains(topic.getKey()))
              .flatMap(topic -> topic.getValue().stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }
}

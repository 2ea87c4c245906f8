package zhijiao.local.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {

  @Test
  void what_was_written_with_an_old_time_is_there_after_a_restart(@TempDir Path folder)
      throws Exception {
    try (LocalBroker broker = LocalBroker.start(folder)) {
      broker.createTopics(List.of("t"), 1);
      broker.createTopics(List.of("t"), 1);
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", broker.bootstrapServers()),
              new StringSerializer(),
              new StringSerializer())) {
        producer.send(new ProducerRecord<>("t", 0, 1_600_000_000_000L, "k", "v")).get();
      }
    }
    try (LocalBroker broker = LocalBroker.start(folder);
        KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("t", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<ConsumerRecord<String, String>> found = new java.util.ArrayList<>();
      long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (found.isEmpty() && System.nanoTime() < giveUp) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
      assertEquals("v", found.get(0).value());
    }
  }
}

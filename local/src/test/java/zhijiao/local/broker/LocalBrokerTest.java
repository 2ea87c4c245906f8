package zhijiao.local.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
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
      long giveUp = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (found.isEmpty() && System.nanoTime() < giveUp) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
      assertEquals("v", found.get(0).value());
    }
  }

  @Test
  void an_empty_start_forgets_the_topics_of_earlier_runs(@TempDir Path folder) throws Exception {
    try (LocalBroker broker = LocalBroker.start(folder)) {
      broker.createTopics(List.of("t"), 1);
      assertEquals(Set.of("t"), topics(broker));
    }
    try (LocalBroker broker = LocalBroker.startEmpty(folder)) {
      assertEquals(Set.of(), topics(broker));
    }
  }

  @Test
  void nobody_makes_a_topic_by_misspelling_one(@TempDir Path folder) throws Exception {
    try (LocalBroker broker = LocalBroker.start(folder);
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", "1000"),
                new StringSerializer(),
                new StringSerializer())) {
      assertThrows(
          ExecutionException.class,
          () -> producer.send(new ProducerRecord<>("alrets", "k", "v")).get());
      assertEquals(Set.of(), topics(broker));
    }
  }

  @Test
  void a_second_broker_on_the_same_folder_is_refused_and_disturbs_nobody(@TempDir Path folder)
      throws Exception {
    try (LocalBroker broker = LocalBroker.start(folder)) {
      String told =
          assertThrows(IOException.class, () -> LocalBroker.startEmpty(folder).close())
              .getMessage();
      assertEquals("the folder " + folder + " is in use by process " + broker.pid(), told);
      broker.createTopics(List.of("still-there"), 1);
      assertTrue(topics(broker).contains("still-there"));
    }
  }

  private static Set<String> topics(LocalBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      return admin.listTopics().names().get();
    }
  }
}

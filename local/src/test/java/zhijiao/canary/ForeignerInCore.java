package zhijiao.canary;

import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.kafka.common.TopicPartition;
import zhijiao.laws.Mistake;

/** Knows files, networks, Flink and Kafka; core may not. */
public final class ForeignerInCore {

  @Mistake
  void knowsFiles(Path path) {}

  @Mistake
  void knowsNetworks(URI uri) {}

  @Mistake
  void knowsFlink(MapFunction<String, String> function) {}

  @Mistake
  void knowsKafka(TopicPartition partition) {}

  @Mistake
  void knowsDatabases(java.sql.Connection connection) {}

  @Mistake
  void knowsAvro(org.apache.avro.Schema schema) {}
}

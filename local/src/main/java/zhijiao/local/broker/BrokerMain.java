package zhijiao.local.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import zhijiao.local.process.ChildJvm;
import zhijiao.local.process.FolderClaim;

/**
 * Runs broker and controller in this JVM: {@code BrokerMain FOLDER PORT CONTROLLER_PORT [empty]}. With {@code empty}, the
 * topics of earlier runs are deleted first.
 */
public final class BrokerMain {

  static final String EMPTY = "empty";

  private BrokerMain() {}

  public static void main(String[] arguments) throws Exception {
    ChildJvm.endWithParent();
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    FolderClaim.claim(folder);
    int port = Integer.parseInt(arguments[1]);
    int controllerPort = Integer.parseInt(arguments[2]);
    Path data = folder.resolve("data");
    if (arguments.length > 3 && arguments[3].equals(EMPTY)) {
      delete(data);
    }
    if (!Files.exists(data.resolve("meta.properties"))) {
      format(data);
    }
    KafkaRaftServer server =
        new KafkaRaftServer(new KafkaConfig(properties(data, port, controllerPort)), Time.SYSTEM);
    server.startup();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop broker"));
    System.out.println(ChildJvm.READY);
    server.awaitShutdown();
  }

  private static void delete(Path data) throws IOException {
    if (Files.exists(data)) {
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void format(Path data) throws Exception {
    Files.createDirectories(data);
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(data.toString())
        .setDirectories(List.of(data.toString()))
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setUnstableFeatureVersionsEnabled(false)
        .run();
  }

  private static Properties properties(Path data, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.put("log.dirs", data.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    // Replayed history bears old times; by default what is older than a week is deleted at once.
    properties.put("log.retention.ms", "-1");
    properties.put("transaction.max.timeout.ms", "3600000");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // Records up to the largest that decoding still looks at, so that it can say why it refuses
    // them.
    properties.put("message.max.bytes", Integer.toString(16 << 20));
    properties.put("replica.fetch.max.bytes", Integer.toString(16 << 20));
    return properties;
  }
}

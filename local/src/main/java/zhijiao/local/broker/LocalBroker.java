package zhijiao.local.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import zhijiao.local.process.ChildJvm;

/** A Kafka broker in a process of its own. Its topics outlive it in their folder. */
public final class LocalBroker implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChildJvm process;
  private final int port;

  private LocalBroker(ChildJvm process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a broker on a free port, with the topics that earlier runs left in the folder.
   *
   * @param folder its data and log; created when it is not there
   * @throws IOException when another broker uses the folder, or this one does not start
   */
  public static LocalBroker start(Path folder) throws IOException {
    return start(folder, List.of());
  }

  /** The same, without the topics of earlier runs: they are deleted. */
  public static LocalBroker startEmpty(Path folder) throws IOException {
    return start(folder, List.of(BrokerMain.EMPTY));
  }

  private static LocalBroker start(Path folder, List<String> more) throws IOException {
    List<Integer> ports = ChildJvm.freePorts(2);
    List<String> arguments = new ArrayList<>();
    arguments.add(folder.toAbsolutePath().toString());
    ports.forEach(port -> arguments.add(Integer.toString(port)));
    arguments.addAll(more);
    ChildJvm process =
        ChildJvm.start(
            new ChildJvm.Start(
                BrokerMain.class,
                List.of("-Xmx512m", "-Xms128m", "-XX:+UseSerialGC"),
                arguments,
                Map.of(),
                folder.resolve("broker.log")),
            PATIENCE);
    return new LocalBroker(process, ports.get(0));
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public long pid() {
    return process.pid();
  }

  /** Creates the topics that are not there yet. */
  public void createTopics(List<String> topics, int partitions) throws IOException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
      Set<String> there = admin.listTopics().names().get();
      List<NewTopic> missing = new ArrayList<>();
      for (String topic : topics) {
        if (!there.contains(topic)) {
          missing.add(new NewTopic(topic, partitions, (short) 1));
        }
      }
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      throw new IOException("topics cannot be created", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while topics were created", e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}

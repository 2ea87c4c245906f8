package zhijiao.local.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import zhijiao.jobs.io.Topics;
import zhijiao.local.broker.LocalBroker;
import zhijiao.local.clickhouse.LocalClickHouse;
import zhijiao.local.process.FolderClaim;

/** Broker and ClickHouse, started side by side. */
public final class Platform implements AutoCloseable {

  /** Partitions of every topic. */
  public static final int PARTITIONS = 4;

  private static final String KAFKA = "kafka";
  private static final String CLICKHOUSE = "clickhouse";

  private final LocalBroker broker;
  private final LocalClickHouse clickHouse;

  private Platform(LocalBroker broker, LocalClickHouse clickHouse) {
    this.broker = broker;
    this.clickHouse = clickHouse;
  }

  /**
   * For who is about to delete the folder.
   *
   * @throws IOException when servers are running in it
   */
  public static void checkFree(Path folder) throws IOException {
    FolderClaim.checkFree(folder.resolve(KAFKA));
    FolderClaim.checkFree(folder.resolve(CLICKHOUSE));
  }

  /**
   * @param folder data of both
   * @param engine where the ClickHouse engine was installed
   */
  public static Platform start(Path folder, Path engine) throws IOException {
    CompletableFuture<LocalClickHouse> starting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return LocalClickHouse.start(folder.resolve(CLICKHOUSE), engine);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    LocalBroker broker = LocalBroker.start(folder.resolve(KAFKA));
    try {
      List<String> topics = new ArrayList<>(Topics.INPUTS);
      topics.addAll(Topics.OUTPUTS);
      broker.createTopics(topics, PARTITIONS);
      return new Platform(broker, starting.join());
    } catch (IOException | CompletionException e) {
      broker.close();
      throw e instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  public LocalBroker broker() {
    return broker;
  }

  public LocalClickHouse clickHouse() {
    return clickHouse;
  }

  @Override
  public void close() {
    clickHouse.close();
    broker.close();
  }
}

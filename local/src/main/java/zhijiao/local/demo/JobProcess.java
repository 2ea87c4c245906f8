package zhijiao.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zhijiao.jobs.io.FactJson;
import zhijiao.local.broker.LocalBroker;
import zhijiao.local.clickhouse.LocalClickHouse;
import zhijiao.local.process.ChildJvm;

/** The supervision job in a process of its own, which can be killed and taken up again from its last checkpoint. */
public final class JobProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx2g",
          "-XX:+UseParallelGC",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED");

  private final List<String> arguments;
  private final Map<String, String> environment;
  private final Path folder;
  private ChildJvm process;
  private int starts;

  private JobProcess(List<String> arguments, Map<String, String> environment, Path folder)
      throws IOException {
    this.arguments = arguments;
    this.environment = environment;
    this.folder = folder;
    this.process = launch();
  }

  /**
   * @param folder for checkpoints and logs
   * @param zones GeoJSON of all zones
   * @param judgeFrom duties that began earlier raise nothing, epoch milliseconds UTC
   */
  public static JobProcess start(
      Path folder, LocalBroker broker, LocalClickHouse clickHouse, Path zones, long judgeFrom)
      throws IOException {
    Path promotions = Files.createDirectories(promotions(folder));
    List<String> arguments =
        List.of(
            "--brokers", broker.bootstrapServers(),
            "--checkpoints", folder.resolve("checkpoints").toAbsolutePath().toUri().toString(),
            "--judge-from", FactJson.time(judgeFrom),
            "--zones", zones.toString(),
            "--models", promotions.toAbsolutePath().toUri().toString(),
            "--clickhouse", clickHouse.url(),
            "--clickhouse-database", LocalClickHouse.DATABASE,
            "--clickhouse-user", clickHouse.user(),
            "--checkpoint-seconds", "2",
            "--idle-seconds", "2",
            "--parallelism", "2",
            "--resume", "true");
    return new JobProcess(arguments, Map.of("CLICKHOUSE_PASSWORD", clickHouse.password()), folder);
  }

  /** Where the job looks for promotions of models. */
  public static Path promotions(Path folder) {
    return folder.resolve("promotions");
  }

  private ChildJvm launch() throws IOException {
    starts++;
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> options = new ArrayList<>(JVM_OPTIONS);
    options.add("-Djava.io.tmpdir=" + temporary.toAbsolutePath());
    return ChildJvm.start(
        new ChildJvm.Start(
            JobMain.class,
            options,
            new ArrayList<>(arguments),
            environment,
            folder.resolve("job-" + starts + ".log")),
        PATIENCE);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Kills the job's process at once, as {@code kill -9} does. */
  public void kill() {
    process.killNow();
  }

  /** Starts the job again from its last checkpoint. */
  public void restart() throws IOException {
    process.close();
    process = launch();
  }

  @Override
  public void close() {
    process.close();
  }
}

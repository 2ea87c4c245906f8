package zhijiao.local.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhijiao.jobs.io.clickhouse.ClickHouseAddress;
import zhijiao.jobs.io.clickhouse.PasswordSource;
import zhijiao.local.process.ChildJvm;

/**
 * A ClickHouse to write to and to ask: the server at {@code CLICKHOUSE_URL} when that is set (with
 * {@code CLICKHOUSE_USER} and {@code CLICKHOUSE_PASSWORD}), else an engine in a process of its own.
 */
public final class LocalClickHouse implements AutoCloseable {

  /** The database that is used; never {@code default}. */
  public static final String DATABASE = "zhijiao";

  /** May read {@link #DATABASE} and nothing else. */
  public static final String READER = "reader";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_PATIENCE)
          .build();

  private final @Nullable ChildJvm process;
  private final String url;
  private final String user;
  private final String password;
  private final String reader;
  private final String readerPassword;

  private LocalClickHouse(
      @Nullable ChildJvm process,
      String url,
      String user,
      String password,
      String reader,
      String readerPassword) {
    this.process = process;
    this.url = url;
    this.user = user;
    this.password = password;
    this.reader = reader;
    this.readerPassword = readerPassword;
  }

  /**
   * Gives a ClickHouse that answers and has the {@link #DATABASE}.
   *
   * @param folder data, configuration, passwords and log; created when it is not there
   * @param libraryFolder where the engine's npm package was installed
   * @throws IOException when there is no engine for this platform, another engine uses the folder, this one does not
   *     start, or the existing server does not answer
   */
  public static LocalClickHouse start(Path folder, Path libraryFolder) throws IOException {
    return start(folder, libraryFolder, System.getenv());
  }

  static LocalClickHouse start(Path folder, Path libraryFolder, Map<String, String> environment)
      throws IOException {
    String existing = environment.getOrDefault("CLICKHOUSE_URL", "").strip();
    LocalClickHouse clickHouse =
        existing.isEmpty()
            ? startEngine(folder.toAbsolutePath(), libraryFolder)
            : existing(existing, environment);
    try {
      clickHouse.query("CREATE DATABASE IF NOT EXISTS " + DATABASE);
    } catch (IOException e) {
      clickHouse.close();
      throw existing.isEmpty()
          ? e
          : new IOException("CLICKHOUSE_URL=" + existing + ": " + describe(e), e);
    }
    return clickHouse;
  }

  private static String describe(IOException e) {
    return e.getMessage() == null ? "nothing answers" : e.getMessage();
  }

  private static LocalClickHouse existing(String url, Map<String, String> environment)
      throws IOException {
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      throw new IOException("CLICKHOUSE_URL must begin with http:// or https://, not: " + url);
    }
    try {
      URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IOException("CLICKHOUSE_URL is no URL: " + url, e);
    }
    String user = environment.getOrDefault("CLICKHOUSE_USER", "default");
    String password = environment.getOrDefault("CLICKHOUSE_PASSWORD", "");
    String bare = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    return new LocalClickHouse(null, bare, user, password, user, password);
  }

  private static LocalClickHouse startEngine(Path folder, Path libraryFolder) throws IOException {
    Path library =
        EngineLibrary.find(
            libraryFolder, System.getProperty("os.name"), System.getProperty("os.arch"));
    EngineFolder files = EngineFolder.open(folder);
    List<Integer> ports = ChildJvm.freePorts(2);
    ChildJvm process =
        ChildJvm.start(
            new ChildJvm.Start(
                ClickHouseMain.class,
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of(
                    library.toString(),
                    Integer.toString(ports.get(0)),
                    Integer.toString(ports.get(1)),
                    folder.toString()),
                environment(),
                folder.resolve("clickhouse.log")),
            PATIENCE);
    return new LocalClickHouse(
        process,
        "http://127.0.0.1:" + ports.get(0),
        EngineFolder.WRITER,
        files.password(EngineFolder.WRITER),
        READER,
        files.password(READER));
  }

  /**
   * What the engine's process needs. It takes over the JVM's signal handlers; unless they are chained, the first
   * implicit null check kills the JVM.
   */
  static Map<String, String> environment() {
    Path chaining = Path.of(System.getProperty("java.home"), "lib", "libjsig.so");
    return Map.of("LD_PRELOAD", chaining.toString(), "TZ", "Asia/Shanghai");
  }

  /** Where it answers over HTTP, without a slash at the end. */
  public String url() {
    return url;
  }

  /** May do everything. */
  public String user() {
    return user;
  }

  public String password() {
    return password;
  }

  /** May read {@link #DATABASE}: {@link #READER} of an own engine, {@link #user()} of an existing server. */
  public String reader() {
    return reader;
  }

  public String readerPassword() {
    return readerPassword;
  }

  /**
   * As who may do everything, for one database.
   *
   * @param folder where a file with the password is laid, which does not travel with a job itself
   */
  public ClickHouseAddress address(Path folder, String database) throws IOException {
    Path file = Files.writeString(folder.resolve(database + ".password"), password);
    return new ClickHouseAddress(
        URI.create(url), database, user, new PasswordSource.InFile(file.toString()));
  }

  /** Of the engine's process; -1 when this is an existing server. */
  public long pid() {
    return process == null ? -1 : process.pid();
  }

  /**
   * Runs one statement and gives what it prints.
   *
   * @throws IOException when the server refuses it; the message is the server's
   */
  public String query(String sql) throws IOException {
    return query(sql, user, password);
  }

  /** The same, as another user. */
  public String query(String sql, String asUser, String withPassword) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/"))
            .header("X-ClickHouse-User", asUser)
            .header("X-ClickHouse-Key", withPassword)
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("ClickHouse: " + answer.body().strip());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}

package zhijiao.local.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import zhijiao.local.process.ChildJvm;

/**
 * A ClickHouse to write to and to ask: the one at {@code CLICKHOUSE_URL} when that is set (with {@code CLICKHOUSE_USER}
 * and {@code CLICKHOUSE_PASSWORD}), else an engine in a process of its own.
 */
public final class LocalClickHouse implements AutoCloseable {

  /** The database that is used; never {@code default}. */
  public static final String DATABASE = "zhijiao";

  /** May read and nothing else. */
  public static final String READER = "reader";

  private static final String WRITER = "zhijiao";
  private static final String PASSWORDS = "passwords.properties";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final @Nullable ChildJvm process;
  private final String url;
  private final String user;
  private final String password;
  private final String readerPassword;

  private LocalClickHouse(
      @Nullable ChildJvm process, String url, String user, String password, String readerPassword) {
    this.process = process;
    this.url = url;
    this.user = user;
    this.password = password;
    this.readerPassword = readerPassword;
  }

  /**
   * @param folder data, configuration and passwords; created when it is not there
   * @param libraryFolder where the engine's npm package was installed
   * @throws IOException when there is no engine for this platform, or it does not start
   */
  public static LocalClickHouse start(Path folder, Path libraryFolder) throws IOException {
    String existing = System.getenv("CLICKHOUSE_URL");
    LocalClickHouse engine;
    if (existing != null && !existing.isBlank()) {
      String user = System.getenv().getOrDefault("CLICKHOUSE_USER", "default");
      String password = System.getenv().getOrDefault("CLICKHOUSE_PASSWORD", "");
      engine = new LocalClickHouse(null, existing, user, password, password);
    } else {
      engine = startEngine(folder.toAbsolutePath(), library(libraryFolder));
    }
    engine.query("CREATE DATABASE IF NOT EXISTS " + DATABASE);
    return engine;
  }

  private static Path library(Path libraryFolder) throws IOException {
    Path library = libraryFolder.resolve("node_modules/@chdb/lib-linux-x64-gnu/libchdb.so");
    if (!Files.exists(library)) {
      throw new IOException(
          "the ClickHouse engine is not installed at "
              + library
              + " (only Linux x86-64 has one; elsewhere set CLICKHOUSE_URL to a server)");
    }
    return library.toAbsolutePath();
  }

  private static LocalClickHouse startEngine(Path folder, Path library) throws IOException {
    Files.createDirectories(folder);
    Properties passwords = passwords(folder.resolve(PASSWORDS));
    writeConfiguration(folder, passwords);
    int httpPort = ChildJvm.freePort();
    int tcpPort = ChildJvm.freePort();
    Path signalChaining = Path.of(System.getProperty("java.home"), "lib", "libjsig.so");
    ChildJvm process =
        ChildJvm.start(
            new ChildJvm.Start(
                ClickHouseMain.class,
                List.of("-Xmx64m", "-XX:+UseSerialGC"),
                List.of(
                    library.toString(),
                    Integer.toString(httpPort),
                    Integer.toString(tcpPort),
                    folder.toString()),
                // The engine takes over the JVM's signal handlers; without chaining a null check
                // kills it.
                Map.of("LD_PRELOAD", signalChaining.toString(), "TZ", "Asia/Shanghai"),
                folder.resolve("clickhouse.log")),
            PATIENCE);
    return new LocalClickHouse(
        process,
        "http://127.0.0.1:" + httpPort,
        WRITER,
        passwords.getProperty(WRITER),
        passwords.getProperty(READER));
  }

  private static Properties passwords(Path file) throws IOException {
    Properties passwords = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        passwords.load(in);
      }
      return passwords;
    }
    SecureRandom random = new SecureRandom();
    for (String user : List.of(WRITER, READER)) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      passwords.setProperty(user, HexFormat.of().formatHex(bytes));
    }
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      passwords.store(out, "generated at first start");
    }
    return passwords;
  }

  private static void writeConfiguration(Path folder, Properties passwords) throws IOException {
    Files.writeString(
        folder.resolve("config.xml"),
        """
        <clickhouse>
          <logger><level>warning</level><console>true</console></logger>
          <mlock_executable>false</mlock_executable>
          <max_server_memory_usage>2000000000</max_server_memory_usage>
          <mark_cache_size>67108864</mark_cache_size>
          <user_directories><users_xml><path>%s</path></users_xml></user_directories>
          <users_config>%s</users_config>
        </clickhouse>
        """
            .formatted(folder.resolve("users.xml"), folder.resolve("users.xml")));
    Files.writeString(
        folder.resolve("users.xml"),
        """
        <clickhouse>
          <profiles>
            <default></default>
            <reading><readonly>2</readonly><max_execution_time>30</max_execution_time></reading>
          </profiles>
          <quotas><default></default></quotas>
          <users>
            %s
            %s
            <!-- The engine's own start script runs as this user. It may begin to listen, and no more. -->
            <default><no_password/><networks><ip>127.0.0.1</ip></networks>
              <profile>default</profile><quota>default</quota>
              <grants>
                <query>GRANT SYSTEM LISTEN ON *.*</query>
                <query>GRANT SELECT ON system.numbers</query>
              </grants>
            </default>
          </users>
        </clickhouse>
        """
            .formatted(
                user(WRITER, passwords.getProperty(WRITER), "default", ""),
                user(
                    READER,
                    passwords.getProperty(READER),
                    "reading",
                    "<grants><query>GRANT SELECT, SHOW ON " + DATABASE + ".*</query></grants>")));
    Files.writeString(
        folder.resolve("start.sql"),
        """
        SYSTEM START LISTEN HTTP;
        SYSTEM START LISTEN TCP;
        SELECT sleepEachRow(1) FROM system.numbers SETTINGS max_block_size = 1 FORMAT Null;
        """);
    Path metadata = folder.resolve("data/metadata");
    Files.createDirectories(metadata);
    Path system = metadata.resolve("system.sql");
    if (!Files.exists(system)) {
      Files.writeString(
          system, "ATTACH DATABASE _ UUID '" + UUID.randomUUID() + "' ENGINE = Atomic\n");
    }
  }

  private static String user(String name, String password, String profile, String grants) {
    return "<%s><password_sha256_hex>%s</password_sha256_hex><networks><ip>127.0.0.1</ip></networks><profile>%s</profile><quota>default</quota>%s</%s>"
        .formatted(name, sha256(password), profile, grants, name);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public String url() {
    return url;
  }

  public String user() {
    return user;
  }

  public String password() {
    return password;
  }

  /** Password of {@link #READER}. */
  public String readerPassword() {
    return readerPassword;
  }

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
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
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

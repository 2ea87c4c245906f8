package zhijiao.local.clickhouse;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/** The engine's folder: its configuration, its users, what it runs when it starts, and their passwords. */
final class EngineFolder {

  static final String WRITER = "zhijiao";

  private static final String PASSWORDS = "passwords.properties";
  private static final int PASSWORD_BYTES = 16;

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;
  private final Properties passwords;

  private EngineFolder(Path folder, Properties passwords) {
    this.folder = folder;
    this.passwords = passwords;
  }

  /** Opens a folder; what is not there is created, and passwords that are there are kept. */
  static EngineFolder open(Path folder) throws IOException {
    Files.createDirectories(folder);
    EngineFolder opened = new EngineFolder(folder, passwords(folder.resolve(PASSWORDS)));
    opened.write("config.xml", opened.configuration());
    opened.write("users.xml", opened.users());
    opened.write(
        "start.sql",
        """
        SYSTEM START LISTEN HTTP;
        SYSTEM START LISTEN TCP;
        SELECT sleepEachRow(1) FROM system.numbers SETTINGS max_block_size = 1 FORMAT Null;
        """);
    opened.declareSystemDatabase();
    return opened;
  }

  String password(String user) {
    return passwords.getProperty(user);
  }

  private static Properties passwords(Path file) throws IOException {
    if (!Files.exists(file)) {
      SecureRandom random = new SecureRandom();
      StringBuilder text = new StringBuilder("# Generated at first start.\n");
      for (String user : List.of(WRITER, LocalClickHouse.READER)) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        text.append(user).append('=').append(HexFormat.of().formatHex(bytes)).append('\n');
      }
      Path draft = Files.createTempFile(file.getParent(), PASSWORDS, ".draft", OWNER_ONLY);
      Files.writeString(draft, text);
      try {
        Files.createLink(file, draft);
      } catch (FileAlreadyExistsException e) {
        // Another start was quicker: its passwords hold.
      } finally {
        Files.delete(draft);
      }
    }
    Properties passwords = new Properties();
    passwords.load(new StringReader(Files.readString(file)));
    for (String user : List.of(WRITER, LocalClickHouse.READER)) {
      if (passwords.getProperty(user, "").isBlank()) {
        throw new IOException("no password of " + user + " in " + file);
      }
    }
    return passwords;
  }

  /** Replaces a file at once, so that an engine that is running never reads half of it. */
  private void write(String name, String text) throws IOException {
    Path draft = Files.createTempFile(folder, name, ".draft", OWNER_ONLY);
    Files.writeString(draft, text);
    Files.move(draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private String configuration() {
    return """
        <clickhouse>
          <logger><console>true</console></logger>
          <mlock_executable>false</mlock_executable>
          <max_server_memory_usage>2000000000</max_server_memory_usage>
          <!-- By default two: too few for its own housekeeping, as its log says every second. -->
          <background_schedule_pool_size>8</background_schedule_pool_size>
          <mark_cache_size>67108864</mark_cache_size>
          <user_directories><users_xml><path>%s</path></users_xml></user_directories>
          <query_log>
            <database>system</database>
            <table>query_log</table>
            <ttl>event_date + INTERVAL 7 DAY</ttl>
          </query_log>
        </clickhouse>
        """
        .formatted(escaped(folder.resolve("users.xml").toString()));
  }

  private String users() {
    return """
        <clickhouse>
          <profiles>
            <default></default>
            <reading><readonly>2</readonly><max_execution_time>30</max_execution_time></reading>
          </profiles>
          <quotas><default></default></quotas>
          <users>
            %s
            %s
            <!-- The engine's own start script runs as this user, who can have no password. -->
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
            user(WRITER, "default", ""),
            user(
                LocalClickHouse.READER,
                "reading",
                "<grants><query>GRANT SELECT, SHOW ON "
                    + LocalClickHouse.DATABASE
                    + ".*</query></grants>"));
  }

  private String user(String name, String profile, String grants) {
    return """
        <%1$s><password_sha256_hex>%2$s</password_sha256_hex><networks><ip>127.0.0.1</ip></networks>\
        <profile>%3$s</profile><quota>default</quota>%4$s</%1$s>"""
        .formatted(name, sha256(password(name)), profile, grants);
  }

  /** Without this file before the first start, the query log cannot be opened at the second. */
  private void declareSystemDatabase() throws IOException {
    Path metadata = folder.resolve("data/metadata");
    Files.createDirectories(metadata);
    Path system = metadata.resolve("system.sql");
    if (!Files.exists(system)) {
      Files.writeString(
          system, "ATTACH DATABASE _ UUID '" + UUID.randomUUID() + "' ENGINE = Atomic\n");
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
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
}

package zhijiao.local.cli;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.ClickHouseAddress;
import zhijiao.jobs.io.clickhouse.PasswordSource;

/** The options of every command that asks a running ClickHouse. */
final class ClickHouseOptions {

  @Option(names = "--clickhouse", required = true, paramLabel = "URL", description = "ClickHouse")
  private String url = "";

  @Option(names = "--clickhouse-database", defaultValue = "zhijiao", description = "database")
  private String database = "";

  @Option(
      names = "--clickhouse-user",
      defaultValue = "default",
      description = "a user who may do what this does (default ${DEFAULT-VALUE})")
  private String user = "";

  @Option(
      names = "--clickhouse-password-file",
      paramLabel = "FILE",
      description = "its password; else from the environment variable CLICKHOUSE_PASSWORD")
  private @Nullable Path passwordFile;

  String database() {
    return database;
  }

  ClickHouse server() {
    return new ClickHouse(
        new ClickHouseAddress(
            URI.create(url),
            database,
            user,
            passwordFile == null
                ? new PasswordSource.Environment("CLICKHOUSE_PASSWORD")
                : new PasswordSource.InFile(passwordFile.toString())));
  }
}

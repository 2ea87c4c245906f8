package zhijiao.local.clickhouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the engine's native library is, and for which machines there is one. */
final class EngineLibrary {

  private static final String FILE = "node_modules/@chdb/lib-linux-x64-gnu/libchdb.so";

  private static final String INSTEAD =
      "; set CLICKHOUSE_URL (and CLICKHOUSE_USER, CLICKHOUSE_PASSWORD) to use a ClickHouse server";

  private EngineLibrary() {}

  /**
   * @param installed where the npm package was installed
   * @throws IOException when it is not there, or there is none for this machine
   */
  static Path find(Path installed, String system, String processor) throws IOException {
    if (!system.equals("Linux") || !processor.equals("amd64")) {
      throw new IOException(
          "there is a ClickHouse engine for Linux on amd64 only, and this is "
              + system
              + " on "
              + processor
              + INSTEAD);
    }
    Path library = installed.resolve(FILE).toAbsolutePath().normalize();
    if (!Files.exists(library)) {
      throw new IOException(
          "the ClickHouse engine is not installed at "
              + library
              + ": ./zhijiao installs it"
              + INSTEAD);
    }
    return library;
  }
}

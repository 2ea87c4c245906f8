package zhijiao.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.ClickHouseAddress;
import zhijiao.jobs.io.clickhouse.PasswordSource;
import zhijiao.local.boards.BoardServer;
import zhijiao.local.clickhouse.LocalClickHouse;

/** {@code ./zhijiao boards}. */
@Command(
    name = "boards",
    description = {
      "Shows the boards in a browser, from a ClickHouse that is running.",
      "在浏览器中显示看板（需要正在运行的 ClickHouse）。"
    })
final class BoardsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--clickhouse",
      paramLabel = "URL",
      required = true,
      description = "the server, such as http://127.0.0.1:8123")
  private @Nullable URI clickHouse;

  @Option(
      names = "--user",
      defaultValue = LocalClickHouse.READER,
      description = "a user who may only read (default ${DEFAULT-VALUE})")
  private String user = "";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      required = true,
      description = "holds the user's password and nothing else")
  private @Nullable Path passwordFile;

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "port on the loopback address; 0 for any that is free")
  private int port;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PasswordSource password = new PasswordSource.InFile(passwordFile.toString());
    try (BoardServer server = start(clickHouse.toString(), user, password, port)) {
      out.printf(Locale.ROOT, "boards          %s%nCtrl-C stops them.%n", server.url());
      out.flush();
      new CountDownLatch(1).await();
    }
    return 0;
  }

  /** The board page of this checkout before a ClickHouse. */
  static BoardServer start(String url, String user, PasswordSource password, int port)
      throws IOException {
    Path home = Path.of(System.getProperty("zhijiao.home", ".")).toAbsolutePath();
    return BoardServer.start(
        home.resolve("dashboards/grafana"),
        home.resolve("build/board-page"),
        new ClickHouse(new ClickHouseAddress(URI.create(url), "zhijiao", user, password)),
        port);
  }
}

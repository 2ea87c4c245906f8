package zhijiao.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.local.clickhouse.LocalClickHouse;
import zhijiao.local.demo.Platform;

/** {@code ./zhijiao engines}: the two servers without a job, for trying things. */
@Command(
    name = "engines",
    hidden = true,
    description = {
      "Starts broker and ClickHouse with the data of earlier runs, and stays up.",
      "启动消息队列和 ClickHouse（保留以前的数据），并保持运行。"
    })
final class EnginesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "${sys:zhijiao.home:-.}/work/engines",
      description = "data of both, kept between runs (default ${DEFAULT-VALUE})")
  private Path work = Path.of("");

  @Option(
      names = "--engine",
      hidden = true,
      defaultValue = "${sys:zhijiao.home:-.}/build/clickhouse-engine",
      description = "where the ClickHouse engine was installed")
  private Path engine = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    progress.say("starting Kafka and the ClickHouse engine");
    try (Platform platform = Platform.start(work, engine)) {
      progress.done();
      LocalClickHouse clickHouse = platform.clickHouse();
      out.println("Kafka       " + platform.broker().bootstrapServers());
      out.println("ClickHouse  " + clickHouse.url());
      out.println("  user      " + clickHouse.user() + " / " + clickHouse.password());
      out.println("  reader    " + clickHouse.reader() + " / " + clickHouse.readerPassword());
      out.println("Ctrl-C stops both.");
      out.flush();
      // Ctrl-C ends the JVM, whose shutdown hooks stop the servers.
      new CountDownLatch(1).await();
    }
    return 0;
  }
}

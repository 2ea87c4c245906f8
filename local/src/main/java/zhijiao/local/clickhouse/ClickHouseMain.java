package zhijiao.local.clickhouse;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.StringArray;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import zhijiao.local.process.ChildJvm;

/** Runs the engine in this JVM: {@code ClickHouseMain LIBRARY HTTP_PORT TCP_PORT FOLDER}. */
public final class ClickHouseMain {

  /** The engine's main function needs more than a thread usually has. */
  private static final long STACK_BYTES = 8L << 20;

  private static final int READY_POLL_MILLIS = 50;

  private ClickHouseMain() {}

  /** The engine's command line, which the library exports. */
  interface Engine extends Library {
    int chdb_query_cmdline(int count, StringArray arguments);
  }

  public static void main(String[] arguments) throws Exception {
    ChildJvm.endWithParent();
    Engine engine = Native.load(arguments[0], Engine.class);
    int httpPort = Integer.parseInt(arguments[1]);
    int tcpPort = Integer.parseInt(arguments[2]);
    Path folder = Path.of(arguments[3]);
    String[] commandLine = {
      "clickhouse",
      "--path",
      folder.resolve("data").toString(),
      "--listen_host",
      "127.0.0.1",
      "--http_port",
      Integer.toString(httpPort),
      "--tcp_port",
      Integer.toString(tcpPort),
      "--config-file",
      folder.resolve("config.xml").toString(),
      "--queries-file",
      folder.resolve("start.sql").toString()
    };
    Thread thread =
        new Thread(
            null,
            () -> {
              int code =
                  engine.chdb_query_cmdline(commandLine.length, new StringArray(commandLine));
              System.err.println("the engine ended with code " + code);
              Runtime.getRuntime().halt(code == 0 ? 0 : 1);
            },
            "engine",
            STACK_BYTES);
    thread.start();
    while (!answers(httpPort)) {
      Thread.sleep(READY_POLL_MILLIS);
    }
    System.out.println(ChildJvm.READY);
    thread.join();
  }

  private static boolean answers(int port) {
    try {
      HttpURLConnection ping =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + "/ping").toURL().openConnection();
      return ping.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }
}

package zhijiao.local.clickhouse;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.StringArray;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import zhijiao.local.process.ChildJvm;
import zhijiao.local.process.FolderClaim;

/** Runs the engine in this JVM: {@code ClickHouseMain LIBRARY HTTP_PORT TCP_PORT FOLDER}. */
public final class ClickHouseMain {

  /** The engine's main function needs more than a thread usually has. */
  private static final long STACK_BYTES = 8L << 20;

  private static final int READY_POLL_MILLIS = 20;

  private ClickHouseMain() {}

  /** The engine's command line, which the library exports. */
  interface Engine extends Library {
    int chdb_query_cmdline(int count, StringArray arguments);
  }

  /**
   * Ends the process as it is. The usual way runs the library's destructors on a thread of the JVM, and one in four times
   * they crash there. Nothing is lost: what the engine acknowledged survives even a {@code kill -9}.
   */
  interface CLibrary extends Library {
    void _exit(int status);
  }

  public static void main(String[] arguments) throws Exception {
    ChildJvm.endWithParent();
    String library = arguments[0];
    int httpPort = Integer.parseInt(arguments[1]);
    int tcpPort = Integer.parseInt(arguments[2]);
    Path folder = Path.of(arguments[3]);
    FolderClaim.claim(folder);
    Engine engine = load(library);
    CLibrary system = Native.load("c", CLibrary.class);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> system._exit(0), "leave at once"));
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
      // The level in the configuration file is not heeded; without this, each query is logged in
      // detail.
      "--log-level",
      "error",
      "--config-file",
      folder.resolve("config.xml").toString(),
      "--queries-file",
      folder.resolve("start.sql").toString()
    };
    Thread thread =
        new Thread(
            null,
            () -> {
              // What the function returns is no exit code.
              engine.chdb_query_cmdline(commandLine.length, new StringArray(commandLine));
              system._exit(0);
            },
            "engine",
            STACK_BYTES);
    thread.start();
    while (!answers(httpPort) || !listens(tcpPort)) {
      Thread.sleep(READY_POLL_MILLIS);
    }
    System.out.println(ChildJvm.READY);
    thread.join();
  }

  private static Engine load(String library) {
    try {
      return Native.load(library, Engine.class);
    } catch (UnsatisfiedLinkError e) {
      ChildJvm.refuse("the ClickHouse engine cannot be loaded on this machine: " + e.getMessage());
      throw e;
    }
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

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}

package zhijiao.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesCommandTest {

  private static final Path ENGINE = Path.of("..", "build", "clickhouse-engine");

  @Test
  void ctrl_c_leaves_no_process_and_no_port_behind(@TempDir Path folder) throws Exception {
    assumeTrue(
        System.getenv("CLICKHOUSE_URL") == null && Files.exists(ENGINE.resolve("node_modules")),
        "the ClickHouse engine is not installed: run ./zhijiao test");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "engines",
                "--work",
                folder.toString(),
                "--engine",
                ENGINE.toString())
            .redirectError(folder.resolve("err").toFile())
            .start();
    try {
      List<Integer> ports = new ArrayList<>();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine();
            line != null && !line.startsWith("Ctrl-C");
            line = lines.readLine()) {
          if (line.contains("127.0.0.1:")) {
            ports.add(Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
          }
        }
        assertEquals(2, ports.size(), Files.readString(folder.resolve("err")));
        List<ProcessHandle> children = program.descendants().toList();
        assertEquals(2, children.size());
        for (int port : ports) {
          assertTrue(answers(port));
        }
        // What a terminal sends to its foreground process group, in which the children are not.
        new ProcessBuilder("kill", interrupt(), Long.toString(program.pid())).start().waitFor();
        assertTrue(program.waitFor(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS));
        for (ProcessHandle child : children) {
          assertTrue(!child.isAlive(), child.info().commandLine().orElse("a child"));
        }
        for (int port : ports) {
          assertTrue(!answers(port), "port " + port);
        }
      }
    } finally {
      program.descendants().forEach(ProcessHandle::destroyForcibly);
      program.destroyForcibly();
    }
  }

  /**
   * SIGINT; or SIGTERM where this test itself was started with SIGINT ignored, as a shell does for what it puts into the
   * background: every process below inherits that.
   */
  private static String interrupt() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("SigIgn:")
            && (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0) {
          return "-TERM";
        }
      }
    }
    return "-INT";
  }

  private static boolean answers(int port) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }
}

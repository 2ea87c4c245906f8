package zhijiao.local.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A child JVM with this JVM's class path.
 *
 * <p>The two sides speak in three words. The child says {@value #READY} on a line of its own when it may be used, or
 * {@value #REFUSED} and why it will not run ({@link #refuse}). The parent says that it is gone by ending the child's
 * standard input ({@link #endWithParent}).
 *
 * <p>Where the machine has {@code setsid}, the child is outside the terminal's process group: Ctrl-C reaches the parent
 * alone, which then stops its children in its own order.
 */
public final class ChildJvm implements AutoCloseable {

  /** What a child prints when it is ready. */
  public static final String READY = "ready";

  /** What a child prints, with the reason behind it, when it will not run. */
  static final String REFUSED = "refused: ";

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(5);

  /** A log that has become longer than this is begun anew. */
  private static final long LOG_BYTES = 16L << 20;

  /** That much of a log is shown when a child ends early. */
  private static final int LINES_SHOWN = 15;

  /** The log is read as UTF-8, whatever the machine's locale makes of what a child prints. */
  private static final List<String> UTF_8 =
      List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8");

  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Process process;
  private final String name;
  private final Path log;
  private final Thread hook;
  private final Deque<String> lastLines = new ArrayDeque<>();

  private ChildJvm(Process process, String name, Path log) {
    this.process = process;
    this.name = name;
    this.log = log;
    this.hook = new Thread(this::stop, "stop " + name);
  }

  /**
   * How to start a child.
   *
   * @param jvmOptions such as {@code -Xmx512m}
   * @param environment added to this process's own
   * @param log takes all that the child prints, behind what is there
   */
  public record Start(
      Class<?> main,
      List<String> jvmOptions,
      List<String> arguments,
      Map<String, String> environment,
      Path log) {}

  /**
   * Starts a child and waits until it is ready.
   *
   * @throws IOException when it refuses (the message is its reason), when it ends or is not ready in time (the message
   *     holds the end of its log)
   */
  public static ChildJvm start(Start start, Duration patience) throws IOException {
    Files.createDirectories(start.log().toAbsolutePath().getParent());
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(UTF_8);
    command.addAll(start.jvmOptions());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(start.main().getName());
    command.addAll(start.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(start.environment());
    ChildJvm child = new ChildJvm(builder.start(), start.main().getSimpleName(), start.log());
    try {
      Runtime.getRuntime().addShutdownHook(child.hook);
    } catch (IllegalStateException e) {
      child.stop();
      throw new IOException(child.name + " is not started: this program is ending", e);
    }
    try {
      child.awaitReady(patience);
      return child;
    } catch (IOException e) {
      child.close();
      throw e;
    }
  }

  private void awaitReady(Duration patience) throws IOException {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Thread pump = new Thread(() -> pump(answer), "log of " + name);
    pump.setDaemon(true);
    pump.start();
    try {
      Answer given = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (given.refusal() != null) {
        throw new IOException(given.refusal());
      }
      if (!given.ready()) {
        throw new IOException(name + " ended before it was ready:\n" + endOfLog());
      }
    } catch (TimeoutException e) {
      throw new IOException(
          name + " was not ready after " + patience.toSeconds() + " s:\n" + endOfLog(), e);
    } catch (ExecutionException e) {
      throw new IOException("the log of " + name + " cannot be written: " + log, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + name + " started", e);
    }
  }

  private record Answer(boolean ready, @Nullable String refusal) {}

  private void pump(CompletableFuture<Answer> answer) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var out =
            Files.newBufferedWriter(
                log,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                Files.exists(log) && Files.size(log) > LOG_BYTES
                    ? StandardOpenOption.TRUNCATE_EXISTING
                    : StandardOpenOption.APPEND)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(READY)) {
          answer.complete(new Answer(true, null));
        } else if (line.startsWith(REFUSED)) {
          answer.complete(new Answer(false, line.substring(REFUSED.length())));
        }
        remember(line);
        out.write(line);
        out.newLine();
        out.flush();
      }
      answer.complete(new Answer(false, null));
    } catch (IOException e) {
      answer.completeExceptionally(e);
    }
  }

  private void remember(String line) {
    synchronized (lastLines) {
      lastLines.addLast(line);
      if (lastLines.size() > LINES_SHOWN) {
        lastLines.removeFirst();
      }
    }
  }

  private String endOfLog() {
    synchronized (lastLines) {
      return lastLines.isEmpty() ? "(it printed nothing)" : String.join("\n", lastLines);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the child at once, as {@code kill -9} does. */
  public void killNow() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Stops the child: asks first, and kills it when it does not end in {@code STOP_PATIENCE}. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // The JVM is going down: the hook stops the child.
    }
    stop();
  }

  private void stop() {
    // Not process.destroy(): that also ends the child's standard input, as if this parent had died.
    process.toHandle().destroy();
    if (!awaitEnd()) {
      process.destroyForcibly();
      awaitEnd();
    }
  }

  private boolean awaitEnd() {
    try {
      return process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * For a child: ends this JVM when its parent has gone, which ends the standard input. Shutdown hooks are run, but not
   * waited for longer than {@code ORPHAN_PATIENCE}.
   */
  public static void endWithParent() {
    Thread exit = new Thread(() -> System.exit(0), "exit");
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Whatever comes means nothing; only the end counts.
                }
              } catch (IOException e) {
                // As good as the end.
              }
              exit.start();
              try {
                exit.join(ORPHAN_PATIENCE.toMillis());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(0);
            },
            "end with parent");
    watch.setDaemon(true);
    watch.start();
  }

  /** For a child: tells its parent why it will not run, and ends this JVM. */
  public static void refuse(String reason) {
    System.out.println(REFUSED + reason.replace('\n', ' '));
    System.out.flush();
    Runtime.getRuntime().halt(1);
  }

  /** Ports that are free now on the loopback address, each a different one. */
  public static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      List<Integer> ports = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        ports.add(socket.getLocalPort());
      }
      return List.copyOf(ports);
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }
}

package zhijiao.local.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A child JVM with this JVM's class path. It says {@value #READY} on a line of its own when it may be used. */
public final class ChildJvm implements AutoCloseable {

  /** What a child prints when it is ready. */
  public static final String READY = "ready";

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final Process process;
  private final String name;
  private final Path log;
  private final Thread hook;

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
   * @param log takes all that the child prints
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
   * @throws IOException when it ends, or is not ready in time; the message holds the end of its log
   */
  public static ChildJvm start(Start start, Duration patience) throws IOException {
    Files.createDirectories(start.log().toAbsolutePath().getParent());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(start.jvmOptions());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(start.main().getName());
    command.addAll(start.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(start.environment());
    Process process = builder.start();
    ChildJvm child = new ChildJvm(process, start.main().getSimpleName(), start.log());
    Runtime.getRuntime().addShutdownHook(child.hook);
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    Thread pump = new Thread(() -> child.pump(ready), "log of " + child.name);
    pump.setDaemon(true);
    pump.start();
    try {
      if (!ready.get(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(child.name + " ended before it was ready:\n" + child.endOfLog());
      }
      return child;
    } catch (TimeoutException e) {
      child.close();
      throw new IOException(
          child.name + " was not ready after " + patience.toSeconds() + " s:\n" + child.endOfLog(),
          e);
    } catch (ExecutionException e) {
      child.close();
      throw new IOException("the log of " + child.name + " cannot be written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      child.close();
      throw new IOException("interrupted while " + child.name + " started", e);
    }
  }

  private void pump(CompletableFuture<Boolean> ready) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var out = Files.newBufferedWriter(log, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(READY)) {
          ready.complete(true);
        }
        out.write(line);
        out.newLine();
        out.flush();
      }
      ready.complete(false);
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException | UncheckedIOException e) {
      return "(no log: " + e.getMessage() + ")";
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
    process.destroy();
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

  /** For a child: ends this JVM when its parent has gone, which ends the standard input. */
  public static void endWithParent() {
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
              Runtime.getRuntime().halt(0);
            },
            "end with parent");
    watch.setDaemon(true);
    watch.start();
  }

  /** A port that is free now on the loopback address. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

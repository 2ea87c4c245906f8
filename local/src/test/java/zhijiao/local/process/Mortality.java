package zhijiao.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import zhijiao.local.broker.LocalBroker;
import zhijiao.local.clickhouse.LocalClickHouse;

/** Programs that show who outlives whom, and a watch for processes. */
final class Mortality {

  private Mortality() {}

  /** Starts children of its own, writes their process ids to a file and waits to be killed. */
  public static final class Parent {

    private Parent() {}

    /** Arguments: what to start ({@code broker}, {@code clickhouse}, {@code orphan}), a folder, the engine's folder. */
    public static void main(String[] arguments) throws Exception {
      ChildJvm.endWithParent();
      Path folder = Path.of(arguments[1]);
      long pid =
          switch (arguments[0]) {
            case "broker" -> LocalBroker.start(folder).pid();
            case "clickhouse" -> LocalClickHouse.start(folder, Path.of(arguments[2])).pid();
            case "orphan" -> start(Orphan.class, folder).pid();
            default -> throw new IllegalArgumentException(arguments[0]);
          };
      Files.writeString(folder.resolve("pid"), Long.toString(pid), StandardCharsets.UTF_8);
      System.out.println(ChildJvm.READY);
      Thread.sleep(Duration.ofMinutes(5).toMillis());
    }
  }

  /** Makes the mistake: does not end with its parent. */
  public static final class Orphan {

    private Orphan() {}

    public static void main(String[] arguments) throws Exception {
      System.out.println(ChildJvm.READY);
      Thread.sleep(Duration.ofMinutes(1).toMillis());
    }
  }

  /** Will not run. */
  public static final class Unwilling {

    private Unwilling() {}

    public static void main(String[] arguments) {
      ChildJvm.refuse("not today");
    }
  }

  /** Fails, as a child with a mistake in it does. */
  public static final class Broken {

    private Broken() {}

    public static void main(String[] arguments) {
      throw new IllegalStateException("the cause stands here");
    }
  }

  /** Says nothing. */
  public static final class Silent {

    private Silent() {}

    public static void main(String[] arguments) throws Exception {
      ChildJvm.endWithParent();
      Thread.sleep(Duration.ofMinutes(1).toMillis());
    }
  }

  static ChildJvm start(Class<?> main, Path folder, String... arguments) throws IOException {
    return ChildJvm.start(
        new ChildJvm.Start(
            main, List.of("-Xmx64m"), List.of(arguments), Map.of(), folder.resolve("child.log")),
        Duration.ofSeconds(60));
  }

  /** Whether a process has ended, or does in the given time. */
  static boolean ends(long pid, Duration patience) throws InterruptedException {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
      if (System.nanoTime() > giveUp) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }
}

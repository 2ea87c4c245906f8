package zhijiao.local.clickhouse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Runs the engine as {@link ClickHouseMain} does, and in the same JVM the null checks that the processor makes by a
 * signal. Writes how many it survived to the file that the last argument names.
 */
final class NullChecks {

  /** Enough for the compiler to drop explicit checks and trust the signal. */
  static final int COUNT = 300_000;

  static final String SURVIVED = "survived";

  private NullChecks() {}

  private static final class Box {
    int value;
  }

  public static void main(String[] arguments) throws Exception {
    Thread checks =
        new Thread(
            () -> {
              try {
                checkMany(Path.of(arguments[3]));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    checks.setDaemon(true);
    checks.start();
    ClickHouseMain.main(arguments);
  }

  private static void checkMany(Path folder) throws Exception {
    while (!Files.exists(folder.resolve("go"))) {
      Thread.sleep(20);
    }
    Box[] boxes = {new Box(), null};
    int caught = 0;
    for (int i = 0; i < 2 * COUNT; i++) {
      try {
        read(boxes[i & 1]);
      } catch (NullPointerException e) {
        caught++;
      }
    }
    Files.writeString(folder.resolve(SURVIVED), Integer.toString(caught));
  }

  private static int read(@Nullable Box box) {
    return box.value;
  }
}

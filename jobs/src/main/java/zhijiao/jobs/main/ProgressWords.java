package zhijiao.jobs.main;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import zhijiao.jobs.io.FactFolder;

/** Tells how far the reading of a folder has come, every two seconds at most. */
final class ProgressWords implements FactFolder.Progress {

  private static final long STEP_NANOS = 2_000_000_000L;

  private final Consumer<String> out;
  private final LongSupplier nanos;
  private long toldAt;

  /**
   * @param nanos a clock that only goes forward, nanoseconds
   */
  ProgressWords(Consumer<String> out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
    this.toldAt = nanos.getAsLong();
  }

  @Override
  public void at(String file, long line) {
    long now = nanos.getAsLong();
    if (now - toldAt >= STEP_NANOS) {
      toldAt = now;
      out.accept(String.format(Locale.ROOT, "reading %s, line %,d", file, line));
    }
  }
}

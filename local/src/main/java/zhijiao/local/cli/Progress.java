package zhijiao.local.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Says what is being done and for how long, on one line per step. */
final class Progress {

  private final PrintWriter out;
  private final long started = System.nanoTime();

  Progress(PrintWriter out) {
    this.out = out;
  }

  void say(String what) {
    out.printf(Locale.ROOT, "[%6.1f s] %s …%n", (System.nanoTime() - started) / 1e9, what);
    out.flush();
  }

  void done() {
    out.printf(Locale.ROOT, "[%6.1f s] done%n%n", (System.nanoTime() - started) / 1e9);
    out.flush();
  }
}

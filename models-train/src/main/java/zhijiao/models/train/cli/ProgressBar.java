package zhijiao.models.train.cli;

import java.io.PrintWriter;
import java.util.Locale;
import zhijiao.models.train.Progress;

/** Says how far the training is: on a terminal one line that moves, elsewhere a line every tenth. */
final class ProgressBar implements Progress {

  private static final int WIDTH = 30;

  private final PrintWriter out;
  private final boolean moves;
  private final long started = System.nanoTime();
  private int tenth = -1;

  ProgressBar(PrintWriter out, boolean moves) {
    this.out = out;
    this.moves = moves;
  }

  @Override
  public void at(int done, int all, String what) {
    int filled = WIDTH * done / all;
    double seconds = (System.nanoTime() - started) / 1e9;
    String line =
        String.format(
            Locale.ROOT,
            "[%s%s] %3d %%  %4.0f s  %s",
            "#".repeat(filled),
            "·".repeat(WIDTH - filled),
            100 * done / all,
            seconds,
            what);
    if (moves) {
      out.print("\r" + line + " ".repeat(10));
      out.flush();
    } else if (10 * done / all != tenth || done == all) {
      tenth = 10 * done / all;
      out.println(line);
      out.flush();
    }
  }

  void done() {
    out.println();
    out.flush();
  }
}

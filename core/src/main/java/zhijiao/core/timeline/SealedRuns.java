package zhijiao.core.timeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import zhijiao.core.binary.Compact;

/**
 * What is left of a day's unlawful tag data when the data itself is deleted: from when to when there was some, and how much.
 * So a day that is judged again after the deletion ends in the same finding about the authority.
 */
final class SealedRuns {

  /** Data that lie further apart belong to two runs. */
  private static final long GAP = 3_600_000L;

  /** Instants are epoch milliseconds UTC, {@code until} is that of the last report. */
  record Run(long from, long until, int count) {}

  private final List<Run> runs = new ArrayList<>();

  int size() {
    return runs.size();
  }

  Run get(int i) {
    return runs.get(i);
  }

  /** Adds a report at {@code at}, which joins the last run unless terms changed in between. */
  void add(long at, boolean joins) {
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      boolean within = run.from() <= at && at <= run.until();
      if (within || joins && run.until() <= at && at - run.until() <= GAP) {
        runs.set(i, new Run(run.from(), Math.max(run.until(), at), run.count() + 1));
        return;
      }
    }
    runs.add(new Run(at, at, 1));
    runs.sort((a, b) -> Long.compare(a.from(), b.from()));
  }

  void write(DataOutput out) throws IOException {
    Compact.writeList(
        runs,
        (run, to) -> {
          Compact.writeInstant(run.from(), to);
          Compact.writeUnsigned(run.until() - run.from(), to);
          Compact.writeUnsigned(run.count(), to);
        },
        out);
  }

  static SealedRuns read(DataInput in) throws IOException {
    SealedRuns sealed = new SealedRuns();
    sealed.runs.addAll(
        Compact.readList(
            from -> {
              long start = Compact.readInstant(from);
              return new Run(
                  start, start + Compact.readUnsigned(from), (int) Compact.readUnsigned(from));
            },
            in));
    return sealed;
  }
}

package zhijiao.core.health;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * When a source was heard and through whom. What was heard long before event time comes to it waits until then: where inputs
 * are read ahead of one another, weeks would otherwise be given up that have not been judged.
 */
final class Marks {

  /** Marks up to so long before event time are taken at once, in milliseconds. */
  static final long AHEAD = 6 * 3_600_000L;

  private static final long NEVER = Long.MAX_VALUE;
  private static final long NOT_YET = Long.MIN_VALUE;

  private static final Comparator<Mark> ORDER =
      Comparator.comparingLong(Mark::at).thenComparingLong(Mark::member);

  private record Mark(long member, long at) {}

  private final Activity activity;
  private final Members members;
  private final TreeSet<Mark> waiting = new TreeSet<>(ORDER);
  private long reached;

  Marks() {
    this(new Activity(), new Members(), NOT_YET);
  }

  private Marks(Activity activity, Members members, long reached) {
    this.activity = activity;
    this.members = members;
    this.reached = reached;
  }

  Activity activity() {
    return activity;
  }

  Members members() {
    return members;
  }

  boolean isEmpty() {
    return activity.isEmpty() && waiting.isEmpty();
  }

  /** True when it is taken at once and nothing was known of its span. */
  boolean mark(long member, long at) {
    if (reached == NOT_YET || at > reached + AHEAD) {
      waiting.add(new Mark(member, at));
      return false;
    }
    return take(member, at);
  }

  private boolean take(long member, long at) {
    members.mark(member, at);
    return activity.mark(at);
  }

  /** The first instant from which there is something to judge: where event time was, or what was heard first. */
  long begins() {
    return reached != NOT_YET || waiting.isEmpty() ? reached : waiting.first().at();
  }

  /** Event time has come to {@code now}. */
  void reach(long now) {
    reached = Math.max(reached, now);
    while (!waiting.isEmpty() && waiting.first().at() <= reached + AHEAD) {
      Mark mark = waiting.pollFirst();
      take(mark.member(), mark.at());
    }
  }

  /** When {@link #reach} has something to take that must not wait longer; {@link Long#MAX_VALUE} for never. */
  long nextAt() {
    return waiting.isEmpty() ? NEVER : waiting.first().at() - AHEAD / 2;
  }

  /** Gives up what was heard too long before the source was heard last, or before {@code now}. */
  void forget(long now) {
    if (!activity.isEmpty()) {
      long last = Math.min(now, activity.lastEnd());
      activity.forget(last);
      members.forget(last);
    }
  }

  void write(DataOutput out) throws IOException {
    activity.write(out);
    members.write(out);
    out.writeLong(reached);
    out.writeInt(waiting.size());
    for (Mark mark : waiting) {
      out.writeLong(mark.member());
      out.writeLong(mark.at());
    }
  }

  static Marks read(DataInput in) throws IOException {
    Marks read = new Marks(Activity.read(in), Members.read(in), in.readLong());
    for (int left = in.readInt(); left > 0; left--) {
      read.waiting.add(new Mark(in.readLong(), in.readLong()));
    }
    return read;
  }
}

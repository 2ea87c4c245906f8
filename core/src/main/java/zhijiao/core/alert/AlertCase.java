package zhijiao.core.alert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertClocks.Mark;

/**
 * One alert on the desk: its causes, and the time that has come to it.
 *
 * <p>A revision counts the causes first and the clocks that have run out second. So it rises with every cause, though that
 * cause take an escalation back; it rises with every clock; and it is the same in every run, because the same causes make
 * the same clocks.
 *
 * <p>Mutable; not safe for use by several threads.
 */
public final class AlertCase {

  /** The format written. */
  private static final int VERSION = 2;

  /** The format of before there were clocks: that of {@link AlertFold}, whose first byte it is. */
  private static final int FOLD_ALONE = 1;

  /** No alert has so many clocks: of one supervision day, each at least a minute. */
  private static final long CLOCKS = 10_000;

  private final AlertPolicy policy;
  private final AlertFold fold;
  private long reached;
  private AlertFold.@Nullable Life life;
  private @Nullable AlertClocks clocks;

  /** A change to tell: when it happened, which it is, and how the alert stands after it. */
  public record Told(
      Alert alert, AlertStage stage, long revision, AlertEvent.Change what, long at) {}

  public AlertCase(AlertId id, AlertPolicy policy) {
    this(new AlertFold(id, policy.lasting()), policy, Long.MIN_VALUE);
  }

  private AlertCase(AlertFold fold, AlertPolicy policy, long reached) {
    this.fold = fold;
    this.policy = policy;
    this.reached = reached;
    refresh();
  }

  private void refresh() {
    life = fold.life();
    clocks = life == null ? null : AlertClocks.of(life, policy);
  }

  /** The alert, or null as long as nothing has been found. */
  public @Nullable Alert alert() {
    return life == null ? null : life.alert();
  }

  /** Adds a cause; false when it is known already. */
  public boolean add(AlertCause cause) {
    boolean effective = fold.add(cause);
    refresh();
    return effective;
  }

  /** How the alert stands now; {@code what} and {@code at} are what the caller tells of. */
  public Told now(AlertEvent.Change what, long at) {
    return told(clocks().reached(reached), what, at);
  }

  /** Lets time come, and tells each clock that ran out meanwhile. */
  public List<Told> advance(long now) {
    List<Told> told = new ArrayList<>();
    if (now <= reached) {
      return told;
    }
    if (clocks != null) {
      for (int i = clocks.reached(reached); i < clocks.reached(now); i++) {
        Mark mark = clocks.marks().get(i);
        told.add(told(i + 1, mark.what(), mark.at()));
      }
    }
    reached = now;
    return told;
  }

  /** Like {@link #advance} for one who tells of something else in the same breath. */
  public void reach(long now) {
    reached = Math.max(reached, now);
  }

  /** When the next clock runs out, epoch milliseconds UTC; {@link Long#MAX_VALUE} for never. */
  public long nextAt() {
    if (clocks == null) {
      return Long.MAX_VALUE;
    }
    int next = clocks.reached(reached);
    return next < clocks.marks().size() ? clocks.marks().get(next).at() : Long.MAX_VALUE;
  }

  private Told told(int ranOut, AlertEvent.Change what, long at) {
    if (life == null) {
      throw new IllegalStateException("nothing has been found yet");
    }
    return new Told(
        life.alert(), clocks().stage(ranOut), fold.revision() * CLOCKS + ranOut, what, at);
  }

  private AlertClocks clocks() {
    if (clocks == null) {
      throw new IllegalStateException("nothing has been found yet");
    }
    return clocks;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeLong(reached);
    fold.write(out);
  }

  /** Reads what {@link #write} wrote, or {@link AlertFold#write} before there were clocks. */
  public static AlertCase read(AlertId id, AlertPolicy policy, DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version == FOLD_ALONE) {
      return new AlertCase(
          AlertFold.read(id, policy.lasting(), version, in), policy, Long.MIN_VALUE);
    }
    if (version != VERSION) {
      throw new IOException("an alert of version " + version + ", known is " + VERSION);
    }
    long reached = in.readLong();
    return new AlertCase(AlertFold.read(id, policy.lasting(), in), policy, reached);
  }
}

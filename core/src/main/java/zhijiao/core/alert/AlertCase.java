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
 * <p>But a run that failed may have told what its successor, which begins with an older state and reads in another order, never
 * comes to. What was told is heard again ({@link #hear}); when time has come to where it was told and it is still not known, the
 * alert is told as it stands now, in a revision above it.
 *
 * <p>Mutable; not safe for use by several threads.
 */
public final class AlertCase {

  /** The format written. */
  private static final int VERSION = 3;

  /** The format of an alert of which nothing unknown was ever told; it is still written, being the usual one. */
  private static final int NOTHING_UNKNOWN = 2;

  /** The format of before there were clocks: that of {@link AlertFold}, whose first byte it is. */
  private static final int FOLD_ALONE = 1;

  /** No alert has so many clocks: of one supervision day, each at least a minute. */
  private static final long CLOCKS = 10_000;

  /** So long in event time after it was told an event may go unknown: what was received at the same time is read by then. */
  private static final long UNKNOWN_MILLIS = 60_000;

  private final AlertPolicy policy;
  private final AlertFold fold;
  private long reached;
  private AlertFold.@Nullable Life life;
  private @Nullable AlertClocks clocks;

  /** What is added to revisions, so that they lie above what was told and never came to be. */
  private long raised;

  /** The last revision that this run, or those whose state it goes on from, told; 0 when there is none. */
  private long lastTold;

  /** The last event that was told and is not known, or null. */
  private @Nullable AlertEvent unknown;

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

  /** An event that was told of this alert, by this run or by one before it. */
  public void hear(AlertEvent told) {
    if (!isKnown(told) && (unknown == null || told.revision() > unknown.revision())) {
      unknown = told;
    }
  }

  private boolean isKnown(AlertEvent told) {
    return told.revision() < lastTold
        || told.revision() == lastTold
            && (life == null || AlertChanges.between(told.alert(), life.alert()) == null);
  }

  /** The revision that the alert has now; 0 when there is none. */
  private long revision() {
    return life == null ? raised : revision(clocks().reached(reached));
  }

  private long revision(int ranOut) {
    return fold.revision() * CLOCKS + ranOut + raised;
  }

  private static long decidedAt(AlertEvent told) {
    long at = told.watermark() == Long.MAX_VALUE ? told.causeAt() : told.watermark();
    return Math.max(at, told.causeAt()) + UNKNOWN_MILLIS;
  }

  /** Takes back, or puts right, what was told and has not come to be. */
  private @Nullable Told takeBack(AlertEvent told) {
    raised += Math.max(0, told.revision() + 1 - revision());
    Alert was = told.alert();
    if (life == null) {
      lastTold = raised;
      return new Told(
          retracted(was), AlertStage.NONE, raised, AlertEvent.Change.RETRACTED, was.openedAt());
    }
    AlertEvent.Change change = AlertChanges.between(was, life.alert());
    return change == null ? null : now(change, life.alert().changedAt());
  }

  private static Alert retracted(Alert was) {
    return new Alert(
        was.id(),
        was.key(),
        was.ruleVersion(),
        was.severity(),
        AlertState.RETRACTED,
        null,
        was.episodes(),
        was.acts(),
        was.openedAt(),
        was.changedAt(),
        was.county(),
        was.office(),
        was.tier(),
        was.minor(),
        was.suspended());
  }

  /** How the alert stands now; {@code what} and {@code at} are what the caller tells of. */
  public Told now(AlertEvent.Change what, long at) {
    return told(clocks().reached(reached), what, at);
  }

  /** Lets time come, and tells each clock that ran out meanwhile and what puts right that nothing came of. */
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
    if (unknown != null && now >= decidedAt(unknown)) {
      Told right = isKnown(unknown) ? null : takeBack(unknown);
      unknown = null;
      if (right != null) {
        told.add(right);
      }
    }
    return told;
  }

  /** Like {@link #advance} for one who tells of something else in the same breath. */
  public void reach(long now) {
    reached = Math.max(reached, now);
  }

  /** When the next clock runs out, epoch milliseconds UTC; {@link Long#MAX_VALUE} for never. */
  public long nextAt() {
    long decided = unknown == null ? Long.MAX_VALUE : Math.max(decidedAt(unknown), reached + 1);
    if (clocks == null) {
      return decided;
    }
    int next = clocks.reached(reached);
    return next < clocks.marks().size()
        ? Math.min(decided, clocks.marks().get(next).at())
        : decided;
  }

  private Told told(int ranOut, AlertEvent.Change what, long at) {
    if (life == null) {
      throw new IllegalStateException("nothing has been found yet");
    }
    lastTold = revision(ranOut);
    if (unknown != null && isKnown(unknown)) {
      unknown = null;
    }
    return new Told(life.alert(), clocks().stage(ranOut), lastTold, what, at);
  }

  private AlertClocks clocks() {
    if (clocks == null) {
      throw new IllegalStateException("nothing has been found yet");
    }
    return clocks;
  }

  public void write(DataOutput out) throws IOException {
    boolean usual = raised == 0 && unknown == null && lastTold == revision();
    out.writeByte(usual ? NOTHING_UNKNOWN : VERSION);
    out.writeLong(reached);
    if (!usual) {
      out.writeLong(raised);
      out.writeLong(lastTold);
      out.writeBoolean(unknown != null);
      if (unknown != null) {
        AlertEventCodec.write(unknown, out);
      }
    }
    fold.write(out);
  }

  /** Reads what {@link #write} wrote, or {@link AlertFold#write} before there were clocks. */
  public static AlertCase read(AlertId id, AlertPolicy policy, DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version == FOLD_ALONE) {
      return new AlertCase(
          AlertFold.read(id, policy.lasting(), version, in), policy, Long.MIN_VALUE);
    }
    if (version != VERSION && version != NOTHING_UNKNOWN) {
      throw new IOException("an alert of version " + version + ", known is " + VERSION);
    }
    long reached = in.readLong();
    long raised = version == VERSION ? in.readLong() : 0;
    long lastTold = version == VERSION ? in.readLong() : 0;
    AlertEvent unknown = version == VERSION && in.readBoolean() ? AlertEventCodec.read(in) : null;
    AlertCase read = new AlertCase(AlertFold.read(id, policy.lasting(), in), policy, reached);
    read.raised = raised;
    read.lastTold = version == VERSION ? lastTold : read.revision();
    read.unknown = unknown;
    return read;
  }
}

package zhijiao.core.alert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.alert.AlertCause.Suspended;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.rule.Finding;

/**
 * Brings together one person's alerts and the decisions to suspend rules about that person: each decision becomes a cause
 * of each alert, whichever came first.
 *
 * <p>Mutable; not safe for use by several threads.
 */
public final class SuspensionBook {

  private static final int VERSION = 1;

  /** Longer than the longest suspension and the longest time for which facts are kept, together. */
  private static final long KEPT_MILLIS = 70 * 86_400_000L;

  private final Suspensions suspensions;
  private final TreeMap<AlertId, Long> alerts = new TreeMap<>();

  public SuspensionBook() {
    this(new Suspensions());
  }

  private SuspensionBook(Suspensions suspensions) {
    this.suspensions = suspensions;
  }

  /** Hands on a finding; before the first of an alert, all decisions, so that none is told who should not be. */
  public void add(FindingChange change, Consumer<AlertCause> out) {
    Finding finding = change.finding();
    if (finding != null) {
      boolean known = alerts.containsKey(change.alert());
      alerts.merge(change.alert(), finding.openedAt(), Math::max);
      if (!known) {
        suspensions.all().forEach(decided -> out.accept(new Suspended(change.alert(), decided)));
      }
    }
    out.accept(change);
  }

  /** Adds a decision; false when it is known already. */
  public boolean add(SuspensionChange decided, Consumer<AlertCause> out) {
    if (!suspensions.add(decided)) {
      return false;
    }
    alerts.keySet().forEach(alert -> out.accept(new Suspended(alert, decided)));
    return true;
  }

  /** Forgets what nothing can be about any more. */
  public void forget(long now) {
    suspensions.forgetBefore(now - KEPT_MILLIS);
    alerts.values().removeIf(openedAt -> openedAt < now - KEPT_MILLIS);
  }

  /** When something is to be forgotten; {@link Long#MAX_VALUE} for never. */
  public long forgetAt() {
    long first = Long.MAX_VALUE - KEPT_MILLIS - 1;
    for (SuspensionChange decided : suspensions.all()) {
      first = Math.min(first, decided.occurredAt());
    }
    for (long openedAt : alerts.values()) {
      first = Math.min(first, openedAt);
    }
    return isEmpty() ? Long.MAX_VALUE : first + KEPT_MILLIS + 1;
  }

  public boolean isEmpty() {
    return alerts.isEmpty() && suspensions.size() == 0;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    suspensions.write(out);
    out.writeInt(alerts.size());
    for (Map.Entry<AlertId, Long> alert : alerts.entrySet()) {
      out.writeLong(alert.getKey().bits());
      out.writeLong(alert.getValue());
    }
  }

  /** Reads what {@link #write} wrote. */
  public static SuspensionBook read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("suspensions of version " + version + ", known is " + VERSION);
    }
    SuspensionBook book = new SuspensionBook(Suspensions.read(in));
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      book.alerts.put(new AlertId(in.readLong()), in.readLong());
    }
    return book;
  }
}

package zhijiao.core.alert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.SuspensionChange;

/**
 * Decisions to suspend rules. A set: order and copies do not matter.
 *
 * <p>Of the decisions of one identifier the latest that has taken effect holds, so lifting ends a suspension, and a new
 * decision of the same identifier takes the place of the old one.
 *
 * <p>Mutable; not safe for use by several threads.
 */
final class Suspensions {

  private static final Comparator<SuspensionChange> ORDER =
      Comparator.comparingLong(SuspensionChange::occurredAt).thenComparing(SuspensionChange::id);

  private final TreeMap<FactId, SuspensionChange> changes = new TreeMap<>();

  /** Adds a decision; false when it is known already. */
  boolean add(SuspensionChange change) {
    return changes.put(change.id(), change) == null;
  }

  void addAll(Suspensions others) {
    changes.putAll(others.changes);
  }

  int size() {
    return changes.size();
  }

  Collection<SuspensionChange> all() {
    return changes.values();
  }

  /** Forgets decisions that took effect before an instant. */
  void forgetBefore(long instant) {
    changes.values().removeIf(change -> change.occurredAt() < instant);
  }

  /** True when alerts of the rule about something that began at an instant are kept back. */
  boolean hold(String rule, long instant) {
    Map<String, SuspensionChange> latest = new HashMap<>();
    for (SuspensionChange change : changes.values()) {
      if (change.occurredAt() <= instant) {
        latest.merge(change.suspensionId(), change, (a, b) -> ORDER.compare(a, b) > 0 ? a : b);
      }
    }
    return latest.values().stream().anyMatch(change -> holds(change.grant(), rule, instant));
  }

  private static boolean holds(SuspensionChange.@Nullable Grant grant, String rule, long instant) {
    return grant != null && grant.isOf(rule) && instant < grant.until();
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(changes.size());
    for (SuspensionChange change : changes.values()) {
      FactCodec.write(change, out);
    }
  }

  static Suspensions read(DataInput in) throws IOException {
    Suspensions read = new Suspensions();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      read.add((SuspensionChange) FactCodec.read(in));
    }
    return read;
  }
}

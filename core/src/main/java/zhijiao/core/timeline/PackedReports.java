package zhijiao.core.timeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.PackedFacts;
import zhijiao.core.fact.TagFact;

/**
 * Reports of one tag, each once, in timeline order and packed some dozens at a time: what a tag has stored comes among those that
 * came before it, and of these only one pack is opened for it.
 *
 * <p>Reports of one instant are always in one pack. Not safe for use by several threads.
 */
final class PackedReports {

  /** A pack that grows at the end is left when it holds so many; one that grows in the middle is halved at twice that. */
  private static final int FULL = 64;

  private final List<Pack> packs = new ArrayList<>();

  private static final class Pack {
    final PackedFacts facts;

    /** Instant of the first. */
    final long from;

    Pack(PackedFacts facts, long from) {
      this.facts = facts;
      this.from = from;
    }

    static Pack of(List<? extends Fact> facts) {
      PackedFacts packed = new PackedFacts();
      facts.forEach(fact -> packed.add(fact, 0));
      return new Pack(packed, facts.get(0).occurredAt());
    }

    boolean endsBefore(Fact report) {
      return TimelineOrder.FACTS.compare(last(), report) < 0;
    }

    Fact last() {
      Fact last = facts.last();
      if (last == null) {
        throw new IllegalStateException("an empty pack");
      }
      return last;
    }

    List<Fact> unpacked() {
      List<Fact> all = new ArrayList<>(facts.size() + 1);
      facts.forEach((fact, mark) -> all.add(fact));
      return all;
    }
  }

  boolean isEmpty() {
    return packs.isEmpty();
  }

  /** When the oldest happened, or {@link Long#MAX_VALUE}. */
  long oldestAt() {
    return packs.isEmpty() ? Long.MAX_VALUE : packs.get(0).from;
  }

  /** Adds a report; false when it is known. */
  boolean add(TagFact report) {
    if (packs.isEmpty()) {
      packs.add(Pack.of(List.of(report)));
      return true;
    }
    int place = placeOf(report.occurredAt());
    Pack pack = packs.get(place);
    if (!pack.endsBefore(report)) {
      return insert(place, report);
    }
    if (pack.facts.size() >= FULL && report.occurredAt() > pack.last().occurredAt()) {
      packs.add(place + 1, Pack.of(List.of(report)));
    } else {
      pack.facts.add(report, 0);
    }
    return true;
  }

  /** The pack in which everything of an instant is, or belongs. */
  private int placeOf(long at) {
    int low = 0;
    int high = packs.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (packs.get(middle).from <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private boolean insert(int place, TagFact report) {
    List<Fact> all = packs.get(place).unpacked();
    int found = Collections.binarySearch(all, report, TimelineOrder.FACTS);
    if (found >= 0) {
      return false;
    }
    all.add(-found - 1, report);
    int half = all.size() < 2 * FULL ? all.size() : halfOf(all);
    packs.set(place, Pack.of(all.subList(0, half)));
    if (half < all.size()) {
      packs.add(place + 1, Pack.of(all.subList(half, all.size())));
    }
    return true;
  }

  /** The first place from the middle on that begins another instant, or the end. */
  private static int halfOf(List<Fact> all) {
    int half = all.size() / 2;
    while (half < all.size() && all.get(half).occurredAt() == all.get(half - 1).occurredAt()) {
      half++;
    }
    return half;
  }

  void forEach(Consumer<TagFact> visitor) {
    for (Pack pack : packs) {
      pack.facts.forEach((fact, mark) -> visitor.accept((TagFact) fact));
    }
  }

  /** Gives up what happened before an instant. */
  void forget(long before) {
    while (!packs.isEmpty() && packs.get(0).last().occurredAt() < before) {
      packs.remove(0);
    }
    if (oldestAt() < before) {
      List<Fact> kept = packs.get(0).unpacked();
      kept.removeIf(fact -> fact.occurredAt() < before);
      packs.set(0, Pack.of(kept));
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(packs.size());
    for (Pack pack : packs) {
      out.writeLong(pack.from);
      pack.facts.write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  static PackedReports read(DataInput in) throws IOException {
    PackedReports read = new PackedReports();
    for (int left = in.readInt(); left > 0; left--) {
      long from = in.readLong();
      read.packs.add(new Pack(PackedFacts.read(in), from));
    }
    return read;
  }
}

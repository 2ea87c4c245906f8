package zhijiao.core.meeting;

import java.util.Comparator;
import java.util.List;
import zhijiao.core.fact.FactId;

/**
 * People were measured near each other in one slot.
 *
 * @param stays in order of their people
 */
public record Encounter(Company company, long slot, List<Stay> stays) {

  /** By slot; of one slot by what shows it. */
  static final Comparator<Encounter> ORDER =
      Comparator.comparingLong(Encounter::slot)
          .thenComparing(Encounter::firstFix, Comparator.naturalOrder())
          .thenComparing(Encounter::lastFix, Comparator.naturalOrder())
          .thenComparing(encounter -> encounter.stays().toString());

  public Encounter {
    stays = List.copyOf(stays);
  }

  private FactId firstFix() {
    return stays.get(0).spot().first();
  }

  private FactId lastFix() {
    return stays.get(stays.size() - 1).spot().first();
  }

  /** True when each of them is surely away from their own places. */
  public boolean away() {
    return stays.stream().allMatch(Stay::away);
  }

  /** When all of them had been seen, epoch milliseconds UTC. */
  public long seenBy() {
    return stays.stream().mapToLong(Stay::at).max().orElseThrow();
  }

  /** Until when each of them was seen at least, epoch milliseconds UTC. */
  public long seenUntil() {
    return stays.stream().mapToLong(stay -> stay.spot().until()).min().orElseThrow();
  }

  /** When the last of them was last seen, epoch milliseconds UTC. */
  public long shownAt() {
    return stays.stream().mapToLong(stay -> stay.spot().until()).max().orElseThrow();
  }
}

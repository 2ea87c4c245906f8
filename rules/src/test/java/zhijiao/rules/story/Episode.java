package zhijiao.rules.story;

import java.time.LocalDate;
import java.util.Comparator;
import zhijiao.core.rule.Finding;

/**
 * A finding without its evidence: what rules and oracles must agree on.
 *
 * @param endedAt epoch milliseconds UTC; null while it goes on
 */
public record Episode(String rule, String target, LocalDate day, long openedAt, Long endedAt)
    implements Comparable<Episode> {

  private static final Comparator<Episode> ORDER =
      Comparator.comparingLong(Episode::openedAt)
          .thenComparing(Episode::rule)
          .thenComparing(Episode::target)
          .thenComparing(Episode::endedAt, Comparator.nullsLast(Comparator.naturalOrder()));

  public static Episode of(Finding finding) {
    return new Episode(
        finding.rule(), finding.target(), finding.day(), finding.openedAt(), finding.endedAt());
  }

  /** True when the episode opened or ended at {@code instant}, or was open then. */
  public boolean coversOpening(long instant) {
    return openedAt <= instant && (endedAt == null || instant <= endedAt);
  }

  @Override
  public int compareTo(Episode other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return rule
        + "/"
        + target
        + " of "
        + day
        + ": "
        + java.time.Instant.ofEpochMilli(openedAt)
        + " – "
        + (endedAt == null ? "" : java.time.Instant.ofEpochMilli(endedAt));
  }
}

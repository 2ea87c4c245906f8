package zhijiao.core.fact;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A campaign (节假日维稳): for a time, and for those in its scope, some thresholds are tighter. It begins at {@link
 * #occurredAt()} and ends by itself.
 *
 * @param overlay null when the campaign of this name is over before its time, from {@link #occurredAt()} on
 */
public record Campaign(
    String changeId, @Nullable Overlay overlay, Approval approval, long occurredAt, long receivedAt)
    implements GovernanceFact {

  /**
   * What is tighter, for whom, until when, and by what right.
   *
   * @param until when it ends, epoch milliseconds UTC, exclusive
   * @param basis the legal basis in words: the decision, its number and article
   * @param basisUntil until when that decision holds, epoch milliseconds UTC; nothing outlives its basis
   */
  public record Overlay(
      long until, String basis, long basisUntil, Scope scope, SortedMap<String, String> settings) {

    public Overlay {
      settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }
  }

  /**
   * Whom it concerns: people of these counties, of these offices if any are named, of these tiers if any are named.
   *
   * @param counties at least one
   */
  public record Scope(
      SortedSet<String> counties, SortedSet<String> offices, SortedSet<Tier> tiers) {

    public Scope {
      counties = Collections.unmodifiableSortedSet(new TreeSet<>(counties));
      offices = Collections.unmodifiableSortedSet(new TreeSet<>(offices));
      tiers = Collections.unmodifiableSortedSet(new TreeSet<>(tiers));
    }

    public boolean covers(@Nullable OrderTerms terms) {
      return terms != null
          && counties.contains(terms.county())
          && (offices.isEmpty() || offices.contains(terms.office()))
          && (tiers.isEmpty() || tiers.contains(terms.tier()));
    }
  }

  @Override
  public FactKind kind() {
    return FactKind.CAMPAIGN;
  }

  @Override
  public FactId id() {
    ContentHash hash = ContentHash.of("campaign").add(changeId);
    if (overlay != null) {
      hash.add(overlay.until())
          .add(overlay.basis())
          .add(overlay.basisUntil())
          .add(overlay.scope().toString());
      for (Map.Entry<String, String> entry : overlay.settings().entrySet()) {
        hash.add(entry.getKey()).add(entry.getValue());
      }
    }
    return approval.addTo(hash).add(occurredAt).toFactId();
  }
}

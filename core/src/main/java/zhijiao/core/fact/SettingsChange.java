package zhijiao.core.fact;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Thresholds or zones that are others for everybody from {@link #occurredAt()} on.
 *
 * @param settings new values by path, such as {@code rules.boundary.persistFixes}
 * @param zones GeoJSON of zones that are new or have another outline, or null
 */
public record SettingsChange(
    String changeId,
    SortedMap<String, String> settings,
    @Nullable String zones,
    Approval approval,
    long occurredAt,
    long receivedAt)
    implements GovernanceFact {

  public SettingsChange {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  @Override
  public FactKind kind() {
    return FactKind.SETTINGS_CHANGE;
  }

  @Override
  public FactId id() {
    ContentHash hash = ContentHash.of("settings-change").add(changeId).add(settings.size());
    for (Map.Entry<String, String> entry : settings.entrySet()) {
      hash.add(entry.getKey()).add(entry.getValue());
    }
    return approval.addTo(hash.add(zones)).add(occurredAt).toFactId();
  }
}

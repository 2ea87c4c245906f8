package zhijiao.core.place;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The zones that orders can name, by id. Immutable. */
public final class ZoneCatalog implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final ZoneCatalog EMPTY = new ZoneCatalog(Set.of());

  private final TreeMap<String, Zone> zones = new TreeMap<>();

  /**
   * @throws IllegalArgumentException when two zones have one id
   */
  public ZoneCatalog(Collection<Zone> zones) {
    for (Zone zone : zones) {
      if (this.zones.put(zone.id(), zone) != null) {
        throw new IllegalArgumentException("two zones have the id " + zone.id());
      }
    }
  }

  /** The zone, or null when there is none of this id. */
  public @Nullable Zone find(String id) {
    return zones.get(id);
  }

  /** In order. */
  public Set<String> ids() {
    return Collections.unmodifiableSet(zones.keySet());
  }

  /** In order of their ids. */
  public Collection<Zone> zones() {
    return Collections.unmodifiableCollection(zones.values());
  }

  public int size() {
    return zones.size();
  }
}

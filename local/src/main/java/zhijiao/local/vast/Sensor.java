package zhijiao.local.vast;

import java.util.Set;
import zhijiao.core.place.GeoPoint;

/**
 * A gate of the preserve.
 *
 * @param place on the made-up map, WGS-84
 */
record Sensor(String name, Type type, GeoPoint place) {

  /** The types of the file of locations, by their code in it. */
  enum Type {
    CAMPING,
    ENTRANCE,
    /** Closed to all but rangers. */
    GATE,
    GENERAL_GATE,
    RANGER_BASE,
    /** A place where rangers work; most lie behind a gate. */
    RANGER_STOP
  }

  /**
   * Ranger stops beside roads that are open to all. The challenge says that some are and leaves it to the reader to see
   * which. Visitors of every type pass these two, 14,130 times each in the thirteen months of the data; the other six
   * together 104 times.
   */
  private static final Set<String> ON_OPEN_ROADS = Set.of("ranger-stop0", "ranger-stop2");

  /** Whether only rangers may pass. */
  boolean isRestricted() {
    return switch (type) {
      case CAMPING, ENTRANCE, GENERAL_GATE -> false;
      case GATE, RANGER_BASE -> true;
      case RANGER_STOP -> !ON_OPEN_ROADS.contains(name);
    };
  }
}

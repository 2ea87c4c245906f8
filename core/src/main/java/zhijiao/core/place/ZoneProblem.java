package zhijiao.core.place;

import org.jspecify.annotations.Nullable;

/**
 * Something that was wrong with a zone as it was given.
 *
 * @param where the file and the feature in it, for a person to find it
 * @param zone the zone's id, or null when it has none
 * @param detail what was found, with the numbers
 * @param effect what was done about it
 */
public record ZoneProblem(
    String where, @Nullable String zone, Kind kind, String detail, Effect effect) {

  /** What was wrong. */
  public enum Kind {
    /** Not a GeoJSON feature collection, or the text cannot be read. */
    UNREADABLE,
    NO_ID,
    /** Another zone before it has this id. */
    DUPLICATE_ID,
    UNKNOWN_DATUM,
    /** A property is missing, of the wrong type or out of range. */
    BAD_PROPERTY,
    /** No geometry, or not one that has an inside. */
    BAD_GEOMETRY,
    COORDINATE_OUT_OF_RANGE,
    /** The last point of a ring is not its first. */
    UNCLOSED_RING,
    /** Fewer than three different points. */
    TOO_FEW_POINTS,
    /** A ring crosses or touches itself or another in a way that leaves its inside undefined. */
    INVALID_POLYGON,
    /** Higher or wider than can be measured in one plane. */
    TOO_LARGE
  }

  /** What became of it. */
  public enum Effect {
    /** The zone is used as repaired. */
    REPAIRED,
    /** The zone is not used. */
    REFUSED
  }

  @Override
  public String toString() {
    return where
        + (zone == null ? "" : ", zone " + zone)
        + ": "
        + kind
        + ", "
        + detail
        + ": "
        + effect;
  }
}

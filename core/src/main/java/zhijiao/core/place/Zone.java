package zhijiao.core.place;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A place that has a meaning in an order: an area that may not be left, or one that may not be entered.
 *
 * @param id as orders name it; not blank
 * @param name Chinese name, or null
 * @param nameEn English name, or null
 * @param kind what it is meant for, or null when it does not say; how a zone is used is for an order to say
 * @param legalBasis the provision or decision on which it rests, or null
 * @param bufferMetres width of a belt around it in which a warning may be given; not part of the zone; 0 when there is none
 * @param area where it is, WGS-84
 * @param convertedFrom the datum in which it was given when that was not WGS-84, else null
 */
public record Zone(
    String id,
    @Nullable String name,
    @Nullable String nameEn,
    @Nullable Kind kind,
    @Nullable String legalBasis,
    int bufferMetres,
    Area area,
    @Nullable Datum convertedFrom)
    implements Serializable {

  /** What a zone is meant for. */
  public enum Kind {
    /** May not be left without leave (市、县). */
    PERMITTED,
    /** May not be entered (禁止令). */
    EXCLUSION
  }

  public Zone {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a zone without an id");
    }
    if (bufferMetres < 0 || bufferMetres > 100_000) {
      throw new IllegalArgumentException("buffer out of range: " + bufferMetres + " m");
    }
    if (convertedFrom == Datum.WGS84) {
      throw new IllegalArgumentException("nothing is converted from WGS-84");
    }
  }

  /** Metres from the edge, positive outside, negative inside. */
  public double signedDistanceMetres(GeoPoint point) {
    return area.signedDistanceMetres(point);
  }

  /** See {@link Area#containment}. */
  public Containment containment(GeoPoint point, float accuracyMetres) {
    return area.containment(point, accuracyMetres);
  }
}

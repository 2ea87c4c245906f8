package zhijiao.core.timeline;

import java.io.Serializable;

/**
 * How long a timeline remembers.
 *
 * @param keptDays days of observations kept for judging again, 1–31
 * @param sealedHoldHours hours for which tag data and sightings under no known terms are kept, unjudged, in case their
 *     terms arrive late
 */
public record TimelineSettings(int keptDays, int sealedHoldHours) implements Serializable {

  /** The shipped defaults; sources in docs/settings.md. */
  public static final TimelineSettings DEFAULT = new TimelineSettings(7, 48);

  long keptMillis() {
    return keptDays * 86_400_000L;
  }

  long sealedMillis() {
    return sealedHoldHours * 3_600_000L;
  }
}

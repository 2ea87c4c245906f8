package zhijiao.core.timeline;

import java.io.Serializable;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * How long a timeline remembers.
 *
 * @param keptDays days of observations kept for judging again, 1–31
 * @param sealedHoldHours hours for which tag data and sightings under no known terms are kept, unjudged, in case their
 *     terms arrive late, 0–168
 */
public record TimelineSettings(int keptDays, int sealedHoldHours) implements Serializable {

  /** The shipped defaults; sources in docs/settings.md. */
  public static final TimelineSettings DEFAULT = SettingsReader.defaults(TimelineSettings::read);

  /** Reads and declares them. */
  public static TimelineSettings read(SettingsReader in) {
    return new TimelineSettings(
        in.integer(
            "keptDays",
            7,
            1,
            31,
            "days",
            "how long observations are kept for judging again",
            Source.chosen("a tag that was out of reach over a long holiday uploads after a week")),
        in.integer(
            "sealedHoldHours",
            48,
            0,
            168,
            "hours",
            "how long data under no known terms are kept, unjudged, in case the terms come late",
            Source.chosen("an order signed on a day is entered by the end of the next")));
  }

  /** {@link #keptDays} in milliseconds. */
  public long keptMillis() {
    return keptDays * 86_400_000L;
  }

  long sealedMillis() {
    return sealedHoldHours * 3_600_000L;
  }
}

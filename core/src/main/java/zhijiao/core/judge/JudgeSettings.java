package zhijiao.core.judge;

import java.io.Serializable;

/**
 * What the judge must be told.
 *
 * @param matchThreshold sightings below this score are not judged at all, 0–1
 * @param aloneScore a sighting of at least this score needs no second one, 0–1
 * @param plausibleSpeedKmh faster movement between two places is taken for a fault of data
 * @param runGapMinutes without a sure fix for so long, a run of fixes is over
 */
public record JudgeSettings(
    double matchThreshold, double aloneScore, double plausibleSpeedKmh, int runGapMinutes)
    implements Serializable {

  /** The shipped defaults; sources in docs/settings.md. */
  public static final JudgeSettings DEFAULT = new JudgeSettings(0.85, 0.97, 150, 30);
}

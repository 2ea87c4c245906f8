package zhijiao.core.judge;

import java.io.Serializable;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * What the judge must be told.
 *
 * @param matchThreshold sightings below this score are not judged at all, 0.5–1
 * @param aloneScore a sighting of at least this score needs no second one, 0.5–1; not below {@code matchThreshold}
 * @param plausibleSpeedKmh faster movement between two places is taken for a fault of data, 30–1200
 * @param runGapMinutes without a sure fix for so long, a run of fixes is over, 5–720
 * @param leaveGraceMinutes for so long after leave has ended the person may still be on the way back, 0–1440
 */
public record JudgeSettings(
    double matchThreshold,
    double aloneScore,
    double plausibleSpeedKmh,
    int runGapMinutes,
    int leaveGraceMinutes)
    implements Serializable {

  /** The shipped defaults; sources in docs/settings.md. */
  public static final JudgeSettings DEFAULT = SettingsReader.defaults(JudgeSettings::read);

  /** Reads and declares them. */
  public static JudgeSettings read(SettingsReader in) {
    JudgeSettings read =
        new JudgeSettings(
            in.number(
                "matchThreshold",
                0.85,
                0.5,
                1,
                "",
                "sightings below this score are not judged at all",
                Source.chosen("a starting point: the right value depends on the camera's model")),
            in.number(
                "aloneScore",
                0.97,
                0.5,
                1,
                "",
                "a sighting of at least this score needs no second one",
                Source.chosen("a starting point: the right value depends on the camera's model")),
            in.number(
                "plausibleSpeedKmh",
                150,
                30,
                1200,
                "km/h",
                "faster movement between two places is taken for a fault of data",
                Source.measured(
                    "of 1,048,429 journeys between cameras of Bath a kilometre apart or more 99.9 %"
                        + " were slower than 60 km/h as the crow flies, 99.99 % than 66, and eight"
                        + " faster than 150, which is the limit on motorways and a quarter more")),
            in.integer(
                "runGapMinutes",
                30,
                5,
                720,
                "minutes",
                "without a sure fix for so long, a run of fixes is over",
                Source.chosen("thirty fixes of a tag that reports every minute")),
            in.integer(
                "leaveGraceMinutes",
                120,
                0,
                1440,
                "minutes",
                "for so long after leave has ended the person may still be on the way back",
                Source.chosen(
                    "the alert catalogue's grace, two hours: a late train is no overrun")));
    in.require(
        read.aloneScore >= read.matchThreshold,
        "aloneScore",
        "it must not be below matchThreshold");
    return read;
  }

  /** {@code leaveGraceMinutes} in milliseconds. */
  public long leaveGraceMillis() {
    return leaveGraceMinutes * 60_000L;
  }
}

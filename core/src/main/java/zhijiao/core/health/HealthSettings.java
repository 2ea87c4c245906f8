package zhijiao.core.health;

import java.io.Serializable;
import zhijiao.core.fact.TagFix;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * When a source counts as silent.
 *
 * @param stationMinutes a base station is never said to be silent sooner, and a fix shows that it was heard when it came within
 *     that time, 10–720
 * @param otherMinutes nor is any other source, 10–1440
 * @param lateMinutes what a camera or terminal reports later after its date is compared with its other reports, whether its clock is
 *     wrong, 5–720
 * @param factor a silence must be longer than so many times what the source's own rhythm shows, 2–10
 * @param releaseMinutes so long after the source was heard again, silences that go on are those persons' own, 5–240
 */
public record HealthSettings(
    int stationMinutes, int otherMinutes, int lateMinutes, int factor, int releaseMinutes)
    implements Serializable {

  /** The shipped defaults; sources in docs/settings.md. */
  public static final HealthSettings DEFAULT = SettingsReader.defaults(HealthSettings::read);

  /**
   * True when a fix shows that its station was heard at the date of the fix. What came so late that the station counted as silent
   * meanwhile does not: by then nobody can tell a slow clock from a slow line.
   */
  public boolean showsStation(TagFix fix) {
    return fix.station() != null && fix.receivedAt() - fix.occurredAt() <= stationMinutes * 60_000L;
  }

  /** Reads and declares them. */
  public static HealthSettings read(SettingsReader in) {
    return new HealthSettings(
        in.integer(
            "stationMinutes",
            15,
            10,
            720,
            "minutes",
            "a base station is never said to be silent sooner; a fix that came later does not show that it was heard",
            Source.chosen("three of the five minutes in which it is marked as heard")),
        in.integer(
            "otherMinutes",
            60,
            10,
            1_440,
            "minutes",
            "no camera, terminal or feed is said to be silent sooner",
            Source.chosen("a starting point")),
        in.integer(
            "lateMinutes",
            15,
            5,
            720,
            "minutes",
            "what a camera or terminal reports later after its date is compared with its other reports, whether its clock is wrong",
            Source.chosen("as for a station; a line takes seconds")),
        in.integer(
            "factor",
            3,
            2,
            10,
            "",
            "a silence must be longer than so many times the longest that is usual for the source",
            Source.chosen("a starting point; to be set from the sources' own silences")),
        in.integer(
            "releaseMinutes",
            30,
            5,
            240,
            "minutes",
            "a tag that is silent so long after its station was heard again is told of",
            Source.chosen("the buffer of no-comm")));
  }
}

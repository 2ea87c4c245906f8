package zhijiao.core.alert;

import java.io.Serializable;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * What counts as one incident.
 *
 * @param gapMinutes 0–720
 * @param reachHours 1–168
 */
public record IncidentSettings(int gapMinutes, int reachHours) implements Serializable {

  /** The shipped defaults; sources in docs/settings.md. */
  public static final IncidentSettings DEFAULT = SettingsReader.defaults(IncidentSettings::read);

  /** Reads and declares them. */
  public static IncidentSettings read(SettingsReader in) {
    return new IncidentSettings(
        in.integer(
            "gapMinutes",
            30,
            0,
            720,
            "minutes",
            "alerts of one person that follow one another so soon are one incident",
            Source.chosen("the time in which a run of fixes counts as unbroken")),
        in.integer(
            "reachHours",
            24,
            1,
            168,
            "hours",
            "an episode that goes on draws in what begins so soon after it, and no more",
            Source.chosen("a supervision day: what begins on the next is another matter")));
  }

  long gapMillis() {
    return gapMinutes * 60_000L;
  }

  long reachMillis() {
    return reachHours * 3_600_000L;
  }
}

package zhijiao.core.alert;

import java.io.Serializable;
import zhijiao.core.settings.SettingsReader;

/** What becomes of alerts once they are there. */
public record AlertSettings(ClockSettings clocks, IncidentSettings incidents)
    implements Serializable {

  /** The shipped defaults; sources in docs/settings.md. */
  public static final AlertSettings DEFAULT = SettingsReader.defaults(AlertSettings::read);

  /** Reads and declares them. */
  public static AlertSettings read(SettingsReader in) {
    return new AlertSettings(
        ClockSettings.read(in.section("clocks")), IncidentSettings.read(in.section("incidents")));
  }
}

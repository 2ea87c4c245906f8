package zhijiao.core.alert;

import java.io.Serializable;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * How soon an alert must be answered. All clocks run in event time, from when it happened.
 *
 * @param acknowledgeP1Minutes 1–1440
 * @param acknowledgeP2Minutes 1–1440
 * @param acknowledgeP3Minutes 1–1440
 * @param loopWarningHours from opening, 1–168; when it is not before {@code loopHours} there is no warning
 * @param loopHours from opening, 1–168
 */
public record ClockSettings(
    int acknowledgeP1Minutes,
    int acknowledgeP2Minutes,
    int acknowledgeP3Minutes,
    int loopWarningHours,
    int loopHours)
    implements Serializable {

  /** The shipped defaults; sources in docs/settings.md. */
  public static final ClockSettings DEFAULT = SettingsReader.defaults(ClockSettings::read);

  /** Never. */
  static final long NO_CLOCK = 0;

  /** Reads and declares them. */
  public static ClockSettings read(SettingsReader in) {
    Source answer =
        Source.chosen(
            "a starting point: call centres of tracking services answer the gravest alerts within"
                + " five minutes");
    return new ClockSettings(
        acknowledge(in, "acknowledgeP1Minutes", 5, "P1", answer),
        acknowledge(in, "acknowledgeP2Minutes", 30, "P2", answer),
        acknowledge(in, "acknowledgeP3Minutes", 240, "P3", answer),
        in.integer(
            "loopWarningHours",
            18,
            1,
            168,
            "hours",
            "an alert that is not closed so long after it opened is warned of",
            Source.chosen("a quarter of the closed loop is left to act in")),
        in.integer(
            "loopHours",
            24,
            1,
            168,
            "hours",
            "an alert has to be closed so soon after it opened (查控—汇报—处置)",
            Source.published("the 24-hour closed loop of a provincial administration, 2024")));
  }

  private static int acknowledge(
      SettingsReader in, String name, int minutes, String severity, Source source) {
    return in.integer(
        name,
        minutes,
        1,
        1440,
        "minutes",
        "an alert of "
            + severity
            + " that is not acknowledged so soon goes to the next level, and as long after to the"
            + " one above",
        source);
  }

  /** How soon an alert must be acknowledged, milliseconds; {@link #NO_CLOCK} when it need not be. */
  long acknowledgeMillis(Severity severity) {
    return switch (severity) {
      case P1 -> acknowledgeP1Minutes * 60_000L;
      case P2 -> acknowledgeP2Minutes * 60_000L;
      case P3 -> acknowledgeP3Minutes * 60_000L;
      case P4 -> NO_CLOCK;
    };
  }

  long warningMillis() {
    return loopWarningHours * 3_600_000L;
  }

  long loopMillis() {
    return loopHours * 3_600_000L;
  }
}

package zhijiao.core.judge;

import java.util.Locale;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.rule.Evidence;

/** What evidence calls what was seen of a person, in one place for all that judge. */
final class Seen {

  private static final String CHECK_IN = "check-in";
  private static final String WRONG_CLOCK = " by a wrong clock";

  private Seen() {}

  static Evidence of(TagFix fix) {
    return Evidence.ofFact(fix, words(fix.source()), fix.point(), fix.accuracyMetres());
  }

  static Evidence of(Sighting sighting) {
    return Evidence.ofFact(sighting, words(sighting), sighting.point(), sighting.accuracyMetres());
  }

  static Evidence of(CheckIn checkIn) {
    return of(checkIn, CHECK_IN);
  }

  /** The same, and whether it was made at a terminal. */
  static Evidence ofPlaced(CheckIn checkIn) {
    return of(checkIn, checkIn.proof().terminal() == null ? CHECK_IN : "check-in at a terminal");
  }

  private static Evidence of(CheckIn checkIn, String words) {
    String said = checkIn.doubt() == null ? words : CHECK_IN + WRONG_CLOCK;
    return Evidence.ofFact(checkIn, said, checkIn.point(), checkIn.accuracyMetres());
  }

  /** What a tag reports about itself. */
  static Evidence of(TagStatus status) {
    return Evidence.ofFact(status, words(status), null, 0);
  }

  private static String words(Sighting sighting) {
    if (sighting.doubt() != null) {
      return "sighting" + WRONG_CLOCK;
    }
    return sighting.humanVerified() ? "sighting verified" : "sighting";
  }

  private static String words(FixSource source) {
    return switch (source) {
      case GPS -> "fix gps";
      case WIFI -> "fix wifi";
      case CELL -> "fix cell";
    };
  }

  private static String words(TagStatus status) {
    String words =
        status.event() == TagStatus.Event.BATTERY
            ? "tag battery"
            : "tag " + status.event().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return status.batteryPercent() == null ? words : words + " " + status.batteryPercent() + " %";
  }
}

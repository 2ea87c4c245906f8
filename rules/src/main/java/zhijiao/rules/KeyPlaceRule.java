package zhijiao.rules;

import java.io.Serializable;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * Key place (重点场所): whoever surely stays for fifteen minutes, without leave, in a place that the order names as one where
 * the person may not stay, is there until surely outside.
 *
 * <p>To walk through is not to stay. The list is the order's: there is no list of places for everyone.
 */
public final class KeyPlaceRule extends StayRule {

  public static final RuleCard CARD =
      new RuleCard(
          "key-place", 5, Severity.P3, "stayed in a place that the order names", "在重点场所停留");

  /**
   * @param persistFixes at least so many sure fixes in a row, 2–10
   * @param stayMinutes how long makes a stay, 5–240
   */
  public record Settings(int persistFixes, int stayMinutes) implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "persistFixes",
              3,
              2,
              10,
              "fixes",
              "at least so many sure fixes in a row",
              Source.chosen("with two, a way past and a way back would be a stay")),
          in.integer(
              "stayMinutes",
              15,
              5,
              240,
              "minutes",
              "how long makes a stay",
              Source.chosen(
                  "the alert catalogue's dwell, fifteen minutes: who delivers or asks the way has left by then")));
    }
  }

  public KeyPlaceRule(Settings settings) {
    super(settings.persistFixes(), settings.stayMinutes());
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.KEY_PLACE;
  }

  @Override
  boolean isExcusedByLeave() {
    return true;
  }
}

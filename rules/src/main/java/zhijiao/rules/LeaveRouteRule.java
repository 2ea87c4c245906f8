package zhijiao.rules;

import java.io.Serializable;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * Leave route (请假期间偏离目的地): whoever is on leave for named places and surely stays for two hours where the leave does not
 * lead, outside these places, the permitted area and home, has left its route until surely back in one of them.
 *
 * <p>Nobody is asked for the way: whoever moves on is travelling, by whatever road. Leave that names no place has no route.
 */
public final class LeaveRouteRule extends StayRule {

  public static final RuleCard CARD =
      new RuleCard(
          "leave-route",
          5,
          Severity.P2,
          "on leave, stayed where it does not lead",
          "请假期间在批准目的地以外停留");

  /**
   * @param persistFixes at least so many sure fixes in a row, 2–10
   * @param stayMinutes how long makes a stay, 30–1440
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
              120,
              30,
              1440,
              "minutes",
              "how long makes a stay",
              Source.chosen(
                  "longer than a meal, a change of trains or a traffic jam; shorter than a visit")));
    }
  }

  public LeaveRouteRule(Settings settings) {
    super(settings.persistFixes(), settings.stayMinutes());
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.LEAVE_PLACES;
  }

  @Override
  boolean isExcusedByLeave() {
    return false;
  }
}

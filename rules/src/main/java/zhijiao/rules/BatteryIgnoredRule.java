package zhijiao.rules;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.judge.Signal;
import zhijiao.core.judge.Situation;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * Warning of the battery ignored twice (两次提醒未充电): the wearer was warned that the tag's battery is low or about to die, did not put
 * it on the charger in the time there was, was warned again and did not again; until it is being charged. Now the office
 * is told. A matter of the device and no violation: a broken charger looks the same.
 */
public final class BatteryIgnoredRule extends BatteryRule {

  public static final RuleCard CARD =
      new RuleCard(
          "battery-ignored",
          1,
          Severity.P3,
          "two warnings of the battery were ignored",
          "两次提醒后仍未充电",
          true,
          Matter.EQUIPMENT,
          Audience.OFFICE);

  /**
   * @param lowPercent below this charge the wearer is warned, 1–50
   * @param clearPercent from this charge on nothing is left to warn of, 2–100, above {@code lowPercent}
   * @param withinHours so soon the battery must be empty for the wearer to be warned, 1–24
   * @param ignoredMinutes so long after it a warning counts as ignored, 10–720
   */
  public record Settings(int lowPercent, int clearPercent, int withinHours, int ignoredMinutes)
      implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      int low =
          in.integer(
              "lowPercent",
              20,
              1,
              50,
              "percent",
              "below this charge the wearer is warned",
              Source.chosen("the limit of low-battery"));
      int clear =
          in.integer(
              "clearPercent",
              25,
              2,
              100,
              "percent",
              "from this charge on nothing is left to warn of",
              Source.chosen("that of low-battery"));
      in.require(clear > low, "clearPercent", "it must be above lowPercent");
      return new Settings(
          low,
          clear,
          in.integer(
              "withinHours",
              4,
              1,
              24,
              "hours",
              "so soon the battery must be empty for the wearer to be warned",
              Source.chosen("that of predicted-dead")),
          in.integer(
              "ignoredMinutes",
              120,
              10,
              720,
              "minutes",
              "so long after it a warning counts as ignored",
              Source.chosen("half of the four hours that a forecast gives; two make staff look")));
    }
  }

  private final Settings settings;

  public BatteryIgnoredRule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  boolean alarms(TagStatus status, Signal signal) {
    return !isCharging(status)
        && status.batteryPercent() != null
        && (status.batteryPercent() < settings.lowPercent()
            || forecasts(status, signal, settings.withinHours()));
  }

  @Override
  boolean ends(TagStatus status, Signal signal) {
    return isCharging(status)
        || status.batteryPercent() != null
            && status.batteryPercent() >= settings.clearPercent()
            && !forecasts(status, signal, settings.withinHours());
  }

  @Override
  long patience() {
    return 2L * settings.ignoredMinutes() * 60_000;
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("lowPercent", Integer.toString(settings.lowPercent()));
    parameters.put("withinHours", Integer.toString(settings.withinHours()));
    parameters.put("ignoredMinutes", Integer.toString(settings.ignoredMinutes()));
    return parameters;
  }
}

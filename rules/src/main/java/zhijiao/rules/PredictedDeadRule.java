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
 * Battery about to die (电量将尽): as its last reports went down, the tag's battery will be empty within hours, although it is not low
 * yet; until it is being charged, or a report says otherwise. The wearer is told first; a matter of the device and no
 * violation.
 */
public final class PredictedDeadRule extends BatteryRule {

  public static final RuleCard CARD =
      new RuleCard(
          "predicted-dead",
          1,
          Severity.P4,
          "the tag's battery is about to die",
          "电子定位装置电量将尽",
          true,
          Matter.EQUIPMENT,
          Audience.WEARER);

  /**
   * @param withinHours so soon the battery must be empty, 1–24
   * @param lowPercent below this charge it is low, which is told already, 1–50
   */
  public record Settings(int withinHours, int lowPercent) implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "withinHours",
              4,
              1,
              24,
              "hours",
              "so soon the battery must be empty",
              Source.chosen("time enough to find a charger")),
          in.integer(
              "lowPercent",
              20,
              1,
              50,
              "percent",
              "below this charge the battery is low, which is told already",
              Source.chosen("the limit of low-battery")));
    }
  }

  private final Settings settings;

  public PredictedDeadRule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  boolean alarms(TagStatus status, Signal signal) {
    return forecasts(status, signal, settings.withinHours())
        && status.batteryPercent() != null
        && status.batteryPercent() >= settings.lowPercent();
  }

  @Override
  boolean ends(TagStatus status, Signal signal) {
    return isCharging(status)
        || status.batteryPercent() != null && !forecasts(status, signal, settings.withinHours());
  }

  @Override
  long patience() {
    return 0;
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("withinHours", Integer.toString(settings.withinHours()));
    parameters.put("lowPercent", Integer.toString(settings.lowPercent()));
    return parameters;
  }
}

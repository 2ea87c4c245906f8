package zhijiao.rules;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.TagStatus.Event;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.Situation;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * Low battery (电量低): the tag reports a charge below a limit, until it is being charged or its charge is well above the
 * limit again. The wearer is told first; it is a matter of the device and no violation.
 */
public final class LowBatteryRule extends TagReportRule {

  public static final RuleCard CARD =
      new RuleCard(
          "low-battery",
          1,
          Severity.P4,
          "the tag's battery is low",
          "电子定位装置电量低",
          true,
          Matter.EQUIPMENT,
          Audience.WEARER);

  /**
   * @param lowPercent below this charge the battery is low, 1–50
   * @param clearPercent from this charge on it no longer is, 2–100, above {@code lowPercent}
   */
  public record Settings(int lowPercent, int clearPercent) implements Serializable {
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
              "below this charge the battery is low",
              Source.chosen("the usual limit of such devices"));
      int clear =
          in.integer(
              "clearPercent",
              25,
              2,
              100,
              "percent",
              "from this charge on it no longer is",
              Source.chosen("so far above the limit that a charge about it does not flap"));
      in.require(clear > low, "clearPercent", "it must be above lowPercent");
      return new Settings(low, clear);
    }
  }

  private final Settings settings;

  public LowBatteryRule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  boolean opens(TagStatus status) {
    return status.event() != Event.CHARGING
        && status.batteryPercent() != null
        && status.batteryPercent() < settings.lowPercent();
  }

  @Override
  boolean ends(JudgedMoment moment) {
    TagStatus status = moment.status();
    return status != null
        && (status.event() == Event.CHARGING
            || status.batteryPercent() != null
                && status.batteryPercent() >= settings.clearPercent());
  }

  @Override
  boolean gathers() {
    return false;
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("lowPercent", Integer.toString(settings.lowPercent()));
    parameters.put("clearPercent", Integer.toString(settings.clearPercent()));
    return parameters;
  }
}

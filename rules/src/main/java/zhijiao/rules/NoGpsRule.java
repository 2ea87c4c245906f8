package zhijiao.rules;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Signal;
import zhijiao.core.judge.Situation;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * No satellite (无卫星定位): a tag reports, but for longer than the interval of its plan and a buffer no fix by satellite, until
 * one comes. When it falls silent altogether that is no-comm's matter, and this one's ends. A matter of the device and no
 * violation: cellars, factories and narrow valleys have no sky.
 */
public final class NoGpsRule extends SilenceRule {

  public static final RuleCard CARD =
      new RuleCard(
          "no-gps",
          1,
          Severity.P3,
          "the tag has no satellite fix",
          "电子定位装置无卫星定位",
          true,
          Matter.EQUIPMENT,
          Audience.OFFICE);

  /**
   * @param reportMinutes how often a tag reports whose order does not say, 1–1440
   * @param bufferMinutes so much longer than that there may be no satellite fix, 10–1440
   * @param silentMinutes so much longer than its interval unheard, a tag is silent altogether, 10–1440
   * @param escalateHours after so long it is graver, 1–72
   */
  public record Settings(int reportMinutes, int bufferMinutes, int silentMinutes, int escalateHours)
      implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "reportMinutes",
              10,
              1,
              1_440,
              "minutes",
              "how often a tag reports whose order does not say",
              Source.chosen("that of no-comm")),
          in.integer(
              "bufferMinutes",
              60,
              10,
              1_440,
              "minutes",
              "so much longer than its interval a tag may have no satellite fix",
              Source.chosen("a usual location buffer; to be set from the tags' own records")),
          in.integer(
              "silentMinutes",
              30,
              10,
              1_440,
              "minutes",
              "so much longer than its interval unheard, a tag is silent altogether",
              Source.chosen("the buffer of no-comm")),
          in.integer(
              "escalateHours",
              6,
              1,
              72,
              "hours",
              "after so long it is graver",
              Source.chosen("that of no-comm")));
    }
  }

  private final Settings settings;

  public NoGpsRule(Settings settings) {
    super(settings.reportMinutes(), settings.bufferMinutes(), settings.escalateHours());
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  long missedSince(Signal signal) {
    return signal.noSatelliteFrom();
  }

  @Override
  boolean isAnothers(Signal signal, long at, Situation situation) {
    return at >= anothersAt(signal, situation);
  }

  @Override
  long anothersAt(Signal signal, Situation situation) {
    return signal.heardAt() + interval(situation) + settings.silentMinutes() * 60_000L;
  }

  @Override
  boolean ends(JudgedMoment moment) {
    return moment.what() == What.FIX && moment.evidence().what().equals("fix gps");
  }

  @Override
  @Nullable Evidence lastSeen(Signal signal) {
    return signal.lastSatelliteFix();
  }

  @Override
  boolean namesStation() {
    return false;
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("bufferMinutes", Integer.toString(settings.bufferMinutes()));
    parameters.put("silentMinutes", Integer.toString(settings.silentMinutes()));
    parameters.put("escalateHours", Integer.toString(settings.escalateHours()));
    return parameters;
  }
}

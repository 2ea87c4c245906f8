package zhijiao.rules;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.Signal;
import zhijiao.core.judge.Situation;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;
import zhijiao.core.timeline.RuleRun;

/**
 * Tag silent (失联): a tag that may be listened to reports nothing for longer than the interval of its plan and a buffer, until
 * it reports anything. Silence after the tag said that it is being switched off, or when its battery must be empty, is told
 * already and not told again. A matter of the device and no violation: most silences are tunnels, cellars and batteries.
 * What a tag stored and uploads later fills the silence, and the finding is withdrawn.
 */
public final class NoCommRule extends SilenceRule {

  public static final RuleCard CARD =
      new RuleCard(
          "no-comm",
          1,
          Severity.P3,
          "the tag does not report",
          "电子定位装置失联",
          true,
          Matter.EQUIPMENT,
          Audience.OFFICE);

  /**
   * @param reportMinutes how often a tag reports whose order does not say, 1–1440
   * @param bufferMinutes so much longer than that a tag may be silent, 10–1440
   * @param emptyPercent a tag that reported less charge is taken to have died, 0–50
   * @param escalateHours after so long the silence is graver, 1–72
   */
  public record Settings(int reportMinutes, int bufferMinutes, int emptyPercent, int escalateHours)
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
              Source.chosen("the usual interval of tags that save their battery")),
          in.integer(
              "bufferMinutes",
              30,
              10,
              1_440,
              "minutes",
              "so much longer than its interval a tag may be silent",
              Source.chosen("a usual communication buffer; to be set from the tags' own silences")),
          in.integer(
              "emptyPercent",
              20,
              0,
              50,
              "percent",
              "a silent tag that reported less charge is taken to have died, which is told already",
              Source.chosen("the limit of low-battery")),
          in.integer(
              "escalateHours",
              6,
              1,
              72,
              "hours",
              "after so long the silence is graver",
              Source.chosen("a quarter of the 24 hours in which somebody must be looked for")));
    }
  }

  private final Settings settings;

  public NoCommRule(Settings settings) {
    super(settings.reportMinutes(), settings.bufferMinutes(), settings.escalateHours());
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  long missedSince(Signal signal) {
    return signal.heardAt();
  }

  @Override
  boolean isAnothers(Signal signal, long at, Situation situation) {
    int percent = signal.batteryPercent();
    return signal.off()
        || percent >= 0 && percent < settings.emptyPercent()
        || signal.emptyAt() <= at;
  }

  @Override
  long anothersAt(Signal signal, Situation situation) {
    return RuleRun.NEVER;
  }

  @Override
  boolean ends(JudgedMoment moment) {
    return moment.evidence().fact() != null;
  }

  @Override
  @Nullable Evidence lastSeen(Signal signal) {
    return signal.lastFix();
  }

  @Override
  boolean namesStation() {
    return true;
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("bufferMinutes", Integer.toString(settings.bufferMinutes()));
    parameters.put("escalateHours", Integer.toString(settings.escalateHours()));
    return parameters;
  }
}

package zhijiao.rules;

import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.cep.pattern.Pattern;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * Exclusion buffer (禁入区域缓冲带): whoever is surely in the belt that was drawn around a forbidden zone, without leave and
 * not in the zone itself, for three fixes or five minutes, is near it until surely out of the belt or in the zone. So is whoever was
 * measured in it for three fixes or more whose mean is surely in it.
 *
 * <p>To be near is not forbidden: this warns, and accuses nobody. How wide a belt is belongs to its zone; without a width
 * there is none, nor where it would reach into the person's home.
 */
public final class ExclusionBufferRule implements PatternRule {

  public static final RuleCard CARD =
      new RuleCard(
          "exclusion-buffer", 3, Severity.P3, "close to a forbidden zone", "接近禁止令确定的区域、场所");

  /**
   * @param persistFixes sure fixes in a row, 2–10
   * @param persistMinutes or sure fixes over so many minutes, 1–60
   */
  public record Settings(int persistFixes, int persistMinutes) implements Serializable {
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
              "sure fixes in a row",
              Source.chosen(
                  "several fixes in a row are the usual guard against stray ones; three is the least that outvotes one")),
          in.integer(
              "persistMinutes",
              5,
              1,
              60,
              "minutes",
              "or sure fixes over so many minutes",
              Source.chosen("five fixes of a tag that reports every minute")));
    }
  }

  private final Settings settings;

  public ExclusionBufferRule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.EXCLUSION_BUFFER;
  }

  @Override
  public List<Pattern<JudgedMoment, ?>> openings() {
    Settings s = settings;
    return List.of(
        Sequences.lasting(
            ExclusionBufferRule::nearWithoutLeave,
            ExclusionBufferRule::maybeAway,
            moment -> nearWithoutLeave(moment) && persists(moment, s)),
        Sequences.once(moment -> nearOnTheWhole(moment, s)));
  }

  private static boolean nearOnTheWhole(JudgedMoment moment, Settings s) {
    return moment.what() == What.MEAN
        && moment.inside()
        && !moment.onLeave()
        && moment.presence().count() >= s.persistFixes();
  }

  private static boolean nearWithoutLeave(JudgedMoment moment) {
    return moment.what() == What.FIX && moment.inside() && !moment.onLeave();
  }

  private static boolean persists(JudgedMoment moment, Settings s) {
    return moment.presence().count() >= s.persistFixes()
        || moment.presence().lasted() >= s.persistMinutes() * 60_000L;
  }

  private static boolean maybeAway(JudgedMoment moment) {
    return moment.isObservation() && !moment.inside() || Sequences.isLeave(moment);
  }

  @Override
  public int persistFixes() {
    return settings.persistFixes();
  }

  @Override
  public boolean ends(JudgedMoment moment) {
    return moment.isObservation() && moment.outside() || moment.onLeave();
  }

  @Override
  public boolean supports(JudgedMoment moment) {
    return nearWithoutLeave(moment);
  }

  /** Nothing here rests on sightings. */
  @Override
  public long sightingLapse() {
    return 0;
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("persistFixes", Integer.toString(settings.persistFixes()));
    parameters.put("persistMinutes", Integer.toString(settings.persistMinutes()));
    return parameters;
  }
}

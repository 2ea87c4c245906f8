package zhijiao.rules;

import java.io.Serializable;
import java.time.Duration;
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
 * Exclusion zone (禁止令区域): whoever is surely inside a forbidden zone without leave, by two fixes in a row, one
 * exact fix or two sightings, or by one sighting that a person verified, has entered it until surely outside.
 */
public final class ExclusionZoneRule implements PatternRule {

  public static final RuleCard CARD =
      new RuleCard("exclusion-zone", 4, Severity.P1, "inside a forbidden zone", "进入禁止令确定的区域、场所");

  /**
   * @param persistFixes sure fixes in a row, 2–10
   * @param aloneAccuracyMetres a satellite fix as exact as this needs no second one, 0–50; 0 for none
   * @param sightingWindowMinutes within which two sightings, or a fix and then a sighting, belong together, 5–720
   * @param sightingLapseMinutes after the last sighting inside the person is taken to have left, 5–720
   */
  public record Settings(
      int persistFixes,
      int aloneAccuracyMetres,
      int sightingWindowMinutes,
      int sightingLapseMinutes)
      implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "persistFixes",
              2,
              2,
              10,
              "fixes",
              "sure fixes in a row",
              Source.chosen(
                  "two, because a forbidden zone protects others: sooner matters more here")),
          in.integer(
              "aloneAccuracyMetres",
              15,
              0,
              50,
              "m",
              "a satellite fix as exact as this needs no second one; 0 for none",
              Source.chosen(
                  "a fix of this accuracy that is inside by twice as much is wrong very rarely")),
          in.integer(
              "sightingWindowMinutes",
              30,
              5,
              720,
              "minutes",
              "within which two sightings, or a fix and then a sighting, belong together",
              Source.chosen(
                  "a forbidden zone is small: two sightings in half an hour are one stay")),
          in.integer(
              "sightingLapseMinutes",
              60,
              5,
              720,
              "minutes",
              "after the last sighting inside the person is taken to have left",
              Source.chosen("cameras see a person now and then; an hour bridges the gaps")));
    }
  }

  private final Settings settings;
  private final PersonTagSeparationRule.Settings separation;

  /**
   * @param separation what shows that person and tag are apart
   */
  public ExclusionZoneRule(Settings settings, PersonTagSeparationRule.Settings separation) {
    this.settings = settings;
    this.separation = separation;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.EXCLUSION_ZONE;
  }

  @Override
  public List<Pattern<JudgedMoment, ?>> openings() {
    Settings s = settings;
    return List.of(
        Sequences.lasting(
            ExclusionZoneRule::insideWithoutLeave,
            ExclusionZoneRule::maybeOut,
            moment -> insideWithoutLeave(moment) && persists(moment, s)),
        Sequences.corroborated(
            ExclusionZoneRule::insideWithoutLeave,
            ExclusionZoneRule::maybeOut,
            Duration.ofMinutes(s.sightingWindowMinutes())),
        Sequences.recognised(ExclusionZoneRule::insideWithoutLeave),
        Sequences.knownApart(ExclusionZoneRule::wrongSide),
        Sequences.seenApart(ExclusionZoneRule::wrongSide, Sequences::isLeave, separation),
        Sequences.once(moment -> insideWithoutLeave(moment) && isExact(moment, s)));
  }

  private static boolean insideWithoutLeave(JudgedMoment moment) {
    return moment.isObservation() && wrongSide(moment);
  }

  private static boolean wrongSide(JudgedMoment moment) {
    return moment.inside() && !moment.onLeave();
  }

  private static boolean persists(JudgedMoment moment, Settings s) {
    return moment.what() == What.FIX && moment.presence().count() >= s.persistFixes();
  }

  private static boolean isExact(JudgedMoment moment, Settings s) {
    return moment.what() == What.FIX
        && moment.evidence().accuracyMetres() <= s.aloneAccuracyMetres();
  }

  private static boolean maybeOut(JudgedMoment moment) {
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
    return Sequences.isSeen(moment) && wrongSide(moment);
  }

  @Override
  public long sightingLapse() {
    return settings.sightingLapseMinutes() * 60_000L;
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("persistFixes", Integer.toString(settings.persistFixes()));
    parameters.put("aloneAccuracyMetres", Integer.toString(settings.aloneAccuracyMetres()));
    parameters.put("sightingWindowMinutes", Integer.toString(settings.sightingWindowMinutes()));
    return parameters;
  }
}

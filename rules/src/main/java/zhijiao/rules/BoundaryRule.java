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
 * Boundary (越界): whoever is surely outside the permitted city or county without leave, for three fixes or five minutes,
 * or is seen there by cameras, has left it until surely back inside, or until leave begins.
 */
public final class BoundaryRule implements PatternRule {

  public static final RuleCard CARD =
      new RuleCard(
          "boundary", 1, Severity.P1, "outside the permitted area without leave", "未经批准离开所居住的市、县");

  /**
   * @param persistFixes sure fixes in a row, 2–10
   * @param persistMinutes or sure fixes over so many minutes, 1–60
   * @param sightingWindowMinutes within which two sightings, or a fix and then a sighting, belong together, 5–720
   * @param sightingLapseMinutes after the last sighting outside the person is taken to be back, 5–720
   */
  public record Settings(
      int persistFixes, int persistMinutes, int sightingWindowMinutes, int sightingLapseMinutes)
      implements Serializable {
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
              Source.chosen("five fixes of a tag that reports every minute")),
          in.integer(
              "sightingWindowMinutes",
              60,
              5,
              720,
              "minutes",
              "within which two sightings, or a fix and then a sighting, belong together",
              Source.chosen("an hour reaches across a county town's cameras")),
          in.integer(
              "sightingLapseMinutes",
              60,
              5,
              720,
              "minutes",
              "after the last sighting outside the person is taken to be back",
              Source.chosen("cameras see a person now and then; an hour bridges the gaps")));
    }
  }

  private final Settings settings;

  public BoundaryRule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.PERMITTED_AREA;
  }

  @Override
  public List<Pattern<JudgedMoment, ?>> openings() {
    Settings s = settings;
    return List.of(
        Sequences.lasting(
            BoundaryRule::outWithoutLeave,
            BoundaryRule::maybeBack,
            moment -> outWithoutLeave(moment) && persists(moment, s)),
        Sequences.corroborated(
            BoundaryRule::outWithoutLeave,
            BoundaryRule::maybeBack,
            Duration.ofMinutes(s.sightingWindowMinutes())),
        Sequences.recognised(BoundaryRule::outWithoutLeave));
  }

  private static boolean outWithoutLeave(JudgedMoment moment) {
    return moment.isObservation() && moment.outside() && !moment.onLeave();
  }

  private static boolean persists(JudgedMoment moment, Settings s) {
    return moment.what() == What.FIX
        && (moment.presence().count() >= s.persistFixes()
            || moment.presence().lasted() >= s.persistMinutes() * 60_000L);
  }

  private static boolean maybeBack(JudgedMoment moment) {
    return moment.isObservation() && !moment.outside()
        || moment.what() == What.TERMS && moment.onLeave();
  }

  @Override
  public int persistFixes() {
    return settings.persistFixes();
  }

  @Override
  public boolean ends(JudgedMoment moment) {
    return moment.isObservation() && moment.inside() || moment.onLeave();
  }

  @Override
  public boolean supports(JudgedMoment moment) {
    return outWithoutLeave(moment);
  }

  @Override
  public long sightingLapse() {
    return settings.sightingLapseMinutes() * 60_000L;
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("persistFixes", Integer.toString(settings.persistFixes()));
    parameters.put("persistMinutes", Integer.toString(settings.persistMinutes()));
    parameters.put("sightingWindowMinutes", Integer.toString(settings.sightingWindowMinutes()));
    return parameters;
  }
}

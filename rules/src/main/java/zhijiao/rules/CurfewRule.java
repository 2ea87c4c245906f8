package zhijiao.rules;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.cep.pattern.Pattern;
import zhijiao.core.judge.CurfewPhase;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Presence;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.place.Containment;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * Curfew (宵禁): whoever must be at home and surely is not when grace expires, or surely leaves home after that, is absent
 * until surely home again, or until the curfew ends.
 *
 * <p>It says which of three it was: {@link #ABSENT} who was not surely at home since the curfew began, {@link #LATE} who
 * came home after all before it ended, {@link #LEFT_EARLY} who had been at home and left.
 *
 * <p>Nobody is absent because nothing is known: a silent tag raises nothing here.
 */
public final class CurfewRule implements PatternRule {

  public static final RuleCard CARD =
      new RuleCard("curfew", 4, Severity.P2, "not at home during curfew", "宵禁时段不在家");

  /**
   * @param evidenceMaxAgeMinutes how old the last sure fix may be when grace expires, 1–240
   * @param persistFixes sure fixes in a row that show that someone has left, 2–10
   * @param persistMinutes or sure fixes over so many minutes, 1–60
   * @param sightingLapseMinutes after the last sighting of an absence it is taken to be over, 5–720
   */
  public record Settings(
      int evidenceMaxAgeMinutes, int persistFixes, int persistMinutes, int sightingLapseMinutes)
      implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "evidenceMaxAgeMinutes",
              30,
              1,
              240,
              "minutes",
              "how old the last sure fix may be when grace expires",
              Source.chosen("whoever was last seen longer ago may have come home unseen")),
          in.integer(
              "persistFixes",
              3,
              2,
              10,
              "fixes",
              "sure fixes in a row that show that someone has left",
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
              "sightingLapseMinutes",
              60,
              5,
              720,
              "minutes",
              "after the last sighting of an absence it is taken to be over",
              Source.chosen("cameras see a person now and then; an hour bridges the gaps")));
    }
  }

  /** The parameter that says which of the three it was. */
  public static final String KIND = "kind";

  public static final String ABSENT = "absent";
  public static final String LATE = "late";
  public static final String LEFT_EARLY = "left-early";

  private static final Duration SIGHTING_WINDOW = Duration.ofMinutes(60);

  private final Settings settings;
  private final PersonTagSeparationRule.Settings separation;

  /**
   * @param separation what shows that person and tag are apart
   */
  public CurfewRule(Settings settings, PersonTagSeparationRule.Settings separation) {
    this.settings = settings;
    this.separation = separation;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.HOME;
  }

  @Override
  public List<Pattern<JudgedMoment, ?>> openings() {
    Settings s = settings;
    return List.of(
        Sequences.lasting(
            CurfewRule::away, CurfewRule::maybeBack, moment -> absentWhenGraceExpires(moment, s)),
        Sequences.lasting(
            CurfewRule::away,
            CurfewRule::maybeBack,
            moment -> moment.what() == What.FIX && awayOnDuty(moment) && persists(moment, s)),
        Sequences.corroborated(CurfewRule::awayOnDuty, CurfewRule::maybeBack, SIGHTING_WINDOW),
        Sequences.recognised(CurfewRule::awayOnDuty),
        Sequences.knownApart(CurfewRule::wrongSide),
        Sequences.seenApart(CurfewRule::wrongSide, CurfewRule::isExcused, separation));
  }

  private static boolean away(JudgedMoment moment) {
    return moment.outside() && !moment.onLeave();
  }

  private static boolean absentWhenGraceExpires(JudgedMoment moment, Settings s) {
    Presence presence = moment.presence();
    return moment.what() == What.GRACE_EXPIRES
        && !moment.onLeave()
        && presence.side() == Containment.OUTSIDE
        && moment.at() - presence.lastAt() <= s.evidenceMaxAgeMinutes() * 60_000L
        && (persists(moment, s) || awayBeforeDuty(moment));
  }

  /**
   * One fix is enough when it is from before the duty began and nothing near it in time says otherwise: the person had to
   * come home and has not been seen to. A single fix from within the duty may be a stray one.
   */
  private static boolean awayBeforeDuty(JudgedMoment moment) {
    return moment.presence().before() == Containment.UNSURE
        && moment.presence().since() <= Objects.requireNonNull(moment.window()).from();
  }

  private static boolean awayOnDuty(JudgedMoment moment) {
    return moment.isObservation() && wrongSide(moment);
  }

  private static boolean wrongSide(JudgedMoment moment) {
    return away(moment) && moment.curfew() == CurfewPhase.IN_FORCE;
  }

  private static boolean persists(JudgedMoment moment, Settings s) {
    return moment.presence().count() >= s.persistFixes()
        || moment.presence().lasted() >= s.persistMinutes() * 60_000L;
  }

  private static boolean maybeBack(JudgedMoment moment) {
    return moment.isObservation() && !moment.outside() || isExcused(moment);
  }

  private static boolean isExcused(JudgedMoment moment) {
    return moment.what() == What.CURFEW_ENDS || Sequences.isLeave(moment);
  }

  @Override
  public int persistFixes() {
    return settings.persistFixes();
  }

  @Override
  public boolean ends(JudgedMoment moment) {
    return moment.isObservation() && moment.inside()
        || moment.curfew() == CurfewPhase.OFF
        || moment.onLeave();
  }

  @Override
  public Map<String, String> opening(JudgedMoment moment) {
    return Map.of(KIND, moment.presence().awaited() ? ABSENT : LEFT_EARLY);
  }

  @Override
  public Map<String, String> ending(Finding open, JudgedMoment moment) {
    boolean came = moment.isObservation() && moment.inside();
    return came && ABSENT.equals(open.parameters().get(KIND)) ? Map.of(KIND, LATE) : Map.of();
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
    parameters.put("evidenceMaxAgeMinutes", Integer.toString(settings.evidenceMaxAgeMinutes()));
    parameters.put("persistFixes", Integer.toString(settings.persistFixes()));
    parameters.put("persistMinutes", Integer.toString(settings.persistMinutes()));
    if (situation.terms() != null && situation.terms().curfew() != null) {
      parameters.put("graceMinutes", Integer.toString(situation.terms().curfew().graceMinutes()));
    }
    return parameters;
  }
}

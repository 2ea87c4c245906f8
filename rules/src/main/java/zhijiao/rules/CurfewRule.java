package zhijiao.rules;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import zhijiao.core.judge.CurfewPhase;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Presence;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.place.Containment;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;

/**
 * Curfew (宵禁): whoever must be at home and surely is not when grace expires, or surely leaves home after that, is absent
 * until surely home again, or until the curfew ends.
 *
 * <p>Nobody is absent because nothing is known: a silent tag raises nothing here.
 */
public final class CurfewRule implements PatternRule {

  public static final RuleCard CARD =
      new RuleCard("curfew", 1, Severity.P2, "not at home during curfew", "宵禁时段不在家");

  /**
   * @param evidenceMaxAgeMinutes how old the last sure fix may be when grace expires, 1–240
   * @param persistFixes sure fixes in a row that show that someone has left, 2–10
   * @param persistMinutes or sure fixes over so many minutes, 1–60
   * @param sightingLapseMinutes after the last sighting of an absence it is taken to be over, 5–720
   */
  public record Settings(
      int evidenceMaxAgeMinutes, int persistFixes, int persistMinutes, int sightingLapseMinutes)
      implements Serializable {
    public static final Settings DEFAULT = new Settings(30, 3, 5, 60);
  }

  private static final Duration LONGEST_CURFEW_DAY = Duration.ofHours(24);
  private static final Duration PERSISTENCE_WINDOW = Duration.ofMinutes(60);

  private final Settings settings;

  public CurfewRule(Settings settings) {
    this.settings = settings;
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
        notHomeWhenGraceExpires(s),
        Sequences.persisting(
            CurfewRule::awayOnDuty,
            CurfewRule::maybeBack,
            moment -> awayOnDuty(moment) && persists(moment, s),
            PERSISTENCE_WINDOW),
        Sequences.recognised(CurfewRule::awayOnDuty));
  }

  private static Pattern<JudgedMoment, ?> notHomeWhenGraceExpires(Settings s) {
    return Pattern.<JudgedMoment>begin("away", AfterMatchSkipStrategy.skipPastLastEvent())
        .where(Sequences.when(moment -> moment.what() == What.FIX && moment.outside()))
        .notFollowedBy("back")
        .where(Sequences.when(CurfewRule::maybeBack))
        .followedBy("absent")
        .where(Sequences.when(moment -> absentWhenGraceExpires(moment, s)))
        .within(LONGEST_CURFEW_DAY);
  }

  private static boolean absentWhenGraceExpires(JudgedMoment moment, Settings s) {
    Presence presence = moment.presence();
    boolean established =
        presence.before() == Containment.UNSURE
            || presence.count() >= s.persistFixes()
            || presence.lasted() >= s.persistMinutes() * 60_000L;
    return moment.what() == What.GRACE_EXPIRES
        && !moment.onLeave()
        && presence.side() == Containment.OUTSIDE
        && moment.at() - presence.lastAt() <= s.evidenceMaxAgeMinutes() * 60_000L
        && established;
  }

  private static boolean awayOnDuty(JudgedMoment moment) {
    return moment.isObservation()
        && moment.outside()
        && moment.curfew() == CurfewPhase.IN_FORCE
        && !moment.onLeave();
  }

  private static boolean persists(JudgedMoment moment, Settings s) {
    return moment.what() == What.SIGHTING
        || moment.presence().count() >= s.persistFixes()
        || moment.presence().lasted() >= s.persistMinutes() * 60_000L;
  }

  private static boolean maybeBack(JudgedMoment moment) {
    return moment.what() == What.FIX && !moment.outside()
        || moment.what() == What.SIGHTING && moment.inside()
        || moment.what() == What.CURFEW_ENDS
        || moment.what() == What.TERMS && moment.onLeave();
  }

  @Override
  public boolean ends(JudgedMoment moment) {
    return moment.isObservation() && moment.inside()
        || moment.curfew() == CurfewPhase.OFF
        || moment.onLeave();
  }

  @Override
  public boolean supports(JudgedMoment moment) {
    return awayOnDuty(moment);
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

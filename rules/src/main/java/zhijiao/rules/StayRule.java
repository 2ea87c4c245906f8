package zhijiao.rules;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.cep.pattern.Pattern;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Situation;

/**
 * What the rules have in common that find a stay: satellite fixes in a row over so long, all surely where the person should
 * not stay. To pass is not to stay, and a camera sees no stay. A Wi-Fi or base-station fix makes no stay; it breaks one only
 * when it was measured elsewhere.
 */
abstract class StayRule implements PatternRule {

  private final int persistFixes;
  private final int stayMinutes;

  StayRule(int persistFixes, int stayMinutes) {
    this.persistFixes = persistFixes;
    this.stayMinutes = stayMinutes;
  }

  /** True when leave excuses the stay; false when the rule is about leave itself. */
  abstract boolean isExcusedByLeave();

  @Override
  public final List<Pattern<JudgedMoment, ?>> openings() {
    return List.of(
        Sequences.lasting(
            this::isThere,
            this::maybeElsewhere,
            moment ->
                isThere(moment)
                    && moment.presence().count() >= persistFixes
                    && moment.presence().lasted() >= dwellMillis()));
  }

  private boolean isThere(JudgedMoment moment) {
    return moment.what() == What.FIX && isAccusing(moment) && !isExcused(moment);
  }

  private boolean isAccusing(JudgedMoment moment) {
    return watches().insideAccuses() ? moment.inside() : moment.outside();
  }

  private boolean isExcused(JudgedMoment moment) {
    return isExcusedByLeave() && moment.onLeave();
  }

  private boolean maybeElsewhere(JudgedMoment moment) {
    return moment.isObservation() && !isAccusing(moment)
        || moment.what() == What.TERMS && isExcused(moment);
  }

  @Override
  public final int persistFixes() {
    return persistFixes;
  }

  @Override
  public final long dwellMillis() {
    return stayMinutes * 60_000L;
  }

  @Override
  public final boolean ends(JudgedMoment moment) {
    boolean elsewhere = watches().insideAccuses() ? moment.outside() : moment.inside();
    return moment.isObservation() && elsewhere || isExcused(moment);
  }

  @Override
  public final boolean supports(JudgedMoment moment) {
    return isThere(moment);
  }

  /** Nothing here rests on sightings. */
  @Override
  public final long sightingLapse() {
    return 0;
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("persistFixes", Integer.toString(persistFixes));
    parameters.put("stayMinutes", Integer.toString(stayMinutes));
    return parameters;
  }
}

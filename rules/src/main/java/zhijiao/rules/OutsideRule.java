package zhijiao.rules;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.cep.pattern.Pattern;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;

/**
 * What the two rules have in common that find who is outside the permitted area without leave: one finds those who went,
 * the other those who did not come back from leave. Between them no one is found twice.
 */
abstract class OutsideRule implements PatternRule {

  private final BoundaryRule.Settings settings;
  private final PersonTagSeparationRule.Settings separation;

  OutsideRule(BoundaryRule.Settings settings, PersonTagSeparationRule.Settings separation) {
    this.settings = settings;
    this.separation = separation;
  }

  /** True to find those who are awaited back from leave, false to find the others. */
  abstract boolean ofAwaited();

  @Override
  public final Watch watches() {
    return Watch.PERMITTED_AREA;
  }

  @Override
  public final List<Pattern<JudgedMoment, ?>> openings() {
    return List.of(
        Sequences.lasting(
            this::outWithoutLeave,
            OutsideRule::maybeBack,
            moment -> outWithoutLeave(moment) && persists(moment)),
        Sequences.corroborated(
            this::outWithoutLeave,
            OutsideRule::maybeBack,
            Duration.ofMinutes(settings.sightingWindowMinutes())),
        Sequences.recognised(this::outWithoutLeave),
        Sequences.knownApart(this::wrongSide),
        Sequences.seenApart(this::wrongSide, Sequences::isLeave, separation));
  }

  private boolean outWithoutLeave(JudgedMoment moment) {
    return moment.isObservation() && wrongSide(moment);
  }

  private boolean wrongSide(JudgedMoment moment) {
    return moment.outside() && !moment.onLeave() && moment.presence().awaited() == ofAwaited();
  }

  private boolean persists(JudgedMoment moment) {
    return moment.what() == What.FIX
        && (moment.presence().count() >= settings.persistFixes()
            || moment.presence().lasted() >= settings.persistMinutes() * 60_000L);
  }

  private static boolean isOfPlace(JudgedMoment moment) {
    return moment.isObservation() || moment.what() == What.CHECK_IN;
  }

  private static boolean maybeBack(JudgedMoment moment) {
    return isOfPlace(moment) && !moment.outside() || Sequences.isLeave(moment);
  }

  @Override
  public final int persistFixes() {
    return settings.persistFixes();
  }

  @Override
  public final boolean ends(JudgedMoment moment) {
    return isOfPlace(moment) && moment.inside() || moment.onLeave();
  }

  @Override
  public final boolean supports(JudgedMoment moment) {
    return Sequences.isSeen(moment) && wrongSide(moment);
  }

  @Override
  public final long sightingLapse() {
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

package zhijiao.local.rehearsal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertState;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OfficerAction;
import zhijiao.local.evaluation.AlertSpan;
import zhijiao.local.evaluation.Matching;
import zhijiao.local.simulator.Violation;
import zhijiao.models.live.LiveFeatures;

/**
 * Decides alerts of the rules whose confirmed alerts are violations: confirmed where the truth says so, false data where it does not.
 * One in twenty is never decided; when the others are, and which that one is, follows from their ids.
 */
final class RehearsalOfficer {

  private static final long HOUR = 3_600_000L;
  private static final int UNDECIDED_ONE_IN = 20;
  private static final int LATEST_HOURS = 96;

  private RehearsalOfficer() {}

  /**
   * @param events all that was told of alerts when nobody acted
   * @param until no act is later, epoch milliseconds UTC
   */
  static List<Fact> acts(List<AlertEvent> events, List<Violation> truth, long until) {
    Map<AlertId, AlertEvent> last = new TreeMap<>();
    for (AlertEvent event : events) {
      last.merge(event.alert().id(), event, (a, b) -> a.revision() >= b.revision() ? a : b);
    }
    last.values().removeIf(event -> !isDecided(event.alert()));
    Map<AlertSpan, AlertId> spans = new java.util.HashMap<>();
    for (AlertEvent event : last.values()) {
      Alert alert = event.alert();
      Long ended = alert.endedAt();
      spans.put(
          new AlertSpan(
              alert.key().rule(),
              alert.key().subject().pseudonym(),
              alert.key().target(),
              alert.openedAt(),
              ended == null ? Long.MAX_VALUE : ended,
              event.watermark()),
          alert.id());
    }
    Set<AlertId> right = new HashSet<>();
    Matching.of(truth, new ArrayList<>(spans.keySet()))
        .found()
        .forEach(pair -> right.add(spans.get(pair.alert())));
    List<Fact> acts = new ArrayList<>();
    for (AlertEvent event : last.values()) {
      AlertId id = event.alert().id();
      long luck = id.bits() >>> 8;
      long at = event.watermark() + (1 + luck % LATEST_HOURS) * HOUR;
      if (luck % UNDECIDED_ONE_IN != 0 && at < until) {
        CloseReason reason = right.contains(id) ? CloseReason.CONFIRMED : CloseReason.FALSE_DATA;
        acts.add(
            new OfficerAction(
                id, "officer-rehearsal", OfficerAction.Act.CLOSE, reason, "rehearsal", at, at));
      }
    }
    return acts;
  }

  private static boolean isDecided(Alert alert) {
    return LiveFeatures.VIOLATIONS.contains(alert.key().rule())
        && alert.state() != AlertState.RETRACTED;
  }
}

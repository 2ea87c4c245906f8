package zhijiao.core.alert;

import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause.Act;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.alert.AlertCause.Suspended;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;

/** What to tell of an alert after a cause has been added to its {@link AlertFold}. */
public final class AlertChanges {

  private AlertChanges() {}

  /**
   * What changed; null when there is nothing to tell.
   *
   * @param before the alert before, or null when there was none
   * @param after the alert after, or null when there is none yet
   */
  public static AlertEvent.@Nullable Change between(@Nullable Alert before, @Nullable Alert after) {
    if (after == null) {
      return null;
    }
    if (before == null) {
      return after.state() == AlertState.RETRACTED
          ? AlertEvent.Change.RETRACTED
          : AlertEvent.Change.OPENED;
    }
    if (before.state() != after.state()) {
      return isOpenAgain(before.state(), after.state())
          ? AlertEvent.Change.REOPENED
          : of(after.state());
    }
    if (before.suspended() != after.suspended()) {
      return after.suspended() ? AlertEvent.Change.SUSPENDED : AlertEvent.Change.RESUMED;
    }
    if (!before.episodes().equals(after.episodes())) {
      return AlertEvent.Change.AMENDED;
    }
    if (before.closeReason() != after.closeReason()) {
      return AlertEvent.Change.CLOSED;
    }
    return before.acts().size() == after.acts().size() ? null : AlertEvent.Change.NOTED;
  }

  private static boolean isOpenAgain(AlertState before, AlertState after) {
    return switch (before) {
      case CLOSED, RETRACTED -> after != AlertState.CLOSED && after != AlertState.RETRACTED;
      case ENDED -> after == AlertState.NEW;
      case NEW, ACKNOWLEDGED, INVESTIGATING, REOPENED -> false;
    };
  }

  private static AlertEvent.Change of(AlertState state) {
    return switch (state) {
      case NEW -> AlertEvent.Change.AMENDED;
      case ACKNOWLEDGED -> AlertEvent.Change.ACKNOWLEDGED;
      case INVESTIGATING -> AlertEvent.Change.INVESTIGATING;
      case CLOSED -> AlertEvent.Change.CLOSED;
      case ENDED -> AlertEvent.Change.ENDED;
      case RETRACTED -> AlertEvent.Change.RETRACTED;
      case REOPENED -> AlertEvent.Change.REOPENED;
    };
  }

  /**
   * When that happened which the change tells, epoch milliseconds UTC: an act when it was done; an episode when it opened
   * or ended or when its last evidence was observed; a withdrawal when that began which did not happen.
   */
  public static long causeAt(AlertCause cause, AlertEvent.Change change, Alert after) {
    if (cause instanceof Act act) {
      OfficerAction action = act.action();
      return action.occurredAt();
    }
    if (cause instanceof Suspended decided) {
      return decided.change().occurredAt();
    }
    Finding finding = ((FindingChange) cause).finding();
    if (finding == null) {
      return after.openedAt();
    }
    Long ended = finding.endedAt();
    return switch (change) {
      case OPENED, REOPENED -> finding.openedAt();
      default -> ended == null ? lastObserved(finding) : ended;
    };
  }

  private static long lastObserved(Finding finding) {
    long last = finding.openedAt();
    for (Evidence piece : finding.evidence()) {
      last = Math.max(last, piece.occurredAt());
    }
    return last;
  }
}

package zhijiao.canary;

import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertStage;
import zhijiao.laws.Mistake;

/** Raises an alert past the desk. */
public final class AlertForger {

  @Mistake
  static AlertEvent forge(Alert alert) {
    return new AlertEvent(alert, 1, AlertEvent.Change.OPENED, 0, false, 0, AlertStage.NONE);
  }
}

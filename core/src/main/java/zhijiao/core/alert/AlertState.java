package zhijiao.core.alert;

/** Where an alert stands. */
public enum AlertState {
  NEW,
  ACKNOWLEDGED,
  INVESTIGATING,
  CLOSED,
  /** The episode is over and no officer has closed the alert yet. */
  ENDED,
  /** Later data disproved every finding. */
  RETRACTED,
  /** Something new was found, or an officer reopened it, after it had been closed or ended. */
  REOPENED
}

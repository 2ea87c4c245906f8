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
  /** It had ended or been closed; then another episode began, or an officer reopened it. */
  REOPENED
}

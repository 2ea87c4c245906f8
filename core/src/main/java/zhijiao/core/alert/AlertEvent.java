package zhijiao.core.alert;

/**
 * A change of an alert, as it is told to whoever receives alerts.
 *
 * @param alert the alert after the change
 * @param revision grows with every cause that was not known before; of one alert the highest is the last. Not without
 *     gaps: a cause that changes nothing that is told still counts
 * @param what what changed
 * @param causeAt when the cause happened, epoch milliseconds UTC
 * @param late true when a late fact caused it
 * @param watermark event time up to which the person's timeline had been judged, epoch milliseconds UTC
 * @param stage where the alert's clocks stand
 */
public record AlertEvent(
    Alert alert,
    long revision,
    Change what,
    long causeAt,
    boolean late,
    long watermark,
    AlertStage stage) {

  /** What changed. */
  public enum Change {
    OPENED,
    /** More was found, an episode's end or evidence changed, or one of several episodes was withdrawn. */
    AMENDED,
    ENDED,
    /** It goes on, after it had ended, been closed or been retracted. */
    REOPENED,
    /** Every finding was withdrawn; the alert shows what. */
    RETRACTED,
    ACKNOWLEDGED,
    INVESTIGATING,
    CLOSED,
    /** An act was recorded that changed no state. */
    NOTED,
    /** Nobody acknowledged it in time: the next level is asked. */
    ESCALATED,
    /** It will soon be too late to close it within the closed loop. */
    LOOP_WARNING,
    /** It has not been closed within the closed loop. */
    LOOP_BREACHED,
    /** A supervisor had suspended the rule for this person: nobody is to be asked. */
    SUSPENDED,
    /** It is not suspended after all. */
    RESUMED
  }
}

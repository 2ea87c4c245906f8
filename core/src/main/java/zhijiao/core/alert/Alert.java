package zhijiao.core.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.Tier;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.Severity;

/**
 * An alert as it stands. A function of what happened and when it happened; nothing in it depends on when anything was
 * received, but for the time of receipt that an officer's act carries with it.
 *
 * @param closeReason why an officer closed it, or null while it is not closed
 * @param episodes what was found, in order; for a retracted alert what was withdrawn
 * @param acts the officers' acts, in order
 * @param openedAt when the first episode opened, epoch milliseconds UTC
 * @param changedAt when what made its present state happened, epoch milliseconds UTC; not before {@code openedAt}
 * @param suspended true when nobody is to be asked about it, because a supervisor suspended the rule for this person when
 *     every one of its episodes began
 */
public record Alert(
    AlertId id,
    AlertKey key,
    int ruleVersion,
    Severity severity,
    AlertState state,
    @Nullable CloseReason closeReason,
    List<Finding> episodes,
    List<OfficerAction> acts,
    long openedAt,
    long changedAt,
    String county,
    String office,
    Tier tier,
    boolean minor,
    boolean suspended) {

  public Alert {
    if ((state == AlertState.CLOSED) != (closeReason != null)) {
      throw new IllegalArgumentException("an alert is closed with a reason, and only then: " + id);
    }
    episodes = List.copyOf(episodes);
    acts = List.copyOf(acts);
  }

  /** When the last episode ended, epoch milliseconds UTC, or null while one goes on. */
  public @Nullable Long endedAt() {
    Long last = null;
    for (Finding episode : episodes) {
      Long ended = episode.endedAt();
      if (ended == null) {
        return null;
      }
      last = last == null ? ended : Long.valueOf(Math.max(last, ended));
    }
    return last;
  }
}

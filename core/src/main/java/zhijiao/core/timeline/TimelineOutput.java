package zhijiao.core.timeline;

import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.meeting.StayChange;
import zhijiao.core.proximity.TraceChange;
import zhijiao.core.rule.Finding;

/** Where a timeline reports to. */
public interface TimelineOutput {

  /** A finding was made, changed or withdrawn. */
  void change(AlertCause.FindingChange change);

  /**
   * The same, for who must know what it was before.
   *
   * @param before the finding as it stood before, or null
   */
  default void change(AlertCause.FindingChange change, @Nullable Finding before) {
    change(change);
  }

  /**
   * The number of inputs of {@code kind} with this outcome changed by {@code delta}. An outcome can be revised, so that
   * −1 and +1 come in pairs; the sums are what counts.
   */
  void tally(FactKind kind, Outcome outcome, int delta);

  /** Somebody stayed somewhere, or did not after all: what rules about several people are made of. */
  default void stay(StayChange change) {}

  /** Where somebody was who must keep away from a protected person. */
  default void traces(TraceChange change) {}

  /** A fact came after the facts of its day had been given up; it is tallied too. */
  void tooLate(Fact fact);
}

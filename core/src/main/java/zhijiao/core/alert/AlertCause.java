package zhijiao.core.alert;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.rule.Finding;

/** Something that makes, changes or withdraws an alert. */
public sealed interface AlertCause {

  AlertId alert();

  /**
   * A rule's finding as it stands after one judgement of the subject's timeline. Of two with the same {@code episode}
   * the one with the higher {@code judgement} holds.
   *
   * @param key the alert it belongs to
   * @param episode {@link Finding#episodeId()}
   * @param judgement counts the judgements of this subject's timeline, from 1
   * @param finding the finding, or null when this judgement withdraws it
   * @param late true when a late fact caused this judgement
   * @param watermark event time up to which the timeline had been judged; epoch milliseconds UTC
   */
  record FindingChange(
      AlertKey key,
      long episode,
      long judgement,
      @Nullable Finding finding,
      boolean late,
      long watermark)
      implements AlertCause {

    @Override
    public AlertId alert() {
      return key.id();
    }
  }

  /**
   * A decision to suspend a rule for the alert's person, or to lift that.
   *
   * @param of the alert, or null before it has found its alerts
   */
  record Suspended(@Nullable AlertId of, SuspensionChange change) implements AlertCause {

    @Override
    public AlertId alert() {
      return Objects.requireNonNull(of, "a decision that has found no alert yet");
    }
  }

  /**
   * What was told of the alert, as it comes back from where it was told. It changes nothing that is known; it says what a run
   * before this one had told after the checkpoint that this one began with.
   */
  record Echo(AlertEvent event) implements AlertCause {

    @Override
    public AlertId alert() {
      return event.alert().id();
    }
  }

  /** An officer's act. */
  record Act(OfficerAction action) implements AlertCause {

    @Override
    public AlertId alert() {
      return action.alert();
    }
  }
}

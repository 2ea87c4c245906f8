package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.CloseReason;

/**
 * What an officer did about an alert. The only way in which an alert is acknowledged, closed or reopened.
 *
 * @param officer the officer's pseudonym
 * @param reason required for {@link Act#CLOSE}, absent otherwise
 * @param note free text, may be empty; never names a person
 */
public record OfficerAction(
    AlertId alert,
    String officer,
    Act act,
    @Nullable CloseReason reason,
    String note,
    long occurredAt,
    long receivedAt)
    implements Fact {

  /** The acts. */
  public enum Act {
    ACKNOWLEDGE,
    INVESTIGATE,
    CLOSE,
    REOPEN
  }

  @Override
  public FactKind kind() {
    return FactKind.OFFICER_ACTION;
  }

  @Override
  public FactId id() {
    return ContentHash.of("officer-action")
        .add(alert.bits())
        .add(officer)
        .add(act.name())
        .add(reason == null ? null : reason.name())
        .add(note)
        .add(occurredAt)
        .toFactId();
  }
}

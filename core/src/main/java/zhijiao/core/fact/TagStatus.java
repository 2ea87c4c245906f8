package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;

/**
 * A tag's report about itself. Loss of signal, low battery and device faults are never violations.
 *
 * @param batteryPercent 0–100, or null when not reported
 */
public record TagStatus(
    String tag, Event event, @Nullable Integer batteryPercent, long occurredAt, long receivedAt)
    implements TagFact {

  /** What the tag says happened. */
  public enum Event {
    BATTERY,
    CHARGING,
    POWER_OFF,
    POWER_ON,
    STRAP_CUT,
    STRAP_CLOSED,
    CASE_OPENED,
    CASE_CLOSED,
    FAULT;

    /** True when the tag says that somebody is tampering with it. */
    public boolean isTamper() {
      return this == STRAP_CUT || this == CASE_OPENED;
    }
  }

  @Override
  public FactKind kind() {
    return FactKind.TAG_STATUS;
  }

  @Override
  public FactId id() {
    return ContentHash.of("tag-status")
        .add(tag)
        .add(occurredAt)
        .add(event.name())
        .add(batteryPercent == null ? -1 : batteryPercent)
        .toFactId();
  }
}

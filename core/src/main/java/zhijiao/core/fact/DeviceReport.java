package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;

/**
 * What a camera or a check-in terminal says of a person, dated by that device's own clock. A check-in by telephone, a call or
 * a visit is of the same shape and has no such device.
 */
public sealed interface DeviceReport extends SubjectFact permits CheckIn, Sighting {

  /** The id of the camera or terminal, or null when no such device dated this. */
  @Nullable String device();

  /** That the date cannot be believed, or null when nothing speaks against it. */
  @Nullable Doubt doubt();

  /**
   * The same report at another instant, because the clock that dated it was wrong.
   *
   * @param at epoch milliseconds UTC
   * @param again see {@link Doubt#again}
   */
  DeviceReport doubted(long at, boolean again);

  /** The same report as the device dated it. */
  DeviceReport asTold();

  /** The date that the device gave, epoch milliseconds UTC. It is part of the report's identity. */
  default long toldAt() {
    return Doubt.toldAt(this);
  }
}

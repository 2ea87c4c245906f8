package zhijiao.core.alert;

import org.jspecify.annotations.Nullable;

/**
 * Where an alert's clocks stand at one instant. A function of the alert's causes and of that instant.
 *
 * @param escalatedTo the highest level that was asked because nobody acknowledged, or null
 * @param loop how far the closed loop of checking, reporting and handling (查控—汇报—处置) is
 * @param acknowledgeBy by when somebody had to acknowledge it, epoch milliseconds UTC, or null when nobody has to (any
 *     more)
 * @param closeBy by when it has to be closed, epoch milliseconds UTC, or null when nobody has to (any more)
 */
public record AlertStage(
    @Nullable Level escalatedTo, Loop loop, @Nullable Long acknowledgeBy, @Nullable Long closeBy) {

  /** No clock runs. */
  public static final AlertStage NONE = new AlertStage(null, Loop.NONE, null, null);

  /** The closed loop. */
  public enum Loop {
    /** It need not be closed, or has been. */
    NONE,
    RUNNING,
    /** It will soon be too late. */
    WARNED,
    /** It is too late. */
    BREACHED
  }

  /** The next instant at which somebody is late, epoch milliseconds UTC, or null. */
  public @Nullable Long dueAt() {
    return acknowledgeBy != null ? acknowledgeBy : closeBy;
  }
}

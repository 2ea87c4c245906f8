package zhijiao.jobs.io;

import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;

/**
 * One input record after decoding: a fact, a dead letter, or neither, which is a heartbeat that only moves time.
 *
 * @param origin where it stood
 * @param fact the fact, or null
 * @param deadLetter why it is not a fact, or null
 * @param clock when the platform received it, epoch milliseconds UTC, from which the watermark is made; {@link
 *     #NO_CLOCK} for a dead letter, because a bad record must not move time
 */
public record Arrival(
    Origin origin, @Nullable Fact fact, @Nullable DeadLetter deadLetter, long clock) {

  /** The clock of a record that says nothing about time. */
  public static final long NO_CLOCK = Long.MIN_VALUE;

  public Arrival {
    if (fact != null && deadLetter != null) {
      throw new IllegalArgumentException("both a fact and a dead letter at " + origin);
    }
  }

  public static Arrival of(Origin origin, Fact fact) {
    return new Arrival(origin, fact, null, fact.receivedAt());
  }

  public static Arrival refused(DeadLetter deadLetter) {
    return new Arrival(deadLetter.origin(), null, deadLetter, NO_CLOCK);
  }

  /**
   * @param receivedAt what the platform's clock said, epoch milliseconds UTC
   */
  public static Arrival heartbeat(Origin origin, long receivedAt) {
    return new Arrival(origin, null, null, receivedAt);
  }

  public boolean isHeartbeat() {
    return fact == null && deadLetter == null;
  }
}

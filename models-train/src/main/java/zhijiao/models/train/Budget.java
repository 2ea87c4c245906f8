package zhijiao.models.train;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long tuning may take, shared out evenly among the fits. What does not fit in is not tried; the first settings of each learner always
 * are. The clock is handed in.
 */
final class Budget {

  private final LongSupplier nanos;
  private final long started;
  private final double limit;
  private int fits = 1;
  private int begun;

  Budget(Duration limit, LongSupplier nanos) {
    this.nanos = nanos;
    this.started = nanos.getAsLong();
    this.limit = limit.toNanos();
  }

  void shareAmong(int fits) {
    this.fits = fits;
  }

  void beginFit() {
    begun++;
  }

  /** Whether something that takes so long still fits into the shares of the fits begun so far. */
  boolean isLeftFor(double nanosNeeded) {
    return now() + nanosNeeded < limit * begun / fits;
  }

  double now() {
    return nanos.getAsLong() - started;
  }

  double seconds() {
    return now() / 1e9;
  }

  double limitSeconds() {
    return limit / 1e9;
  }
}

package zhijiao.core.timeline;

import java.io.Serializable;

/**
 * The span of time that is judged. Before {@code from} nothing was observed and after {@code until} nothing has been, so
 * no deadline there accuses anyone of silence.
 *
 * @param from inclusive, epoch milliseconds UTC; schedule windows that begin earlier raise nothing
 * @param until inclusive, epoch milliseconds UTC; {@link Long#MAX_VALUE} for an unbounded stream
 */
public record Horizon(long from, long until) implements Serializable {

  public Horizon {
    if (until < from) {
      throw new IllegalArgumentException("the horizon ends before it begins");
    }
  }
}

package zhijiao.jobs.operator;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhijiao.core.health.SourceHealth;
import zhijiao.core.health.SourceKind;
import zhijiao.core.health.SourceNote;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.Origin;

/**
 * Tells that feeds were heard, once in five minutes each as far as is remembered. It is a memory of convenience and no state: to
 * tell twice makes no difference.
 */
final class FeedGate {

  private final ToldSpans told = new ToldSpans();
  private final Consumer<SourceNote> out;
  private @Nullable Origin lastOrigin;
  private long lastSpan = Long.MIN_VALUE;

  FeedGate(Consumer<SourceNote> out) {
    this.out = out;
  }

  /** What could not be read says nothing of when it was sent, and so nothing of its feed. */
  void arrived(Arrival arrival) {
    if (arrival.clock() == Arrival.NO_CLOCK) {
      return;
    }
    long span = Math.floorDiv(arrival.clock(), SourceHealth.SPAN_MILLIS);
    Origin origin = arrival.origin();
    boolean same =
        span == lastSpan
            && lastOrigin != null
            && origin.partition() == lastOrigin.partition()
            && origin.source().equals(lastOrigin.source());
    if (same) {
      return;
    }
    lastOrigin = origin;
    lastSpan = span;
    String source = SourceKind.FEED.name(origin.source() + "/" + origin.partition());
    if (told.isFirst(source, arrival.clock())) {
      out.accept(new SourceNote.Heard(source, 0, arrival.clock()));
    }
  }
}

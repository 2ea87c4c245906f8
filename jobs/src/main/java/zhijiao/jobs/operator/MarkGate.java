package zhijiao.jobs.operator;

import java.util.function.Consumer;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.ContentHash;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Sighting;
import zhijiao.core.health.SourceHealth;
import zhijiao.core.health.SourceKind;
import zhijiao.core.health.SourceNote;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.Origin;

/**
 * Tells that cameras, terminals and feeds were heard, once in five minutes each as far as is remembered. It is a memory of
 * convenience and no state: to tell twice makes no difference.
 */
final class MarkGate {

  private final ToldSpans told = new ToldSpans();
  private final Consumer<SourceNote> out;
  private Origin lastOrigin;
  private long lastSpan = Long.MIN_VALUE;

  MarkGate(Consumer<SourceNote> out) {
    this.out = out;
  }

  /** What could not be read says nothing of when it was sent, and so nothing of its source. */
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
    if (!same) {
      lastOrigin = origin;
      lastSpan = span;
      tell(SourceKind.FEED.name(origin.source() + "/" + origin.partition()), 0, arrival.clock());
    }
    Fact fact = arrival.fact();
    if (fact instanceof Sighting sighting) {
      tell(
          SourceKind.CAMERA.name(sighting.camera()),
          member(sighting.subject().pseudonym()),
          sighting.occurredAt());
    } else if (fact instanceof CheckIn checkIn
        && checkIn.proof() != null
        && checkIn.proof().terminal() != null) {
      tell(
          SourceKind.TERMINAL.name(checkIn.proof().terminal()),
          member(checkIn.subject().pseudonym()),
          checkIn.occurredAt());
    }
  }

  /** By what a tag or a person is known to the health of sources. */
  static long member(String name) {
    return ContentHash.of("member").add(name).toLong();
  }

  private void tell(String source, long member, long at) {
    if (told.isFirst(member == 0 ? source : source + ' ' + member, at)) {
      out.accept(new SourceNote.Heard(source, member, at));
    }
  }
}

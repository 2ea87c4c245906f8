package zhijiao.core.proximity;

import java.util.List;
import zhijiao.core.fact.Subject;

/**
 * What one supervisee's timeline tells about one protected person.
 *
 * @param person the protected person's pseudonym
 * @param who who must keep away, or had to
 * @param from with {@code replaces}: all that was told of this instant and later is void, epoch milliseconds UTC
 * @param replaces true when a day was judged again
 * @param traces in order of time
 * @param guarded true while the order in force names the protected person
 */
public record TraceChange(
    String person, Subject who, long from, boolean replaces, List<Trace> traces, boolean guarded) {

  public TraceChange {
    traces = List.copyOf(traces);
  }
}

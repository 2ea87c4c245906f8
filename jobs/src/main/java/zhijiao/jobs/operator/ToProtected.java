package zhijiao.jobs.operator;

import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.proximity.TraceChange;
import zhijiao.jobs.io.Arrival;

/**
 * Something on its way to the one object that knows where a protected person is: a position, or what the timeline of
 * somebody who must keep away tells.
 *
 * @param person the protected person's pseudonym
 */
public record ToProtected(String person, @Nullable Arrival position, @Nullable TraceChange traces) {

  public ToProtected {
    if (position == null == (traces == null)) {
      throw new IllegalArgumentException("a position or traces of " + person);
    }
  }

  static ToProtected of(Arrival arrival, ProtectedPosition position) {
    return new ToProtected(position.person(), arrival, null);
  }

  static ToProtected of(TraceChange traces) {
    return new ToProtected(traces.person(), null, traces);
  }
}

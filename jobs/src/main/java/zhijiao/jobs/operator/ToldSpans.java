package zhijiao.jobs.operator;

import java.util.HashMap;
import java.util.Map;
import zhijiao.core.health.SourceHealth;

/**
 * Of which sources, or who was heard through one, was told in which span of time. It is a memory of convenience and no state: to
 * tell twice makes no difference.
 */
final class ToldSpans {

  private static final int REMEMBERED = 10_000;

  private final Map<String, Long> told = new HashMap<>();

  /** True for the first of a span, as far as is remembered. */
  boolean isFirst(String source, long at) {
    long span = Math.floorDiv(at, SourceHealth.SPAN_MILLIS);
    Long before = told.get(source);
    if (before != null && before == span) {
      return false;
    }
    if (told.size() >= REMEMBERED) {
      told.clear();
    }
    told.put(source, span);
    return true;
  }
}

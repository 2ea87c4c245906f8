package zhijiao.jobs.operator;

import java.util.HashMap;
import java.util.Map;

/**
 * Which base stations were told to be heard in which five minutes, whoever was heard through them. It is a memory of convenience
 * and no state: to tell twice makes no difference.
 */
final class StationGate {

  private static final long SPAN = 5 * 60_000L;
  private static final int REMEMBERED = 10_000;

  private final Map<String, Long> told = new HashMap<>();

  /** True for the first of a station's five minutes, as far as is remembered. */
  boolean isFirstOfSpan(String station, long at) {
    long span = Math.floorDiv(at, SPAN);
    Long before = told.get(station);
    if (before != null && before == span) {
      return false;
    }
    if (told.size() >= REMEMBERED) {
      told.clear();
    }
    told.put(station, span);
    return true;
  }
}

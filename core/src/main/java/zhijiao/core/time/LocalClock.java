package zhijiao.core.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * What instant a wall-clock time means: the one place that decides what happens when clocks are put forward or back.
 *
 * <p>A time that a clock put forward skips means the instant of the change; of a time that occurs twice the first is
 * meant. So a later wall-clock time never means an earlier instant, whatever the zone does.
 */
final class LocalClock {

  private LocalClock() {}

  /** Epoch milliseconds UTC. */
  static long instantOf(LocalDate date, LocalTime time, ZoneRules rules) {
    LocalDateTime local = LocalDateTime.of(date, time);
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) {
      ZoneOffsetTransition gap = rules.getTransition(local);
      return gap.toEpochSecond() * 1000;
    }
    return local.toEpochSecond(offsets.get(0)) * 1000;
  }
}

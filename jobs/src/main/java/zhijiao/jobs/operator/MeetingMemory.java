package zhijiao.jobs.operator;

import java.io.Serializable;
import zhijiao.core.timeline.Horizon;
import zhijiao.core.timeline.TimelineSettings;

/**
 * How long what joins several people remembers: two days longer than their timelines, which may take back whatever is
 * younger than the kept days.
 *
 * @param keptMillis milliseconds of event time
 * @param horizonEnd at which time stops at the end of a bounded input, epoch milliseconds UTC
 */
public record MeetingMemory(long keptMillis, long horizonEnd) implements Serializable {

  private static final long DAY = 86_400_000L;

  public static MeetingMemory of(TimelineSettings settings, Horizon horizon) {
    return new MeetingMemory((settings.keptDays() + 2) * DAY, horizon.until());
  }

  /** What is older may be forgotten. */
  long keptSince(long watermark) {
    return watermark - keptMillis;
  }

  /** When to forget next, if this is the oldest that is remembered: a day late, so that the cost is spread. */
  long forgetAt(long oldest) {
    return oldest == Long.MAX_VALUE ? oldest : oldest + keptMillis + DAY;
  }
}

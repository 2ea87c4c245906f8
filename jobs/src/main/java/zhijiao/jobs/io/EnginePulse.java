package zhijiao.jobs.io;

import org.jspecify.annotations.Nullable;

/**
 * How the engine gets on.
 *
 * @param watermark event time that has been judged, epoch milliseconds UTC
 * @param toldAt by the clock of the machine, epoch milliseconds UTC
 * @param checkpoint id of the last that was complete; 0 when none was since the start
 * @param checkpointMillis from its trigger until it was complete; null unless it ended since the
 *     pulse before
 */
public record EnginePulse(
    long watermark, long toldAt, long checkpoint, @Nullable Long checkpointMillis) {}

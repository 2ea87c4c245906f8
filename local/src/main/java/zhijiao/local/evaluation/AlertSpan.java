package zhijiao.local.evaluation;

/**
 * An alert as far as it is compared with the truth.
 *
 * @param openedAt epoch milliseconds UTC
 * @param endedAt epoch milliseconds UTC; {@link Long#MAX_VALUE} while it goes on
 * @param toldAt event time at which it was first told, epoch milliseconds UTC
 */
public record AlertSpan(
    String rule, String subject, String target, long openedAt, long endedAt, long toldAt) {}

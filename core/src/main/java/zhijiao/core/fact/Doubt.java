package zhijiao.core.fact;

/**
 * That the clock which dated a report was wrong. When the person was there is known only so far: not after the receipt. Such a
 * report excuses, and never accuses.
 *
 * @param toldAt the date that the device gave, epoch milliseconds UTC
 * @param again true for the second of two facts made of one report, at its receipt, beside the one at its date; it is not counted
 */
public record Doubt(long toldAt, boolean again) {}

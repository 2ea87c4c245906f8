package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;

/**
 * That the clock which dated a report was wrong. When the person was there is known only so far: not after the receipt. Such a
 * report excuses, and never accuses.
 *
 * @param toldAt the date that the device gave, epoch milliseconds UTC
 * @param again true for the second of two facts made of one report, at its receipt, beside the one at its date; it is not counted
 */
public record Doubt(long toldAt, boolean again) {

  /** What is doubted of a fact's date, or null. */
  public static @Nullable Doubt of(Fact fact) {
    return fact instanceof DeviceReport report ? report.doubt() : null;
  }

  /** The date that a fact was told with, epoch milliseconds UTC, wherever it stands. */
  public static long toldAt(Fact fact) {
    Doubt doubt = of(fact);
    return doubt == null ? fact.occurredAt() : doubt.toldAt();
  }
}

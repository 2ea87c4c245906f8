package zhijiao.jobs.io;

import java.io.Serializable;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * What a fact may hold. Made once and passed to {@link FactCheck}; tests and replays pass a clock of their own.
 *
 * @param earliest no fact is older, epoch milliseconds UTC
 * @param clock now, epoch milliseconds UTC; nothing can have been received later
 * @param clockToleranceMillis by how much a device's clock, or the receiving host's, may run ahead
 * @param termsAheadMillis how far ahead of their receipt terms (orders, authorisations, leave, bindings) may take
 *     effect or end
 * @param authorisationMonths longest authorisation of electronic positioning, calendar months
 * @param leaveDays longest leave that one approval gives, days
 * @param maxRecordBytes longest record, bytes
 * @param requireBases whether an order must say on what each of its restrictions rests
 */
public record Limits(
    long earliest,
    Clock clock,
    long clockToleranceMillis,
    long termsAheadMillis,
    int authorisationMonths,
    int leaveDays,
    int maxRecordBytes,
    boolean requireBases)
    implements Serializable {

  /** The day on which 社区矫正法 came into force, 2020-07-01, in China. */
  public static final long LAW_IN_FORCE = Instant.parse("2020-06-30T16:00:00Z").toEpochMilli();

  /** A clock that can be sent to where the work is done. */
  public interface Clock extends LongSupplier, Serializable {}

  private static final long MINUTE = 60_000L;
  private static final long DAY = 24 * 60 * MINUTE;

  /**
   * The limits of the law, and these of practice: two minutes of tolerance between clocks; ten years and a month for
   * terms (the longest term of supervision is a parole from a life sentence, ten years); records of 1 MiB.
   */
  public static Limits ofLaw(Clock clock) {
    return new Limits(LAW_IN_FORCE, clock, 2 * MINUTE, 3_683 * DAY, 3, 30, 1 << 20, false);
  }

  /** The same with another beginning, for data from before the law, such as research data. */
  public Limits startingAt(long earliestMillis) {
    return new Limits(
        earliestMillis,
        clock,
        clockToleranceMillis,
        termsAheadMillis,
        authorisationMonths,
        leaveDays,
        maxRecordBytes,
        requireBases);
  }

  /** The same with another tolerance between clocks. */
  public Limits tolerating(long toleranceMillis) {
    return new Limits(
        earliest,
        clock,
        toleranceMillis,
        termsAheadMillis,
        authorisationMonths,
        leaveDays,
        maxRecordBytes,
        requireBases);
  }

  /** The same, with or without the duty to say on what restrictions rest. */
  public Limits requiringBases(boolean required) {
    return new Limits(
        earliest,
        clock,
        clockToleranceMillis,
        termsAheadMillis,
        authorisationMonths,
        leaveDays,
        maxRecordBytes,
        required);
  }
}

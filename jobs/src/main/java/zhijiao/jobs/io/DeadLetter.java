package zhijiao.jobs.io;

import java.util.Arrays;
import java.util.Base64;

/**
 * An input record that could not become a fact, kept so that nothing is dropped silently and so that its sender can be
 * told.
 *
 * @param detail what is wrong, with the offending value; at most {@value #DETAIL_CHARS} characters
 * @param totalBytes length of the whole record, bytes
 * @param sampleBase64 the record's first {@value #SAMPLE_BYTES} bytes at most, Base64. May hold personal data: to be
 *     kept as strictly as the facts
 */
public record DeadLetter(
    Origin origin, RejectReason reason, String detail, int totalBytes, String sampleBase64) {

  /** Enough to recognise a record by, too little to store a 10 MB one. */
  public static final int SAMPLE_BYTES = 1024;

  /** Longest {@link #detail()}. */
  public static final int DETAIL_CHARS = 500;

  /** In place of any detail that could tell where a protected person is. */
  private static final String WITHHELD = "withheld: it could tell where a protected person is";

  public DeadLetter {
    if (detail.length() > DETAIL_CHARS) {
      detail = detail.substring(0, DETAIL_CHARS - 1) + "…";
    }
  }

  public static DeadLetter of(Origin origin, Rejected rejected, byte[] record) {
    return of(origin, rejected, record, record.length);
  }

  /**
   * @param beginning of the record, at least its first {@value #SAMPLE_BYTES} bytes
   * @param totalBytes length of the whole record
   */
  static DeadLetter of(Origin origin, Rejected rejected, byte[] beginning, long totalBytes) {
    int length = (int) Math.min(Integer.MAX_VALUE, totalBytes);
    if (origin.source().startsWith(Topics.PROTECTED_POSITIONS)) {
      return new DeadLetter(origin, rejected.reason(), WITHHELD, length, "");
    }
    byte[] sample = Arrays.copyOf(beginning, Math.min(beginning.length, SAMPLE_BYTES));
    return new DeadLetter(
        origin,
        rejected.reason(),
        rejected.detail(),
        length,
        Base64.getEncoder().encodeToString(sample));
  }
}

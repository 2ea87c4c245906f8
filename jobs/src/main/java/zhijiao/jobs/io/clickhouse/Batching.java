package zhijiao.jobs.io.clickhouse;

import java.io.Serializable;

/**
 * When rows are sent, and how long it is tried.
 *
 * @param rows at most in one insert
 * @param bytes of JSON at which an insert is sent
 * @param delayMillis longest time that a row waits
 * @param attempts in all, before the job fails and goes back to its last checkpoint
 * @param firstBackoffMillis wait after the first attempt; doubled after each
 * @param longestBackoffMillis longest wait between two attempts
 */
public record Batching(
    int rows,
    int bytes,
    long delayMillis,
    int attempts,
    long firstBackoffMillis,
    long longestBackoffMillis)
    implements Serializable {

  /** About a minute of patience: as long as a server takes to restart. */
  public static final Batching DEFAULT = new Batching(10_000, 8 << 20, 1_000, 8, 250, 20_000);

  public Batching {
    if (rows < 1 || bytes < 1 || delayMillis < 1 || attempts < 1 || firstBackoffMillis < 0) {
      throw new IllegalArgumentException(
          "rows, bytes, delay and attempts are at least 1: "
              + rows
              + ", "
              + bytes
              + ", "
              + delayMillis
              + ", "
              + attempts);
    }
  }

  long backoffMillis(int attempt) {
    return Math.min(longestBackoffMillis, firstBackoffMillis << Math.min(attempt - 1, 20));
  }
}

package zhijiao.jobs.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a file in bounded memory: of a line that is too long only the beginning is kept. A byte order mark before
 * the first line and a carriage return at a line's end are no part of the line.
 */
final class Lines {

  private static final int CHUNK = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream in;
  private final int keep;
  private final byte[] chunk = new byte[CHUNK];
  private int from;
  private int until;
  private byte[] line = new byte[512];
  private int kept;
  private long length;
  private long number;

  /**
   * @param in read in large pieces, needs no buffer
   * @param keep bytes of a line to keep at most
   */
  Lines(InputStream in, int keep) {
    this.in = in;
    this.keep = keep;
  }

  /** Moves to the next line; false at the end. What follows the last line feed is a line when there is any. */
  boolean next() throws IOException {
    kept = 0;
    length = 0;
    boolean any = false;
    while (true) {
      if (from == until) {
        from = 0;
        until = Math.max(0, in.read(chunk));
        if (until == 0) {
          break;
        }
      }
      any = true;
      int end = from;
      while (end < until && chunk[end] != '\n') {
        end++;
      }
      add(end - from);
      boolean complete = end < until;
      from = complete ? end + 1 : end;
      if (complete) {
        break;
      }
    }
    if (!any) {
      return false;
    }
    number++;
    trim();
    return true;
  }

  private void add(int bytes) {
    length += bytes;
    int fitting = Math.min(bytes, keep - kept);
    if (fitting > 0) {
      if (kept + fitting > line.length) {
        int larger = (int) Math.min(keep, 2L * (kept + fitting));
        line = Arrays.copyOf(line, Math.max(larger, kept + fitting));
      }
      System.arraycopy(chunk, from, line, kept, fitting);
      kept += fitting;
    }
  }

  private void trim() {
    if (length == kept && kept > 0 && line[kept - 1] == '\r') {
      kept--;
      length--;
    }
    if (number == 1
        && kept >= BYTE_ORDER_MARK.length
        && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, 3)) {
      System.arraycopy(line, 3, line, 0, kept - 3);
      kept -= 3;
      length -= 3;
    }
  }

  /** Bytes of the line, whether kept or not. */
  long length() {
    return length;
  }

  /** Of the line, from 1. */
  long number() {
    return number;
  }

  /** The line, or its beginning when it is too long. */
  byte[] kept() {
    return Arrays.copyOf(line, kept);
  }

  boolean isBlank() {
    for (int i = 0; i < kept; i++) {
      if (line[i] != ' ' && line[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  boolean isAscii() {
    for (int i = 0; i < kept; i++) {
      if (line[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** The line when it {@link #isAscii()}. */
  String ascii() {
    return new String(line, 0, kept, StandardCharsets.US_ASCII);
  }
}

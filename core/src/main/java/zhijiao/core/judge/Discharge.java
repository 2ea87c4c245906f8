package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How the battery of a tag goes down: its last few reports of charge since it was charged, and when it will be empty if it
 * goes on so.
 */
final class Discharge {

  /** No report says when. */
  static final long UNKNOWN = Long.MAX_VALUE;

  /** Of so many reports the curve is drawn. */
  private static final int REPORTS = 4;

  /** Two reports nearer than that say more about the gauge than about the battery. */
  private static final long SPAN_MILLIS = 30 * 60_000L;

  private int[] percents = new int[0];
  private long[] instants = new long[0];

  /** The tag reports a charge; one that is higher than the last begins a curve anew. */
  void report(int percent, long at) {
    int size = percents.length;
    if (size > 0 && percent > percents[size - 1]) {
      clear();
      size = 0;
    }
    int from = Math.max(0, size - REPORTS + 1);
    percents = Arrays.copyOf(Arrays.copyOfRange(percents, from, size), size - from + 1);
    instants = Arrays.copyOf(Arrays.copyOfRange(instants, from, size), size - from + 1);
    percents[percents.length - 1] = percent;
    instants[instants.length - 1] = at;
  }

  /** The tag is being charged, or nothing is known any more. */
  void clear() {
    percents = new int[0];
    instants = new long[0];
  }

  /** The charge reported last, or −1. */
  int percent() {
    return percents.length == 0 ? -1 : percents[percents.length - 1];
  }

  /** When the battery is empty, as far as its last reports tell, epoch milliseconds UTC; {@link #UNKNOWN} else. */
  long emptyAt() {
    int last = percents.length - 1;
    if (last < 1 || instants[last] - instants[0] < SPAN_MILLIS || percents[0] == percents[last]) {
      return UNKNOWN;
    }
    long span = instants[last] - instants[0];
    return instants[last] + span * percents[last] / (percents[0] - percents[last]);
  }

  Discharge copy() {
    Discharge copy = new Discharge();
    copy.percents = percents;
    copy.instants = instants;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(percents.length);
    for (int i = 0; i < percents.length; i++) {
      out.writeByte(percents[i]);
      out.writeLong(instants[i]);
    }
  }

  static Discharge read(DataInput in) throws IOException {
    Discharge read = new Discharge();
    int size = in.readByte();
    read.percents = new int[size];
    read.instants = new long[size];
    for (int i = 0; i < size; i++) {
      read.percents[i] = in.readByte();
      read.instants[i] = in.readLong();
    }
    return read;
  }
}

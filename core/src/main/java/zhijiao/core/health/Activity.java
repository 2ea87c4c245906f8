package zhijiao.core.health;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * In which spans of five minutes a source was heard, for two weeks and up to two more until {@link #forget}: at most a kilobyte,
 * whatever the clocks of devices say. To mark a span twice, or in another order, makes no difference.
 */
final class Activity {

  static final long SPAN = 5 * 60_000L;

  /** The spans of a day. */
  private static final int DAY = 24 * 12;

  /** Spans that are learned from: a week. */
  static final int LEARNED = 7 * DAY;

  /** Spans that are kept: a week to judge again, and a week before it to learn from. */
  static final int KEPT = 2 * LEARNED;

  /** A silence of a source: from the end of the last span in which it was heard to the beginning of the next. */
  record Gap(int after, int before) {}

  private BitSet heard = new BitSet();

  /** The number of the first span kept. */
  private long base = Long.MIN_VALUE;

  /** True when nothing was known of the span. */
  boolean mark(long at) {
    long span = Math.floorDiv(at, SPAN);
    if (base == Long.MIN_VALUE) {
      base = span - KEPT;
    }
    if (span < base) {
      return false;
    }
    if (span - base >= 2L * KEPT) {
      beginAt(span - KEPT);
    }
    int bit = (int) (span - base);
    if (heard.get(bit)) {
      return false;
    }
    heard.set(bit);
    return true;
  }

  /** Gives up what is older than is kept before {@code now}. */
  void forget(long now) {
    long oldest = Math.floorDiv(now, SPAN) - KEPT;
    if (base != Long.MIN_VALUE && oldest > base + DAY) {
      beginAt(oldest);
    }
  }

  private void beginAt(long oldest) {
    int gone = (int) Math.min(Integer.MAX_VALUE, oldest - base);
    heard = heard.get(gone, Math.max(gone, heard.length()));
    base = oldest;
  }

  boolean isEmpty() {
    return heard.isEmpty();
  }

  /** Instant at which a numbered span begins. */
  long beginning(int bit) {
    return (base + bit) * SPAN;
  }

  /** The end of the last span in which the source was heard. */
  long lastEnd() {
    return beginning(heard.length());
  }

  /** The beginning of the first span in which the source was heard at {@code at} or later; {@link Long#MAX_VALUE} for none. */
  long firstFrom(long at) {
    long bit = Math.max(0, Math.floorDiv(at, SPAN) - base);
    int next = isEmpty() || bit >= heard.length() ? -1 : heard.nextSetBit((int) bit);
    return next < 0 ? Long.MAX_VALUE : beginning(next);
  }

  /** Whether the source was heard at an instant, give or take the rest of its span. */
  boolean isHeardAt(long at) {
    long bit = Math.floorDiv(at, SPAN) - base;
    return base != Long.MIN_VALUE && bit >= 0 && bit < heard.length() && heard.get((int) bit);
  }

  /** Silences between spans that were heard, longer than none, in order; the last has no end: {@code before} is −1. */
  List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    int last = heard.nextSetBit(0);
    while (last >= 0) {
      int end = heard.nextClearBit(last);
      int next = heard.nextSetBit(end);
      gaps.add(new Gap(end - 1, next));
      last = next;
    }
    return gaps;
  }

  /**
   * The longest silence that is usual for the source up to a span, in spans: the longest of the week before; −1 when too little is
   * known. Of a source that reports day and night alike it is the third longest, or the median of the longest of each whole day of
   * that week, whichever is shorter: neither two that were outages make a longer one usual, nor three days of them.
   *
   * @param history spans between the first that was heard in that week and this one
   */
  int usual(List<Gap> gaps, int span, int history, boolean steady) {
    int first = heard.nextSetBit(Math.max(0, span - LEARNED));
    if (first < 0 || span - first < history) {
      return -1;
    }
    int[] longest = new int[steady ? 3 : 1];
    int[] ofDays = new int[(span - first) / DAY];
    for (Gap gap : gaps) {
      if (gap.after() >= first && gap.before() >= 0 && gap.before() <= span) {
        int length = gap.before() - gap.after() - 1;
        if (length > longest[0]) {
          longest[0] = length;
          Arrays.sort(longest);
        }
        int daysAgo = (span - gap.before()) / DAY;
        if (daysAgo < ofDays.length) {
          ofDays[daysAgo] = Math.max(ofDays[daysAgo], length);
        }
      }
    }
    if (!steady || ofDays.length == 0) {
      return longest[0];
    }
    Arrays.sort(ofDays);
    return Math.min(longest[0], ofDays[ofDays.length / 2]);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(base);
    byte[] bytes = heard.toByteArray();
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  static Activity read(DataInput in) throws IOException {
    Activity read = new Activity();
    read.base = in.readLong();
    byte[] bytes = new byte[in.readUnsignedShort()];
    in.readFully(bytes);
    read.heard = BitSet.valueOf(bytes);
    return read;
  }
}

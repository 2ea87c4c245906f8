package zhijiao.core.health;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who was heard through a source, hour by hour, for as long as the source's own silences are kept: whoever an outage concerned
 * concerns it as long as it is judged. Enough to say how many those are, and nothing of where anybody was. Members are known
 * by a hash.
 */
final class Members {

  private static final long HOUR = 3_600_000;

  /** Hours that are kept: two weeks. */
  static final int KEPT = (int) (Activity.KEPT * Activity.SPAN / HOUR);

  /** Hours that count as of late. */
  private static final int OF_LATE = 64;

  private static final BigInteger ALL_KEPT = ones(KEPT);
  private static final BigInteger ALL_OF_LATE = ones(OF_LATE);

  private final TreeMap<Long, Hours> members = new TreeMap<>();

  private static BigInteger ones(int count) {
    return BigInteger.ONE.shiftLeft(count).subtract(BigInteger.ONE);
  }

  /** The newest hour in which a member was heard, as bit 0, and one bit for each hour before it. */
  private record Hours(long newest, BigInteger ago) {

    Hours with(long hour) {
      if (hour > newest) {
        long shift = hour - newest;
        return new Hours(
            hour,
            shift >= KEPT ? BigInteger.ONE : ago.shiftLeft((int) shift).and(ALL_KEPT).setBit(0));
      }
      long earlier = newest - hour;
      return earlier >= KEPT || ago.testBit((int) earlier)
          ? this
          : new Hours(newest, ago.setBit((int) earlier));
    }

    boolean hasUpTo(long hour) {
      long later = newest - hour;
      return later <= 0
          ? -later < OF_LATE
          : later < KEPT && ago.shiftRight((int) later).and(ALL_OF_LATE).signum() != 0;
    }

    boolean has(long hour) {
      long earlier = newest - hour;
      return earlier >= 0 && earlier < KEPT && ago.testBit((int) earlier);
    }
  }

  void mark(long member, long at) {
    long hour = Math.floorDiv(at, HOUR);
    Hours known = members.get(member);
    members.put(member, known == null ? new Hours(hour, BigInteger.ONE) : known.with(hour));
  }

  /** How many were heard in the hour of an instant or, early in it, in the one before. */
  int heardAbout(long at) {
    long hour = Math.floorDiv(at, HOUR);
    boolean early = Math.floorMod(at, HOUR) < HOUR / 2;
    int count = 0;
    for (Hours hours : members.values()) {
      count += hours.has(hour) || early && hours.has(hour - 1) ? 1 : 0;
    }
    return count;
  }

  /** How many were heard in the sixty-four hours up to that of an instant. */
  int heardUpTo(long at) {
    long hour = Math.floorDiv(at, HOUR);
    int count = 0;
    for (Hours hours : members.values()) {
      count += hours.hasUpTo(hour) ? 1 : 0;
    }
    return count;
  }

  void forget(long now) {
    long oldest = Math.floorDiv(now, HOUR) - KEPT;
    members.values().removeIf(hours -> hours.newest() < oldest);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(members.size());
    for (Map.Entry<Long, Hours> member : members.entrySet()) {
      out.writeLong(member.getKey());
      out.writeLong(member.getValue().newest());
      byte[] bytes = member.getValue().ago().toByteArray();
      out.writeByte(bytes.length);
      out.write(bytes);
    }
  }

  static Members read(DataInput in) throws IOException {
    Members read = new Members();
    for (int left = in.readInt(); left > 0; left--) {
      long member = in.readLong();
      long newest = in.readLong();
      byte[] bytes = new byte[in.readUnsignedByte()];
      in.readFully(bytes);
      read.members.put(member, new Hours(newest, new BigInteger(bytes)));
    }
    return read;
  }
}

package zhijiao.core.health;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who was heard through a source, hour by hour, for sixty-four hours each: enough to say how many an outage concerns, and
 * nothing of where anybody was. Members are known by a hash.
 */
final class Members {

  private static final long HOUR = 3_600_000;

  private final TreeMap<Long, Hours> members = new TreeMap<>();

  /** The newest hour in which a member was heard, and one bit for each hour before it. */
  private record Hours(long newest, long before) {

    Hours with(long hour) {
      if (hour > newest) {
        long shift = hour - newest;
        return new Hours(hour, shift >= Long.SIZE ? 1 : before << shift | 1);
      }
      long ago = newest - hour;
      return ago >= Long.SIZE ? this : new Hours(newest, before | 1L << ago);
    }

    boolean hasUpTo(long hour) {
      long later = Math.max(0, newest - hour);
      return newest > hour - Long.SIZE && later < Long.SIZE && before >>> later != 0;
    }

    boolean has(long hour) {
      long ago = newest - hour;
      return ago >= 0 && ago < Long.SIZE && (before >>> ago & 1) == 1;
    }
  }

  void mark(long member, long at) {
    long hour = Math.floorDiv(at, HOUR);
    Hours known = members.get(member);
    members.put(member, known == null ? new Hours(hour, 1) : known.with(hour));
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
    long oldest = Math.floorDiv(now, HOUR) - Long.SIZE;
    members.values().removeIf(hours -> hours.newest() < oldest);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(members.size());
    for (Map.Entry<Long, Hours> member : members.entrySet()) {
      out.writeLong(member.getKey());
      out.writeLong(member.getValue().newest());
      out.writeLong(member.getValue().before());
    }
  }

  static Members read(DataInput in) throws IOException {
    Members read = new Members();
    for (int left = in.readInt(); left > 0; left--) {
      read.members.put(in.readLong(), new Hours(in.readLong(), in.readLong()));
    }
    return read;
  }
}

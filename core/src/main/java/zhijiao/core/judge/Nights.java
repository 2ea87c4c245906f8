package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.Containment;

/**
 * Where one person spends the night that is on: midnight to five, local. Made of satellite fixes alone; what they do not
 * show is not said.
 *
 * <p>Of a night no more is remembered than three fixes; by day nothing is done but one comparison for each fix.
 */
final class Nights {

  /** Local hour at which the night ends that is looked at; it begins at midnight. */
  static final int UNTIL_HOUR = 5;

  /** The first fix must lie so near the beginning, and the last so near the end, for the night to be seen whole. */
  static final long EDGE_MILLIS = 3_600_000;

  /** Fixes of a night in one place were measured so near the first. */
  static final double PLACE_METRES = 400;

  /** Of so many fixes of a night one may have been measured elsewhere: half an hour outdoors, or an echo, in five hours. */
  static final int STRAYS_ONE_IN = 10;

  /** Fewer fixes do not show a night, nor do fewer sure ones show that it was spent away. */
  static final int LEAST_FIXES = 10;

  private long from = Long.MIN_VALUE;
  private long until = Long.MIN_VALUE;
  private @Nullable TagFix first;
  private long lastAt;
  private int fixes;

  /** True when the person was measured at home, or was on leave. */
  private boolean broken;

  /** How many fixes were measured elsewhere than the first, or could not be reached. */
  private int strays;

  private boolean onLeave;
  private int away;
  private @Nullable TagFix firstAway;

  /** Of the sure fixes near the first the one that claims the least error. */
  private @Nullable TagFix exactest;

  /** True when a night was on and is over at {@code at}. */
  boolean isOver(long at) {
    return at >= until && fixes > 0;
  }

  /** Where the night was spent that is over, against home. */
  Containment whole() {
    boolean isAway =
        !broken && isSeenWhole() && strays * STRAYS_ONE_IN <= fixes && away - strays >= LEAST_FIXES;
    return isAway ? Containment.OUTSIDE : Containment.UNSURE;
  }

  private boolean isSeenWhole() {
    return first != null
        && fixes >= LEAST_FIXES
        && first.occurredAt() <= from + EDGE_MILLIS
        && lastAt >= until - EDGE_MILLIS;
  }

  /** True when the night that is over was seen whole and leave did not touch it. */
  boolean isCounted() {
    return !onLeave && isSeenWhole();
  }

  /** When the night that is over began. */
  long from() {
    return from;
  }

  /** Of a thousand fixes of the night that is over, so many were surely away from home. */
  int awayPerThousand() {
    return away * 1_000 / fixes;
  }

  /** The first fix of it that was surely away, or else its first. */
  @Nullable TagFix shown() {
    return firstAway == null ? first : firstAway;
  }

  /**
   * Where the night that is over was spent away: the fix that claims the least error. The first may be an echo like any other.
   */
  @Nullable TagFix place() {
    return exactest;
  }

  /** Begins to wait for the night that is on at {@code at} or comes next. */
  void next(long at, ZoneId zone) {
    ZonedDateTime local = Instant.ofEpochMilli(at).atZone(zone);
    LocalDate day = local.toLocalDate();
    LocalDate night = local.getHour() < UNTIL_HOUR ? day : day.plusDays(1);
    from = night.atStartOfDay(zone).toInstant().toEpochMilli();
    until = night.atTime(UNTIL_HOUR, 0).atZone(zone).toInstant().toEpochMilli();
    first = null;
    lastAt = 0;
    fixes = 0;
    broken = false;
    strays = 0;
    onLeave = false;
    away = 0;
    firstAway = null;
    exactest = null;
  }

  boolean isWaiting(long at) {
    return at < from;
  }

  boolean isUnset(long at) {
    return at >= until;
  }

  /**
   * Takes a satellite fix of this night. One that was measured away from home and is not sure says nothing, save the first:
   * the others are held against it.
   *
   * @param plausible whether it could be reached
   * @param home where it lies against home; unsure when it could not be reached
   * @param elsewhere whether it was measured away from home, whatever its error
   */
  void take(TagFix fix, boolean plausible, Containment home, boolean elsewhere, boolean leave) {
    fixes++;
    onLeave |= leave;
    if (home == Containment.OUTSIDE) {
      away++;
      firstAway = firstAway == null ? fix : firstAway;
    }
    lastAt = fix.occurredAt();
    if (first == null) {
      first = fix;
      broken = home != Containment.OUTSIDE;
    }
    broken = broken || leave || !elsewhere;
    boolean near = plausible && first.point().isWithin(PLACE_METRES, fix.point());
    strays += near ? 0 : 1;
    if (near
        && home == Containment.OUTSIDE
        && (exactest == null || fix.accuracyMetres() < exactest.accuracyMetres())) {
      exactest = fix;
    }
  }

  Nights copy() {
    Nights copy = new Nights();
    copy.from = from;
    copy.until = until;
    copy.first = first;
    copy.lastAt = lastAt;
    copy.fixes = fixes;
    copy.broken = broken;
    copy.strays = strays;
    copy.onLeave = onLeave;
    copy.away = away;
    copy.firstAway = firstAway;
    copy.exactest = exactest;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(from);
    out.writeLong(until);
    FactCodec.writeNullableFix(first, out);
    if (first != null) {
      out.writeLong(lastAt);
      out.writeInt(fixes);
      out.writeBoolean(broken);
      out.writeInt(strays);
      out.writeBoolean(onLeave);
      out.writeInt(away);
      FactCodec.writeNullableFix(firstAway, out);
      FactCodec.writeNullableFix(exactest, out);
    }
  }

  void read(DataInput in) throws IOException {
    from = in.readLong();
    until = in.readLong();
    first = FactCodec.readNullableFix(in);
    if (first != null) {
      lastAt = in.readLong();
      fixes = in.readInt();
      broken = in.readBoolean();
      strays = in.readInt();
      onLeave = in.readBoolean();
      away = in.readInt();
      firstAway = FactCodec.readNullableFix(in);
      exactest = FactCodec.readNullableFix(in);
    }
  }
}

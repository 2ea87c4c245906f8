package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.TagFact;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;

/**
 * When a person's tag was last heard, and how. A fix that comes in its rhythm moves a few numbers here and wakes no rule: rules
 * are told of reports that end a silence, and ask to be woken when one has lasted.
 */
final class TagHearing {

  /** Shorter silences, and those shorter than the plan's interval, are none. */
  static final long QUIET_MILLIS = 10 * 60_000L;

  /** After a silence that is longer than a quiet one by so much, waiting for a satellite begins anew. */
  static final long LOST_MILLIS = 20 * 60_000L;

  /**
   * A satellite fix that claims to be as exact as that shows that reception is good: half way between the 10 m that a tag must
   * keep under open sky and the 30 m that it may err indoors (NIJ 1004.00).
   */
  static final float GOOD_METRES = 20;

  private static final int MANY = 1_000;

  private long quietMillis = QUIET_MILLIS;
  private @Nullable String tag;
  private @Nullable TagFix lastFix;
  private @Nullable String station;
  private @Nullable TagFix lastSatelliteFix;
  private long heardAt = Signal.NEVER;
  private long resumedAt = Signal.NEVER;
  private int goodFixes;
  private boolean off;
  private Discharge discharge = new Discharge();

  /** Takes how often the tag is to report. */
  void plan(@Nullable OrderTerms terms) {
    int minutes = terms == null ? 0 : terms.particulars().tagReportMinutes();
    quietMillis = Math.max(QUIET_MILLIS, minutes * 60_000L);
  }

  /** Nothing has been heard yet. */
  void reset() {
    tag = null;
    lastFix = null;
    station = null;
    lastSatelliteFix = null;
    heardAt = Signal.NEVER;
    resumedAt = Signal.NEVER;
    goodFixes = 0;
    off = false;
    discharge.clear();
  }

  long heardAt() {
    return heardAt;
  }

  int goodFixes() {
    return goodFixes;
  }

  @Nullable TagFix lastFix() {
    return lastFix;
  }

  /** The base station by which the tag sent last, or null when it did not tell; a fix that it kept was not sent then. */
  @Nullable String station() {
    return station;
  }

  @Nullable TagFix lastSatelliteFix() {
    return lastSatelliteFix;
  }

  long noSatelliteFrom() {
    return lastSatelliteFix == null
        ? resumedAt
        : Math.max(resumedAt, lastSatelliteFix.occurredAt());
  }

  boolean isOff() {
    return off;
  }

  Discharge discharge() {
    return discharge;
  }

  /** True when the tag that was heard last is this one. */
  boolean isOf(String other) {
    return other.equals(tag);
  }

  /** Takes a report; true when rules must be told: it ends a silence, or is more than a fix. */
  boolean hear(TagFact report) {
    long at = report.occurredAt();
    long gap = heardAt == Signal.NEVER ? Long.MAX_VALUE : at - heardAt;
    boolean tell = gap > quietMillis;
    if (gap > quietMillis + LOST_MILLIS) {
      resumedAt = at;
    }
    if (tell) {
      goodFixes = 0;
    }
    heardAt = at;
    tag = report.tag();
    if (report instanceof TagStatus status) {
      off = status.event() == TagStatus.Event.POWER_OFF;
      goodFixes = off ? 0 : goodFixes;
      charge(status);
      return true;
    }
    off = false;
    TagFix fix = (TagFix) report;
    lastFix = fix;
    if (!fix.stored() || fix.station() != null) {
      station = fix.station();
    }
    if (fix.source() != FixSource.GPS) {
      goodFixes = 0;
      return tell;
    }
    tell |= lastSatelliteFix == null || at - lastSatelliteFix.occurredAt() > quietMillis;
    lastSatelliteFix = fix;
    boolean good = fix.accuracyMetres() <= GOOD_METRES;
    goodFixes = good ? Math.min(MANY, goodFixes + 1) : 0;
    return tell;
  }

  private void charge(TagStatus status) {
    if (status.event() == TagStatus.Event.CHARGING) {
      discharge.clear();
    } else if (status.batteryPercent() != null) {
      discharge.report(status.batteryPercent(), status.occurredAt());
    }
  }

  TagHearing copy() {
    TagHearing copy = new TagHearing();
    copy.quietMillis = quietMillis;
    copy.tag = tag;
    copy.lastFix = lastFix;
    copy.station = station;
    copy.lastSatelliteFix = lastSatelliteFix;
    copy.heardAt = heardAt;
    copy.resumedAt = resumedAt;
    copy.goodFixes = goodFixes;
    copy.off = off;
    copy.discharge = discharge.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(heardAt != Signal.NEVER);
    if (heardAt == Signal.NEVER) {
      return;
    }
    out.writeUTF(Objects.requireNonNull(tag));
    out.writeLong(heardAt);
    out.writeLong(resumedAt);
    out.writeShort(goodFixes);
    out.writeBoolean(off);
    discharge.write(out);
    FactCodec.writeNullableFix(lastFix, out);
    out.writeUTF(station == null ? "" : station);
    FactCodec.writeNullableFix(lastSatelliteFix, out);
  }

  /** Reads what {@link #write} wrote; {@code terms} are those that held when it was written. */
  static TagHearing read(DataInput in, @Nullable OrderTerms terms) throws IOException {
    TagHearing read = new TagHearing();
    read.plan(terms);
    if (in.readBoolean()) {
      read.tag = in.readUTF();
      read.heardAt = in.readLong();
      read.resumedAt = in.readLong();
      read.goodFixes = in.readShort();
      read.off = in.readBoolean();
      read.discharge = Discharge.read(in);
      read.lastFix = FactCodec.readNullableFix(in);
      String station = in.readUTF();
      read.station = station.isEmpty() ? null : station;
      read.lastSatelliteFix = FactCodec.readNullableFix(in);
    }
    return read;
  }
}

package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.SurveyedPlace;
import zhijiao.core.rule.Evidence;

/** One place or plan that rules watch, with the run of fixes that the person is in. */
final class Target {

  /**
   * Of two satellite fixes in a row on leave that were measured farther from each other, the person is under way and not staying
   * anywhere. At a fix a minute, whoever walks stays and whoever drives or takes a train does not.
   */
  static final double STAY_METRES = 400;

  private static final Containment[] CONTAINMENTS = Containment.values();

  final Watch watch;
  final String id;
  final @Nullable SurveyedPlace place;

  /** How many fixes of one accusing run are passed on; where staying is what accuses, how many make it a stay. */
  final int counted;

  /** How long an accusing run must last to be a stay, and be passed on then; 0 where being there accuses. */
  final long dwellMillis;

  Containment side = Containment.UNSURE;
  Containment before = Containment.UNSURE;
  int count;
  long since;
  long lastAt;
  int told;

  /** True while a sighting on the accusing side has been passed on and nothing to the contrary since. */
  boolean suspected;

  /** See {@link Presence#awaited}. */
  boolean awaited;

  /**
   * Of the permitted area: true when the person surely came back from leave, that is, was surely inside when last seen before
   * it ended or has surely been inside since.
   */
  boolean back;

  /** When something was last seen that was not surely on the accusing side. */
  long doubtedAt = Long.MIN_VALUE;

  /** The run's last sure fix; of a stay the last satellite fix that was measured there. */
  @Nullable TagFix last;

  /** Of a belt: the fixes that were measured in it. */
  private @Nullable Lingering lingering;

  /** Of a tag: until when everything is passed on. */
  long attentiveUntil = Long.MIN_VALUE;

  Target(Watch watch, String id, @Nullable SurveyedPlace place, int counted, long dwellMillis) {
    this.watch = watch;
    this.id = id;
    this.place = place;
    this.counted = counted;
    this.dwellMillis = dwellMillis;
    this.awaited = watch == Watch.HOME;
    this.lingering = watch == Watch.EXCLUSION_BUFFER ? new Lingering() : null;
  }

  Containment accusingSide() {
    return watch.insideAccuses() ? Containment.INSIDE : Containment.OUTSIDE;
  }

  Containment otherSide() {
    return watch.insideAccuses() ? Containment.OUTSIDE : Containment.INSIDE;
  }

  /** True of a point on the accusing side, however near its edge. */
  boolean isThere(GeoPoint point) {
    double metres = Objects.requireNonNull(place).signedDistanceMetres(point);
    return Containment.of(metres, 0) == accusingSide();
  }

  /** True when leave, or having just come back from it, excuses what is watched. */
  boolean isExcused(Situation situation) {
    return situation.onLeave() || watch == Watch.PERMITTED_AREA && situation.homeward() && !back;
  }

  /** Takes note of where the person was seen: who has surely come back from leave is on the way no more. */
  void seen(Containment where, Situation situation) {
    boolean there = where == otherSide();
    awaited &= !there;
    back = there || back && !situation.onLeave();
  }

  /** Leave began or ended, or the time to come back from it is over. */
  void leaveChanges(Situation earlier, Situation now) {
    if (now.onLeave() && !earlier.onLeave()) {
      back = false;
    }
    boolean overdue = earlier.homeward() && !now.homeward() && !now.onLeave();
    awaited |= watch == Watch.PERMITTED_AREA && overdue && !back;
    if (isExcused(earlier) != isExcused(now)) {
      breakRun();
      lingersNoMore();
      suspected = false;
    }
  }

  /**
   * True when a satellite fix belongs to the run of those before it, as far as the place says. Their errors do not enter: a larger
   * one neither makes nor ends a stay.
   */
  boolean staysWith(TagFix fix) {
    return watch != Watch.LEAVE_PLACES
        || count == 0
        || last == null
        || last.point().isWithin(STAY_METRES, fix.point());
  }

  /** Takes note of a satellite fix that was measured where the run is and is not sure: the next one is to be near it. */
  void passOver(TagFix fix) {
    if (count > 0) {
      last = fix;
    }
  }

  /** True when one more fix of the run, accusing or not, is to be passed on; counts it as told. */
  boolean isToBeTold(boolean accuses) {
    if (accuses && dwellMillis > 0) {
      boolean stays = count >= counted && lastAt - since >= dwellMillis;
      int due = stays ? 2 : 1;
      boolean tells = told < due;
      told = Math.max(told, due);
      return tells;
    }
    int enough = accuses || counted == Integer.MAX_VALUE ? counted : 1;
    boolean tells = told < enough;
    told += tells ? 1 : 0;
    return tells;
  }

  /** The run is over; the next fix begins another. */
  void breakRun() {
    before = side;
    side = Containment.UNSURE;
    count = 0;
  }

  /** The fixes up to now say nothing of whether the person lingers here. */
  void lingersNoMore() {
    if (lingering != null) {
      lingering.clear();
    }
  }

  /**
   * Takes a fix that says something of this place.
   *
   * @param containment of the fix alone; unsure when it could not be reached
   * @return the fixes of a belt when their mean has to be passed on, which is surely in it; else null
   */
  @Nullable Lingering linger(TagFix fix, boolean plausible, Containment containment, long gap) {
    if (lingering == null || place == null) {
      return null;
    }
    boolean there =
        plausible
            && containment != Containment.OUTSIDE
            && place.signedDistanceMetres(fix.point()) < 0;
    if (!there) {
      lingering.clear();
      return null;
    }
    if (fix.source() != FixSource.GPS) {
      return null;
    }
    lingering.add(fix, gap);
    if (!lingering.isToBeTold(counted, place)) {
      return null;
    }
    told = 0; // The other side, if that was told before these fixes, is news again.
    return lingering;
  }

  void tellAnew() {
    told = 0;
    if (lingering != null) {
      lingering.tellAnew();
    }
  }

  Presence presence(@Nullable Evidence evidence) {
    return new Presence(side, before, count, since, lastAt, evidence, awaited);
  }

  /** A target of the same place, of which all is known that is known of this one. */
  Target copy() {
    Target copy =
        new Target(watch, id, place == null ? null : place.unmeasured(), counted, dwellMillis);
    copy.take(this);
    return copy;
  }

  void take(Target other) {
    side = other.side;
    before = other.before;
    count = other.count;
    since = other.since;
    lastAt = other.lastAt;
    told = other.told;
    suspected = other.suspected;
    awaited = other.awaited;
    back = other.back;
    doubtedAt = other.doubtedAt;
    last = other.last;
    attentiveUntil = other.attentiveUntil;
    lingering = other.lingering == null ? null : other.lingering.copy();
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(side.ordinal());
    out.writeByte(before.ordinal());
    out.writeInt(count);
    out.writeLong(since);
    out.writeLong(lastAt);
    out.writeInt(told);
    out.writeBoolean(suspected);
    out.writeBoolean(awaited);
    out.writeBoolean(back);
    out.writeLong(doubtedAt);
    if (watch == Watch.TAG) {
      out.writeLong(attentiveUntil);
    }
    out.writeBoolean(last != null);
    if (last != null) {
      FactCodec.write(last, out);
    }
    if (lingering != null) {
      lingering.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    side = CONTAINMENTS[in.readByte()];
    before = CONTAINMENTS[in.readByte()];
    count = in.readInt();
    since = in.readLong();
    lastAt = in.readLong();
    told = in.readInt();
    suspected = in.readBoolean();
    awaited = in.readBoolean();
    back = in.readBoolean();
    doubtedAt = in.readLong();
    if (watch == Watch.TAG) {
      attentiveUntil = in.readLong();
    }
    if (in.readBoolean()) {
      last = (TagFix) FactCodec.read(in);
    }
    if (lingering != null) {
      lingering.read(in);
    }
  }
}

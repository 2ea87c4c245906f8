package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.Containment;
import zhijiao.core.place.SurveyedPlace;
import zhijiao.core.rule.Evidence;

/** One place or plan that rules watch, with the run of fixes that the person is in. */
final class Target {

  private static final Containment[] CONTAINMENTS = Containment.values();

  final Watch watch;
  final String id;
  final @Nullable SurveyedPlace place;

  /** How many fixes of one accusing run are passed on. */
  final int counted;

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

  /** When something was last seen that was not surely on the accusing side. */
  long doubtedAt = Long.MIN_VALUE;

  @Nullable TagFix last;

  /** Of a tag: until when everything is passed on. */
  long attentiveUntil = Long.MIN_VALUE;

  Target(Watch watch, String id, @Nullable SurveyedPlace place, int counted) {
    this.watch = watch;
    this.id = id;
    this.place = place;
    this.counted = counted;
    this.awaited = watch == Watch.HOME;
  }

  Containment accusingSide() {
    return watch.insideAccuses() ? Containment.INSIDE : Containment.OUTSIDE;
  }

  Containment otherSide() {
    return watch.insideAccuses() ? Containment.OUTSIDE : Containment.INSIDE;
  }

  /** The run is over; the next fix begins another. */
  void breakRun() {
    before = side;
    side = Containment.UNSURE;
    count = 0;
  }

  void tellAnew() {
    told = 0;
  }

  Presence presence(@Nullable Evidence evidence) {
    return new Presence(side, before, count, since, lastAt, evidence, awaited);
  }

  /** A target of the same place, of which all is known that is known of this one. */
  Target copy() {
    Target copy = new Target(watch, id, place == null ? null : place.unmeasured(), counted);
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
    doubtedAt = other.doubtedAt;
    last = other.last;
    attentiveUntil = other.attentiveUntil;
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
    out.writeLong(doubtedAt);
    if (watch == Watch.TAG) {
      out.writeLong(attentiveUntil);
    }
    out.writeBoolean(last != null);
    if (last != null) {
      FactCodec.write(last, out);
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
    doubtedAt = in.readLong();
    if (watch == Watch.TAG) {
      attentiveUntil = in.readLong();
    }
    if (in.readBoolean()) {
      last = (TagFix) FactCodec.read(in);
    }
  }
}

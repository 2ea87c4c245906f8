package zhijiao.core.fact;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
import zhijiao.core.place.GeoPoint;

/**
 * The binary form of facts one after another, in state: a fix of the tag that has just reported says only what changed.
 * Such a fix takes about twelve bytes where {@link FactCodec} takes 28.
 *
 * <p>One object for one run, written or read from its beginning. A first byte below 32 holds the flags of a fix that
 * follows another; any other is that of {@link FactCodec}. When read, the fixes of one tag share its name.
 */
public final class FactRun {

  private static final int FOLLOWING = 32;

  /** Another base station than that of the fix before; it follows before the times. */
  private static final int STATION_CHANGES = 16;

  private @Nullable TagFix before;

  /** Writes the next fact. */
  public void write(Fact fact, DataOutput out) throws IOException {
    if (!(fact instanceof TagFix fix)) {
      FactCodec.write(fact, out);
      return;
    }
    if (before == null || !before.tag().equals(fix.tag())) {
      FactCodec.write(fix, out);
    } else {
      int flags = FactCodec.flags(fix);
      boolean moved = !Objects.equals(fix.station(), before.station());
      out.writeByte(moved ? flags | STATION_CHANGES : flags);
      Compact.writeSigned(fix.occurredAt() - before.occurredAt(), out);
      Compact.writeSigned((long) fix.point().latE7() - before.point().latE7(), out);
      Compact.writeSigned((long) fix.point().lonE7() - before.point().lonE7(), out);
      FactCodec.writeAccuracy(fix.accuracyMetres(), flags, out);
      if (moved) {
        Compact.writeNullableText(fix.station(), out);
      }
      Compact.writeSigned(fix.receivedAt() - fix.occurredAt(), out);
    }
    before = fix;
  }

  /**
   * Reads the next fact.
   *
   * @throws IOException when the bytes are none of this form
   */
  public Fact read(DataInput in) throws IOException {
    int head = in.readUnsignedByte();
    Fact fact = head < FOLLOWING ? follow(head, in) : FactCodec.read(head, in);
    if (fact instanceof TagFix fix) {
      before = fix;
    }
    return fact;
  }

  private TagFix follow(int flags, DataInput in) throws IOException {
    if (before == null) {
      throw new IOException("a fix follows none");
    }
    TagFix last = Objects.requireNonNull(before);
    long occurredAt = last.occurredAt() + Compact.readSigned(in);
    GeoPoint point =
        new GeoPoint(
            (int) (last.point().latE7() + Compact.readSigned(in)),
            (int) (last.point().lonE7() + Compact.readSigned(in)));
    float accuracy = FactCodec.readAccuracy(flags, in);
    String station = (flags & STATION_CHANGES) != 0 ? Compact.readNullableText(in) : last.station();
    return new TagFix(
        last.tag(),
        point,
        accuracy,
        FactCodec.sourceOf(flags),
        FactCodec.isStored(flags),
        station,
        occurredAt,
        occurredAt + Compact.readSigned(in));
  }
}

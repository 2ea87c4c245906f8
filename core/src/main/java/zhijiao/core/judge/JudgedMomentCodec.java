package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.place.Containment;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.time.TimeSpan;

/**
 * The binary form of judged moments in state and between operators. Its first byte is a version. What a moment says of how a
 * tag is heard is for those who read it at once, and not written.
 */
public final class JudgedMomentCodec {

  /** The format written. */
  public static final int VERSION = 3;

  /** That of a moment of which the evidence says enough; the only one there was at first. */
  private static final int PLAIN = 1;

  /** That of a moment with a fact beside its evidence. */
  private static final int WITH_FACT = 2;

  /** Set in the byte of what was before while the person is awaited; not set in older bytes, which knew no awaiting. */
  private static final int AWAITED = 16;

  private JudgedMomentCodec() {}

  public static void write(JudgedMoment moment, DataOutput out) throws IOException {
    Fact fact = moment.fact();
    Evidence against = moment.against();
    out.writeByte(against != null ? VERSION : fact != null ? WITH_FACT : PLAIN);
    out.writeByte(moment.what().ordinal());
    out.writeLong(moment.at());
    out.writeUTF(moment.target());
    out.writeByte(moment.containment().ordinal());
    Presence presence = moment.presence();
    out.writeByte(presence.side().ordinal());
    out.writeByte(presence.before().ordinal() | (presence.awaited() ? AWAITED : 0));
    out.writeInt(presence.count());
    out.writeLong(presence.since());
    out.writeLong(presence.lastAt());
    out.writeBoolean(presence.last() != null);
    if (presence.last() != null) {
      FindingCodec.write(presence.last(), out);
    }
    out.writeBoolean(moment.targetInForce());
    out.writeBoolean(moment.onLeave());
    out.writeBoolean(moment.checkInsSuspended());
    out.writeByte(moment.curfew().ordinal());
    out.writeBoolean(moment.alone());
    out.writeBoolean(moment.window() != null);
    if (moment.window() != null) {
      out.writeLong(moment.window().from());
      out.writeLong(moment.window().until());
    }
    FindingCodec.write(moment.evidence(), out);
    if (against != null) {
      FindingCodec.write(against, out);
      out.writeBoolean(fact != null);
    }
    if (fact != null) {
      FactCodec.write(fact, out);
    }
  }

  /**
   * @throws IOException when the bytes are of a version that is not known here
   */
  public static JudgedMoment read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version < PLAIN || version > VERSION) {
      throw new IOException("a judged moment of the unknown version " + version);
    }
    JudgedMoment.What what = JudgedMoment.What.values()[in.readByte()];
    long at = in.readLong();
    String target = in.readUTF();
    Containment containment = Containment.values()[in.readByte()];
    Containment side = Containment.values()[in.readByte()];
    int before = in.readByte();
    int count = in.readInt();
    long since = in.readLong();
    long lastAt = in.readLong();
    @Nullable Evidence last = in.readBoolean() ? FindingCodec.readEvidence(in) : null;
    boolean targetInForce = in.readBoolean();
    boolean onLeave = in.readBoolean();
    boolean checkInsSuspended = in.readBoolean();
    CurfewPhase curfew = CurfewPhase.values()[in.readByte()];
    boolean alone = in.readBoolean();
    @Nullable TimeSpan window =
        in.readBoolean() ? new TimeSpan(in.readLong(), in.readLong()) : null;
    Evidence evidence = FindingCodec.readEvidence(in);
    Evidence against = version == VERSION ? FindingCodec.readEvidence(in) : null;
    boolean withFact = version == WITH_FACT || version == VERSION && in.readBoolean();
    return new JudgedMoment(
        what,
        at,
        target,
        containment,
        new Presence(
            side,
            Containment.values()[before & ~AWAITED],
            count,
            since,
            lastAt,
            last,
            (before & AWAITED) != 0),
        targetInForce,
        onLeave,
        checkInsSuspended,
        curfew,
        alone,
        window,
        evidence,
        withFact ? FactCodec.read(in) : null,
        against,
        null);
  }
}

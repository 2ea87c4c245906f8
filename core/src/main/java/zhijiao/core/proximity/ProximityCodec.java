package zhijiao.core.proximity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.FactId;
import zhijiao.core.meeting.MeetingCodec;
import zhijiao.core.place.GeoPoint;

/** The binary form of traces. What goes between operators begins with a version. */
public final class ProximityCodec {

  /** The format written. */
  public static final int VERSION = 1;

  private ProximityCodec() {}

  public static void write(TraceChange change, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Compact.writeText(change.person(), out);
    FactCodec.writeSubject(change.who(), out);
    out.writeLong(change.from());
    out.writeBoolean(change.replaces());
    Compact.writeList(change.traces(), ProximityCodec::write, out);
    out.writeBoolean(change.guarded());
  }

  /**
   * @throws IOException when the bytes are of a version that is not known here
   */
  public static TraceChange readTraceChange(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("a trace of format " + version + "; this build reads " + VERSION);
    }
    return new TraceChange(
        Compact.readText(in),
        FactCodec.readSubject(in),
        in.readLong(),
        in.readBoolean(),
        Compact.readList(ProximityCodec::readTrace, in),
        in.readBoolean());
  }

  static void write(Trace trace, DataOutput out) throws IOException {
    out.writeLong(trace.fix().bits());
    Compact.writeInstant(trace.at(), out);
    out.writeInt(trace.point().latE7());
    out.writeInt(trace.point().lonE7());
    out.writeFloat(trace.accuracyMetres());
    Compact.writeUnsigned(trace.radiusMetres(), out);
    Compact.writeUnsigned(trace.bufferMetres(), out);
    MeetingCodec.write(trace.standing(), out);
  }

  static Trace readTrace(DataInput in) throws IOException {
    return new Trace(
        new FactId(in.readLong()),
        Compact.readInstant(in),
        new GeoPoint(in.readInt(), in.readInt()),
        in.readFloat(),
        (int) Compact.readUnsigned(in),
        (int) Compact.readUnsigned(in),
        MeetingCodec.readStanding(in));
  }
}

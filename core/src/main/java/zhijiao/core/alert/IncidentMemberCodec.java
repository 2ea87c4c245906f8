package zhijiao.core.alert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import zhijiao.core.fact.Subject;

/** The binary form of memberships of incidents. Its first byte is a version. */
public final class IncidentMemberCodec {

  /** The format written. */
  public static final int VERSION = 1;

  private IncidentMemberCodec() {}

  public static void write(IncidentMember member, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeLong(member.alert().bits());
    out.writeUTF(member.subject().pseudonym());
    out.writeBoolean(member.incident() != null);
    if (member.incident() != null) {
      out.writeLong(member.incident().bits());
    }
    out.writeLong(member.since());
    out.writeInt(member.alerts());
    out.writeLong(member.revision());
  }

  /**
   * @throws IOException when the bytes are of a version that is not known here
   */
  public static IncidentMember read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("a membership of version " + version + ", known is " + VERSION);
    }
    return new IncidentMember(
        new AlertId(in.readLong()),
        new Subject(in.readUTF()),
        in.readBoolean() ? new IncidentId(in.readLong()) : null,
        in.readLong(),
        in.readInt(),
        in.readLong());
  }
}

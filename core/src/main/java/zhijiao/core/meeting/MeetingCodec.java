package zhijiao.core.meeting;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.GeoPoint;

/** The binary form of stays and encounters on their way between operators. Its first byte is a version. */
public final class MeetingCodec {

  /** The format written. */
  public static final int VERSION = 1;

  private static final Tier[] TIERS = Tier.values();
  private static final int WITHDRAWN = 1;
  private static final int LATE = 2;

  private MeetingCodec() {}

  public static void write(StayChange change, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeByte(flags(change.withdrawn(), change.late()));
    write(change.stay(), out);
  }

  /**
   * @throws IOException when the bytes are of a version that is not known here
   */
  public static StayChange readStayChange(DataInput in) throws IOException {
    check(in.readUnsignedByte());
    int flags = in.readUnsignedByte();
    return new StayChange(readStay(in), (flags & WITHDRAWN) != 0, (flags & LATE) != 0);
  }

  public static void write(EncounterChange change, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeByte(flags(change.withdrawn(), change.late()));
    write(change.encounter(), out);
  }

  /**
   * @throws IOException when the bytes are of a version that is not known here
   */
  public static EncounterChange readEncounterChange(DataInput in) throws IOException {
    check(in.readUnsignedByte());
    int flags = in.readUnsignedByte();
    return new EncounterChange(readEncounter(in), (flags & WITHDRAWN) != 0, (flags & LATE) != 0);
  }

  private static int flags(boolean withdrawn, boolean late) {
    return (withdrawn ? WITHDRAWN : 0) | (late ? LATE : 0);
  }

  private static void check(int version) throws IOException {
    if (version != VERSION) {
      throw new IOException("a meeting of format " + version + "; this build reads " + VERSION);
    }
  }

  static void write(Encounter encounter, DataOutput out) throws IOException {
    Compact.writeText(encounter.company().subject().pseudonym(), out);
    Compact.writeText(encounter.company().target(), out);
    Compact.writeSigned(encounter.slot(), out);
    Compact.writeList(encounter.stays(), MeetingCodec::write, out);
  }

  static Encounter readEncounter(DataInput in) throws IOException {
    Company company = new Company(new Subject(Compact.readText(in)), Compact.readText(in));
    return new Encounter(
        company, Compact.readSigned(in), Compact.readList(MeetingCodec::readStay, in));
  }

  static void write(Stay stay, DataOutput out) throws IOException {
    Compact.writeText(stay.who().pseudonym(), out);
    out.writeLong(stay.fix().bits());
    Compact.writeInstant(stay.at(), out);
    out.writeInt(stay.point().latE7());
    out.writeInt(stay.point().lonE7());
    out.writeFloat(stay.accuracyMetres());
    write(stay.standing(), out);
  }

  static Stay readStay(DataInput in) throws IOException {
    return new Stay(
        new Subject(Compact.readText(in)),
        new FactId(in.readLong()),
        Compact.readInstant(in),
        new GeoPoint(in.readInt(), in.readInt()),
        in.readFloat(),
        readStanding(in));
  }

  public static void write(Standing standing, DataOutput out) throws IOException {
    Compact.writeNullableText(standing.group(), out);
    Compact.writeText(standing.zone().getId(), out);
    Compact.writeText(standing.county(), out);
    Compact.writeText(standing.office(), out);
    Compact.writeEnum(standing.tier(), out);
    out.writeBoolean(standing.minor());
  }

  public static Standing readStanding(DataInput in) throws IOException {
    return new Standing(
        Compact.readNullableText(in),
        ZoneId.of(Compact.readText(in)),
        Compact.readText(in),
        Compact.readText(in),
        Compact.readEnum(TIERS, in),
        in.readBoolean());
  }
}

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
  public static final int VERSION = 2;

  /** The format read too, in which a stay was one fix, surely away. */
  private static final int OF_ONE_FIX = 1;

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
    int version = version(in);
    int flags = in.readUnsignedByte();
    return new StayChange(readStay(version, in), (flags & WITHDRAWN) != 0, (flags & LATE) != 0);
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
    int version = version(in);
    int flags = in.readUnsignedByte();
    return new EncounterChange(
        readEncounter(version, in), (flags & WITHDRAWN) != 0, (flags & LATE) != 0);
  }

  private static int flags(boolean withdrawn, boolean late) {
    return (withdrawn ? WITHDRAWN : 0) | (late ? LATE : 0);
  }

  private static int version(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION && version != OF_ONE_FIX) {
      throw new IOException(
          "a meeting of format " + version + "; this build reads up to " + VERSION);
    }
    return version;
  }

  static void write(Encounter encounter, DataOutput out) throws IOException {
    Compact.writeText(encounter.company().subject().pseudonym(), out);
    Compact.writeText(encounter.company().target(), out);
    Compact.writeSigned(encounter.slot(), out);
    Compact.writeList(encounter.stays(), MeetingCodec::write, out);
  }

  static Encounter readEncounter(DataInput in) throws IOException {
    return readEncounter(VERSION, in);
  }

  private static Encounter readEncounter(int version, DataInput in) throws IOException {
    Company company = new Company(new Subject(Compact.readText(in)), Compact.readText(in));
    return new Encounter(
        company, Compact.readSigned(in), Compact.readList(from -> readStay(version, from), in));
  }

  static void write(Stay stay, DataOutput out) throws IOException {
    Compact.writeText(stay.who().pseudonym(), out);
    write(stay.spot(), out);
    out.writeBoolean(stay.away());
    write(stay.standing(), out);
  }

  private static Stay readStay(int version, DataInput in) throws IOException {
    Subject who = new Subject(Compact.readText(in));
    if (version == OF_ONE_FIX) {
      return new Stay(who, readFix(in), true, readStanding(in));
    }
    return new Stay(who, readSpot(in), in.readBoolean(), readStanding(in));
  }

  private static Spot readFix(DataInput in) throws IOException {
    FactId fix = new FactId(in.readLong());
    long at = Compact.readInstant(in);
    GeoPoint point = new GeoPoint(in.readInt(), in.readInt());
    return new Spot(fix, at, at, 1, point, in.readFloat(), 0);
  }

  static void write(Spot spot, DataOutput out) throws IOException {
    out.writeLong(spot.first().bits());
    Compact.writeInstant(spot.at(), out);
    Compact.writeUnsigned(spot.until() - spot.at(), out);
    Compact.writeUnsigned(spot.fixes(), out);
    out.writeInt(spot.point().latE7());
    out.writeInt(spot.point().lonE7());
    out.writeFloat(spot.accuracyMetres());
    out.writeFloat(spot.scatter());
  }

  static Spot readSpot(DataInput in) throws IOException {
    FactId first = new FactId(in.readLong());
    long at = Compact.readInstant(in);
    return new Spot(
        first,
        at,
        at + Compact.readUnsigned(in),
        (int) Compact.readUnsigned(in),
        new GeoPoint(in.readInt(), in.readInt()),
        in.readFloat(),
        in.readFloat());
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

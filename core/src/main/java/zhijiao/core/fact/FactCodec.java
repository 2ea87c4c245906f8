package zhijiao.core.fact;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;

/**
 * The compact binary form of facts, in state and between operators; about thirty bytes for a fix. The first byte holds a
 * version (high three bits) and the kind; instants are a long and a variable-length difference.
 */
public final class FactCodec {

  private static final int VERSION = 1;

  private FactCodec() {}

  public static void write(Fact fact, DataOutput out) throws IOException {
    out.writeByte(VERSION << 5 | fact.kind().code());
    out.writeLong(fact.occurredAt());
    writeSigned(fact.receivedAt() - fact.occurredAt(), out);
    if (fact instanceof TagFix fix) {
      out.writeUTF(fix.tag());
      write(fix.point(), out);
      out.writeFloat(fix.accuracyMetres());
      out.writeByte(fix.source().ordinal() | (fix.stored() ? 0x10 : 0));
    } else if (fact instanceof TagStatus status) {
      out.writeUTF(status.tag());
      out.writeByte(status.event().ordinal());
      out.writeByte(status.batteryPercent() == null ? -1 : status.batteryPercent());
    } else if (fact instanceof Sighting sighting) {
      out.writeUTF(sighting.subject().pseudonym());
      out.writeUTF(sighting.camera());
      write(sighting.point(), out);
      out.writeFloat(sighting.accuracyMetres());
      out.writeFloat(sighting.matchScore());
      out.writeBoolean(sighting.humanVerified());
    } else if (fact instanceof CheckIn checkIn) {
      out.writeUTF(checkIn.subject().pseudonym());
      out.writeByte(checkIn.means().ordinal());
      out.writeBoolean(checkIn.accepted());
      out.writeBoolean(checkIn.point() != null);
      if (checkIn.point() != null) {
        write(checkIn.point(), out);
      }
      out.writeFloat(checkIn.accuracyMetres());
    } else if (fact instanceof OrderChange order) {
      out.writeUTF(order.subject().pseudonym());
      out.writeUTF(order.orderId());
      out.writeBoolean(order.terms() != null);
      if (order.terms() != null) {
        write(order.terms(), out);
      }
    } else if (fact instanceof AuthorisationChange change) {
      out.writeUTF(change.subject().pseudonym());
      out.writeUTF(change.authorisationId());
      AuthorisationChange.Grant grant = change.grant();
      out.writeBoolean(grant != null);
      if (grant != null) {
        out.writeByte(grant.ground());
        out.writeUTF(grant.approver());
        out.writeLong(grant.validUntil());
      }
    } else if (fact instanceof LeaveChange change) {
      out.writeUTF(change.subject().pseudonym());
      out.writeUTF(change.leaveId());
      LeaveChange.Grant grant = change.grant();
      out.writeBoolean(grant != null);
      if (grant != null) {
        out.writeLong(grant.until());
        out.writeBoolean(grant.suspendsCheckIns());
      }
    } else if (fact instanceof TagBinding binding) {
      out.writeUTF(binding.tag());
      writeText(binding.subject() == null ? null : binding.subject().pseudonym(), out);
    } else if (fact instanceof OfficerAction action) {
      out.writeLong(action.alert().bits());
      out.writeUTF(action.officer());
      out.writeByte(action.act().ordinal());
      out.writeByte(action.reason() == null ? -1 : action.reason().ordinal());
      out.writeUTF(action.note());
    }
  }

  /**
   * @throws IOException when the bytes are of a version or a kind that is not known here
   */
  public static Fact read(DataInput in) throws IOException {
    int head = in.readUnsignedByte();
    if (head >>> 5 != VERSION) {
      throw new IOException("a fact of version " + (head >>> 5) + ", known is " + VERSION);
    }
    long occurredAt = in.readLong();
    long receivedAt = occurredAt + readSigned(in);
    return switch (FactKind.ofCode(head & 0x1f)) {
      case TAG_FIX -> {
        String tag = in.readUTF();
        GeoPoint point = readPoint(in);
        float accuracyMetres = in.readFloat();
        int flags = in.readByte();
        yield new TagFix(
            tag, point, accuracyMetres, FixSource.values()[flags & 0xf], (flags & 0x10) != 0,
            occurredAt, receivedAt);
      }
      case TAG_STATUS -> {
        String tag = in.readUTF();
        TagStatus.Event event = TagStatus.Event.values()[in.readByte()];
        int battery = in.readByte();
        yield new TagStatus(tag, event, battery < 0 ? null : battery, occurredAt, receivedAt);
      }
      case SIGHTING ->
          new Sighting(
              new Subject(in.readUTF()), in.readUTF(), readPoint(in), in.readFloat(),
              in.readFloat(), in.readBoolean(), occurredAt, receivedAt);
      case CHECK_IN ->
          new CheckIn(
              new Subject(in.readUTF()), CheckIn.Means.values()[in.readByte()], in.readBoolean(),
              in.readBoolean() ? readPoint(in) : null, in.readFloat(), occurredAt, receivedAt);
      case ORDER ->
          new OrderChange(
              new Subject(in.readUTF()), in.readUTF(), in.readBoolean() ? readTerms(in) : null,
              occurredAt, receivedAt);
      case AUTHORISATION ->
          new AuthorisationChange(
              new Subject(in.readUTF()), in.readUTF(),
              in.readBoolean()
                  ? new AuthorisationChange.Grant(in.readByte(), in.readUTF(), in.readLong())
                  : null,
              occurredAt, receivedAt);
      case LEAVE ->
          new LeaveChange(
              new Subject(in.readUTF()), in.readUTF(),
              in.readBoolean() ? new LeaveChange.Grant(in.readLong(), in.readBoolean()) : null,
              occurredAt, receivedAt);
      case TAG_BINDING -> {
        String tag = in.readUTF();
        String subject = readText(in);
        yield new TagBinding(
            tag, subject == null ? null : new Subject(subject), occurredAt, receivedAt);
      }
      case OFFICER_ACTION -> {
        AlertId alert = new AlertId(in.readLong());
        String officer = in.readUTF();
        OfficerAction.Act act = OfficerAction.Act.values()[in.readByte()];
        int reason = in.readByte();
        yield new OfficerAction(
            alert, officer, act, reason < 0 ? null : CloseReason.values()[reason], in.readUTF(),
            occurredAt, receivedAt);
      }
    };
  }

  private static void write(OrderTerms terms, DataOutput out) throws IOException {
    out.writeUTF(terms.zone().getId());
    out.writeInt(terms.homes().size());
    for (Circle home : terms.homes()) {
      write(home.centre(), out);
      out.writeInt(home.radiusMetres());
    }
    out.writeBoolean(terms.curfew() != null);
    if (terms.curfew() != null) {
      write(terms.curfew().schedule(), out);
      out.writeShort(terms.curfew().graceMinutes());
    }
    out.writeBoolean(terms.checkIns() != null);
    if (terms.checkIns() != null) {
      write(terms.checkIns().schedule(), out);
      out.writeShort(terms.checkIns().graceMinutes());
    }
    writeText(terms.permittedArea(), out);
    out.writeInt(terms.exclusionZones().size());
    for (String zone : terms.exclusionZones()) {
      out.writeUTF(zone);
    }
    out.writeUTF(terms.county());
    out.writeUTF(terms.office());
    out.writeByte(terms.tier().ordinal());
    out.writeBoolean(terms.minor());
  }

  private static OrderTerms readTerms(DataInput in) throws IOException {
    ZoneId zone = ZoneId.of(in.readUTF());
    List<Circle> homes = new ArrayList<>();
    int homeCount = in.readInt();
    for (int i = 0; i < homeCount; i++) {
      homes.add(new Circle(readPoint(in), in.readInt()));
    }
    Curfew curfew = in.readBoolean() ? new Curfew(readSchedule(in), in.readShort()) : null;
    CheckInPlan plan = in.readBoolean() ? new CheckInPlan(readSchedule(in), in.readShort()) : null;
    String permittedArea = readText(in);
    List<String> exclusionZones = new ArrayList<>();
    int zoneCount = in.readInt();
    for (int i = 0; i < zoneCount; i++) {
      exclusionZones.add(in.readUTF());
    }
    return new OrderTerms(
        zone, homes, curfew, plan, permittedArea, exclusionZones, in.readUTF(), in.readUTF(),
        Tier.values()[in.readByte()], in.readBoolean());
  }

  private static void write(WeeklySchedule schedule, DataOutput out) throws IOException {
    for (List<LocalWindow> windows : List.of(schedule.workdays(), schedule.restDays())) {
      out.writeInt(windows.size());
      for (LocalWindow window : windows) {
        out.writeInt(window.from().toSecondOfDay());
        out.writeInt(window.until().toSecondOfDay());
      }
    }
  }

  private static WeeklySchedule readSchedule(DataInput in) throws IOException {
    List<LocalWindow> workdays = readWindows(in);
    return new WeeklySchedule(workdays, readWindows(in));
  }

  private static List<LocalWindow> readWindows(DataInput in) throws IOException {
    List<LocalWindow> windows = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      windows.add(
          new LocalWindow(
              LocalTime.ofSecondOfDay(in.readInt()), LocalTime.ofSecondOfDay(in.readInt())));
    }
    return windows;
  }

  private static void write(GeoPoint point, DataOutput out) throws IOException {
    out.writeInt(point.latE7());
    out.writeInt(point.lonE7());
  }

  private static GeoPoint readPoint(DataInput in) throws IOException {
    return new GeoPoint(in.readInt(), in.readInt());
  }

  private static void writeText(@Nullable String text, DataOutput out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  private static @Nullable String readText(DataInput in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }

  /** A zig-zag variable-length number: small differences of either sign take one or two bytes. */
  private static void writeSigned(long value, DataOutput out) throws IOException {
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7fL) != 0) {
      out.writeByte((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  private static long readSigned(DataInput in) throws IOException {
    long rest = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = in.readUnsignedByte();
      rest |= (long) (next & 0x7f) << shift;
      if ((next & 0x80) == 0) {
        return rest >>> 1 ^ -(rest & 1);
      }
    }
    throw new IOException("a number of more than 64 bits");
  }
}

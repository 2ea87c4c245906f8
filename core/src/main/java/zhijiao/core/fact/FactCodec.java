package zhijiao.core.fact;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.binary.Compact;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;

/**
 * The compact binary form of facts, for state and network.
 *
 * <p>The first byte holds the version of the format in its upper three bits and the kind's code in its lower five. A fix
 * of a tag with a name of eight characters takes 27–29 bytes.
 */
public final class FactCodec {

  /** The highest format written; all from 1 on are read. */
  public static final int VERSION = 5;

  /** The format of whatever says nothing that format 1 has no place for. */
  private static final int PLAIN = 1;

  /** The format of whatever says nothing that format 2 has no place for. */
  private static final int WITHOUT_DUTY = 2;

  /** The format of an order that says how much study and service is owed, and not what kind of sentence is served. */
  private static final int WITHOUT_SENTENCE = 3;

  /** The format of an order that says what kind of sentence is served. */
  private static final int WITHOUT_DOUBT = 4;

  private static final TagStatus.Event[] EVENTS = TagStatus.Event.values();
  private static final CheckIn.Means[] MEANS = CheckIn.Means.values();
  private static final OfficerAction.Act[] ACTS = OfficerAction.Act.values();
  private static final CloseReason[] REASONS = CloseReason.values();
  private static final FixSource[] SOURCES = FixSource.values();
  private static final Tier[] TIERS = Tier.values();
  private static final SentenceType[] SENTENCES = SentenceType.values();

  /** Bits of a fix's flags; the two lowest hold the source. */
  private static final int STORED = 4;

  private static final int ACCURACY_IN_CENTIMETRES = 8;

  /** The base station is told: follows at the end of a fix, before the times. */
  private static final int STATION = 16;

  private FactCodec() {}

  public static void write(Fact fact, DataOutput out) throws IOException {
    int version = versionOf(fact);
    out.writeByte(version << 5 | fact.kind().code());
    if (fact instanceof TagFix fix) {
      writeFix(fix, out);
      return;
    }
    if (fact instanceof TagStatus status) {
      Compact.writeText(status.tag(), out);
      Compact.writeEnum(status.event(), out);
      Integer battery = status.batteryPercent();
      Compact.writeSigned(battery == null ? -1 : battery, out);
    } else if (fact instanceof Sighting sighting) {
      writeSubject(sighting.subject(), out);
      Compact.writeText(sighting.camera(), out);
      writePoint(sighting.point(), out);
      out.writeFloat(sighting.accuracyMetres());
      out.writeFloat(sighting.matchScore());
      out.writeBoolean(sighting.humanVerified());
    } else if (fact instanceof CheckIn checkIn) {
      writeSubject(checkIn.subject(), out);
      Compact.writeEnum(checkIn.means(), out);
      out.writeBoolean(checkIn.accepted());
      writeNullablePoint(checkIn.point(), out);
      out.writeFloat(checkIn.accuracyMetres());
      if (version > PLAIN) {
        writeProof(checkIn.proof(), out);
      }
    } else if (fact instanceof OrderChange order) {
      writeSubject(order.subject(), out);
      Compact.writeText(order.orderId(), out);
      OrderTerms terms = order.terms();
      out.writeBoolean(terms != null);
      if (terms != null) {
        writeTerms(terms, out);
        if (version > PLAIN) {
          writeParticulars(terms.particulars(), out);
        }
        ActivityDuty duty = terms.particulars().activityDuty();
        SentenceType sentence = terms.particulars().sentence();
        if (sentence != null) {
          Compact.writeEnum(sentence, out);
          out.writeBoolean(duty != null);
        }
        if (duty != null) {
          Compact.writeUnsigned(duty.studyMinutes(), out);
          Compact.writeUnsigned(duty.serviceMinutes(), out);
        }
      }
    } else if (fact instanceof AuthorisationChange authorisation) {
      writeSubject(authorisation.subject(), out);
      Compact.writeText(authorisation.authorisationId(), out);
      writeGrant(authorisation.grant(), out);
    } else if (fact instanceof LeaveChange leave) {
      writeSubject(leave.subject(), out);
      Compact.writeText(leave.leaveId(), out);
      LeaveChange.Grant grant = leave.grant();
      out.writeBoolean(grant != null);
      if (grant != null) {
        Compact.writeInstant(grant.until(), out);
        out.writeBoolean(grant.suspendsCheckIns());
        if (version > PLAIN) {
          Compact.writeList(grant.destinations(), Compact::writeText, out);
        }
      }
    } else if (fact instanceof SuspensionChange suspension) {
      writeSuspension(suspension, out);
    } else if (fact instanceof TagBinding binding) {
      Compact.writeText(binding.tag(), out);
      Subject subject = binding.subject();
      Compact.writeNullableText(subject == null ? null : subject.pseudonym(), out);
    } else if (fact instanceof ProtectedPosition position) {
      Compact.writeText(position.person(), out);
      writePoint(position.point(), out);
      out.writeFloat(position.accuracyMetres());
    } else if (fact instanceof OfficerAction action) {
      out.writeLong(action.alert().bits());
      Compact.writeText(action.officer(), out);
      Compact.writeEnum(action.act(), out);
      CloseReason reason = action.reason();
      out.writeByte(reason == null ? -1 : reason.ordinal());
      Compact.writeText(action.note(), out);
    } else if (fact instanceof RollCall rollCall) {
      writeSubject(rollCall.subject(), out);
      Compact.writeText(rollCall.rollCallId(), out);
      writeCall(rollCall.call(), out);
    } else if (fact instanceof CaseFact caseFact) {
      CaseFactCodec.write(caseFact, out);
    } else if (fact instanceof GovernanceFact change) {
      GovernanceCodec.write(change, out);
    } else {
      throw new IllegalStateException("no format for " + fact.getClass().getName());
    }
    writeTimes(fact.occurredAt(), fact.receivedAt(), out);
    Doubt doubt = Doubt.of(fact);
    if (doubt != null) {
      Compact.writeInstant(doubt.toldAt(), out);
      out.writeBoolean(doubt.again());
    }
  }

  /** What follows in the last format, and in no other. */
  private static @Nullable Doubt readDoubt(int version, DataInput in) throws IOException {
    return version > WITHOUT_DOUBT ? new Doubt(Compact.readInstant(in), in.readBoolean()) : null;
  }

  private static void writeSuspension(SuspensionChange suspension, DataOutput out)
      throws IOException {
    writeSubject(suspension.subject(), out);
    Compact.writeText(suspension.suspensionId(), out);
    SuspensionChange.Grant grant = suspension.grant();
    out.writeBoolean(grant != null);
    if (grant != null) {
      Compact.writeText(grant.rule(), out);
      Compact.writeInstant(grant.until(), out);
      Compact.writeText(grant.officer(), out);
      Compact.writeText(grant.reason(), out);
    }
  }

  private static SuspensionChange readSuspension(DataInput in) throws IOException {
    Subject subject = readSubject(in);
    String id = Compact.readText(in);
    SuspensionChange.Grant grant =
        in.readBoolean()
            ? new SuspensionChange.Grant(
                Compact.readText(in),
                Compact.readInstant(in),
                Compact.readText(in),
                Compact.readText(in))
            : null;
    long occurredAt = Compact.readInstant(in);
    return new SuspensionChange(subject, id, grant, occurredAt, readReceived(occurredAt, in));
  }

  /** The lowest format that has a place for all that a fact says, so that what is said today is said as it always was. */
  private static int versionOf(Fact fact) {
    if (Doubt.of(fact) != null) {
      return VERSION;
    }
    boolean plain =
        switch (fact.kind()) {
          case TAG_FIX -> ((TagFix) fact).station() == null;
          case CHECK_IN -> ((CheckIn) fact).proof().equals(CheckIn.Proof.NONE);
          case ORDER -> {
            OrderTerms terms = ((OrderChange) fact).terms();
            yield terms == null || terms.particulars().equals(Particulars.NONE);
          }
          case LEAVE -> {
            LeaveChange.Grant grant = ((LeaveChange) fact).grant();
            yield grant == null || grant.destinations().isEmpty();
          }
          case AUTHORISATION -> {
            AuthorisationChange.Grant grant = ((AuthorisationChange) fact).grant();
            yield grant == null || grant.renewal() == null;
          }
          default -> true;
        };
    OrderTerms ordered = fact instanceof OrderChange order ? order.terms() : null;
    if (ordered != null && ordered.particulars().sentence() != null) {
      return WITHOUT_DOUBT;
    }
    if (ordered != null && ordered.particulars().activityDuty() != null) {
      return WITHOUT_SENTENCE;
    }
    return plain ? PLAIN : WITHOUT_DUTY;
  }

  /**
   * @throws IOException when the bytes are of a version or kind that this build does not know
   */
  public static Fact read(DataInput in) throws IOException {
    return read(in.readUnsignedByte(), in);
  }

  /** Reads a fact whose first byte has been read. */
  static Fact read(int head, DataInput in) throws IOException {
    int version = head >>> 5;
    if (version < PLAIN || version > VERSION) {
      throw new IOException("a fact of format " + version + "; this build reads 1 to " + VERSION);
    }
    FactKind kind = FactKind.ofCode(head & 0x1f);
    return switch (kind) {
      case TAG_FIX -> readFix(in);
      case TAG_STATUS -> {
        String tag = Compact.readText(in);
        TagStatus.Event event = Compact.readEnum(EVENTS, in);
        int battery = (int) Compact.readSigned(in);
        long occurredAt = Compact.readInstant(in);
        yield new TagStatus(
            tag, event, battery < 0 ? null : battery, occurredAt, readReceived(occurredAt, in));
      }
      case SIGHTING -> {
        Subject subject = readSubject(in);
        String camera = Compact.readText(in);
        GeoPoint point = readPoint(in);
        float accuracy = in.readFloat();
        float score = in.readFloat();
        boolean verified = in.readBoolean();
        long occurredAt = Compact.readInstant(in);
        long receivedAt = readReceived(occurredAt, in);
        yield new Sighting(
            subject,
            camera,
            point,
            accuracy,
            score,
            verified,
            occurredAt,
            receivedAt,
            readDoubt(version, in));
      }
      case CHECK_IN -> {
        Subject subject = readSubject(in);
        CheckIn.Means means = Compact.readEnum(MEANS, in);
        boolean accepted = in.readBoolean();
        GeoPoint point = readNullablePoint(in);
        float accuracy = in.readFloat();
        CheckIn.Proof proof = version > PLAIN ? readProof(in) : CheckIn.Proof.NONE;
        long occurredAt = Compact.readInstant(in);
        yield new CheckIn(
            subject,
            means,
            accepted,
            point,
            accuracy,
            proof,
            occurredAt,
            readReceived(occurredAt, in),
            readDoubt(version, in));
      }
      case ORDER -> {
        Subject subject = readSubject(in);
        String orderId = Compact.readText(in);
        OrderTerms terms = in.readBoolean() ? readTerms(version, in) : null;
        long occurredAt = Compact.readInstant(in);
        yield new OrderChange(subject, orderId, terms, occurredAt, readReceived(occurredAt, in));
      }
      case AUTHORISATION -> {
        Subject subject = readSubject(in);
        String id = Compact.readText(in);
        AuthorisationChange.Grant grant = readGrant(in);
        long occurredAt = Compact.readInstant(in);
        yield new AuthorisationChange(subject, id, grant, occurredAt, readReceived(occurredAt, in));
      }
      case LEAVE -> {
        Subject subject = readSubject(in);
        String id = Compact.readText(in);
        LeaveChange.Grant grant =
            in.readBoolean()
                ? new LeaveChange.Grant(
                    Compact.readInstant(in),
                    in.readBoolean(),
                    version > PLAIN ? Compact.readList(Compact::readText, in) : List.of())
                : null;
        long occurredAt = Compact.readInstant(in);
        yield new LeaveChange(subject, id, grant, occurredAt, readReceived(occurredAt, in));
      }
      case SUSPENSION -> readSuspension(in);
      case TAG_BINDING -> {
        String tag = Compact.readText(in);
        String pseudonym = Compact.readNullableText(in);
        long occurredAt = Compact.readInstant(in);
        yield new TagBinding(
            tag,
            pseudonym == null ? null : new Subject(pseudonym),
            occurredAt,
            readReceived(occurredAt, in));
      }
      case ROLL_CALL -> {
        Subject subject = readSubject(in);
        String id = Compact.readText(in);
        RollCall.Call call = readCall(in);
        long occurredAt = Compact.readInstant(in);
        yield new RollCall(subject, id, call, occurredAt, readReceived(occurredAt, in));
      }
      case MEASURE, NOTICE, WELFARE_SIGNAL, OBJECTION, ACTIVITY, CHANGE_REPORT ->
          CaseFactCodec.read(kind, in);
      case PROTECTED_POSITION -> {
        String person = Compact.readText(in);
        GeoPoint point = readPoint(in);
        float accuracy = in.readFloat();
        long occurredAt = Compact.readInstant(in);
        yield new ProtectedPosition(
            person, point, accuracy, occurredAt, readReceived(occurredAt, in));
      }
      case CAMPAIGN -> GovernanceCodec.readCampaign(in);
      case SETTINGS_CHANGE -> GovernanceCodec.readSettingsChange(in);
      case OFFICER_ACTION -> {
        AlertId alert = new AlertId(in.readLong());
        String officer = Compact.readText(in);
        OfficerAction.Act act = Compact.readEnum(ACTS, in);
        byte reason = in.readByte();
        String note = Compact.readText(in);
        long occurredAt = Compact.readInstant(in);
        yield new OfficerAction(
            alert,
            officer,
            act,
            reason < 0 ? null : REASONS[reason],
            note,
            occurredAt,
            readReceived(occurredAt, in));
      }
    };
  }

  private static void writeCall(RollCall.@Nullable Call call, DataOutput out) throws IOException {
    out.writeBoolean(call != null);
    if (call != null) {
      Compact.writeNullableText(call.camera(), out);
      out.writeBoolean(call.place() != null);
      if (call.place() != null) {
        writeCircle(call.place(), out);
      }
      Compact.writeInstant(call.dueAt(), out);
    }
  }

  private static RollCall.@Nullable Call readCall(DataInput in) throws IOException {
    return in.readBoolean()
        ? new RollCall.Call(
            Compact.readNullableText(in),
            in.readBoolean() ? readCircle(in) : null,
            Compact.readInstant(in))
        : null;
  }

  /** One byte says whether there is a grant, and whether it renews another. */
  private static void writeGrant(AuthorisationChange.@Nullable Grant grant, DataOutput out)
      throws IOException {
    if (grant == null) {
      out.writeByte(0);
      return;
    }
    AuthorisationChange.Renewal renewal = grant.renewal();
    out.writeByte(renewal == null ? 1 : 2);
    Compact.writeSigned(grant.ground(), out);
    Compact.writeText(grant.approver(), out);
    Compact.writeInstant(grant.validUntil(), out);
    if (renewal != null) {
      Compact.writeText(renewal.assessment(), out);
      Compact.writeInstant(renewal.decidedAt(), out);
    }
  }

  private static AuthorisationChange.@Nullable Grant readGrant(DataInput in) throws IOException {
    int form = in.readUnsignedByte();
    return form == 0
        ? null
        : new AuthorisationChange.Grant(
            (int) Compact.readSigned(in),
            Compact.readText(in),
            Compact.readInstant(in),
            form == 1
                ? null
                : new AuthorisationChange.Renewal(Compact.readText(in), Compact.readInstant(in)));
  }

  private static void writeFix(TagFix fix, DataOutput out) throws IOException {
    int flags = flags(fix) | (fix.station() == null ? 0 : STATION);
    out.writeByte(flags);
    Compact.writeText(fix.tag(), out);
    writePoint(fix.point(), out);
    writeAccuracy(fix.accuracyMetres(), flags, out);
    if (fix.station() != null) {
      Compact.writeText(fix.station(), out);
    }
    writeTimes(fix.occurredAt(), fix.receivedAt(), out);
  }

  /** What a fix is, in four bits: source, stored, and how its accuracy is written. */
  static int flags(TagFix fix) {
    float accuracy = fix.accuracyMetres();
    int centimetres = Math.round(accuracy * 100);
    boolean exact =
        centimetres >= 0
            && Float.floatToRawIntBits(ofCentimetres(centimetres))
                == Float.floatToRawIntBits(accuracy);
    return fix.source().ordinal()
        | (fix.stored() ? STORED : 0)
        | (exact ? ACCURACY_IN_CENTIMETRES : 0);
  }

  static FixSource sourceOf(int flags) {
    return SOURCES[flags & 3];
  }

  static boolean isStored(int flags) {
    return (flags & STORED) != 0;
  }

  static void writeAccuracy(float metres, int flags, DataOutput out) throws IOException {
    if ((flags & ACCURACY_IN_CENTIMETRES) != 0) {
      Compact.writeUnsigned(Math.round(metres * 100), out);
    } else {
      out.writeFloat(metres);
    }
  }

  static float readAccuracy(int flags, DataInput in) throws IOException {
    return (flags & ACCURACY_IN_CENTIMETRES) != 0
        ? ofCentimetres((int) Compact.readUnsigned(in))
        : in.readFloat();
  }

  private static TagFix readFix(DataInput in) throws IOException {
    int flags = in.readUnsignedByte();
    String tag = Compact.readText(in);
    GeoPoint point = readPoint(in);
    float accuracy = readAccuracy(flags, in);
    String station = (flags & STATION) != 0 ? Compact.readText(in) : null;
    long occurredAt = Compact.readInstant(in);
    return new TagFix(
        tag,
        point,
        accuracy,
        sourceOf(flags),
        isStored(flags),
        station,
        occurredAt,
        readReceived(occurredAt, in));
  }

  private static float ofCentimetres(int centimetres) {
    return (float) (centimetres / 100.0);
  }

  private static void writeTimes(long occurredAt, long receivedAt, DataOutput out)
      throws IOException {
    Compact.writeInstant(occurredAt, out);
    Compact.writeSigned(receivedAt - occurredAt, out);
  }

  static long readReceived(long occurredAt, DataInput in) throws IOException {
    return occurredAt + Compact.readSigned(in);
  }

  public static void writeSubject(Subject subject, DataOutput out) throws IOException {
    Compact.writeText(subject.pseudonym(), out);
  }

  public static Subject readSubject(DataInput in) throws IOException {
    return new Subject(Compact.readText(in));
  }

  private static void writePoint(GeoPoint point, DataOutput out) throws IOException {
    out.writeInt(point.latE7());
    out.writeInt(point.lonE7());
  }

  private static GeoPoint readPoint(DataInput in) throws IOException {
    return new GeoPoint(in.readInt(), in.readInt());
  }

  public static void writeNullableFix(@Nullable TagFix fix, DataOutput out) throws IOException {
    out.writeBoolean(fix != null);
    if (fix != null) {
      write(fix, out);
    }
  }

  public static @Nullable TagFix readNullableFix(DataInput in) throws IOException {
    return in.readBoolean() ? (TagFix) read(in) : null;
  }

  public static void writeNullablePoint(@Nullable GeoPoint point, DataOutput out)
      throws IOException {
    out.writeBoolean(point != null);
    if (point != null) {
      writePoint(point, out);
    }
  }

  public static @Nullable GeoPoint readNullablePoint(DataInput in) throws IOException {
    return in.readBoolean() ? readPoint(in) : null;
  }

  private static void writeTerms(OrderTerms terms, DataOutput out) throws IOException {
    Compact.writeText(terms.zone().getId(), out);
    Compact.writeList(terms.homes(), FactCodec::writeCircle, out);
    Curfew curfew = terms.curfew();
    out.writeBoolean(curfew != null);
    if (curfew != null) {
      writeSchedule(curfew.schedule(), out);
      Compact.writeSigned(curfew.graceMinutes(), out);
    }
    CheckInPlan plan = terms.checkIns();
    out.writeBoolean(plan != null);
    if (plan != null) {
      writeSchedule(plan.schedule(), out);
      Compact.writeSigned(plan.graceMinutes(), out);
    }
    Compact.writeNullableText(terms.permittedArea(), out);
    Compact.writeList(terms.exclusionZones(), Compact::writeText, out);
    Compact.writeText(terms.county(), out);
    Compact.writeText(terms.office(), out);
    Compact.writeEnum(terms.tier(), out);
    out.writeBoolean(terms.minor());
  }

  private static void writeProof(CheckIn.Proof proof, DataOutput out) throws IOException {
    Compact.writeNullableText(proof.terminal(), out);
    writeNullableScore(proof.faceScore(), out);
    writeNullableScore(proof.liveness(), out);
    out.writeBoolean(proof.mockLocation());
  }

  private static CheckIn.Proof readProof(DataInput in) throws IOException {
    return new CheckIn.Proof(
        Compact.readNullableText(in),
        readNullableScore(in),
        readNullableScore(in),
        in.readBoolean());
  }

  private static void writeNullableScore(@Nullable Float score, DataOutput out) throws IOException {
    out.writeBoolean(score != null);
    if (score != null) {
      out.writeFloat(score);
    }
  }

  private static @Nullable Float readNullableScore(DataInput in) throws IOException {
    return in.readBoolean() ? (Float) in.readFloat() : null;
  }

  private static void writeParticulars(Particulars it, DataOutput out) throws IOException {
    Compact.writeList(it.keyPlaces(), Compact::writeText, out);
    Compact.writeList(it.dutySites(), Compact::writeText, out);
    Compact.writeNullableText(it.caseGroup(), out);
    Compact.writeList(
        it.protections(),
        (protection, to) -> {
          Compact.writeText(protection.person(), to);
          Compact.writeUnsigned(protection.radiusMetres(), to);
          Compact.writeUnsigned(protection.bufferMetres(), to);
        },
        out);
    Compact.writeUnsigned(it.tagReportMinutes(), out);
    Compact.writeList(
        it.bases(),
        (basis, to) -> {
          Compact.writeText(basis.restriction(), to);
          Compact.writeText(basis.text(), to);
          Long until = basis.until();
          to.writeBoolean(until != null);
          if (until != null) {
            Compact.writeInstant(until, to);
          }
        },
        out);
  }

  private static Particulars readParticulars(int version, DataInput in) throws IOException {
    List<String> keyPlaces = Compact.readList(Compact::readText, in);
    List<String> dutySites = Compact.readList(Compact::readText, in);
    String caseGroup = Compact.readNullableText(in);
    List<Particulars.Protection> protections =
        Compact.readList(
            from ->
                new Particulars.Protection(
                    Compact.readText(from),
                    (int) Compact.readUnsigned(from),
                    (int) Compact.readUnsigned(from)),
            in);
    int tagReportMinutes = (int) Compact.readUnsigned(in);
    List<Particulars.Basis> bases =
        Compact.readList(
            from ->
                new Particulars.Basis(
                    Compact.readText(from),
                    Compact.readText(from),
                    from.readBoolean() ? (Long) Compact.readInstant(from) : null),
            in);
    SentenceType sentence = version > WITHOUT_SENTENCE ? Compact.readEnum(SENTENCES, in) : null;
    boolean owes = sentence == null ? version == WITHOUT_SENTENCE : in.readBoolean();
    return new Particulars(
        keyPlaces,
        dutySites,
        caseGroup,
        protections,
        tagReportMinutes,
        bases,
        owes
            ? new ActivityDuty((int) Compact.readUnsigned(in), (int) Compact.readUnsigned(in))
            : null,
        sentence);
  }

  private static OrderTerms readTerms(int version, DataInput in) throws IOException {
    ZoneId zone = ZoneId.of(Compact.readText(in));
    List<Circle> homes = Compact.readList(FactCodec::readCircle, in);
    Curfew curfew =
        in.readBoolean() ? new Curfew(readSchedule(in), (int) Compact.readSigned(in)) : null;
    CheckInPlan plan =
        in.readBoolean() ? new CheckInPlan(readSchedule(in), (int) Compact.readSigned(in)) : null;
    return new OrderTerms(
        zone,
        homes,
        curfew,
        plan,
        Compact.readNullableText(in),
        Compact.readList(Compact::readText, in),
        Compact.readText(in),
        Compact.readText(in),
        Compact.readEnum(TIERS, in),
        in.readBoolean(),
        version > PLAIN ? readParticulars(version, in) : Particulars.NONE);
  }

  private static void writeCircle(Circle circle, DataOutput out) throws IOException {
    writePoint(circle.centre(), out);
    Compact.writeUnsigned(circle.radiusMetres(), out);
  }

  private static Circle readCircle(DataInput in) throws IOException {
    return new Circle(readPoint(in), (int) Compact.readUnsigned(in));
  }

  private static void writeSchedule(WeeklySchedule schedule, DataOutput out) throws IOException {
    Compact.writeList(schedule.workdays(), FactCodec::writeWindow, out);
    Compact.writeList(schedule.restDays(), FactCodec::writeWindow, out);
  }

  private static WeeklySchedule readSchedule(DataInput in) throws IOException {
    return new WeeklySchedule(
        Compact.readList(FactCodec::readWindow, in), Compact.readList(FactCodec::readWindow, in));
  }

  private static void writeWindow(LocalWindow window, DataOutput out) throws IOException {
    Compact.writeUnsigned(window.from().toSecondOfDay(), out);
    Compact.writeUnsigned(window.until().toSecondOfDay(), out);
  }

  private static LocalWindow readWindow(DataInput in) throws IOException {
    return new LocalWindow(
        LocalTime.ofSecondOfDay(Compact.readUnsigned(in)),
        LocalTime.ofSecondOfDay(Compact.readUnsigned(in)));
  }
}

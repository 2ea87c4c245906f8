package zhijiao.jobs.wire;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CaseFact;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Doubt;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.fact.RollCall;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.jobs.io.FactCheck;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Rejected;
import zhijiao.schemas.RecordType;

/** Facts as Avro records and back. What no constructor of the domain accepts is refused with its reason. */
final class FactMapping {

  private FactMapping() {}

  static GenericRecord toRecord(Fact fact) {
    Fields out;
    if (fact instanceof TagFix fix) {
      out =
          new Fields(RecordType.TAG_FIX.schema())
              .put("tag", fix.tag())
              .put("latitude", fix.point().latitude())
              .put("longitude", fix.point().longitude())
              .put("accuracyMetres", fix.accuracyMetres())
              .put("source", fix.source())
              .put("stored", fix.stored())
              .put("station", fix.station());
    } else if (fact instanceof TagStatus status) {
      out =
          new Fields(RecordType.TAG_STATUS.schema())
              .put("tag", status.tag())
              .put("event", status.event())
              .put("batteryPercent", status.batteryPercent());
    } else if (fact instanceof Sighting sighting) {
      out =
          new Fields(RecordType.SIGHTING.schema())
              .put("subject", sighting.subject().pseudonym())
              .put("camera", sighting.camera())
              .put("latitude", sighting.point().latitude())
              .put("longitude", sighting.point().longitude())
              .put("accuracyMetres", sighting.accuracyMetres())
              .put("matchScore", sighting.matchScore())
              .put("humanVerified", sighting.humanVerified());
    } else if (fact instanceof CheckIn checkIn) {
      GeoPoint point = checkIn.point();
      out =
          new Fields(RecordType.CHECK_IN.schema())
              .put("subject", checkIn.subject().pseudonym())
              .put("means", checkIn.means())
              .put("accepted", checkIn.accepted())
              .put("latitude", point == null ? null : (Double) point.latitude())
              .put("longitude", point == null ? null : (Double) point.longitude())
              .put("accuracyMetres", point == null ? null : (Float) checkIn.accuracyMetres())
              .put("terminal", checkIn.proof().terminal())
              .put("faceScore", checkIn.proof().faceScore())
              .put("liveness", checkIn.proof().liveness())
              .put("mockLocation", checkIn.proof().mockLocation());
    } else if (fact instanceof OrderChange order) {
      out =
          new Fields(RecordType.ORDER_CHANGE.schema())
              .put("subject", order.subject().pseudonym())
              .put("orderId", order.orderId());
      OrderTerms terms = order.terms();
      if (terms != null) {
        out.put("terms", toRecord(terms, out.schemaOf("terms")));
      }
    } else if (fact instanceof AuthorisationChange authorisation) {
      out =
          new Fields(RecordType.AUTHORISATION_CHANGE.schema())
              .put("subject", authorisation.subject().pseudonym())
              .put("authorisationId", authorisation.authorisationId());
      AuthorisationChange.Grant grant = authorisation.grant();
      if (grant != null) {
        Fields given =
            new Fields(out.schemaOf("grant"))
                .put("ground", grant.ground())
                .put("approver", grant.approver())
                .put("validUntil", grant.validUntil());
        AuthorisationChange.Renewal renewal = grant.renewal();
        if (renewal != null) {
          given.put(
              "renewal",
              new Fields(given.schemaOf("renewal"))
                  .put("assessment", renewal.assessment())
                  .put("decidedAt", renewal.decidedAt())
                  .record());
        }
        out.put("grant", given.record());
      }
    } else if (fact instanceof LeaveChange leave) {
      out =
          new Fields(RecordType.LEAVE_CHANGE.schema())
              .put("subject", leave.subject().pseudonym())
              .put("leaveId", leave.leaveId());
      LeaveChange.Grant grant = leave.grant();
      if (grant != null) {
        out.put(
            "grant",
            new Fields(out.schemaOf("grant"))
                .put("until", grant.until())
                .put("suspendsCheckIns", grant.suspendsCheckIns())
                .put("destinations", grant.destinations())
                .record());
      }
    } else if (fact instanceof SuspensionChange suspension) {
      out = SuspensionMapping.toFields(suspension);
    } else if (fact instanceof TagBinding binding) {
      Subject subject = binding.subject();
      out =
          new Fields(RecordType.TAG_BINDING.schema())
              .put("tag", binding.tag())
              .put("subject", subject == null ? null : subject.pseudonym());
    } else if (fact instanceof ProtectedPosition position) {
      out =
          new Fields(RecordType.PROTECTED_POSITION.schema())
              .put("person", position.person())
              .put("latitude", position.point().latitude())
              .put("longitude", position.point().longitude())
              .put("accuracyMetres", position.accuracyMetres());
    } else if (fact instanceof OfficerAction action) {
      out =
          new Fields(RecordType.OFFICER_ACTION.schema())
              .put("alert", action.alert().toString())
              .put("officer", action.officer())
              .put("act", action.act())
              .put("reason", action.reason())
              .put("note", action.note());
    } else if (fact instanceof RollCall rollCall) {
      out =
          new Fields(RecordType.ROLL_CALL.schema())
              .put("subject", rollCall.subject().pseudonym())
              .put("rollCallId", rollCall.rollCallId());
      RollCall.Call call = rollCall.call();
      if (call != null) {
        Circle place = call.place();
        out.put(
            "call",
            new Fields(out.schemaOf("call"))
                .put("camera", call.camera())
                .put("latitude", place == null ? null : (Double) place.centre().latitude())
                .put("longitude", place == null ? null : (Double) place.centre().longitude())
                .put("radiusMetres", place == null ? null : (Integer) place.radiusMetres())
                .put("dueAt", call.dueAt())
                .record());
      }
    } else if (fact instanceof CaseFact caseFact) {
      out = CaseFactMapping.toRecord(caseFact);
    } else if (fact instanceof GovernanceFact change) {
      out = GovernanceMapping.toRecord(change);
    } else {
      throw new IllegalStateException("no schema for " + fact.getClass().getName());
    }
    return out.put("occurredAt", Doubt.toldAt(fact)).put("receivedAt", fact.receivedAt()).record();
  }

  /**
   * @throws Rejected when the record cannot be a fact; its values are not yet checked against the limits
   */
  static Fact toFact(RecordType type, GenericRecord record) throws Rejected {
    Reading in = new Reading(record);
    long occurredAt = in.number("occurredAt");
    long receivedAt = in.number("receivedAt");
    return switch (type) {
      case TAG_FIX ->
          new TagFix(
              in.text("tag"),
              in.point(),
              in.real("accuracyMetres"),
              in.symbol("source", FixSource.class),
              in.truth("stored"),
              in.nullableText("station"),
              occurredAt,
              receivedAt);
      case TAG_STATUS -> {
        Long battery = in.nullableNumber("batteryPercent");
        yield new TagStatus(
            in.text("tag"),
            in.symbol("event", TagStatus.Event.class),
            battery == null ? null : (Integer) battery.intValue(),
            occurredAt,
            receivedAt);
      }
      case SIGHTING ->
          new Sighting(
              FactCheck.subject(in.text("subject")),
              in.text("camera"),
              in.point(),
              in.real("accuracyMetres"),
              in.real("matchScore"),
              in.truth("humanVerified"),
              occurredAt,
              receivedAt);
      case CHECK_IN ->
          new CheckIn(
              FactCheck.subject(in.text("subject")),
              in.symbol("means", CheckIn.Means.class),
              in.truth("accepted"),
              in.nullablePoint(),
              in.get("accuracyMetres") == null ? 0 : in.real("accuracyMetres"),
              new CheckIn.Proof(
                  in.nullableText("terminal"),
                  in.nullableReal("faceScore"),
                  in.nullableReal("liveness"),
                  in.truth("mockLocation")),
              occurredAt,
              receivedAt);
      case ORDER_CHANGE -> {
        Reading terms = in.nullableRecord("terms");
        yield new OrderChange(
            FactCheck.subject(in.text("subject")),
            in.text("orderId"),
            terms == null ? null : toTerms(terms),
            occurredAt,
            receivedAt);
      }
      case AUTHORISATION_CHANGE -> {
        Reading grant = in.nullableRecord("grant");
        yield new AuthorisationChange(
            FactCheck.subject(in.text("subject")),
            in.text("authorisationId"),
            grant == null
                ? null
                : new AuthorisationChange.Grant(
                    (int) grant.number("ground"),
                    grant.text("approver"),
                    grant.number("validUntil"),
                    renewal(grant.nullableRecord("renewal"))),
            occurredAt,
            receivedAt);
      }
      case LEAVE_CHANGE -> {
        Reading grant = in.nullableRecord("grant");
        yield new LeaveChange(
            FactCheck.subject(in.text("subject")),
            in.text("leaveId"),
            grant == null
                ? null
                : new LeaveChange.Grant(
                    grant.number("until"),
                    grant.truth("suspendsCheckIns"),
                    grant.texts("destinations")),
            occurredAt,
            receivedAt);
      }
      case SUSPENSION_CHANGE -> SuspensionMapping.toFact(in, occurredAt, receivedAt);
      case TAG_BINDING ->
          new TagBinding(
              in.text("tag"),
              in.get("subject") == null ? null : FactCheck.subject(in.text("subject")),
              occurredAt,
              receivedAt);
      case PROTECTED_POSITION ->
          new ProtectedPosition(
              in.text("person"), in.point(), in.real("accuracyMetres"), occurredAt, receivedAt);
      case OFFICER_ACTION ->
          new OfficerAction(
              alertId(in.text("alert")),
              in.text("officer"),
              in.symbol("act", OfficerAction.Act.class),
              in.get("reason") == null ? null : in.symbol("reason", CloseReason.class),
              in.text("note"),
              occurredAt,
              receivedAt);
      case ROLL_CALL ->
          new RollCall(
              FactCheck.subject(in.text("subject")),
              in.text("rollCallId"),
              call(in.nullableRecord("call")),
              occurredAt,
              receivedAt);
      case MEASURE, CASE_NOTICE, WELFARE_SIGNAL, OBJECTION, ACTIVITY, CHANGE_REPORT ->
          CaseFactMapping.toFact(type, in, occurredAt, receivedAt);
      case CAMPAIGN -> GovernanceMapping.toCampaign(in, occurredAt, receivedAt);
      case SETTINGS_CHANGE -> GovernanceMapping.toSettingsChange(in, occurredAt, receivedAt);
      default -> throw new IllegalStateException(type + " is no fact");
    };
  }

  private static AuthorisationChange.@Nullable Renewal renewal(@Nullable Reading in) {
    return in == null
        ? null
        : new AuthorisationChange.Renewal(in.text("assessment"), in.number("decidedAt"));
  }

  private static RollCall.@Nullable Call call(@Nullable Reading in) throws Rejected {
    if (in == null) {
      return null;
    }
    GeoPoint point = in.nullablePoint();
    Long radius = in.nullableNumber("radiusMetres");
    return new RollCall.Call(
        in.get("camera") == null ? null : in.text("camera"),
        FactCheck.circle(point, radius),
        in.number("dueAt"));
  }

  static AlertId alertId(String text) throws Rejected {
    try {
      return AlertId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Rejected(
          RejectReason.BAD_FIELD, "alert " + text + " has not sixteen hexadecimal digits");
    }
  }

  private static GenericRecord toRecord(OrderTerms terms, Schema schema) {
    Fields out = new Fields(schema);
    List<GenericRecord> homes = new ArrayList<>();
    Schema homeSchema = out.schemaOf("homes").getElementType();
    for (Circle home : terms.homes()) {
      homes.add(
          new Fields(homeSchema)
              .put("latitude", home.centre().latitude())
              .put("longitude", home.centre().longitude())
              .put("radiusMetres", home.radiusMetres())
              .record());
    }
    Curfew curfew = terms.curfew();
    CheckInPlan plan = terms.checkIns();
    Schema duty = out.schemaOf("curfew");
    return out.put("zone", terms.zone().getId())
        .put("homes", homes)
        .put(
            "curfew",
            curfew == null ? null : toRecord(curfew.schedule(), curfew.graceMinutes(), duty))
        .put("checkIns", plan == null ? null : toRecord(plan.schedule(), plan.graceMinutes(), duty))
        .put("permittedArea", terms.permittedArea())
        .put("exclusionZones", terms.exclusionZones())
        .put("county", terms.county())
        .put("office", terms.office())
        .put("tier", terms.tier())
        .put("minor", terms.minor())
        .put(
            "particulars",
            ParticularsMapping.toRecord(terms.particulars(), out.schemaOf("particulars")))
        .record();
  }

  private static GenericRecord toRecord(WeeklySchedule schedule, int graceMinutes, Schema schema) {
    Fields out = new Fields(schema);
    Schema window = out.schemaOf("workdays").getElementType();
    return out.put("workdays", toRecords(schedule.workdays(), window))
        .put("restDays", toRecords(schedule.restDays(), window))
        .put("graceMinutes", graceMinutes)
        .record();
  }

  private static List<GenericRecord> toRecords(List<LocalWindow> windows, Schema schema) {
    List<GenericRecord> records = new ArrayList<>();
    for (LocalWindow window : windows) {
      records.add(
          new Fields(schema)
              .put("fromSecond", window.from().toSecondOfDay())
              .put("untilSecond", window.until().toSecondOfDay())
              .record());
    }
    return records;
  }

  private static OrderTerms toTerms(Reading in) throws Rejected {
    try {
      List<Circle> homes = new ArrayList<>();
      for (Reading home : in.records("homes")) {
        homes.add(new Circle(home.point(), (int) home.number("radiusMetres")));
      }
      Reading curfew = in.nullableRecord("curfew");
      Reading plan = in.nullableRecord("checkIns");
      return new OrderTerms(
          FactCheck.zone(in.text("zone")),
          homes,
          curfew == null
              ? null
              : new Curfew(toSchedule(curfew), (int) curfew.number("graceMinutes")),
          plan == null
              ? null
              : new CheckInPlan(toSchedule(plan), (int) plan.number("graceMinutes")),
          in.get("permittedArea") == null ? null : in.text("permittedArea"),
          in.texts("exclusionZones"),
          in.text("county"),
          in.text("office"),
          in.symbol("tier", Tier.class),
          in.truth("minor"),
          ParticularsMapping.read(in.nullableRecord("particulars")));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Rejected(RejectReason.BAD_TERMS, String.valueOf(e.getMessage()));
    }
  }

  private static WeeklySchedule toSchedule(Reading in) {
    return new WeeklySchedule(toWindows(in.records("workdays")), toWindows(in.records("restDays")));
  }

  private static List<LocalWindow> toWindows(List<Reading> records) {
    List<LocalWindow> windows = new ArrayList<>();
    for (Reading record : records) {
      windows.add(
          new LocalWindow(
              LocalTime.ofSecondOfDay(record.number("fromSecond")),
              LocalTime.ofSecondOfDay(record.number("untilSecond"))));
    }
    return windows;
  }
}

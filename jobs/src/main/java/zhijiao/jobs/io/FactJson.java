package zhijiao.jobs.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
import zhijiao.core.place.Datum;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;

/** One fact as one line of JSON, as docs/files.md describes it. */
public final class FactJson {

  /** NaN is read, so that it can be refused for what it is; a field that is given twice is ambiguous. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /** Written times: China's offset, seconds always, milliseconds when there are any. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.MILLI_OF_SECOND, 0, 3, true)
          .appendOffset("+HH:MM", "Z")
          .toFormatter(Locale.ROOT);

  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private static final int GREATEST_HOME_METRES = 100_000;
  private static final int LONGEST_GRACE_MINUTES = 240;

  private FactJson() {}

  /** What reading tells beside the fact. */
  interface Notes extends JsonFields.Unknown {
    /** A place was given in another datum and has been converted to WGS-84. */
    void converted(Datum datum);

    /** A camera or terminal gave a date that cannot be; what it reports stands at its receipt. */
    void datedImpossibly();
  }

  private static final Notes NO_NOTES =
      new Notes() {
        @Override
        public void converted(Datum datum) {}

        @Override
        public void datedImpossibly() {}

        @Override
        public void field(String path, String name, Set<String> free) {}
      };

  /** An instant as it is written into files. */
  public static String time(long instant) {
    return TIME.format(Instant.ofEpochMilli(instant).atOffset(CHINA));
  }

  /**
   * Reads a line of {@code file}.
   *
   * @throws Rejected when the line is no fact of that file
   */
  public static Fact read(FactFile file, String line, Limits limits) throws Rejected {
    return read(file, line, limits, NO_NOTES);
  }

  static Fact read(FactFile file, String line, Limits limits, Notes notes) throws Rejected {
    JsonFields in = new JsonFields(object(line));
    Fact fact = new Line(notes).read(file, in);
    in.unknown(notes);
    Fact accepted = FactCheck.accepted(fact, limits);
    if (Doubt.of(accepted) != null) {
      notes.datedImpossibly();
    }
    return accepted;
  }

  /** Paths of all fields that are looked for in a line such as this. */
  static Set<String> fields(FactFile file, String line) throws Rejected {
    JsonFields in = new JsonFields(object(line));
    new Line(NO_NOTES).read(file, in);
    return in.asked();
  }

  private static JsonNode object(String line) throws Rejected {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonEOFException e) {
      throw new Rejected(RejectReason.TRUNCATED, "the JSON breaks off: " + said(e));
    } catch (JsonProcessingException e) {
      throw new Rejected(RejectReason.NOT_JSON, said(e));
    }
    if (!node.isObject()) {
      throw new Rejected(RejectReason.NOT_JSON, "a line holds one JSON object");
    }
    return node;
  }

  private static String said(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }

  /** Reads one line. */
  private record Line(Notes notes) {

    Fact read(FactFile file, JsonFields in) throws Rejected {
      return switch (file) {
        case ORDERS -> order(in);
        case TAGS -> binding(in);
        case FIXES -> fix(in);
        case TAG_STATUS -> status(in);
        case SIGHTINGS -> sighting(in);
        case CHECK_INS -> checkIn(in);
        case LEAVES -> leave(in);
        case OFFICER_ACTIONS -> officerAction(in);
        case ROLL_CALLS -> rollCall(in);
        case MEASURES, NOTICES, WELFARE_SIGNALS, OBJECTIONS, ACTIVITIES, CHANGE_REPORTS ->
            CaseFactJson.read(file, in);
        case SUSPENSIONS -> suspension(in);
        case PROTECTED_POSITIONS -> protectedPosition(in);
        case GOVERNANCE -> GovernanceJson.read(in);
      };
    }

    private Fact order(JsonFields in) throws Rejected {
      String type = in.text("type", "order");
      return switch (type) {
        case "order" -> {
          long from = in.instant("from");
          yield new OrderChange(
              subject(in), in.text("orderId"), terms(in), from, received(in, from));
        }
        case "order-end" -> {
          long from = in.instant("from");
          yield new OrderChange(subject(in), in.text("orderId"), null, from, received(in, from));
        }
        case "authorisation" -> {
          long from = in.instant("from");
          AuthorisationChange.Renewal renewal =
              in.has("assessment") | in.has("decidedAt")
                  ? new AuthorisationChange.Renewal(in.text("assessment"), in.instant("decidedAt"))
                  : null;
          AuthorisationChange.Grant grant =
              new AuthorisationChange.Grant(
                  in.integer("ground"), in.text("approver"), in.instant("until"), renewal);
          yield new AuthorisationChange(
              subject(in), in.text("authorisationId"), grant, from, received(in, from));
        }
        case "authorisation-revoked" -> {
          long from = in.instant("from");
          yield new AuthorisationChange(
              subject(in), in.text("authorisationId"), null, from, received(in, from));
        }
        default ->
            throw unknownType(
                type, List.of("order", "order-end", "authorisation", "authorisation-revoked"));
      };
    }

    private Fact suspension(JsonFields in) throws Rejected {
      String type = in.text("type", "suspension");
      long from = in.instant("from");
      SuspensionChange.Grant grant =
          switch (type) {
            case "suspension" ->
                new SuspensionChange.Grant(
                    in.text("rule"), in.instant("until"), in.text("officer"), in.text("reason"));
            case "suspension-lifted" -> null;
            default -> throw unknownType(type, List.of("suspension", "suspension-lifted"));
          };
      return new SuspensionChange(
          subject(in), in.text("suspensionId"), grant, from, received(in, from));
    }

    private Fact leave(JsonFields in) throws Rejected {
      String type = in.text("type", "leave");
      return switch (type) {
        case "leave" -> {
          long from = in.instant("from");
          LeaveChange.Grant grant =
              new LeaveChange.Grant(
                  in.instant("until"),
                  in.flag("suspendsCheckIns", false),
                  in.texts("destinations"));
          yield new LeaveChange(subject(in), in.text("leaveId"), grant, from, received(in, from));
        }
        case "leave-end" -> {
          long from = in.instant("from");
          yield new LeaveChange(subject(in), in.text("leaveId"), null, from, received(in, from));
        }
        default -> throw unknownType(type, List.of("leave", "leave-end"));
      };
    }

    private static Rejected unknownType(String type, List<String> known) {
      return FactJson.unknownType(type, known);
    }

    private static Fact binding(JsonFields in) throws Rejected {
      long from = in.instant("from");
      String wearer = in.optionalText("subject");
      return new TagBinding(
          in.text("tag"),
          wearer == null ? null : FactCheck.subject(wearer),
          from,
          received(in, from));
    }

    private Fact fix(JsonFields in) throws Rejected {
      long at = in.instant("occurredAt");
      return new TagFix(
          in.text("tag"),
          point(in),
          (float) in.number("accuracyMetres"),
          in.choice("source", FixSource.class),
          in.flag("stored", false),
          in.optionalText("station"),
          at,
          received(in, at));
    }

    private static Fact status(JsonFields in) throws Rejected {
      long at = in.instant("occurredAt");
      return new TagStatus(
          in.text("tag"),
          in.choice("event", TagStatus.Event.class),
          in.optionalInteger("batteryPercent"),
          at,
          received(in, at));
    }

    private Fact sighting(JsonFields in) throws Rejected {
      long at = in.instant("occurredAt");
      return new Sighting(
          subject(in),
          in.text("camera"),
          point(in),
          (float) in.number("accuracyMetres"),
          (float) in.number("matchScore"),
          in.flag("humanVerified", false),
          at,
          received(in, at));
    }

    private Fact checkIn(JsonFields in) throws Rejected {
      long at = in.instant("occurredAt");
      boolean placed = in.has("lat") || in.has("lon") || in.has("accuracyMetres");
      return new CheckIn(
          subject(in),
          in.choice("means", CheckIn.Means.class),
          in.flag("accepted", true),
          placed ? point(in) : null,
          placed ? (float) in.number("accuracyMetres") : 0f,
          new CheckIn.Proof(
              in.optionalText("terminal"),
              score(in, "faceScore"),
              score(in, "liveness"),
              in.flag("mockLocation", false)),
          at,
          received(in, at));
    }

    private static @Nullable Float score(JsonFields in, String name) throws Rejected {
      return in.has(name) ? (Float) (float) in.number(name) : null;
    }

    private Fact protectedPosition(JsonFields in) throws Rejected {
      long at = in.instant("occurredAt");
      return new ProtectedPosition(
          in.text("person"), point(in), (float) in.number("accuracyMetres"), at, received(in, at));
    }

    private static Fact officerAction(JsonFields in) throws Rejected {
      long at = in.instant("occurredAt");
      return new OfficerAction(
          alert(in.text("alertId")),
          in.text("officer"),
          in.choice("act", OfficerAction.Act.class),
          in.has("reason") ? in.choice("reason", CloseReason.class) : null,
          in.text("note", ""),
          at,
          received(in, at));
    }

    private Fact rollCall(JsonFields in) throws Rejected {
      long at = in.instant("occurredAt");
      boolean placed = in.has("lat") | in.has("lon") | in.has("radiusMetres");
      RollCall.Call call =
          in.has("until")
              ? new RollCall.Call(
                  in.optionalText("camera"),
                  placed ? FactCheck.circle(point(in), (long) in.integer("radiusMetres")) : null,
                  in.instant("until"))
              : null;
      return new RollCall(subject(in), in.text("rollCallId"), call, at, received(in, at));
    }

    private OrderTerms terms(JsonFields in) throws Rejected {
      List<Circle> homes = new ArrayList<>();
      for (JsonFields home : in.objects("homes")) {
        int radius = home.integer("radiusMetres");
        if (radius < 1 || radius > GREATEST_HOME_METRES) {
          throw new Rejected(
              RejectReason.BAD_TERMS,
              "a home's radius of " + radius + " m, not 1–" + GREATEST_HOME_METRES);
        }
        homes.add(new Circle(point(home), radius));
      }
      Curfew curfew = null;
      if (in.has("curfew")) {
        JsonFields it = in.object("curfew");
        curfew = new Curfew(schedule(it), grace(it));
      }
      CheckInPlan checkIns = null;
      if (in.has("checkIns")) {
        JsonFields it = in.object("checkIns");
        checkIns = new CheckInPlan(schedule(it), grace(it));
      }
      return new OrderTerms(
          FactCheck.zone(in.text("timeZone", "Asia/Shanghai")),
          homes,
          curfew,
          checkIns,
          in.optionalText("permittedArea"),
          in.texts("exclusionZones"),
          in.text("county"),
          in.text("office"),
          in.has("tier") ? in.choice("tier", Tier.class) : Tier.GENERAL,
          in.flag("minor", false),
          ParticularsJson.read(in));
    }

    private static int grace(JsonFields in) throws Rejected {
      int minutes = in.integer("graceMinutes");
      if (minutes < 0 || minutes > LONGEST_GRACE_MINUTES) {
        throw new Rejected(
            RejectReason.BAD_TERMS,
            "a grace of " + minutes + " minutes, not 0–" + LONGEST_GRACE_MINUTES);
      }
      return minutes;
    }

    private static WeeklySchedule schedule(JsonFields in) throws Rejected {
      boolean daily = in.has("daily");
      boolean byDay = in.has("workdays") | in.has("restDays");
      if (daily == byDay) {
        throw in.badHere(
            "daily",
            daily
                ? "is given beside workdays or restDays: give one or the other"
                : "is missing, and so are workdays and restDays");
      }
      try {
        return daily
            ? new WeeklySchedule(in.windows("daily"), in.windows("daily"))
            : new WeeklySchedule(in.windows("workdays"), in.windows("restDays"));
      } catch (IllegalArgumentException e) {
        throw new Rejected(RejectReason.BAD_TERMS, e.getMessage());
      }
    }

    private static long received(JsonFields in, long otherwise) throws Rejected {
      return in.instant("receivedAt", otherwise);
    }

    private static Subject subject(JsonFields in) throws Rejected {
      return FactCheck.subject(in.text("subject"));
    }

    private GeoPoint point(JsonFields in) throws Rejected {
      double latitude = in.number("lat");
      double longitude = in.number("lon");
      Datum datum = in.has("datum") ? in.choice("datum", Datum.class) : Datum.WGS84;
      GeoPoint given = FactCheck.point(latitude, longitude);
      if (datum == Datum.WGS84) {
        return given;
      }
      try {
        GeoPoint converted = datum.toWgs84(latitude, longitude);
        notes.converted(datum);
        return converted;
      } catch (IllegalArgumentException | IllegalStateException e) {
        throw new Rejected(
            RejectReason.BAD_COORDINATES,
            "latitude "
                + latitude
                + ", longitude "
                + longitude
                + " in "
                + datum
                + ": no such place");
      }
    }
  }

  static AlertId alert(String text) throws Rejected {
    try {
      return AlertId.parse(text);
    } catch (IllegalArgumentException e) {
      throw JsonFields.bad(
          "alertId",
          "should be sixteen hexadecimal digits and is \"" + JsonFields.shortened(text) + "\"");
    }
  }

  static Rejected unknownType(String type, List<String> known) {
    return JsonFields.bad(
        "type",
        "should be one of "
            + known
            + " and is \""
            + JsonFields.shortened(type)
            + "\""
            + JsonFields.hint(type, known));
  }

  /** The file that a fact belongs into. */
  public static FactFile fileOf(Fact fact) {
    return switch (fact.kind()) {
      case ORDER, AUTHORISATION -> FactFile.ORDERS;
      case TAG_BINDING -> FactFile.TAGS;
      case TAG_FIX -> FactFile.FIXES;
      case TAG_STATUS -> FactFile.TAG_STATUS;
      case SIGHTING -> FactFile.SIGHTINGS;
      case CHECK_IN -> FactFile.CHECK_INS;
      case LEAVE -> FactFile.LEAVES;
      case OFFICER_ACTION -> FactFile.OFFICER_ACTIONS;
      case ROLL_CALL -> FactFile.ROLL_CALLS;
      case MEASURE -> FactFile.MEASURES;
      case NOTICE -> FactFile.NOTICES;
      case WELFARE_SIGNAL -> FactFile.WELFARE_SIGNALS;
      case OBJECTION -> FactFile.OBJECTIONS;
      case ACTIVITY -> FactFile.ACTIVITIES;
      case CHANGE_REPORT -> FactFile.CHANGE_REPORTS;
      case SUSPENSION -> FactFile.SUSPENSIONS;
      case PROTECTED_POSITION -> FactFile.PROTECTED_POSITIONS;
      case CAMPAIGN, SETTINGS_CHANGE -> FactFile.GOVERNANCE;
    };
  }

  /** A fact as a line, without the line's end. */
  public static String write(Fact fact) {
    ObjectNode out = JSON.createObjectNode();
    if (fact instanceof TagFix fix) {
      out.put("tag", fix.tag()).put("occurredAt", time(fix.occurredAt()));
      put(out, fix.point());
      out.put("accuracyMetres", fix.accuracyMetres()).put("source", fix.source().name());
      if (fix.stored()) {
        out.put("stored", true);
      }
      putOptional(out, "station", fix.station());
    } else if (fact instanceof TagStatus status) {
      out.put("tag", status.tag()).put("occurredAt", time(status.occurredAt()));
      out.put("event", status.event().name());
      if (status.batteryPercent() != null) {
        out.put("batteryPercent", status.batteryPercent());
      }
    } else if (fact instanceof Sighting sighting) {
      out.put("subject", sighting.subject().pseudonym()).put("camera", sighting.camera());
      out.put("occurredAt", time(sighting.toldAt()));
      put(out, sighting.point());
      out.put("accuracyMetres", sighting.accuracyMetres());
      out.put("matchScore", sighting.matchScore()).put("humanVerified", sighting.humanVerified());
    } else if (fact instanceof CheckIn checkIn) {
      out.put("subject", checkIn.subject().pseudonym());
      out.put("occurredAt", time(checkIn.toldAt())).put("means", checkIn.means().name());
      out.put("accepted", checkIn.accepted());
      if (checkIn.point() != null) {
        put(out, checkIn.point());
        out.put("accuracyMetres", checkIn.accuracyMetres());
      }
      put(out, checkIn.proof());
    } else if (fact instanceof OrderChange order) {
      out.put("type", order.terms() == null ? "order-end" : "order");
      out.put("subject", order.subject().pseudonym()).put("orderId", order.orderId());
      out.put("from", time(order.occurredAt()));
      if (order.terms() != null) {
        put(out, order.terms());
      }
    } else if (fact instanceof AuthorisationChange change) {
      AuthorisationChange.Grant grant = change.grant();
      out.put("type", grant == null ? "authorisation-revoked" : "authorisation");
      out.put("subject", change.subject().pseudonym());
      out.put("authorisationId", change.authorisationId());
      out.put("from", time(change.occurredAt()));
      if (grant != null) {
        out.put("until", time(grant.validUntil())).put("ground", grant.ground());
        out.put("approver", grant.approver());
        if (grant.renewal() != null) {
          out.put("assessment", grant.renewal().assessment());
          out.put("decidedAt", time(grant.renewal().decidedAt()));
        }
      }
    } else if (fact instanceof LeaveChange change) {
      LeaveChange.Grant grant = change.grant();
      out.put("type", grant == null ? "leave-end" : "leave");
      out.put("subject", change.subject().pseudonym()).put("leaveId", change.leaveId());
      out.put("from", time(change.occurredAt()));
      if (grant != null) {
        out.put("until", time(grant.until())).put("suspendsCheckIns", grant.suspendsCheckIns());
        ParticularsJson.write("destinations", grant.destinations(), out);
      }
    } else if (fact instanceof SuspensionChange change) {
      SuspensionChange.Grant grant = change.grant();
      out.put("type", grant == null ? "suspension-lifted" : "suspension");
      out.put("subject", change.subject().pseudonym()).put("suspensionId", change.suspensionId());
      out.put("from", time(change.occurredAt()));
      if (grant != null) {
        out.put("rule", grant.rule()).put("until", time(grant.until()));
        out.put("officer", grant.officer()).put("reason", grant.reason());
      }
    } else if (fact instanceof TagBinding binding) {
      out.put("tag", binding.tag());
      out.put("subject", binding.subject() == null ? null : binding.subject().pseudonym());
      out.put("from", time(binding.occurredAt()));
    } else if (fact instanceof ProtectedPosition position) {
      out.put("person", position.person()).put("occurredAt", time(position.occurredAt()));
      put(out, position.point());
      out.put("accuracyMetres", position.accuracyMetres());
    } else if (fact instanceof OfficerAction action) {
      out.put("alertId", action.alert().toString()).put("officer", action.officer());
      out.put("act", action.act().name());
      if (action.reason() != null) {
        out.put("reason", action.reason().name());
      }
      out.put("note", action.note()).put("occurredAt", time(action.occurredAt()));
    } else if (fact instanceof RollCall rollCall) {
      out.put("subject", rollCall.subject().pseudonym()).put("rollCallId", rollCall.rollCallId());
      out.put("occurredAt", time(rollCall.occurredAt()));
      RollCall.Call call = rollCall.call();
      if (call != null) {
        putOptional(out, "camera", call.camera());
        if (call.place() != null) {
          put(out, call.place().centre());
          out.put("radiusMetres", call.place().radiusMetres());
        }
        out.put("until", time(call.dueAt()));
      }
    } else if (fact instanceof CaseFact caseFact) {
      CaseFactJson.write(caseFact, out);
    } else if (fact instanceof GovernanceFact change) {
      GovernanceJson.write(change, out);
    }
    if (fact.receivedAt() != Doubt.toldAt(fact)) {
      out.put("receivedAt", time(fact.receivedAt()));
    }
    return out.toString();
  }

  private static void put(ObjectNode out, GeoPoint point) {
    out.put("lat", point.latitude()).put("lon", point.longitude());
  }

  private static void put(ObjectNode out, CheckIn.Proof proof) {
    putOptional(out, "terminal", proof.terminal());
    if (proof.faceScore() != null) {
      out.put("faceScore", proof.faceScore());
    }
    if (proof.liveness() != null) {
      out.put("liveness", proof.liveness());
    }
    if (proof.mockLocation()) {
      out.put("mockLocation", true);
    }
  }

  private static void put(ObjectNode out, OrderTerms terms) {
    out.put("timeZone", terms.zone().getId());
    ArrayNode homes = out.putArray("homes");
    for (Circle home : terms.homes()) {
      ObjectNode it = homes.addObject();
      put(it, home.centre());
      it.put("radiusMetres", home.radiusMetres());
    }
    if (terms.curfew() != null) {
      put(out.putObject("curfew"), terms.curfew().schedule(), terms.curfew().graceMinutes());
    }
    if (terms.checkIns() != null) {
      put(out.putObject("checkIns"), terms.checkIns().schedule(), terms.checkIns().graceMinutes());
    }
    putOptional(out, "permittedArea", terms.permittedArea());
    ArrayNode zones = out.putArray("exclusionZones");
    terms.exclusionZones().forEach(zones::add);
    out.put("county", terms.county()).put("office", terms.office());
    out.put("tier", terms.tier().name()).put("minor", terms.minor());
    ParticularsJson.write(terms.particulars(), out);
  }

  private static void put(ObjectNode out, WeeklySchedule schedule, int graceMinutes) {
    put(out.putArray("workdays"), schedule.workdays());
    put(out.putArray("restDays"), schedule.restDays());
    out.put("graceMinutes", graceMinutes);
  }

  private static void put(ArrayNode out, List<LocalWindow> windows) {
    windows.forEach(window -> out.add(window.from() + "-" + window.until()));
  }

  private static void putOptional(ObjectNode out, String name, @Nullable String value) {
    if (value != null) {
      out.put(name, value);
    }
  }
}

package zhijiao.jobs.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
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

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Written times: China's offset, seconds always, milliseconds when there are any. */
  private static final DateTimeFormatter TIME =
      new java.time.format.DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(java.time.temporal.ChronoField.MILLI_OF_SECOND, 0, 3, true)
          .appendOffset("+HH:MM", "Z")
          .toFormatter(Locale.ROOT);

  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private FactJson() {}

  /** An instant as it is written into files. */
  public static String time(long instant) {
    return TIME.format(Instant.ofEpochMilli(instant).atOffset(CHINA));
  }

  /**
   * Reads a line of {@code file}.
   *
   * @param unknownField told the name of each field that is not known
   * @throws Rejected when the line is no fact of that file
   */
  public static Fact read(FactFile file, String line, Limits limits, Consumer<String> unknownField)
      throws Rejected {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new Rejected(RejectReason.NOT_JSON, e.getOriginalMessage());
    }
    if (node == null || !node.isObject()) {
      throw new Rejected(RejectReason.NOT_JSON, "a line holds one JSON object");
    }
    JsonFields in = new JsonFields(node, "");
    Fact fact = read(file, in);
    in.unknown().forEach(unknownField);
    FactCheck.require(fact, limits);
    return fact;
  }

  private static Fact read(FactFile file, JsonFields in) throws Rejected {
    return switch (file) {
      case ORDERS -> readOrder(in);
      case LEAVES -> readLeave(in);
      case TAGS -> {
        long from = in.instant("from");
        String subject = in.optionalText("subject");
        yield new TagBinding(
            in.text("tag"), subject == null ? null : subject(subject), from, received(in, from));
      }
      case FIXES -> {
        long at = in.instant("occurredAt");
        yield new TagFix(
            in.text("tag"),
            point(in),
            (float) in.number("accuracyMetres"),
            in.choice("source", FixSource.class),
            in.flag("stored", false),
            at,
            received(in, at));
      }
      case TAG_STATUS -> {
        long at = in.instant("occurredAt");
        yield new TagStatus(
            in.text("tag"),
            in.choice("event", TagStatus.Event.class),
            in.optionalInteger("batteryPercent"),
            at,
            received(in, at));
      }
      case SIGHTINGS -> {
        long at = in.instant("occurredAt");
        yield new Sighting(
            subject(in.text("subject")),
            in.text("camera"),
            point(in),
            (float) in.number("accuracyMetres"),
            (float) in.number("matchScore"),
            in.flag("humanVerified", false),
            at,
            received(in, at));
      }
      case CHECK_INS -> {
        long at = in.instant("occurredAt");
        boolean placed = in.has("lat") || in.has("lon");
        yield new CheckIn(
            subject(in.text("subject")),
            in.choice("means", CheckIn.Means.class),
            in.flag("accepted", true),
            placed ? point(in) : null,
            placed ? (float) in.number("accuracyMetres") : 0f,
            at,
            received(in, at));
      }
      case OFFICER_ACTIONS -> {
        long at = in.instant("occurredAt");
        yield new OfficerAction(
            alert(in.text("alertId")),
            in.text("officer"),
            in.choice("act", OfficerAction.Act.class),
            in.has("reason") ? in.choice("reason", CloseReason.class) : null,
            in.text("note", ""),
            at,
            received(in, at));
      }
    };
  }

  private static Fact readOrder(JsonFields in) throws Rejected {
    String type = in.text("type", "order");
    long from = in.instant("from");
    long received = received(in, from);
    Subject subject = subject(in.text("subject"));
    return switch (type) {
      case "order" -> new OrderChange(subject, in.text("orderId"), terms(in), from, received);
      case "order-end" -> new OrderChange(subject, in.text("orderId"), null, from, received);
      case "authorisation" ->
          new AuthorisationChange(
              subject,
              in.text("authorisationId"),
              new AuthorisationChange.Grant(
                  in.integer("ground"), in.text("approver"), in.instant("until")),
              from,
              received);
      case "authorisation-revoked" ->
          new AuthorisationChange(subject, in.text("authorisationId"), null, from, received);
      default ->
          throw JsonFields.bad(
              "type",
              "should be order, order-end, authorisation or authorisation-revoked and is \""
                  + type
                  + "\"");
    };
  }

  private static OrderTerms terms(JsonFields in) throws Rejected {
    List<Circle> homes = new java.util.ArrayList<>();
    for (JsonFields home : in.objects("homes")) {
      int radius = home.integer("radiusMetres");
      if (radius < 1 || radius > 100_000) {
        throw new Rejected(RejectReason.BAD_TERMS, "a home's radius of " + radius + " m");
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
        in.flag("minor", false));
  }

  private static int grace(JsonFields in) throws Rejected {
    int minutes = in.integer("graceMinutes");
    if (minutes < 0 || minutes > 240) {
      throw new Rejected(RejectReason.BAD_TERMS, "a grace of " + minutes + " minutes, not 0–240");
    }
    return minutes;
  }

  private static WeeklySchedule schedule(JsonFields in) throws Rejected {
    List<LocalWindow> every = in.windows("daily");
    try {
      if (!every.isEmpty()) {
        return new WeeklySchedule(every, every);
      }
      return new WeeklySchedule(in.windows("workdays"), in.windows("restDays"));
    } catch (IllegalArgumentException e) {
      throw new Rejected(RejectReason.BAD_TERMS, e.getMessage());
    }
  }

  private static Fact readLeave(JsonFields in) throws Rejected {
    String type = in.text("type", "leave");
    long from = in.instant("from");
    long received = received(in, from);
    Subject subject = subject(in.text("subject"));
    return switch (type) {
      case "leave" ->
          new LeaveChange(
              subject,
              in.text("leaveId"),
              new LeaveChange.Grant(in.instant("until"), in.flag("suspendsCheckIns", false)),
              from,
              received);
      case "leave-end" -> new LeaveChange(subject, in.text("leaveId"), null, from, received);
      default ->
          throw JsonFields.bad("type", "should be leave or leave-end and is \"" + type + "\"");
    };
  }

  private static long received(JsonFields in, long otherwise) throws Rejected {
    return in.instant("receivedAt", otherwise);
  }

  private static Subject subject(String pseudonym) throws Rejected {
    return FactCheck.subject(pseudonym);
  }

  private static AlertId alert(String text) throws Rejected {
    try {
      return AlertId.parse(text);
    } catch (IllegalArgumentException e) {
      throw JsonFields.bad(
          "alertId", "should be sixteen hexadecimal digits and is \"" + text + "\"");
    }
  }

  private static GeoPoint point(JsonFields in) throws Rejected {
    double latitude = in.number("lat");
    double longitude = in.number("lon");
    Datum datum = in.has("datum") ? in.choice("datum", Datum.class) : Datum.WGS84;
    GeoPoint given = FactCheck.point(latitude, longitude);
    return datum == Datum.WGS84 ? given : datum.toWgs84(given.latitude(), given.longitude());
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
    } else if (fact instanceof TagStatus status) {
      out.put("tag", status.tag()).put("occurredAt", time(status.occurredAt()));
      out.put("event", status.event().name());
      if (status.batteryPercent() != null) {
        out.put("batteryPercent", status.batteryPercent());
      }
    } else if (fact instanceof Sighting sighting) {
      out.put("subject", sighting.subject().pseudonym()).put("camera", sighting.camera());
      out.put("occurredAt", time(sighting.occurredAt()));
      put(out, sighting.point());
      out.put("accuracyMetres", sighting.accuracyMetres());
      out.put("matchScore", sighting.matchScore()).put("humanVerified", sighting.humanVerified());
    } else if (fact instanceof CheckIn checkIn) {
      out.put("subject", checkIn.subject().pseudonym());
      out.put("occurredAt", time(checkIn.occurredAt())).put("means", checkIn.means().name());
      out.put("accepted", checkIn.accepted());
      if (checkIn.point() != null) {
        put(out, checkIn.point());
        out.put("accuracyMetres", checkIn.accuracyMetres());
      }
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
      }
    } else if (fact instanceof LeaveChange change) {
      LeaveChange.Grant grant = change.grant();
      out.put("type", grant == null ? "leave-end" : "leave");
      out.put("subject", change.subject().pseudonym()).put("leaveId", change.leaveId());
      out.put("from", time(change.occurredAt()));
      if (grant != null) {
        out.put("until", time(grant.until())).put("suspendsCheckIns", grant.suspendsCheckIns());
      }
    } else if (fact instanceof TagBinding binding) {
      out.put("tag", binding.tag());
      out.put("subject", binding.subject() == null ? null : binding.subject().pseudonym());
      out.put("from", time(binding.occurredAt()));
    } else if (fact instanceof OfficerAction action) {
      out.put("alertId", action.alert().toString()).put("officer", action.officer());
      out.put("act", action.act().name());
      if (action.reason() != null) {
        out.put("reason", action.reason().name());
      }
      out.put("note", action.note()).put("occurredAt", time(action.occurredAt()));
    }
    if (fact.receivedAt() != fact.occurredAt()) {
      out.put("receivedAt", time(fact.receivedAt()));
    }
    return out.toString();
  }

  private static void put(ObjectNode out, GeoPoint point) {
    out.put("lat", point.latitude()).put("lon", point.longitude());
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

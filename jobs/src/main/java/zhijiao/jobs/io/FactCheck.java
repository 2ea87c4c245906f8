package zhijiao.jobs.io;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Activity;
import zhijiao.core.fact.ActivityDuty;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CaseFact;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.ChangeReport;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.DeviceReport;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.fact.RollCall;
import zhijiao.core.fact.Seat;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.WelfareSignal;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;

/**
 * What a fact may hold, whatever the format it came in. Readers build values through {@link #point}, {@link #subject}
 * and {@link #zone}, then pass the fact to {@link #check}.
 */
public final class FactCheck {

  /** Longest identifier, characters. */
  public static final int IDENTIFIER_CHARS = 128;

  /** Longest free text, characters. */
  public static final int NOTE_CHARS = 2_000;

  /** Largest radius of error that still says something about a place, metres. */
  public static final float MAX_ACCURACY_METRES = 100_000;

  /** Longest suspension of a rule that one decision gives, days: as long as the longest leave. */
  private static final int SUSPENSION_DAYS = 30;

  private static final int GREATEST_RADIUS_METRES = 100_000;

  /** Nobody studies or serves longer than a day at a time. */
  public static final int LONGEST_ACTIVITY_MINUTES = 24 * 60;

  /** Months of an authorisation are counted on China's calendar, which has one offset. */
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private static final long DAY_MILLIS = 86_400_000L;

  /** No clock that was ever set says more, the year 2248; what does is no date. */
  private static final long LATEST_DATE = 1L << 43;

  /** Weights and check characters of the resident identity number, GB 11643-1999. */
  private static final int[] IDENTITY_WEIGHTS = {
    7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2
  };

  private static final String IDENTITY_CHECKS = "10X98765432";

  private FactCheck() {}

  /**
   * @return why the fact is refused, or null when it may be judged
   */
  public static @Nullable Rejected check(Fact fact, Limits limits) {
    try {
      require(fact, limits);
      return null;
    } catch (Rejected rejected) {
      return rejected;
    }
  }

  /**
   * The fact as it may be judged: what a camera or terminal dates ahead of its receipt, or before there can have been any report,
   * was made by its receipt and stands there, as one of a wrong clock.
   *
   * @throws Rejected when the fact may not be judged
   */
  public static Fact accepted(Fact told, Limits limits) throws Rejected {
    boolean isOfDevice = told instanceof DeviceReport report && report.device() != null;
    long at = told.occurredAt();
    boolean isImpossible =
        at < limits.earliest() || at > told.receivedAt() + limits.clockToleranceMillis();
    Fact fact =
        isOfDevice && isImpossible && at >= 0 && at < LATEST_DATE
            ? ((DeviceReport) told).doubted(told.receivedAt(), false)
            : told;
    require(fact, limits);
    return fact;
  }

  /**
   * The same as {@link #check}, for readers that throw.
   *
   * @throws Rejected when the fact may not be judged
   */
  public static void require(Fact fact, Limits limits) throws Rejected {
    requireTimes(fact, limits);
    if (fact instanceof TagFix fix) {
      requireIdentifier("tag", fix.tag());
      requireAccuracy(fix.accuracyMetres());
      requireOptional("station", fix.station());
    } else if (fact instanceof TagStatus status) {
      requireIdentifier("tag", status.tag());
      Integer battery = status.batteryPercent();
      if (battery != null && (battery < 0 || battery > 100)) {
        throw new Rejected(RejectReason.BAD_SCORE, "batteryPercent " + battery + ", not 0–100");
      }
    } else if (fact instanceof Sighting sighting) {
      requireSubject(sighting.subject());
      requireIdentifier("camera", sighting.camera());
      requireAccuracy(sighting.accuracyMetres());
      requireScore("matchScore", sighting.matchScore());
    } else if (fact instanceof CheckIn checkIn) {
      requireSubject(checkIn.subject());
      requireCheckInAccuracy(checkIn);
      requireProof(checkIn.proof());
    } else if (fact instanceof OrderChange order) {
      requireSubject(order.subject());
      requireIdentifier("orderId", order.orderId());
      OrderTerms terms = order.terms();
      if (terms != null) {
        requireTerms(terms);
        if (limits.requireBases()) {
          requireBases(terms);
        }
      }
    } else if (fact instanceof AuthorisationChange authorisation) {
      requireSubject(authorisation.subject());
      requireIdentifier("authorisationId", authorisation.authorisationId());
      AuthorisationChange.Grant grant = authorisation.grant();
      if (grant != null) {
        requireAuthorisation(grant, authorisation.occurredAt(), limits);
      }
    } else if (fact instanceof LeaveChange leave) {
      requireSubject(leave.subject());
      requireIdentifier("leaveId", leave.leaveId());
      LeaveChange.Grant grant = leave.grant();
      if (grant != null) {
        requireLeave(grant, leave.occurredAt(), limits);
        requireIdentifiers("destinations", grant.destinations());
      }
    } else if (fact instanceof SuspensionChange suspension) {
      requireSubject(suspension.subject());
      requireIdentifier("suspensionId", suspension.suspensionId());
      SuspensionChange.Grant grant = suspension.grant();
      if (grant != null) {
        requireSuspension(grant, suspension.occurredAt());
      }
    } else if (fact instanceof TagBinding binding) {
      requireIdentifier("tag", binding.tag());
      Subject subject = binding.subject();
      if (subject != null) {
        requireSubject(subject);
      }
    } else if (fact instanceof RollCall rollCall) {
      requireSubject(rollCall.subject());
      requireRollCall(rollCall);
    } else if (fact instanceof CaseFact caseFact) {
      requireSubject(caseFact.subject());
      requireCaseFact(caseFact);
    } else if (fact instanceof ProtectedPosition position) {
      requireIdentifier("person", position.person());
      requireAccuracy(position.accuracyMetres());
    } else if (fact instanceof GovernanceFact change) {
      GovernanceCheck.require(change);
    } else if (fact instanceof OfficerAction action) {
      requireIdentifier("officer", action.officer());
      requireText("note", action.note(), NOTE_CHARS);
      if ((action.act() == OfficerAction.Act.CLOSE) != (action.reason() != null)) {
        throw new Rejected(
            RejectReason.BAD_FIELD, "reason " + action.reason() + " for the act " + action.act());
      }
    }
  }

  /**
   * A place given in degrees, WGS-84.
   *
   * @throws Rejected {@link RejectReason#NOT_A_NUMBER} or {@link RejectReason#BAD_COORDINATES}
   */
  public static GeoPoint point(double latitude, double longitude) throws Rejected {
    if (!Double.isFinite(latitude) || !Double.isFinite(longitude)) {
      throw new Rejected(
          RejectReason.NOT_A_NUMBER, "latitude " + latitude + ", longitude " + longitude);
    }
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
      throw new Rejected(
          RejectReason.BAD_COORDINATES, "latitude " + latitude + ", longitude " + longitude);
    }
    return GeoPoint.ofDegrees(latitude, longitude);
  }

  /**
   * @throws Rejected {@link RejectReason#BAD_TEXT}
   */
  public static Subject subject(String pseudonym) throws Rejected {
    requirePseudonym("subject", pseudonym);
    return new Subject(pseudonym);
  }

  /**
   * A time zone by its id, such as {@code Asia/Shanghai}.
   *
   * @throws Rejected {@link RejectReason#BAD_TERMS} when there is none of that id
   */
  public static ZoneId zone(String id) throws Rejected {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new Rejected(RejectReason.BAD_TERMS, "no time zone has the id " + id);
    }
  }

  /**
   * When something can have been received; for heartbeats, which say nothing else.
   *
   * @throws Rejected {@link RejectReason#IMPOSSIBLE_TIME}
   */
  public static void requireReceived(long receivedAt, Limits limits) throws Rejected {
    if (receivedAt < limits.earliest()) {
      throw impossible("receivedAt " + time(receivedAt) + " before " + time(limits.earliest()));
    }
    long now = limits.clock().getAsLong();
    if (receivedAt > now + limits.clockToleranceMillis()) {
      throw impossible("receivedAt " + time(receivedAt) + ", and it is " + time(now));
    }
  }

  private static void requireTimes(Fact fact, Limits limits) throws Rejected {
    long occurredAt = fact.occurredAt();
    long receivedAt = fact.receivedAt();
    if (occurredAt < limits.earliest()) {
      throw impossible("occurredAt " + time(occurredAt) + " before " + time(limits.earliest()));
    }
    requireReceived(receivedAt, limits);
    boolean planned = fact.kind().isTerms() || fact instanceof GovernanceFact;
    long ahead = planned ? limits.termsAheadMillis() : limits.clockToleranceMillis();
    if (occurredAt > receivedAt + ahead) {
      throw impossible(
          "occurredAt " + time(occurredAt) + " too long after receivedAt " + time(receivedAt));
    }
  }

  private static void requireTerms(OrderTerms terms) throws Rejected {
    requireIdentifier("county", terms.county());
    requireIdentifier("office", terms.office());
    String area = terms.permittedArea();
    if (area != null) {
      requireIdentifier("permittedArea", area);
    }
    requireIdentifiers("exclusionZones", terms.exclusionZones());
    requireParticulars(terms.particulars());
  }

  /** Each restriction that no article of the law makes by itself must rest on a decision. */
  private static void requireBases(OrderTerms terms) throws Rejected {
    List<String> restrictions = new ArrayList<>(terms.exclusionZones());
    if (terms.curfew() != null) {
      restrictions.add(Particulars.CURFEW);
    }
    restrictions.addAll(terms.particulars().keyPlaces());
    terms.particulars().protections().forEach(it -> restrictions.add(it.person()));
    for (String restriction : restrictions) {
      if (!terms.particulars().hasBasis(restriction)) {
        throw new Rejected(
            RejectReason.BAD_TERMS, "the order does not say on what " + restriction + " rests");
      }
    }
  }

  private static void requireParticulars(Particulars it) throws Rejected {
    requireIdentifiers("keyPlaces", it.keyPlaces());
    requireIdentifiers("dutySites", it.dutySites());
    requireOptional("caseGroup", it.caseGroup());
    for (Particulars.Protection protection : it.protections()) {
      requirePseudonym("protections.person", protection.person());
      requireRange("radiusMetres", protection.radiusMetres(), 1, GREATEST_RADIUS_METRES);
      requireRange("bufferMetres", protection.bufferMetres(), 0, GREATEST_RADIUS_METRES);
    }
    requireRange("tagReportMinutes", it.tagReportMinutes(), 0, 1_440);
    ActivityDuty duty = it.activityDuty();
    if (duty != null) {
      requireRange("monthlyStudyMinutes", duty.studyMinutes(), 0, ActivityDuty.MOST_MINUTES);
      requireRange("monthlyServiceMinutes", duty.serviceMinutes(), 0, ActivityDuty.MOST_MINUTES);
    }
    for (Particulars.Basis basis : it.bases()) {
      requireIdentifier("bases.restriction", basis.restriction());
      requireText("bases.text", basis.text(), NOTE_CHARS);
      if (basis.text().isBlank()) {
        throw new Rejected(
            RejectReason.BAD_TERMS, "the basis of " + basis.restriction() + " says nothing");
      }
    }
  }

  private static void requireProof(CheckIn.Proof proof) throws Rejected {
    requireOptional("terminal", proof.terminal());
    if (proof.faceScore() != null) {
      requireScore("faceScore", proof.faceScore());
    }
    if (proof.liveness() != null) {
      requireScore("liveness", proof.liveness());
    }
  }

  private static void requireRange(String field, int value, int least, int most) throws Rejected {
    if (value < least || value > most) {
      throw new Rejected(
          RejectReason.BAD_TERMS, field + " " + value + ", not " + least + "–" + most);
    }
  }

  private static void requireOptional(String field, @Nullable String text) throws Rejected {
    if (text != null) {
      requireIdentifier(field, text);
    }
  }

  private static void requireIdentifiers(String field, List<String> texts) throws Rejected {
    for (String text : texts) {
      requireIdentifier(field, text);
    }
  }

  private static void requireAuthorisation(
      AuthorisationChange.Grant grant, long from, Limits limits) throws Rejected {
    requireIdentifier("approver", grant.approver());
    if (grant.ground() < 1 || grant.ground() > 5) {
      throw new Rejected(
          RejectReason.BAD_TERMS, "ground " + grant.ground() + "; the law knows grounds 1–5");
    }
    requireAfter("validUntil", grant.validUntil(), from);
    AuthorisationChange.Renewal renewal = grant.renewal();
    if (renewal != null) {
      requireIdentifier("assessment", renewal.assessment());
      if (renewal.decidedAt() < limits.earliest() || renewal.decidedAt() > from) {
        throw new Rejected(
            RejectReason.BAD_TERMS,
            "a renewal from " + time(from) + " that was decided at " + time(renewal.decidedAt()));
      }
    }
    long longest =
        Instant.ofEpochMilli(from)
            .atOffset(CHINA)
            .plusMonths(limits.authorisationMonths())
            .toInstant()
            .toEpochMilli();
    if (grant.validUntil() > longest) {
      throw new Rejected(
          RejectReason.BAD_TERMS,
          "an authorisation from "
              + time(from)
              + " to "
              + time(grant.validUntil())
              + " is longer than "
              + limits.authorisationMonths()
              + " months");
    }
  }

  private static void requireRollCall(RollCall rollCall) throws Rejected {
    requireIdentifier("rollCallId", rollCall.rollCallId());
    RollCall.Call call = rollCall.call();
    if (call == null) {
      return;
    }
    if (call.camera() != null) {
      requireIdentifier("camera", call.camera());
    } else if (call.place() == null) {
      throw new Rejected(RejectReason.BAD_TERMS, "a roll call with neither camera nor place");
    }
    requireAfter("until", call.dueAt(), rollCall.occurredAt());
    if (call.dueAt() > rollCall.occurredAt() + DAY_MILLIS) {
      throw new Rejected(
          RejectReason.BAD_TERMS, "a roll call until " + time(call.dueAt()) + ", more than a day");
    }
  }

  /**
   * A circular place, or null when nothing of it is given.
   *
   * @throws Rejected when only a part of it is given, or the radius is out of range
   */
  public static @Nullable Circle circle(@Nullable GeoPoint centre, @Nullable Long radiusMetres)
      throws Rejected {
    if (centre == null && radiusMetres == null) {
      return null;
    }
    if (centre == null || radiusMetres == null) {
      throw new Rejected(RejectReason.BAD_TERMS, "a place without its centre or its radius");
    }
    if (radiusMetres < 1 || radiusMetres > GREATEST_RADIUS_METRES) {
      throw new Rejected(
          RejectReason.BAD_TERMS,
          "a radius of " + radiusMetres + " m, not 1–" + GREATEST_RADIUS_METRES);
    }
    return new Circle(centre, radiusMetres.intValue());
  }

  private static void requireCaseFact(CaseFact fact) throws Rejected {
    if (fact instanceof Measure measure) {
      requireIdentifier("measureId", measure.measureId());
      requireIdentifier("decider", measure.decider());
      requireIdentifier("article", measure.article());
    } else if (fact instanceof CaseNotice notice) {
      requireIdentifier("noticeId", notice.noticeId());
      Seat seat = notice.seat();
      if ((notice.event() == CaseNotice.Event.JUDGMENT_EFFECTIVE) != (seat != null)) {
        throw new Rejected(
            RejectReason.BAD_TERMS,
            "a notice of " + notice.event() + (seat == null ? " without" : " with") + " a county");
      }
      if (seat != null) {
        requireIdentifier("county", seat.county());
        requireIdentifier("office", seat.office());
      }
    } else if (fact instanceof WelfareSignal signal) {
      requireIdentifier("signalId", signal.signalId());
    } else if (fact instanceof Objection objection) {
      requireIdentifier("objectionId", objection.objectionId());
    } else if (fact instanceof Activity activity) {
      requireIdentifier("activityId", activity.activityId());
      if (activity.minutes() < 1 || activity.minutes() > LONGEST_ACTIVITY_MINUTES) {
        throw new Rejected(
            RejectReason.BAD_FIELD,
            "minutes " + activity.minutes() + ", not 1–" + LONGEST_ACTIVITY_MINUTES);
      }
    } else if (fact instanceof ChangeReport report) {
      requireIdentifier("reportId", report.reportId());
    }
  }

  private static void requireLeave(LeaveChange.Grant grant, long from, Limits limits)
      throws Rejected {
    requireAfter("until", grant.until(), from);
    // Compared as an end, since a difference of two wild instants could overflow.
    if (grant.until() > from + limits.leaveDays() * DAY_MILLIS) {
      throw new Rejected(
          RejectReason.BAD_TERMS,
          "leave from "
              + time(from)
              + " to "
              + time(grant.until())
              + " is longer than "
              + limits.leaveDays()
              + " days");
    }
  }

  private static void requireSuspension(SuspensionChange.Grant grant, long from) throws Rejected {
    requireIdentifier("rule", grant.rule());
    requireIdentifier("officer", grant.officer());
    requireText("reason", grant.reason(), NOTE_CHARS);
    if (grant.reason().isBlank()) {
      throw new Rejected(RejectReason.BAD_TERMS, "a rule is suspended for a reason");
    }
    requireAfter("until", grant.until(), from);
    if (grant.until() > from + SUSPENSION_DAYS * DAY_MILLIS) {
      throw new Rejected(
          RejectReason.BAD_TERMS,
          "a rule is suspended until "
              + time(grant.until())
              + ", longer than "
              + SUSPENSION_DAYS
              + " days");
    }
  }

  private static void requireAfter(String field, long end, long from) throws Rejected {
    if (end <= from) {
      throw new Rejected(
          RejectReason.BAD_TERMS, field + " " + time(end) + " is not after " + time(from));
    }
  }

  private static void requireAccuracy(float accuracyMetres) throws Rejected {
    if (!Float.isFinite(accuracyMetres)) {
      throw new Rejected(RejectReason.NOT_A_NUMBER, "accuracyMetres " + accuracyMetres);
    }
    if (accuracyMetres <= 0 || accuracyMetres > MAX_ACCURACY_METRES) {
      throw new Rejected(RejectReason.BAD_ACCURACY, "accuracyMetres " + accuracyMetres);
    }
  }

  private static void requireCheckInAccuracy(CheckIn checkIn) throws Rejected {
    if (checkIn.point() != null) {
      requireAccuracy(checkIn.accuracyMetres());
    } else if (checkIn.accuracyMetres() != 0) {
      throw new Rejected(
          RejectReason.BAD_ACCURACY,
          "accuracyMetres " + checkIn.accuracyMetres() + " without a place");
    }
  }

  private static void requireScore(String field, float score) throws Rejected {
    if (!Float.isFinite(score)) {
      throw new Rejected(RejectReason.NOT_A_NUMBER, field + " " + score);
    }
    if (score < 0 || score > 1) {
      throw new Rejected(RejectReason.BAD_SCORE, field + " " + score + ", not 0–1");
    }
  }

  private static void requireSubject(Subject subject) throws Rejected {
    requirePseudonym("subject", subject.pseudonym());
  }

  private static void requirePseudonym(String field, String pseudonym) throws Rejected {
    requireIdentifier(field, pseudonym);
    if (isIdentityNumber(pseudonym)) {
      // The value itself is not repeated: it is what must not be spread.
      throw new Rejected(
          RejectReason.BAD_TEXT,
          "the " + field + " is a resident identity number, not a pseudonym");
    }
  }

  static void requireIdentifier(String field, String text) throws Rejected {
    requireText(field, text, IDENTIFIER_CHARS);
    if (text.isBlank()) {
      throw new Rejected(RejectReason.BAD_TEXT, field + " is blank");
    }
  }

  static void requireText(String field, String text, int mostChars) throws Rejected {
    if (text.length() > mostChars) {
      throw new Rejected(RejectReason.BAD_TEXT, field + " has " + text.length() + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && isBadBeyondAscii(text, i, c)) {
        throw new Rejected(
            RejectReason.BAD_TEXT,
            String.format(Locale.ROOT, "%s has the character U+%04X at %d", field, (int) c, i));
      }
    }
  }

  /** Control characters, lone surrogates, and the replacement character that stands for broken UTF-8. */
  private static boolean isBadBeyondAscii(String text, int i, char c) {
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }
    return c <= 0x9f || c == '\ufffd';
  }

  private static boolean isIdentityNumber(String text) {
    if (text.length() != 18) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      sum += digit * IDENTITY_WEIGHTS[i];
    }
    return IDENTITY_CHECKS.charAt(sum % 11) == Character.toUpperCase(text.charAt(17));
  }

  private static Rejected impossible(String detail) {
    return new Rejected(RejectReason.IMPOSSIBLE_TIME, detail);
  }

  private static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }
}

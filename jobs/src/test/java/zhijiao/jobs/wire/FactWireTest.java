package zhijiao.jobs.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.DeviceReport;
import zhijiao.core.fact.Doubt;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
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
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.jobs.AnyFact;
import zhijiao.jobs.io.FactCheck;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Rejected;
import zhijiao.schemas.RecordType;

class FactWireTest {

  private static final Limits LIMITS = Limits.ofLaw(() -> AnyFact.NOW);
  private static final long AT = AnyFact.NOW - 60_000;
  private static final long DAY = 86_400_000L;
  private static final GeoPoint HOME = GeoPoint.ofDegrees(28.4511, 119.9203);
  private static final Subject S = new Subject("s-0042");
  private static final TagFix FIX =
      new TagFix("T0012345", HOME, 12.5f, FixSource.GPS, false, AT, AT + 2_000);

  private final FactWire wire = new FactWire(LIMITS);
  private final FixWire fixes = new FixWire();
  private final AvroCodec avro = new AvroCodec();

  @Property
  void a_fact_comes_back_as_it_was(@ForAll("facts") Fact fact) throws Rejected {
    assertEquals(fact, wire.decode(fact.kind(), wire.encode(fact)));
  }

  @Property
  void fixes_by_hand_are_the_bytes_that_avro_writes(@ForAll("fixes") TagFix fix) {
    assertArrayEquals(
        avro.encode(RecordType.TAG_FIX, FactMapping.toRecord(fix)), fixes.encode(fix));
  }

  @Property
  void fixes_by_hand_are_read_as_avro_reads_them(@ForAll("fixes") TagFix fix) throws Rejected {
    byte[] record = fixes.encode(fix);
    Fact byAvro =
        FactMapping.toFact(
            RecordType.TAG_FIX,
            avro.decode(RecordType.TAG_FIX, SingleObject.fingerprint(record), record));
    assertEquals(byAvro, fixes.decode(record));
  }

  @Property(tries = 3_000)
  void whatever_the_bytes_the_end_is_a_fact_or_a_reason(
      @ForAll("facts") Fact fact,
      @ForAll @IntRange(max = 400) int where,
      @ForAll byte what,
      @ForAll @IntRange(max = 400) int length) {
    byte[] record = wire.encode(fact);
    record[SingleObject.HEAD_BYTES + where % (record.length - SingleObject.HEAD_BYTES)] = what;
    byte[] cut = Arrays.copyOf(record, Math.min(record.length, Math.max(length, 12)));
    for (byte[] bytes : List.of(record, cut)) {
      try {
        wire.decode(fact.kind(), bytes);
      } catch (Rejected rejected) {
        assertTrue(!rejected.detail().isEmpty());
      }
    }
  }

  @Property(tries = 300)
  void a_record_cut_anywhere_is_refused(
      @ForAll("facts") Fact fact, @ForAll @IntRange(max = 1_000) int where) {
    byte[] record = wire.encode(fact);
    byte[] cut = Arrays.copyOf(record, where % record.length);
    Rejected rejected = assertThrows(Rejected.class, () -> wire.decode(fact.kind(), cut));
    assertEquals(cut.length == 0 ? RejectReason.EMPTY : RejectReason.TRUNCATED, rejected.reason());
  }

  @Property(tries = 300)
  void a_record_of_another_topic_is_refused(@ForAll("facts") Fact fact, @ForAll FactKind expected) {
    if (expected != fact.kind()) {
      refused(RejectReason.WRONG_SCHEMA, expected, wire.encode(fact));
    }
  }

  @Test
  void what_is_no_record_is_refused_with_its_reason() {
    byte[] good = wire.encode(FIX);
    refused(RejectReason.EMPTY, FactKind.TAG_FIX, new byte[0]);
    refused(RejectReason.TOO_LARGE, FactKind.TAG_FIX, Arrays.copyOf(good, 10 << 20));
    refused(RejectReason.TRAILING_BYTES, FactKind.TAG_FIX, Arrays.copyOf(good, good.length + 1));
    refused(
        RejectReason.UNKNOWN_SCHEMA,
        FactKind.TAG_FIX,
        "{\"tag\":\"T1\"}".getBytes(StandardCharsets.UTF_8));
    byte[] unknown = good.clone();
    unknown[5] ^= 1;
    refused(RejectReason.UNKNOWN_SCHEMA, FactKind.TAG_FIX, unknown);
    byte[] action = wire.encode(action(OfficerAction.Act.CLOSE, CloseReason.EXCUSED));
    refused(
        RejectReason.TRAILING_BYTES,
        FactKind.OFFICER_ACTION,
        Arrays.copyOf(action, action.length + 1));
  }

  @Test
  void a_text_that_claims_two_gigabytes_is_refused_before_anything_is_allocated() {
    byte[] record = Arrays.copyOf(wire.encode(FIX), 16);
    byte[] twoGigabytes = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
    System.arraycopy(twoGigabytes, 0, record, SingleObject.HEAD_BYTES, twoGigabytes.length);
    refused(RejectReason.TRUNCATED, FactKind.TAG_FIX, record);
    byte[] order = Arrays.copyOf(wire.encode(new OrderChange(S, "o", null, AT, AT)), 16);
    System.arraycopy(twoGigabytes, 0, order, SingleObject.HEAD_BYTES, twoGigabytes.length);
    refused(RejectReason.TRUNCATED, FactKind.ORDER, order);
  }

  @Test
  void impossible_numbers_are_refused_by_both_readers() {
    refusedFix(RejectReason.NOT_A_NUMBER, r -> r.put("latitude", Double.NaN));
    refusedFix(RejectReason.NOT_A_NUMBER, r -> r.put("longitude", Double.NEGATIVE_INFINITY));
    refusedFix(RejectReason.NOT_A_NUMBER, r -> r.put("accuracyMetres", Float.NaN));
    refusedFix(RejectReason.BAD_COORDINATES, r -> r.put("latitude", 90.000001));
    refusedFix(RejectReason.BAD_COORDINATES, r -> r.put("longitude", -181.0));
    refusedFix(RejectReason.BAD_ACCURACY, r -> r.put("accuracyMetres", 0f));
    refusedFix(RejectReason.BAD_ACCURACY, r -> r.put("accuracyMetres", -3f));
    refusedFix(RejectReason.BAD_ACCURACY, r -> r.put("accuracyMetres", 100_001f));
    refusedFix(RejectReason.BAD_TEXT, r -> r.put("tag", " "));
    refusedFix(RejectReason.BAD_TEXT, r -> r.put("tag", "T\u0000"));
    refusedFix(RejectReason.BAD_TEXT, r -> r.put("tag", "x".repeat(129)));
    refusedFix(RejectReason.IMPOSSIBLE_TIME, r -> r.put("occurredAt", 0L));
    refusedFix(RejectReason.IMPOSSIBLE_TIME, r -> r.put("occurredAt", Limits.LAW_IN_FORCE - 1));
    refusedFix(RejectReason.IMPOSSIBLE_TIME, r -> r.put("occurredAt", AT + 2_000 + 120_001));
    refusedFix(RejectReason.IMPOSSIBLE_TIME, r -> r.put("receivedAt", AnyFact.NOW + 120_001));
    long year2099 = Instant.parse("2099-01-01T00:00:00Z").toEpochMilli();
    refusedFix(
        RejectReason.IMPOSSIBLE_TIME,
        r -> {
          r.put("occurredAt", year2099);
          r.put("receivedAt", year2099);
        });
  }

  /** The bounds themselves are allowed. */
  @Test
  void the_bounds_are_allowed() throws Rejected {
    for (Fact fact :
        List.of(
            new TagFix(
                "T",
                new GeoPoint(900_000_000, -1_800_000_000),
                100_000,
                FixSource.CELL,
                true,
                Limits.LAW_IN_FORCE,
                AnyFact.NOW + 120_000),
            new TagFix("T", HOME, Float.MIN_VALUE, FixSource.GPS, true, AT + 120_000, AT),
            authorisation(5, Instant.parse("2026-01-31T16:00:00Z"), "2026-04-30T16:00:00Z"),
            new LeaveChange(S, "l", new LeaveChange.Grant(AT + 30 * DAY, true), AT, AT),
            new TagStatus("T", TagStatus.Event.BATTERY, 100, AT, AT),
            new Sighting(S, "c", HOME, 30, 1, false, AT, AT),
            new OrderChange(S, "o", null, AT + 3_683 * DAY, AT))) {
      assertEquals(fact, wire.decode(fact.kind(), wire.encode(fact)));
    }
  }

  /** A terminal or camera whose clock is wrong shows that somebody was there by the receipt; a telephone's owner sets its clock. */
  @Test
  void what_a_terminal_or_camera_dates_impossibly_stands_at_its_receipt() throws Rejected {
    CheckIn.Proof terminal = new CheckIn.Proof("K-1", null, null, false);
    long tolerated = 120_000;
    for (long dated : new long[] {0, Limits.LAW_IN_FORCE - 1, AT + tolerated + 1, AT + 365 * DAY}) {
      Fact sighting = new Sighting(S, "c", HOME, 30, 1, false, dated, AT);
      Fact atTerminal = checkIn(terminal, dated);
      for (Fact told : List.of(sighting, atTerminal)) {
        DeviceReport decoded = (DeviceReport) wire.decode(told.kind(), wire.encode(told));
        assertEquals(AT, decoded.occurredAt());
        assertEquals(new Doubt(dated, false), decoded.doubt());
        assertEquals(told.id(), decoded.id());
        assertEquals(told, decoded.asTold());
      }
      refused(RejectReason.IMPOSSIBLE_TIME, checkIn(CheckIn.Proof.NONE, dated));
    }
    for (long dated : new long[] {Limits.LAW_IN_FORCE, AT + tolerated, AT}) {
      Fact told = checkIn(terminal, dated);
      assertEquals(told, wire.decode(told.kind(), wire.encode(told)));
    }
    for (long dated : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      refused(RejectReason.IMPOSSIBLE_TIME, checkIn(terminal, dated));
    }
  }

  private static CheckIn checkIn(CheckIn.Proof proof, long dated) {
    return new CheckIn(S, CheckIn.Means.FACE, true, HOME, 15, proof, dated, AT);
  }

  @Test
  void terms_that_no_decision_can_hold_are_refused() {
    Instant begin = Instant.parse("2026-01-31T16:00:00Z");
    refused(RejectReason.BAD_TERMS, authorisation(0, begin, "2026-02-02T00:00:00Z"));
    refused(RejectReason.BAD_TERMS, authorisation(6, begin, "2026-02-02T00:00:00Z"));
    refused(RejectReason.BAD_TERMS, authorisation(1, begin, "2026-04-30T16:00:00.001Z"));
    refused(RejectReason.BAD_TERMS, authorisation(1, begin, "2026-01-31T16:00:00Z"));
    refused(RejectReason.BAD_TERMS, leave(30 * DAY + 1));
    refused(RejectReason.BAD_TERMS, leave(0));
    refused(RejectReason.BAD_TERMS, leave(Long.MAX_VALUE - AT));
    refused(RejectReason.IMPOSSIBLE_TIME, new OrderChange(S, "o", null, AT + 3_684 * DAY, AT));
    refusedTerms(RejectReason.BAD_TERMS, t -> t.put("zone", "Asia/Lishui"));
    refusedTerms(RejectReason.BAD_TERMS, t -> duty(t).put("graceMinutes", 241));
    refusedTerms(RejectReason.BAD_TERMS, t -> window(t).put("fromSecond", 86_400));
    refusedTerms(RejectReason.BAD_TERMS, t -> home(t).put("radiusMetres", 0));
    refusedTerms(RejectReason.BAD_COORDINATES, t -> home(t).put("latitude", 91.0));
    refusedTerms(RejectReason.NOT_A_NUMBER, t -> home(t).put("longitude", Double.NaN));
    refusedTerms(RejectReason.BAD_TEXT, t -> t.put("county", ""));
  }

  @Test
  void other_impossible_values_are_refused() {
    refused(RejectReason.BAD_SCORE, new TagStatus("T", TagStatus.Event.BATTERY, 101, AT, AT));
    refused(RejectReason.BAD_SCORE, new Sighting(S, "c", HOME, 30, 1.01f, false, AT, AT));
    refused(RejectReason.NOT_A_NUMBER, new Sighting(S, "c", HOME, 30, Float.NaN, true, AT, AT));
    refused(RejectReason.BAD_FIELD, action(OfficerAction.Act.CLOSE, null));
    refused(RejectReason.BAD_FIELD, action(OfficerAction.Act.REOPEN, CloseReason.CONFIRMED));
    CheckIn checkIn = new CheckIn(S, CheckIn.Means.FACE, true, HOME, 15, AT, AT);
    refusedAfter(
        RejectReason.BAD_COORDINATES, RecordType.CHECK_IN, checkIn, r -> r.put("latitude", null));
    refusedAfter(
        RejectReason.BAD_ACCURACY,
        RecordType.CHECK_IN,
        checkIn,
        r -> r.put("accuracyMetres", null));
    refusedAfter(
        RejectReason.BAD_FIELD,
        RecordType.OFFICER_ACTION,
        action(OfficerAction.Act.REOPEN, null),
        r -> r.put("alert", "xyz"));
  }

  @Test
  void an_identity_number_is_no_pseudonym_and_is_not_repeated() {
    String identity = "11010519491231002X";
    Rejected rejected =
        refused(RejectReason.BAD_TEXT, new TagBinding("T", new Subject(identity), AT, AT));
    assertTrue(!rejected.detail().contains("1101"), rejected.detail());
  }

  @Test
  void an_unknown_symbol_or_branch_is_a_bad_field() {
    byte[] fix = wire.encode(FIX);
    fix[SingleObject.HEAD_BYTES + 9 + 20] = 8;
    refused(RejectReason.BAD_FIELD, FactKind.TAG_FIX, fix);
    byte[] order = wire.encode(new OrderChange(S, "o", null, AT, AT));
    order[SingleObject.HEAD_BYTES + 7 + 2] = 8;
    refused(RejectReason.BAD_FIELD, FactKind.ORDER, order);
  }

  @Test
  void a_heartbeat_comes_back_and_one_from_the_future_is_refused() throws Rejected {
    assertEquals(AT, wire.decodeHeartbeat(wire.encodeHeartbeat(AT)));
    for (long impossible : new long[] {0, AnyFact.NOW + 120_001, Long.MAX_VALUE}) {
      byte[] record = wire.encodeHeartbeat(impossible);
      assertEquals(
          RejectReason.IMPOSSIBLE_TIME,
          assertThrows(Rejected.class, () -> wire.decodeHeartbeat(record)).reason());
    }
    assertEquals(
        RejectReason.WRONG_SCHEMA,
        assertThrows(Rejected.class, () -> wire.decodeHeartbeat(wire.encode(FIX))).reason());
  }

  /** Canary: the check that the hand-written reader equals Avro's can fail. */
  @Test
  void a_reader_that_swaps_two_fields_would_be_seen() throws Rejected {
    TagFix swapped =
        new TagFix(
            FIX.tag(),
            FIX.point(),
            FIX.accuracyMetres(),
            FIX.source(),
            FIX.stored(),
            FIX.receivedAt(),
            FIX.occurredAt());
    assertNotEquals(swapped, fixes.decode(fixes.encode(FIX)));
  }

  private void refused(RejectReason reason, FactKind kind, byte[] record) {
    Rejected rejected = assertThrows(Rejected.class, () -> wire.decode(kind, record));
    assertEquals(reason, rejected.reason(), rejected.detail());
  }

  /** Refused both on the wire and by the check that other readers share. */
  private Rejected refused(RejectReason reason, Fact fact) {
    refused(reason, fact.kind(), wire.encode(fact));
    Rejected rejected = FactCheck.check(fact, LIMITS);
    assertEquals(reason, rejected == null ? null : rejected.reason());
    return rejected;
  }

  private void refusedFix(RejectReason reason, Consumer<GenericRecord> harm) {
    refusedAfter(reason, RecordType.TAG_FIX, FIX, harm);
  }

  private void refusedAfter(
      RejectReason reason, RecordType type, Fact fact, Consumer<GenericRecord> harm) {
    GenericRecord record = FactMapping.toRecord(fact);
    harm.accept(record);
    byte[] bytes = avro.encode(type, record);
    refused(reason, fact.kind(), bytes);
    Rejected byAvro =
        assertThrows(
            Rejected.class,
            () ->
                FactCheck.require(
                    FactMapping.toFact(
                        type, avro.decode(type, SingleObject.fingerprint(bytes), bytes)),
                    LIMITS));
    assertEquals(reason, byAvro.reason());
  }

  private void refusedTerms(RejectReason reason, Consumer<GenericRecord> harm) {
    LocalWindow night = new LocalWindow(LocalTime.of(21, 0), LocalTime.of(6, 0));
    OrderTerms terms =
        new OrderTerms(
            ZoneId.of("Asia/Shanghai"),
            List.of(new Circle(HOME, 80)),
            new Curfew(WeeklySchedule.daily(night), 10),
            null,
            null,
            List.of(),
            "331102",
            "331102001",
            Tier.GENERAL,
            false);
    refusedAfter(
        reason,
        RecordType.ORDER_CHANGE,
        new OrderChange(S, "o", terms, AT, AT),
        r -> harm.accept((GenericRecord) r.get("terms")));
  }

  private static GenericRecord duty(GenericRecord terms) {
    return (GenericRecord) terms.get("curfew");
  }

  private static GenericRecord window(GenericRecord terms) {
    return (GenericRecord) ((List<?>) duty(terms).get("workdays")).get(0);
  }

  private static GenericRecord home(GenericRecord terms) {
    return (GenericRecord) ((List<?>) terms.get("homes")).get(0);
  }

  private static AuthorisationChange authorisation(int ground, Instant from, String until) {
    return new AuthorisationChange(
        S,
        "a-1",
        new AuthorisationChange.Grant(ground, "off-1", Instant.parse(until).toEpochMilli()),
        from.toEpochMilli(),
        from.toEpochMilli());
  }

  private static LeaveChange leave(long millis) {
    return new LeaveChange(S, "l-1", new LeaveChange.Grant(AT + millis, false), AT, AT);
  }

  private static OfficerAction action(OfficerAction.Act act, CloseReason reason) {
    return new OfficerAction(new AlertId(7), "off-9", act, reason, "", AT, AT);
  }

  @Provide
  Arbitrary<Fact> facts() {
    return AnyFact.fact();
  }

  @Provide
  Arbitrary<TagFix> fixes() {
    return AnyFact.fix();
  }
}

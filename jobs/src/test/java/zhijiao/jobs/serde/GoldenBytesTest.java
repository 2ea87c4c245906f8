package zhijiao.jobs.serde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.alert.AlertStage;
import zhijiao.core.alert.AlertState;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.alert.IncidentId;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.alert.Level;
import zhijiao.core.fact.Activity;
import zhijiao.core.fact.ActivityDuty;
import zhijiao.core.fact.Approval;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.Campaign;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.ChangeReport;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.FixSource;
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
import zhijiao.core.fact.SentenceType;
import zhijiao.core.fact.SettingsChange;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.Tier;
import zhijiao.core.fact.WelfareSignal;
import zhijiao.core.meeting.Company;
import zhijiao.core.meeting.Encounter;
import zhijiao.core.meeting.EncounterChange;
import zhijiao.core.meeting.Spot;
import zhijiao.core.meeting.Standing;
import zhijiao.core.meeting.Stay;
import zhijiao.core.meeting.StayChange;
import zhijiao.core.place.Circle;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.proximity.Trace;
import zhijiao.core.proximity.TraceChange;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.Severity;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.jobs.AnyRisk;
import zhijiao.jobs.io.Addressed;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.RiskInput;
import zhijiao.jobs.operator.StayInSquare;
import zhijiao.jobs.operator.ToProtected;

/**
 * The bytes of each value of a fixed list, as they were when the format was released. Whoever breaks this test has
 * changed the format of existing savepoints: raise the version and read the old one too, and keep these lines.
 */
class GoldenBytesTest {

  private static final long AT = 1_793_462_400_123L;
  private static final GeoPoint HOME = new GeoPoint(284_511_000, 1_199_203_000);
  private static final Subject S = new Subject("s-0042");

  /** So ends the name of bytes that are read yet and no more written. */
  private static final String FORMER = ", former";

  @Test
  void every_value_has_the_bytes_it_was_released_with() throws IOException {
    Map<String, String> golden = read("/golden/state-v1.txt");
    golden.keySet().removeIf(name -> name.endsWith(FORMER));
    Map<String, String> now = new LinkedHashMap<>();
    for (Sample<?> sample : samples()) {
      now.put(sample.name, sample.hex());
    }
    Map<String, String> added = new LinkedHashMap<>(now);
    added.keySet().removeAll(golden.keySet());
    assertEquals("", lines(added), "values without released bytes: add these lines");
    assertEquals(lines(golden), lines(now), "the format of existing savepoints has changed");
  }

  @Test
  void the_released_bytes_are_still_read() throws IOException {
    Map<String, String> golden = read("/golden/state-v1.txt");
    for (Sample<?> sample : samples()) {
      sample.assertReads(golden.get(sample.name));
    }
    for (Sample<?> sample : former()) {
      sample.assertReads(golden.get(sample.name));
    }
    assertEquals(
        former().size(), golden.keySet().stream().filter(name -> name.endsWith(FORMER)).count());
  }

  /** Canary: a value that differs in the least has other bytes, so that the comparison can fail. */
  @Test
  void the_golden_bytes_would_show_a_difference() throws IOException {
    List<Sample<?>> samples = samples();
    assertNotEquals(samples.get(0).hex(), samples.get(1).hex());
  }

  private record Sample<T>(String name, TypeSerializer<T> serializer, T value) {

    String hex() throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(256);
      serializer.serialize(value, out);
      return HexFormat.of().formatHex(out.getCopyOfBuffer());
    }

    void assertReads(String hex) throws IOException {
      assertEquals(
          value, serializer.deserialize(new DataInputDeserializer(HexFormat.of().parseHex(hex))));
    }
  }

  /** An order that says how much study and service is owed, for which format 2 has no place. */
  private static zhijiao.core.fact.Fact ofFormat3() {
    return order(Particulars.NONE.withActivityDuty(new ActivityDuty(720, 0)));
  }

  /** Orders that say what kind of sentence is served, for which format 3 has no place. */
  private static List<zhijiao.core.fact.Fact> ofFormat4() {
    return List.of(
        order(Particulars.NONE.withSentence(SentenceType.PAROLE)),
        order(
            Particulars.NONE
                .withActivityDuty(new ActivityDuty(720, 0))
                .withSentence(SentenceType.OUTSIDE_PRISON)));
  }

  private static boolean owes(zhijiao.core.fact.Fact fact) {
    OrderTerms terms = ((OrderChange) fact).terms();
    return terms != null && terms.particulars().activityDuty() != null;
  }

  private static zhijiao.core.fact.Fact order(Particulars particulars) {
    return new OrderChange(S, "o-1", terms(Tier.LENIENT).with(particulars), AT, AT - 1);
  }

  /** Facts that say what format 1 has no place for. */
  /** Reports that a wrong clock dated: the only one, and the second, of one report. */
  private static List<zhijiao.core.fact.Fact> ofFormat5() {
    CheckIn.Proof proof = new CheckIn.Proof("term-3", null, null, false);
    return List.of(
        new CheckIn(S, CheckIn.Means.FACE, true, HOME, 15, proof, AT + 3_600_000, AT)
            .doubted(AT, false),
        new Sighting(S, "cam-7", HOME, 30, 0.93f, true, AT - 3_600_000, AT).doubted(AT, true));
  }

  private static List<zhijiao.core.fact.Fact> ofFormat2() {
    CheckIn.Proof proof = new CheckIn.Proof("term-3", 0.91f, 0.8f, true);
    Particulars particulars =
        new Particulars(
            List.of("z-8"),
            List.of("z-9"),
            "case-1",
            List.of(new Particulars.Protection("p-1", 500, 1_000)),
            10,
            List.of(
                new Particulars.Basis("curfew", "(2026) 1", AT + 9),
                new Particulars.Basis("z-7", "(2026) 2", null)),
            null,
            null);
    return List.of(
        new TagFix("T0012345", HOME, 12.5f, FixSource.GPS, true, "bs-1", AT, AT + 2_000),
        new CheckIn(S, CheckIn.Means.FACE, true, HOME, 15, proof, AT, AT + 1),
        new LeaveChange(
            S, "l-1", new LeaveChange.Grant(AT + 1_000, true, List.of("331102")), AT, AT),
        new OrderChange(S, "o-1", terms(Tier.STRICT).with(particulars), AT, AT - 1));
  }

  private static String words(zhijiao.core.fact.Fact fact) {
    if (fact instanceof RollCall r) {
      return r.call() == null ? "ROLL_CALL CANCELLED" : "ROLL_CALL";
    }
    return fact instanceof Measure m
        ? "MEASURE " + m.type()
        : fact instanceof CaseNotice n
            ? "NOTICE " + n.event()
            : fact instanceof WelfareSignal w
                ? "WELFARE_SIGNAL " + w.level()
                : fact instanceof Objection o
                    ? "OBJECTION " + o.stage()
                    : fact instanceof Activity a
                        ? "ACTIVITY " + a.type()
                        : fact instanceof ChangeReport c
                            ? "CHANGE_REPORT " + c.type()
                            : fact.kind().toString();
  }

  private static List<zhijiao.core.fact.Fact> ofCases() {
    List<zhijiao.core.fact.Fact> facts = new ArrayList<>();
    facts.add(
        new RollCall(
            S, "r-1", new RollCall.Call("C-7", new Circle(HOME, 100), AT + 1_000), AT, AT + 1));
    facts.add(new RollCall(S, "r-1", null, AT, AT + 1));
    for (Measure.Type type : Measure.Type.values()) {
      facts.add(new Measure(S, "m-1", type, "off-9", "34", AT, AT + 1));
    }
    Seat seat = new Seat(ZoneId.of("Asia/Shanghai"), "331102", "331102001", true);
    for (CaseNotice.Event event : CaseNotice.Event.values()) {
      boolean judgment = event == CaseNotice.Event.JUDGMENT_EFFECTIVE;
      facts.add(new CaseNotice(S, "n-1", event, judgment ? seat : null, AT, AT + 1));
    }
    for (WelfareSignal.Level level : WelfareSignal.Level.values()) {
      facts.add(new WelfareSignal(S, "w-1", level, AT, AT + 1));
    }
    facts.add(new Objection(S, "ob-1", new AlertId(7), Objection.Stage.FILED, AT, AT + 1));
    facts.add(new Objection(S, "ob-1", null, Objection.Stage.ANSWERED, AT, AT + 1));
    for (Activity.Type type : Activity.Type.values()) {
      facts.add(new Activity(S, "ac-1", type, 90, AT, AT + 1));
    }
    for (ChangeReport.Type type : ChangeReport.Type.values()) {
      facts.add(new ChangeReport(S, "cr-1", type, AT, AT + 1));
    }
    facts.add(
        new AuthorisationChange(
            S,
            "a-2",
            new AuthorisationChange.Grant(
                3, "off-9", AT + 1_000, new AuthorisationChange.Renewal("as-1", AT - 1_000)),
            AT,
            AT));
    return facts;
  }

  private static List<Sample<?>> samples() {
    List<Sample<?>> all = new ArrayList<>();
    List<zhijiao.core.fact.Fact> facts = new ArrayList<>();
    for (FixSource source : FixSource.values()) {
      facts.add(new TagFix("T0012345", HOME, 12.5f, source, false, AT, AT + 2_000));
    }
    facts.add(new TagFix("手环1", HOME, 0.123456f, FixSource.GPS, true, AT, AT + 86_400_000));
    for (TagStatus.Event event : TagStatus.Event.values()) {
      facts.add(new TagStatus("T0012345", event, 81, AT, AT));
    }
    facts.add(new TagStatus("T0012345", TagStatus.Event.FAULT, null, AT, AT));
    facts.add(new Sighting(S, "cam-7", HOME, 30, 0.93f, true, AT, AT + 1));
    for (CheckIn.Means means : CheckIn.Means.values()) {
      facts.add(new CheckIn(S, means, true, HOME, 15, AT, AT + 1));
    }
    facts.add(new CheckIn(S, CheckIn.Means.VISIT, false, null, 0, AT, AT + 1));
    for (Tier tier : Tier.values()) {
      facts.add(new OrderChange(S, "o-1", terms(tier), AT, AT - 1));
    }
    facts.add(new OrderChange(S, "o-1", null, AT, AT));
    facts.add(
        new AuthorisationChange(
            S, "a-1", new AuthorisationChange.Grant(3, "off-9", AT + 1_000), AT, AT));
    facts.add(new AuthorisationChange(S, "a-1", null, AT, AT));
    facts.add(new LeaveChange(S, "l-1", new LeaveChange.Grant(AT + 1_000, true), AT, AT));
    facts.add(new LeaveChange(S, "l-1", null, AT, AT));
    facts.add(new TagBinding("T0012345", S, AT, AT));
    facts.add(new TagBinding("T0012345", null, AT, AT));
    for (OfficerAction.Act act : OfficerAction.Act.values()) {
      facts.add(action(act, null));
    }
    for (CloseReason reason : CloseReason.values()) {
      facts.add(action(OfficerAction.Act.CLOSE, reason));
    }
    for (int i = 0; i < facts.size(); i++) {
      String name = "fact " + i + " " + facts.get(i).kind();
      all.add(new Sample<>(name, FactSerializer.INSTANCE, facts.get(i)));
    }
    for (zhijiao.core.fact.Fact fact : ofCases()) {
      all.add(new Sample<>("fact of a case " + words(fact), FactSerializer.INSTANCE, fact));
    }
    for (zhijiao.core.fact.Fact fact : ofFormat2()) {
      all.add(new Sample<>("fact of format 2 " + fact.kind(), FactSerializer.INSTANCE, fact));
    }
    all.add(new Sample<>("fact of format 3 ORDER", FactSerializer.INSTANCE, ofFormat3()));
    for (zhijiao.core.fact.Fact fact : ofFormat4()) {
      all.add(new Sample<>("fact of format 4 ORDER " + owes(fact), FactSerializer.INSTANCE, fact));
    }
    for (zhijiao.core.fact.Fact fact : ofFormat5()) {
      all.add(new Sample<>("fact of format 5 " + fact.kind(), FactSerializer.INSTANCE, fact));
    }
    for (zhijiao.core.fact.Fact fact : changes()) {
      all.add(new Sample<>("change " + fact.kind(), FactSerializer.INSTANCE, fact));
    }
    for (Severity severity : Severity.values()) {
      Finding finding = finding(severity);
      all.add(new Sample<>("finding " + severity, FindingSerializer.INSTANCE, finding));
    }
    Finding finding = finding(Severity.P2);
    all.add(
        new Sample<>(
            "cause change",
            AlertCauseSerializer.INSTANCE,
            new AlertCause.FindingChange(
                AlertKey.of(finding), finding.episodeId(), 7, finding, true, AT)));
    all.add(
        new Sample<>(
            "cause withdrawal",
            AlertCauseSerializer.INSTANCE,
            new AlertCause.FindingChange(
                AlertKey.of(finding), finding.episodeId(), 8, null, false, AT)));
    all.add(
        new Sample<>(
            "cause act",
            AlertCauseSerializer.INSTANCE,
            new AlertCause.Act(action(OfficerAction.Act.REOPEN, null))));
    SuspensionChange suspension =
        new SuspensionChange(
            S, "sus-1", new SuspensionChange.Grant("curfew", AT + 9, "off-9", "住院"), AT, AT);
    all.add(new Sample<>("suspension", FactSerializer.INSTANCE, suspension));
    all.add(
        new Sample<>(
            "suspension lifted",
            FactSerializer.INSTANCE,
            new SuspensionChange(S, "sus-1", null, AT, AT)));
    for (AlertId of : new AlertId[] {null, new AlertId(7)}) {
      all.add(
          new Sample<>(
              "cause suspended " + of,
              AlertCauseSerializer.INSTANCE,
              new AlertCause.Suspended(of, suspension)));
    }
    for (IncidentId incident : new IncidentId[] {null, new IncidentId(7)}) {
      all.add(
          new Sample<>(
              "incident " + incident,
              IncidentMemberSerializer.INSTANCE,
              new IncidentMember(new AlertId(8), S, incident, AT, 2, 70_000)));
    }
    for (AlertState state : AlertState.values()) {
      all.add(
          alertEvent("state " + state, finding, state, AlertEvent.Change.NOTED, AlertStage.NONE));
    }
    for (AlertEvent.Change what : AlertEvent.Change.values()) {
      all.add(alertEvent("change " + what, finding, AlertState.NEW, what, AlertStage.NONE));
    }
    for (AlertStage.Loop loop : AlertStage.Loop.values()) {
      AlertStage stage = new AlertStage(Level.CITY, loop, null, AT + 86_400_000);
      all.add(
          alertEvent("loop " + loop, finding, AlertState.NEW, AlertEvent.Change.ESCALATED, stage));
    }
    Origin origin = new Origin("tag-fixes", 2, 123_456);
    for (boolean withdrawn : new boolean[] {false, true}) {
      all.add(
          new Sample<>(
              "addressed " + withdrawn,
              AddressedSerializer.INSTANCE,
              new Addressed(S, Arrival.of(origin, facts.get(0)), withdrawn)));
    }
    all.add(
        new Sample<>("arrival fact", ArrivalSerializer.INSTANCE, Arrival.of(origin, facts.get(0))));
    all.add(
        new Sample<>(
            "arrival heartbeat", ArrivalSerializer.INSTANCE, Arrival.heartbeat(origin, AT)));
    for (RejectReason reason : RejectReason.values()) {
      all.add(
          new Sample<>(
              "arrival refused " + reason,
              ArrivalSerializer.INSTANCE,
              Arrival.refused(new DeadLetter(origin, reason, "why", 2, "AAE="))));
    }
    Stay one = stay("s-0042", "c-7", 0);
    Stay other = stay("s-0043", null, 2_000);
    addMeetings(one, other, "", all);
    ProtectedPosition position = new ProtectedPosition("p-1", HOME, 8.5f, AT, AT + 7);
    all.add(new Sample<>("protected position", FactSerializer.INSTANCE, position));
    all.add(
        new Sample<>(
            "to protected position",
            ToProtectedSerializer.INSTANCE,
            new ToProtected("p-1", Arrival.of(origin, position), null)));
    Standing standing = stay("s-0042", null, 0).standing();
    all.add(
        new Sample<>(
            "to protected traces",
            ToProtectedSerializer.INSTANCE,
            new ToProtected(
                "p-1",
                null,
                new TraceChange(
                    "p-1",
                    S,
                    AT,
                    true,
                    List.of(new Trace(new FactId(77), AT, HOME, 8, 500, 1_000, standing)),
                    true))));
    all.add(
        new Sample<>(
            "risk input fact",
            RiskInputSerializer.INSTANCE,
            RiskInput.of((SubjectFact) suspension)));
    all.add(
        new Sample<>(
            "risk input violation",
            RiskInputSerializer.INSTANCE,
            RiskInput.of(AnyRisk.violation())));
    all.add(new Sample<>("risk score", RiskScoreSerializer.INSTANCE, AnyRisk.score(true)));
    all.add(
        new Sample<>("risk score by rules", RiskScoreSerializer.INSTANCE, AnyRisk.score(false)));
    all.add(
        new Sample<>("risk score withdrawn", RiskScoreSerializer.INSTANCE, AnyRisk.withdrawn()));
    return all;
  }

  private static void addMeetings(Stay one, Stay other, String form, List<Sample<?>> all) {
    for (boolean withdrawn : new boolean[] {false, true}) {
      all.add(
          new Sample<>(
              "stay " + withdrawn + form,
              StayInSquareSerializer.INSTANCE,
              new StayInSquare(7, new StayChange(one, withdrawn, !withdrawn))));
      all.add(
          new Sample<>(
              "encounter " + withdrawn + form,
              EncounterChangeSerializer.INSTANCE,
              new EncounterChange(
                  new Encounter(new Company(S, "s-0043"), one.slot(), List.of(one, other)),
                  withdrawn,
                  withdrawn)));
    }
  }

  /** What was written in a former version, and is read yet: a stay was one fix, surely away. */
  private static List<Sample<?>> former() {
    List<Sample<?>> all = new ArrayList<>();
    addMeetings(
        ofOneFix(stay("s-0042", "c-7", 0)), ofOneFix(stay("s-0043", null, 2_000)), FORMER, all);
    return all;
  }

  private static Stay ofOneFix(Stay stay) {
    Spot spot = stay.spot();
    return new Stay(
        stay.who(),
        new Spot(spot.first(), AT, AT, 1, spot.point(), spot.accuracyMetres(), 0),
        true,
        stay.standing());
  }

  private static Stay stay(String who, @Nullable String group, int north) {
    GeoPoint point = new GeoPoint(HOME.latE7() + north, HOME.lonE7());
    return new Stay(
        new Subject(who),
        new Spot(new FactId(77 + north), AT, AT + 240_000, 5, point, 8.5f, 150.25f),
        group == null,
        new Standing(
            group, ZoneId.of("Asia/Shanghai"), "331102", "331102001", Tier.STRICT, group == null));
  }

  private static Sample<AlertEvent> alertEvent(
      String name, Finding finding, AlertState state, AlertEvent.Change what, AlertStage stage) {
    AlertKey key = AlertKey.of(finding);
    Alert alert =
        new Alert(
            key.id(),
            key,
            1,
            Severity.P2,
            state,
            state == AlertState.CLOSED ? CloseReason.EXCUSED : null,
            List.of(finding),
            List.of(action(OfficerAction.Act.INVESTIGATE, null)),
            AT,
            AT + 60_000,
            "331102",
            "331102001",
            Tier.STRICT,
            true,
            what == AlertEvent.Change.SUSPENDED);
    return new Sample<>(
        "alert event, " + name,
        AlertEventSerializer.INSTANCE,
        new AlertEvent(alert, 7, what, AT, true, AT + 10_000, stage));
  }

  private static OrderTerms terms(Tier tier) {
    LocalWindow night = new LocalWindow(LocalTime.of(21, 0), LocalTime.of(6, 0));
    LocalWindow noon = new LocalWindow(LocalTime.of(11, 30), LocalTime.of(13, 0, 1));
    return new OrderTerms(
        ZoneId.of("Asia/Shanghai"),
        List.of(new Circle(HOME, 80)),
        new Curfew(WeeklySchedule.daily(night), 10),
        new CheckInPlan(new WeeklySchedule(List.of(noon, night), List.of()), 30),
        "county-331102",
        List.of("zone-1", "校园"),
        "331102",
        "331102001",
        tier,
        true);
  }

  private static List<zhijiao.core.fact.Fact> changes() {
    Approval approval = new Approval("off-1", "off-2", AT, "好");
    TreeMap<String, String> settings =
        new TreeMap<>(java.util.Map.of("rules.curfew.persistFixes", "2"));
    Campaign.Scope scope =
        new Campaign.Scope(
            new TreeSet<>(List.of("331102")), new TreeSet<>(), new TreeSet<>(List.of(Tier.STRICT)));
    return List.of(
        new SettingsChange("sc-1", settings, "{}", approval, AT + 1, AT),
        new Campaign(
            "c-1",
            new Campaign.Overlay(AT + 3, "basis", AT + 4, scope, settings),
            approval,
            AT + 1,
            AT));
  }

  private static OfficerAction action(OfficerAction.Act act, CloseReason reason) {
    return new OfficerAction(new AlertId(0xfedcba9876543210L), "off-9", act, reason, "好", AT, AT);
  }

  private static Finding finding(Severity severity) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence(null, null, "grace expires", AT, null, 0, null, Double.NaN));
    for (Containment containment : Containment.values()) {
      evidence.add(
          new Evidence(
              new FactId(77), FactKind.TAG_FIX, "fix gps", AT, HOME, 8, containment, 31.25));
    }
    return new Finding(
        "curfew",
        1,
        severity,
        S,
        "home",
        LocalDate.of(2026, 11, 1),
        AT,
        severity == Severity.P1 ? null : (Long) (AT + 60_000),
        evidence,
        new TreeMap<>(Map.of("grace", "10 min", "radius", "80 m")),
        "331102",
        "331102001",
        Tier.STRICT,
        severity == Severity.P4);
  }

  private static String lines(Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    values.forEach((name, hex) -> text.append(name).append(" = ").append(hex).append('\n'));
    return text.toString();
  }

  private static Map<String, String> read(String resource) throws IOException {
    try (InputStream in = GoldenBytesTest.class.getResourceAsStream(resource)) {
      Map<String, String> values = new LinkedHashMap<>();
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                int at = line.indexOf(" = ");
                values.put(line.substring(0, at), line.substring(at + 3));
              });
      return values;
    }
  }
}

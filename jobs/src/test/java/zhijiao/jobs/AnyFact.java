package zhijiao.jobs;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertFold;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.alert.AlertStage;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.alert.IncidentId;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.alert.Level;
import zhijiao.core.fact.ActivityDuty;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.fact.RollCall;
import zhijiao.core.fact.SentenceType;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Circle;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.Severity;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;

/** Generators of facts and findings that the law and the limits allow, edges included. */
public final class AnyFact {

  /** 2026-11-01T00:00:00+08:00; every generated fact was received before it. */
  public static final long NOW = 1_793_462_400_000L;

  private static final long LAW_IN_FORCE = 1_593_532_800_000L;
  private static final long DAY = 86_400_000L;

  private AnyFact() {}

  public static Arbitrary<Fact> fact() {
    return Arbitraries.oneOf(
        fix(),
        status(),
        sighting(),
        checkIn(),
        order(),
        authorisation(),
        leave(),
        binding(),
        officerAction(),
        rollCall(),
        AnyCaseFact.any(),
        suspension(),
        protectedPosition(),
        AnyChange.settingsChange(),
        AnyChange.campaign());
  }

  public static Arbitrary<Fact> of(FactKind kind) {
    return switch (kind) {
      case TAG_FIX -> fix().map(f -> f);
      case TAG_STATUS -> status().map(f -> f);
      case SIGHTING -> sighting().map(f -> f);
      case CHECK_IN -> checkIn().map(f -> f);
      case ORDER -> order().map(f -> f);
      case AUTHORISATION -> authorisation().map(f -> f);
      case LEAVE -> leave().map(f -> f);
      case TAG_BINDING -> binding().map(f -> f);
      case OFFICER_ACTION -> officerAction().map(f -> f);
      case ROLL_CALL -> rollCall().map(f -> f);
      case MEASURE, NOTICE, WELFARE_SIGNAL, OBJECTION, ACTIVITY, CHANGE_REPORT ->
          AnyCaseFact.of(kind).map(f -> f);
      case SUSPENSION -> suspension().map(f -> f);
      case PROTECTED_POSITION -> protectedPosition().map(f -> f);
      case SETTINGS_CHANGE -> AnyChange.settingsChange().map(f -> f);
      case CAMPAIGN -> AnyChange.campaign().map(f -> f);
    };
  }

  public static Arbitrary<TagFix> fix() {
    return Combinators.combine(
            name(),
            point(),
            accuracy(),
            Arbitraries.of(FixSource.class),
            bool(),
            name().injectNull(0.3),
            times())
        .as(
            (tag, p, a, source, stored, station, t) ->
                new TagFix(tag, p, a, source, stored, station, t[0], t[1]));
  }

  public static Arbitrary<RollCall> rollCall() {
    return Combinators.combine(
            subject(),
            name(),
            Combinators.combine(name(), point(), Arbitraries.integers().between(1, 100_000))
                .as((camera, p, r) -> List.<Object>of(camera, new Circle(p, r))),
            Arbitraries.of(0, 1, 2, 3),
            Arbitraries.longs().between(1, 86_400_000L),
            times())
        .as(
            (s, id, where, which, minutes, t) ->
                new RollCall(
                    s,
                    id,
                    which == 0
                        ? null
                        : new RollCall.Call(
                            which == 2 ? null : (String) where.get(0),
                            which == 1 ? null : (Circle) where.get(1),
                            t[0] + minutes),
                    t[0],
                    t[1]));
  }

  public static Arbitrary<TagStatus> status() {
    return Combinators.combine(
            name(),
            Arbitraries.of(TagStatus.Event.class),
            Arbitraries.integers().between(0, 100).injectNull(0.2),
            times())
        .as((tag, event, battery, t) -> new TagStatus(tag, event, battery, t[0], t[1]));
  }

  public static Arbitrary<Sighting> sighting() {
    return Combinators.combine(
            subject(), name(), point(), accuracy(), floatsUpTo(1), bool(), times(), ahead())
        .as(
            (s, camera, p, a, score, v, t, ahead) ->
                ahead == 0
                    ? new Sighting(s, camera, p, a, score, v, t[0], t[1])
                    : new Sighting(s, camera, p, a, score, v, t[1] + ahead, t[1])
                        .doubted(t[1], false));
  }

  /** By how much a clock is ahead of the receipt, so that what it dates stands there; in one case of six. */
  private static Arbitrary<Long> ahead() {
    return Arbitraries.of(0L, 0L, 0L, 0L, 0L, 10_800_000L);
  }

  public static Arbitrary<CheckIn> checkIn() {
    return Combinators.combine(
            subject(),
            Arbitraries.of(CheckIn.Means.class),
            bool(),
            point().injectNull(0.3),
            accuracy(),
            proof(),
            times(),
            ahead())
        .as(
            (s, m, ok, p, a, proof, t, ahead) ->
                ahead == 0 || proof.terminal() == null
                    ? new CheckIn(s, m, ok, p, p == null ? 0 : a, proof, t[0], t[1])
                    : new CheckIn(s, m, ok, p, p == null ? 0 : a, proof, t[1] + ahead, t[1])
                        .doubted(t[1], false));
  }

  private static Arbitrary<CheckIn.Proof> proof() {
    return Arbitraries.oneOf(
        Arbitraries.just(CheckIn.Proof.NONE),
        Combinators.combine(
                name().injectNull(0.3),
                floatsUpTo(1).injectNull(0.3),
                floatsUpTo(1).injectNull(0.3),
                bool())
            .as(CheckIn.Proof::new));
  }

  public static Arbitrary<OrderChange> order() {
    return Combinators.combine(subject(), name(), terms().injectNull(0.2), termsTimes())
        .as((s, id, terms, t) -> new OrderChange(s, id, terms, t[0], t[1]));
  }

  public static Arbitrary<OrderTerms> terms() {
    Arbitrary<Circle> home =
        Combinators.combine(point(), Arbitraries.integers().between(1, 100_000)).as(Circle::new);
    Arbitrary<ZoneId> zone =
        Arbitraries.of("Asia/Shanghai", "Asia/Urumqi", "Europe/London", "+08:00", "Z")
            .map(ZoneId::of);
    Arbitrary<Integer> grace = Arbitraries.integers().between(0, 240);
    return Combinators.combine(
            zone,
            home.list().ofMaxSize(3),
            Combinators.combine(schedule(), grace).as(Curfew::new).injectNull(0.3),
            Combinators.combine(schedule(), grace).as(CheckInPlan::new).injectNull(0.3),
            name().injectNull(0.3),
            name().list().ofMaxSize(3),
            Combinators.combine(name(), name(), Arbitraries.of(Tier.class), bool(), particulars())
                .as(
                    (c, o, tier, minor, particulars) ->
                        new OrderTerms(
                            ZoneOffset.UTC,
                            List.of(),
                            null,
                            null,
                            null,
                            List.of(),
                            c,
                            o,
                            tier,
                            minor,
                            particulars)))
        .as(
            (z, homes, curfew, plan, area, zones, rest) ->
                new OrderTerms(
                    z,
                    homes,
                    curfew,
                    plan,
                    area,
                    zones,
                    rest.county(),
                    rest.office(),
                    rest.tier(),
                    rest.minor(),
                    rest.particulars()));
  }

  private static Arbitrary<Particulars> particulars() {
    Arbitrary<Integer> metres = Arbitraries.integers().between(1, 100_000);
    return Arbitraries.oneOf(
        Arbitraries.just(Particulars.NONE),
        Combinators.combine(
                name().list().ofMaxSize(2),
                name().list().ofMaxSize(2),
                name().injectNull(0.3),
                Combinators.combine(name(), metres, metres)
                    .as(Particulars.Protection::new)
                    .list()
                    .ofMaxSize(2),
                Arbitraries.integers().between(0, 1_440),
                Combinators.combine(
                        name(), name(), Arbitraries.longs().between(0, NOW).injectNull(0.3))
                    .as(Particulars.Basis::new)
                    .list()
                    .ofMaxSize(2),
                Combinators.combine(
                        Arbitraries.integers().between(0, ActivityDuty.MOST_MINUTES),
                        Arbitraries.integers().between(0, ActivityDuty.MOST_MINUTES))
                    .as(ActivityDuty::new)
                    .injectNull(0.5),
                Arbitraries.of(SentenceType.class).injectNull(0.5))
            .as(Particulars::new));
  }

  public static Arbitrary<AuthorisationChange> authorisation() {
    Arbitrary<long[]> granted =
        Combinators.combine(
                Arbitraries.longs().between(1, 5), Arbitraries.longs().between(1, 89 * DAY))
            .as((ground, length) -> new long[] {ground, length});
    return Combinators.combine(subject(), name(), name(), granted.injectNull(0.2), termsTimes())
        .as(
            (s, id, approver, g, t) ->
                new AuthorisationChange(
                    s,
                    id,
                    g == null
                        ? null
                        : new AuthorisationChange.Grant((int) g[0], approver, t[0] + g[1]),
                    t[0],
                    t[1]))
        .flatMap(
            change ->
                change.grant() == null
                    ? Arbitraries.just(change)
                    : AnyCaseFact.renewed(change.grant(), change.occurredAt())
                        .map(
                            grant ->
                                new AuthorisationChange(
                                    change.subject(),
                                    change.authorisationId(),
                                    grant,
                                    change.occurredAt(),
                                    change.receivedAt())));
  }

  public static Arbitrary<LeaveChange> leave() {
    return Combinators.combine(
            subject(),
            name(),
            Arbitraries.longs().between(1, 30 * DAY).injectNull(0.2),
            bool(),
            name().list().ofMaxSize(2),
            termsTimes())
        .as(
            (s, id, length, lifts, destinations, t) ->
                new LeaveChange(
                    s,
                    id,
                    length == null
                        ? null
                        : new LeaveChange.Grant(t[0] + length, lifts, destinations),
                    t[0],
                    t[1]));
  }

  public static Arbitrary<SuspensionChange> suspension() {
    return Combinators.combine(
            subject(),
            name(),
            Arbitraries.longs().between(1, 30 * DAY).injectNull(0.2),
            name(),
            name(),
            name(),
            termsTimes())
        .as(
            (s, id, length, rule, officer, why, t) ->
                new SuspensionChange(
                    s,
                    id,
                    length == null
                        ? null
                        : new SuspensionChange.Grant(rule, t[0] + length, officer, why),
                    t[0],
                    t[1]));
  }

  public static Arbitrary<IncidentMember> incidentMember() {
    return Combinators.combine(
            Arbitraries.longs(),
            subject(),
            Arbitraries.longs().injectNull(0.2),
            Arbitraries.integers().between(0, 99),
            times())
        .as(
            (alert, s, incident, alerts, t) ->
                new IncidentMember(
                    new AlertId(alert),
                    s,
                    incident == null ? null : new IncidentId(incident),
                    t[0],
                    alerts,
                    t[1]));
  }

  public static Arbitrary<TagBinding> binding() {
    return Combinators.combine(name(), subject().injectNull(0.2), termsTimes())
        .as((tag, s, t) -> new TagBinding(tag, s, t[0], t[1]));
  }

  public static Arbitrary<ProtectedPosition> protectedPosition() {
    return Combinators.combine(name(), point(), accuracy(), times())
        .as((person, p, a, t) -> new ProtectedPosition(person, p, a, t[0], t[1]));
  }

  public static Arbitrary<OfficerAction> officerAction() {
    return Combinators.combine(
            Arbitraries.longs(),
            name(),
            Arbitraries.of(OfficerAction.Act.class),
            Arbitraries.of(CloseReason.class),
            text().ofMaxLength(40),
            times())
        .as(
            (alert, officer, act, reason, note, t) ->
                new OfficerAction(
                    new AlertId(alert),
                    officer,
                    act,
                    act == OfficerAction.Act.CLOSE ? reason : null,
                    note,
                    t[0],
                    t[1]));
  }

  public static Arbitrary<Evidence> evidence() {
    return Combinators.combine(
            Arbitraries.longs().map(FactId::new).injectNull(0.2),
            Arbitraries.of(FactKind.class).injectNull(0.2),
            text().ofMaxLength(20),
            Arbitraries.longs().between(0, NOW),
            point().injectNull(0.2),
            accuracy(),
            Arbitraries.of(Containment.class).injectNull(0.2),
            Arbitraries.oneOf(
                Arbitraries.doubles().between(-1e6, 1e6), Arbitraries.just(Double.NaN)))
        .as(Evidence::new);
  }

  public static Arbitrary<Finding> finding() {
    return Combinators.combine(
            Arbitraries.of("curfew", "missed-check-in", "exclusion-zone"),
            Combinators.combine(
                    Arbitraries.integers().between(1, 300),
                    Arbitraries.of(Severity.class),
                    Arbitraries.of(Tier.class),
                    bool())
                .as(Head::new),
            subject(),
            name(),
            Arbitraries.longs().between(18_000, 22_000).map(LocalDate::ofEpochDay),
            times(),
            evidence().list().ofMaxSize(4),
            Arbitraries.maps(name(), text().ofMaxLength(8)).ofMaxSize(3))
        .as(
            (rule, head, s, target, day, t, evidence, parameters) ->
                new Finding(
                    rule,
                    head.version,
                    head.severity,
                    s,
                    target,
                    day,
                    t[0],
                    head.minor ? null : t[1],
                    evidence,
                    new TreeMap<>(parameters),
                    "331102",
                    "331102001",
                    head.tier,
                    head.minor));
  }

  private record Head(int version, Severity severity, Tier tier, boolean minor) {}

  public static Arbitrary<AlertCause> cause() {
    Arbitrary<AlertCause> change =
        Combinators.combine(
                finding(), bool(), bool(), Arbitraries.longs().between(1, 1 << 20), times())
            .as(
                (finding, withdrawn, late, judgement, t) ->
                    new AlertCause.FindingChange(
                        AlertKey.of(finding),
                        finding.episodeId(),
                        judgement,
                        withdrawn ? null : finding,
                        late,
                        t[0]));
    Arbitrary<AlertCause> suspended =
        Combinators.combine(Arbitraries.longs().injectNull(0.3), suspension())
            .as(
                (alert, decided) ->
                    new AlertCause.Suspended(alert == null ? null : new AlertId(alert), decided));
    return Arbitraries.oneOf(change, officerAction().map(AlertCause.Act::new), suspended);
  }

  /** Alerts as folds of one to three episodes and of officers' acts, told as some change. */
  public static Arbitrary<AlertEvent> alertEvent() {
    return Combinators.combine(
            finding(),
            finding().list().ofMaxSize(2),
            officerAction().list().ofMaxSize(3),
            Arbitraries.of(AlertEvent.Change.class),
            bool(),
            times(),
            stage())
        .as(
            (first, more, acts, what, late, t, stage) -> {
              AlertKey key = AlertKey.of(first);
              AlertFold fold = new AlertFold(key.id());
              fold.add(change(key, first, 1));
              long judgement = 1;
              for (Finding other : more) {
                fold.add(change(key, sameAlert(first, other), ++judgement));
              }
              for (OfficerAction act : acts) {
                fold.add(
                    new AlertCause.Act(
                        new OfficerAction(
                            key.id(),
                            act.officer(),
                            act.act(),
                            act.reason(),
                            act.note(),
                            act.occurredAt(),
                            act.receivedAt())));
              }
              return new AlertEvent(
                  Objects.requireNonNull(fold.alert()),
                  fold.revision(),
                  what,
                  t[0],
                  late,
                  t[1],
                  stage);
            });
  }

  private static Arbitrary<AlertStage> stage() {
    return Combinators.combine(
            Arbitraries.of(Level.class).injectNull(0.3),
            Arbitraries.of(AlertStage.Loop.class),
            times(),
            bool(),
            bool())
        .as(
            (level, loop, t, acknowledge, close) ->
                new AlertStage(level, loop, acknowledge ? t[0] : null, close ? t[1] : null));
  }

  private static AlertCause.FindingChange change(AlertKey key, Finding finding, long judgement) {
    return new AlertCause.FindingChange(
        key, finding.episodeId(), judgement, finding, false, finding.openedAt());
  }

  private static Finding sameAlert(Finding alert, Finding other) {
    return new Finding(
        alert.rule(),
        other.ruleVersion(),
        other.severity(),
        alert.subject(),
        alert.target(),
        alert.day(),
        other.openedAt(),
        other.endedAt(),
        other.evidence(),
        other.parameters(),
        other.county(),
        other.office(),
        other.tier(),
        other.minor());
  }

  public static Arbitrary<WeeklySchedule> schedule() {
    return Combinators.combine(windows(), windows()).as(WeeklySchedule::new);
  }

  /** Windows that touch one another but never overlap: an even number of different times, in turn from and until. */
  private static Arbitrary<List<LocalWindow>> windows() {
    return Arbitraries.integers()
        .between(0, 86_399)
        .set()
        .ofMaxSize(6)
        .map(
            seconds -> {
              List<Integer> times = new ArrayList<>(new TreeSet<>(seconds));
              List<LocalWindow> windows = new ArrayList<>();
              for (int i = 1; i + 1 < times.size(); i += 2) {
                windows.add(window(times.get(i), times.get(i + 1)));
              }
              if (times.size() % 2 == 0 && !times.isEmpty()) {
                windows.add(window(times.get(times.size() - 1), times.get(0)));
              }
              return windows;
            });
  }

  private static LocalWindow window(int fromSecond, int untilSecond) {
    return new LocalWindow(
        LocalTime.ofSecondOfDay(fromSecond), LocalTime.ofSecondOfDay(untilSecond));
  }

  public static Arbitrary<GeoPoint> point() {
    return Combinators.combine(
            Arbitraries.integers().between(-900_000_000, 900_000_000),
            Arbitraries.integers().between(-1_800_000_000, 1_800_000_000))
        .as(GeoPoint::new);
  }

  public static Arbitrary<Subject> subject() {
    return name().map(Subject::new);
  }

  private static Arbitrary<Float> accuracy() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(1, 10_000).map(i -> i / 10f), floatsUpTo(100_000));
  }

  /** Every float above zero, subnormal ones too. */
  private static Arbitrary<Float> floatsUpTo(float most) {
    return Arbitraries.integers().between(1, Float.floatToIntBits(most)).map(Float::intBitsToFloat);
  }

  private static Arbitrary<Boolean> bool() {
    return Arbitraries.of(true, false);
  }

  private static StringArbitrary text() {
    return Arbitraries.strings().withCharRange(' ', '~').withChars("矫正对象é€");
  }

  static Arbitrary<String> name() {
    return Arbitraries.oneOf(
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('0', '9')
            .withChars('-')
            .ofMinLength(1)
            .ofMaxLength(12),
        Arbitraries.strings().withChars("矫正号é€").ofMinLength(1).ofMaxLength(6));
  }

  /** {occurredAt, receivedAt} of an observation. */
  static Arbitrary<long[]> times() {
    return Combinators.combine(
            Arbitraries.longs().between(LAW_IN_FORCE, NOW - 3 * DAY),
            Arbitraries.oneOf(
                Arbitraries.longs().between(0, 10_000), Arbitraries.longs().between(0, 3 * DAY)))
        .as((occurredAt, delay) -> new long[] {occurredAt, occurredAt + delay});
  }

  /** Terms may be received long before they take effect. */
  static Arbitrary<long[]> termsTimes() {
    return Combinators.combine(
            Arbitraries.longs().between(LAW_IN_FORCE + 40 * DAY, NOW - 40 * DAY),
            Arbitraries.longs().between(-40 * DAY, 40 * DAY))
        .as((occurredAt, delay) -> new long[] {occurredAt, occurredAt + delay});
  }
}

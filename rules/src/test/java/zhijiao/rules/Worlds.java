package zhijiao.rules;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.Tuple;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.DeviceReport;
import zhijiao.core.fact.Doubt;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.RollCall;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.core.timeline.Horizon;
import zhijiao.rules.story.Shape;
import zhijiao.rules.story.World;

/**
 * Small random worlds: a day and a half of one person, dense with what can go wrong. Instants fall on deadlines, one second
 * beside them and at each other more often than chance would have it; places lie at the edges of what is sure.
 */
final class Worlds {

  static final long MINUTE = 60_000;

  /** Monday noon, so that a change of supervision day and of snapshot lies within. */
  static final long START = at("2026-03-02T12:00:00+08:00");

  static final long END = START + 34 * 60 * MINUTE;

  static final GeoPoint HOME = GeoPoint.ofDegrees(28.4511, 119.9203);
  static final GeoPoint OTHER_HOME = GeoPoint.ofDegrees(28.4541, 119.9203);
  static final Shape.Belted SCHOOL =
      new Shape.Belted(Shape.Round.of("school", 28.4511, 119.9263, 150), 200);
  static final Shape PARK = new Shape.Box("park", 28.4500, 119.9100, 28.4525, 119.9130);
  static final Shape COUNTY = new Shape.Box("county", 28.40, 119.86, 28.47, 119.98);
  static final List<Shape> SHAPES = List.of(SCHOOL, PARK, COUNTY);

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private Worlds() {}

  static long at(String time) {
    return OffsetDateTime.parse(time).toInstant().toEpochMilli();
  }

  /** Whole minutes mostly, around the hours at which duties begin and end. */
  static Arbitrary<Long> instants() {
    Arbitrary<Integer> minutes =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.integers().between(0, 34 * 60)),
            Tuple.of(5, Arbitraries.integers().between(8 * 60 + 30, 10 * 60 + 30)),
            Tuple.of(1, Arbitraries.integers().between(17 * 60 + 50, 18 * 60 + 10)),
            Tuple.of(1, Arbitraries.integers().between(23 * 60 + 40, 24 * 60 + 30)));
    Arbitrary<Integer> millis = Arbitraries.of(0, 0, 0, 0, 1000, 59_000, -1);
    return Combinators.combine(minutes, millis)
        .as((m, s) -> Math.min(END, Math.max(START, START + m * MINUTE + s)));
  }

  static Arbitrary<GeoPoint> points() {
    return Combinators.combine(
            Arbitraries.of(
                HOME,
                HOME,
                HOME,
                OTHER_HOME,
                GeoPoint.ofDegrees(28.4511, 119.9263),
                GeoPoint.ofDegrees(28.4511, 119.9263),
                GeoPoint.ofDegrees(28.4512, 119.9115),
                GeoPoint.ofDegrees(28.4511, 119.9289),
                GeoPoint.ofDegrees(28.4511, 119.9289),
                GeoPoint.ofDegrees(28.4700, 119.9203),
                GeoPoint.ofDegrees(28.4750, 119.9203),
                GeoPoint.ofDegrees(28.4750, 119.9203),
                GeoPoint.ofDegrees(28.4530, 119.9180)),
            Arbitraries.of(0, 0, 0, 40, 90, 110, 300),
            Arbitraries.of(0, 1, 2, 3))
        .as(
            (from, metres, way) -> {
              double degrees = metres / Shape.METRES_PER_DEGREE;
              return GeoPoint.ofDegrees(
                  from.latitude() + (way == 0 ? degrees : way == 1 ? -degrees : 0),
                  from.longitude() + 1.1 * (way == 2 ? degrees : way == 3 ? -degrees : 0));
            });
  }

  static Arbitrary<Float> accuracies() {
    return Arbitraries.of(5f, 5f, 8f, 12f, 12f, 25f, 40f, 80f, 500f);
  }

  static Arbitrary<Fact> fixes() {
    Arbitrary<FixSource> sources =
        Arbitraries.of(
            FixSource.GPS,
            FixSource.GPS,
            FixSource.GPS,
            FixSource.GPS,
            FixSource.WIFI,
            FixSource.CELL);
    return Combinators.combine(instants(), points(), accuracies(), sources)
        .as((at, point, accuracy, source) -> fix(at, point, accuracy, source));
  }

  static Fact fix(long at, GeoPoint point, float accuracy, FixSource source) {
    return new TagFix(World.TAG, point, accuracy, source, false, at, at);
  }

  /** A few fixes in a row at one place, so that runs come about. */
  static Arbitrary<List<Fact>> stays() {
    return Combinators.combine(
            instants(),
            points(),
            accuracies(),
            Arbitraries.integers().between(1, 8),
            Arbitraries.of(1, 1, 2, 4, 6, 20, 29, 30, 31))
        .as(
            (at, point, accuracy, count, every) -> {
              List<Fact> stay = new ArrayList<>();
              for (int i = 0; i < count; i++) {
                long then = at + (long) i * every * MINUTE;
                if (then <= END) {
                  stay.add(fix(then, point, accuracy, FixSource.GPS));
                }
              }
              return stay;
            });
  }

  static Arbitrary<Fact> sightings() {
    return Combinators.combine(
            instants(),
            points(),
            Arbitraries.of(5f, 20f, 60f),
            Arbitraries.of(0.80f, 0.86f, 0.90f, 0.98f),
            Arbitraries.of(false, false, false, true),
            Arbitraries.of("C-1", "C-1", "C-2"),
            dated())
        .as(
            (at, point, accuracy, score, verified, camera, dated) ->
                dated(
                    new Sighting(World.WHO, camera, point, accuracy, score, verified, at, at),
                    dated));
  }

  /** How far from the truth the device's clock is, if that is known; in one case of six. */
  private static Arbitrary<Long> dated() {
    return Arbitraries.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, -60 * MINUTE, 180 * MINUTE);
  }

  private static Fact dated(DeviceReport report, long ahead) {
    if (ahead == 0) {
      return report;
    }
    long at = report.occurredAt();
    return moved(report, ahead).doubted(at, ahead < 0);
  }

  private static final CheckIn.Proof AT_TERMINAL = new CheckIn.Proof("K-1", null, null, false);

  static Arbitrary<Fact> checkIns() {
    return Combinators.combine(
            instants(),
            Arbitraries.of(true, true, true, false),
            points().injectNull(0.5),
            Arbitraries.of(25f, 400f),
            dated())
        .as(
            (at, accepted, place, accuracy, dated) ->
                dated(
                    new CheckIn(
                        World.WHO,
                        CheckIn.Means.FACE,
                        accepted,
                        place,
                        place == null ? 0 : accuracy,
                        dated == 0 ? CheckIn.Proof.NONE : AT_TERMINAL,
                        at,
                        at),
                    dated));
  }

  /** What the tag says about itself: twice as often that something ends as that it begins. */
  static Arbitrary<Fact> statuses() {
    return Combinators.combine(
            instants(),
            Arbitraries.of(
                TagStatus.Event.BATTERY,
                TagStatus.Event.BATTERY,
                TagStatus.Event.CHARGING,
                TagStatus.Event.POWER_OFF,
                TagStatus.Event.POWER_ON,
                TagStatus.Event.STRAP_CUT,
                TagStatus.Event.STRAP_CUT,
                TagStatus.Event.STRAP_CLOSED,
                TagStatus.Event.CASE_OPENED,
                TagStatus.Event.CASE_OPENED,
                TagStatus.Event.CASE_CLOSED,
                TagStatus.Event.FAULT),
            Arbitraries.of(3, 19, 20, 24, 25, 80).injectNull(0.3))
        .as((at, event, battery) -> new TagStatus(World.TAG, event, battery, at, at));
  }

  static Arbitrary<Fact> leaves() {
    return Combinators.combine(
            Arbitraries.of("L-1", "L-2"),
            instants(),
            Arbitraries.of(-1, 10, 30, 90, 600),
            Arbitraries.of(false, true),
            Arbitraries.of(List.<String>of(), List.of("park"), List.of("park", "school")))
        .as(
            (id, at, minutes, lifting, to) ->
                new LeaveChange(
                    World.WHO,
                    id,
                    minutes < 0 ? null : new LeaveChange.Grant(at + minutes * MINUTE, lifting, to),
                    at,
                    at));
  }

  /** Leave, and a stay beyond the county: while it lasts, as its grace ends, or after that. */
  static Arbitrary<List<Fact>> journeys() {
    return Combinators.combine(
            Arbitraries.of(0, 3, 6, 9, 12, 15, 18, 20, 31, 31, 31, 31),
            Arbitraries.of(30, 90, 180),
            Arbitraries.of(List.<String>of(), List.of("park"), List.of("park")),
            Arbitraries.of(-1, 0, 0, 1, 30),
            Arbitraries.of(2, 4, 20, 29),
            Arbitraries.of(true, false))
        .as(
            (hour, minutes, to, beside, every, back) -> {
              List<Fact> facts = new ArrayList<>();
              long from = START + hour * 60 * MINUTE;
              long until = from + (hour < 31 ? minutes : 240) * MINUTE;
              LeaveChange.Grant grant = new LeaveChange.Grant(until, false, to);
              facts.add(new LeaveChange(World.WHO, "L-3", grant, from, from));
              GeoPoint beyond = GeoPoint.ofDegrees(28.4750, 119.9203);
              long first = every > 4 ? from + 5 * MINUTE : until + 120 * MINUTE + beside * 1000L;
              for (int i = 0; i < 8; i++) {
                facts.add(fix(first + i * every * MINUTE, beyond, 8, FixSource.GPS));
              }
              if (back) {
                facts.add(fix(first + 8 * every * MINUTE + 1, HOME, 8, FixSource.GPS));
              }
              facts.removeIf(fact -> fact.occurredAt() > END);
              return facts;
            });
  }

  /** A few runs of fixes of a minute each, with silences after them that are sudden, too short, or foretold by the fixes. */
  static Arbitrary<List<Fact>> cutOffs() {
    Arbitrary<Integer> silences = Arbitraries.of(10, 15, 16, 16, 20, 20, 35, 60);
    Arbitrary<Integer> runs = Arbitraries.of(4, 5, 5, 5, 6, 12);
    Arbitrary<Float> last = Arbitraries.of(5f, 5f, 5f, 5f, 8f, 80f);
    return Combinators.combine(
            instants(), silences.list().ofSize(5), runs.list().ofSize(5), last.list().ofSize(5))
        .as(
            (at, silent, run, accuracy) -> {
              List<Fact> facts = new ArrayList<>();
              long then = at;
              for (int i = 0; i < 5; i++) {
                for (int j = 1; j <= run.get(i); j++) {
                  float error = j < run.get(i) ? 5f : accuracy.get(i);
                  facts.add(fix(then, HOME, error, FixSource.GPS));
                  then += MINUTE;
                }
                then += (silent.get(i) - 1) * MINUTE;
              }
              facts.removeIf(fact -> fact.occurredAt() > END);
              return facts;
            });
  }

  static Arbitrary<Fact> authorisations() {
    return Combinators.combine(
            Arbitraries.of("A-1", "A-2"), instants(), Arbitraries.of(-1, 30, 300, 2000))
        .as((id, at, minutes) -> authorisation(id, at, minutes < 0 ? -1 : at + minutes * MINUTE));
  }

  /** A grant, or a revocation when {@code until} is negative. */
  static Fact authorisation(String id, long at, long until) {
    return new AuthorisationChange(
        World.WHO, id, until < 0 ? null : new AuthorisationChange.Grant(2, "P-1", until), at, at);
  }

  static LocalWindow window(String from, String until) {
    return new LocalWindow(LocalTime.parse(from), LocalTime.parse(until));
  }

  /** Terms that do not say how often the tag reports. */
  static Arbitrary<OrderTerms> terms() {
    return terms(0);
  }

  /** Terms of a tag that reports as often as that; no world changes it. */
  static Arbitrary<OrderTerms> terms(int tagReportMinutes) {
    Arbitrary<Curfew> curfews =
        Combinators.combine(
                Arbitraries.of(
                    WeeklySchedule.daily(window("21:00", "06:00")),
                    WeeklySchedule.daily(window("21:00", "06:00")),
                    WeeklySchedule.daily(window("21:00", "06:00")),
                    WeeklySchedule.daily(window("21:30", "06:00"), window("12:00", "12:20")),
                    WeeklySchedule.daily(window("20:00", "22:00"), window("22:00", "02:00")),
                    WeeklySchedule.daily(window("00:00", "00:00"))),
                Arbitraries.of(0, 2, 10, 10, 30, 60))
            .as(Curfew::new);
    Arbitrary<CheckInPlan> plans =
        Combinators.combine(
                Arbitraries.of(
                    WeeklySchedule.daily(window("21:00", "21:30")),
                    WeeklySchedule.daily(window("20:00", "21:00"), window("21:00", "22:00")),
                    WeeklySchedule.daily(window("11:30", "12:00"), window("23:50", "00:10"))),
                Arbitraries.of(0, 10, 30))
            .as(CheckInPlan::new);
    return Combinators.combine(
            Arbitraries.of(
                List.of(new Circle(HOME, 80)),
                List.of(new Circle(HOME, 80)),
                List.of(new Circle(HOME, 80), new Circle(OTHER_HOME, 120)),
                List.of(new Circle(OTHER_HOME, 120)),
                List.<Circle>of()),
            curfews.injectNull(0.1),
            plans.injectNull(0.3),
            Arbitraries.of("county", "county").injectNull(0.3),
            Arbitraries.of(List.of("school"), List.of("school", "park"), List.<String>of()),
            particulars(tagReportMinutes))
        .as(
            (homes, curfew, plan, area, zones, particulars) ->
                new OrderTerms(
                    ZONE,
                    homes,
                    curfew,
                    plan,
                    area,
                    zones,
                    "331102",
                    "331102001",
                    Tier.GENERAL,
                    false,
                    particulars));
  }

  /** Places in which not to stay, and now and then a restriction that runs out. */
  static Arbitrary<Particulars> particulars(int tagReportMinutes) {
    Arbitrary<Particulars.Basis> bases =
        Combinators.combine(
                Arbitraries.of("curfew", "check-ins", "county", "school", "park"),
                instants().injectNull(0.1))
            .as((restriction, until) -> new Particulars.Basis(restriction, "a decision", until));
    return Combinators.combine(
            Arbitraries.of(List.<String>of(), List.of("park"), List.of("school", "park")),
            Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(List.<Particulars.Basis>of())),
                Tuple.of(1, bases.list().ofMinSize(1).ofMaxSize(2))))
        .as(
            (places, basis) ->
                Particulars.NONE
                    .withKeyPlaces(places)
                    .withTagReportMinutes(tagReportMinutes)
                    .withBases(basis));
  }

  static Fact order(String id, OrderTerms terms, long at) {
    return new OrderChange(World.WHO, id, terms, at, at);
  }

  static Arbitrary<Fact> orders(int tagReportMinutes) {
    return Combinators.combine(instants(), terms(tagReportMinutes).injectNull(0.1))
        .as((at, terms) -> order("O-2", terms, at));
  }

  static Arbitrary<World> worlds() {
    return Arbitraries.of(0, 1, 30, 720, 2_880, 2_880, 2_880, 2_880).flatMap(Worlds::worlds);
  }

  private static Arbitrary<World> worlds(int tagReportMinutes) {
    return Combinators.combine(
            terms(tagReportMinutes),
            stays().list().ofMaxSize(5),
            fixes().list().ofMaxSize(8),
            sightings().list().ofMaxSize(4),
            checkIns().list().ofMaxSize(3),
            leaves().list().ofMaxSize(2),
            Combinators.combine(
                    orders(tagReportMinutes).list().ofMaxSize(1),
                    authorisations().list().ofMaxSize(1),
                    statuses().list().ofMaxSize(6),
                    Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.just(List.<Fact>of())), Tuple.of(1, journeys())),
                    Encounters.any().list().ofMaxSize(1),
                    Encounters.rollCalls().list().ofMaxSize(1),
                    Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.just(List.<Fact>of())), Tuple.of(1, cutOffs())))
                .as(
                    (orders, authorisations, statuses, journey, encounters, rollCalls, cutOffs) -> {
                      List<Fact> both = new ArrayList<>(orders);
                      both.addAll(journey);
                      both.addAll(cutOffs);
                      both.addAll(authorisations);
                      both.addAll(statuses);
                      encounters.forEach(both::addAll);
                      rollCalls.forEach(both::addAll);
                      return both;
                    }))
        .as(
            (terms, stays, fixes, sightings, checkIns, leaves, others) -> {
              List<Fact> facts = new ArrayList<>();
              long before = START - 20 * 60 * MINUTE;
              facts.add(order("O-1", terms, before));
              facts.add(authorisation("A-1", before, END + 10 * MINUTE));
              facts.add(new TagBinding(World.TAG, World.WHO, before, before));
              stays.forEach(facts::addAll);
              facts.addAll(fixes);
              facts.addAll(sightings);
              facts.addAll(checkIns);
              facts.addAll(leaves);
              facts.addAll(others);
              List<Shape> edges = edges(facts);
              facts.removeIf(fact -> isTooNearAnEdge(fact, edges));
              facts.sort(Comparator.comparingLong(Fact::occurredAt));
              return new World(
                  facts,
                  SHAPES,
                  HolidayCalendar.WEEKENDS_ONLY,
                  World.SHIPPED,
                  new Horizon(START, END));
            });
  }

  /** The same worlds each time, for canaries. */
  static List<World> some(int count) {
    return worlds().generator(100).stream(new Random(20260302))
        .map(Shrinkable::value)
        .limit(count)
        .toList();
  }

  /** The same fact a millisecond later, for engines that are to be caught. */
  static Fact later(Fact fact) {
    if (fact instanceof DeviceReport report) {
      return moved(report, 1);
    }
    if (fact instanceof RollCall r) {
      return new RollCall(
          r.subject(), r.rollCallId(), r.call(), r.occurredAt() + 1, r.receivedAt());
    }
    if (fact instanceof LeaveChange l) {
      return new LeaveChange(
          l.subject(), l.leaveId(), l.grant(), l.occurredAt() + 1, l.receivedAt());
    }
    if (fact instanceof TagFix f) {
      return new TagFix(
          f.tag(),
          f.point(),
          f.accuracyMetres(),
          f.source(),
          f.stored(),
          f.occurredAt() + 1,
          f.receivedAt());
    }
    if (fact instanceof TagStatus s) {
      return new TagStatus(
          s.tag(), s.event(), s.batteryPercent(), s.occurredAt() + 1, s.receivedAt());
    }
    if (fact instanceof OrderChange o) {
      return new OrderChange(
          o.subject(), o.orderId(), o.terms(), o.occurredAt() + 1, o.receivedAt());
    }
    if (fact instanceof AuthorisationChange a) {
      return new AuthorisationChange(
          a.subject(), a.authorisationId(), a.grant(), a.occurredAt() + 1, a.receivedAt());
    }
    TagBinding b = (TagBinding) fact;
    return new TagBinding(b.tag(), b.subject(), b.occurredAt() + 1, b.receivedAt());
  }

  /** The same report at another instant, and with another identity. */
  static DeviceReport moved(DeviceReport report, long millis) {
    Doubt doubt = report.doubt();
    if (report instanceof Sighting s) {
      return new Sighting(
          s.subject(),
          s.camera(),
          s.point(),
          s.accuracyMetres(),
          s.matchScore(),
          s.humanVerified(),
          s.occurredAt() + millis,
          s.receivedAt(),
          doubt);
    }
    CheckIn c = (CheckIn) report;
    return new CheckIn(
        c.subject(),
        c.means(),
        c.accepted(),
        c.point(),
        c.accuracyMetres(),
        c.proof(),
        c.occurredAt() + millis,
        c.receivedAt(),
        doubt);
  }

  /** The oracle's sphere and the engine's ellipsoid differ by less than 1 %: there neither is asked. */
  private static boolean isTooNearAnEdge(Fact fact, List<Shape> edges) {
    GeoPoint point;
    double accuracy;
    if (fact instanceof TagFix fix) {
      point = fix.point();
      accuracy = fix.accuracyMetres();
    } else if (fact instanceof Sighting sighting) {
      point = sighting.point();
      accuracy = sighting.accuracyMetres();
    } else if (fact instanceof CheckIn checkIn && checkIn.point() != null) {
      point = checkIn.point();
      accuracy = checkIn.accuracyMetres();
    } else {
      return false;
    }
    for (Shape edge : edges) {
      if (isTooNear(edge.outsideBy(point), accuracy)) {
        return true;
      }
    }
    return isTooNear(SCHOOL.outsideBy(point) - SCHOOL.metres(), accuracy);
  }

  /** Every place that an order or a roll call of a world names. */
  private static List<Shape> edges(List<Fact> facts) {
    List<Shape> edges = new ArrayList<>(SHAPES);
    edges.add(new Shape.Round("home", List.of(new Circle(HOME, 80))));
    edges.add(new Shape.Round("other", List.of(new Circle(OTHER_HOME, 120))));
    for (Fact fact : facts) {
      if (fact instanceof RollCall call && call.call() != null && call.call().place() != null) {
        edges.add(new Shape.Round("called", List.of(call.call().place())));
      }
    }
    return edges;
  }

  private static boolean isTooNear(double outsideBy, double accuracy) {
    double distance = Math.abs(outsideBy);
    return Math.abs(distance - 2 * accuracy) <= 0.01 * distance + 2;
  }

  /**
   * False when two facts of a kind say different things of one instant: which holds is then a matter of their ids, and a law
   * about what is so has nothing to say.
   */
  static boolean saysOneThingAtATime(World world, Class<? extends Fact> kind) {
    List<Fact> facts = world.facts().stream().filter(kind::isInstance).distinct().toList();
    return facts.stream().mapToLong(Fact::occurredAt).distinct().count() == facts.size();
  }
}

package zhijiao.local.simulator;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.SentenceType;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.Tier;
import zhijiao.core.health.SourceKind;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.SupervisionDay;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.jobs.io.FactJson;

/**
 * Simulates a prefecture: what its platform receives, and the truth.
 *
 * <p>The stream is a sequence of events numbered from 0. Event n is a pure function of the seed and n ({@link #event}):
 * one slot of one person and day, which gives no fact, one, or one twice.
 */
public final class Simulator {

  /** Slots of one person and day: 1,440 minutes, three check-ins, eight camera sightings, and evasions. */
  static final int SLOTS = 1_440 + 3 + 8 + Evasions.SLOTS + Drill.SLOTS;

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final long MINUTE = 60_000;
  private static final long DAY = 1_440 * MINUTE;
  private static final int CAMERAS = 35;
  private static final double CAMERA_REACH_METRES = 20;

  /** Of whoever was not seen for longer nobody knows that they stayed. */
  private static final int UNSEEN_MINUTES = 30;

  /** Fixes that must have been reported in a breach before it counts as observable. */
  private static final int FIXES_TO_SEE = 6;

  /** So long after a warning of the battery two have been ignored. */
  private static final long IGNORED_MILLIS = 240 * MINUTE;

  /** A silence that is no shorter is longer than an underpass or a lift. */
  private static final int CUT_OFF_MINUTES = 15;

  /** Two who are together for so long have met. */
  private static final int MEETING_MINUTES = 15;

  private static final double MEETING_METRES = 100;

  private static final int SIGHTINGS = 1_443;
  private static final int EVASIONS = SIGHTINGS + 8;
  private static final int DRILLS = EVASIONS + Evasions.SLOTS;

  private final Scenario scenario;
  private final Noise noise;
  private final Chance chance;
  private final Evasions evasions;
  private final Prefecture prefecture = Prefecture.lishui();
  private final HolidayCalendar calendar;
  private final CaseLife life;
  private final ActivityLife activities;
  private final TagNetwork network;
  private final List<Person> people = new ArrayList<>();
  private final Acquaintances acquaintances;
  private final Protected protections;

  /** Where the protected person lives from whom somebody must keep away, by that somebody's number. */
  private final Map<Integer, GeoPoint> protectedPlaces = new HashMap<>();

  private final Map<Long, DayPlan> plans =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, DayPlan> eldest) {
          return size() > 20_000;
        }
      };

  /**
   * What to simulate.
   *
   * @param people supervisees; Lishui has 2,241 in the register
   * @param days whole local days from {@code first}
   * @param taggedShare share of supervisees who wear a tag
   * @param intensity how many times as often as in a month of the register everything is broken
   * @param spread how unlike people are in missing check-ins and hours, standard deviation of the logarithm; 0: all alike
   */
  public record Scenario(
      long seed,
      LocalDate first,
      int days,
      int people,
      double taggedShare,
      Noise noise,
      double intensity,
      double spread) {

    /** The prefecture's register, one in twenty with a tag; from a week with a holiday in it. */
    public static Scenario ofDefault(long seed, int days, int people, Noise noise) {
      return new Scenario(seed, LocalDate.of(2026, 4, 1), days, people, 0.05, noise, 1, 0);
    }

    /** The same with so many times the breaches, for few people and days. */
    public Scenario intense(double chosen) {
      return new Scenario(seed, first, days, people, taggedShare, noise, chosen, spread);
    }

    /** The same with people who are unlike each other, so that there is something to learn about them. */
    public Scenario unlike(double chosen) {
      return new Scenario(seed, first, days, people, taggedShare, noise, intensity, chosen);
    }

    /** How many times as often as others somebody misses check-ins and hours; 1 on average. */
    double proneness(Person person, Chance chance) {
      double normal = chance.of(508, person.number()).normal(1);
      return Math.exp(spread * normal - spread * spread / 2);
    }
  }

  public Simulator(Scenario scenario, HolidayCalendar calendar) {
    this.scenario = scenario;
    this.noise = scenario.noise();
    this.calendar = calendar;
    this.chance = new Chance(scenario.seed());
    this.evasions = new Evasions(chance, scenario.intensity());
    this.life = new CaseLife(chance, scenario);
    this.activities = new ActivityLife(chance, scenario, life);
    this.network = new TagNetwork(chance, noise);
    this.acquaintances = new Acquaintances(chance, scenario.intensity());
    this.protections = new Protected(chance, scenario.intensity(), noise);
    Population population =
        new Population(scenario.seed(), prefecture, noise, scenario.taggedShare());
    for (int i = 0; i < scenario.people(); i++) {
      Person person = population.person(i, acquaintances.waiting());
      people.add(person);
      acquaintances.add(person);
      GeoPoint place = protections.placeOf(person, acquaintances.of(person));
      if (place != null) {
        protectedPlaces.put(i, place);
      }
    }
  }

  /** Number of events of the scenario. */
  public long events() {
    return (long) scenario.days() * scenario.people() * SLOTS;
  }

  /** Event {@code n}: by day, then person, then slot. */
  public List<Fact> event(long n) {
    int slot = (int) (n % SLOTS);
    long rest = n / SLOTS;
    Person person = people.get((int) (rest % people.size()));
    int day = (int) (rest / people.size());
    List<Fact> facts = new ArrayList<>(2);
    if (person.releasedOn() >= 0 && day > person.releasedOn()) {
      return facts;
    }
    if (slot < 1_440) {
      if (person.tag() != null) {
        fix(person, day, slot, facts);
        protections.position(
            person, protectedPlaces.get(person.number()), day, slot, midnight(day), facts);
      }
    } else if (slot < SIGHTINGS) {
      checkIn(person, day, slot - 1_440, facts);
    } else if (slot < EVASIONS) {
      sighting(person, day, slot - SIGHTINGS, facts);
    } else if (slot >= DRILLS) {
      Drill drill = drill(person, day);
      if (drill != null) {
        drill.facts(
            slot - DRILLS, midnight(day), minute -> plan(person, day).placeAt(minute), facts);
      }
    } else {
      evasions.sighting(
          person,
          day,
          slot - EVASIONS,
          midnight(day),
          minute -> plan(person, day).placeAt(minute),
          facts);
    }
    return facts;
  }

  /** All facts: terms first, then what was observed, day by day. */
  public void facts(Consumer<Fact> out) {
    terms(out);
    for (long n = 0; n < events(); n++) {
      long slot = n % SLOTS;
      if (slot == 0 && people.get((int) (n / SLOTS % people.size())).tag() == null) {
        n += 1_440;
      }
      event(n).forEach(out);
    }
  }

  private long midnight(int day) {
    return scenario.first().plusDays(day).atStartOfDay(ZONE).toInstant().toEpochMilli();
  }

  private DayPlan plan(Person person, int day) {
    return plans.computeIfAbsent(
        (long) person.number() << 20 | day, unused -> planned(person, day));
  }

  private DayPlan planned(Person person, int day) {
    if (evasions.separation(person, day) != null) {
      return DayPlan.atHome(person);
    }
    boolean restDay = calendar.isRestDay(scenario.first().plusDays(day));
    Chance own = chance.of(2, person.number(), day);
    Acquaintances.Appointment appointment = appointment(person, day);
    DayPlan plan =
        appointment == null
            ? DayPlan.of(person, restDay, scenario.intensity(), own)
            : DayPlan.with(appointment, person, restDay, scenario.intensity(), own);
    plan.between(night(person, day - 1), night(person, day));
    NightShift streets = NightShift.on(person, day, scenario.intensity(), chance);
    if (streets != null) {
      plan.inTheStreets(streets);
    }
    int shielded = CutOff.minutes(person, day, scenario.intensity(), chance);
    boolean heard =
        !plan.isNotCharged() && !plan.isSwitchedOffAtAll() && network.outage(person, day) == null;
    return shielded > 0 && heard && appointment == null ? plan.shielded(shielded) : plan;
  }

  /** The night that begins on a day, or null at home; nobody is elsewhere about days on which something else is planned. */
  private @Nullable NightOut night(Person person, int day) {
    NightOut night = NightOut.on(person, day, scenario.intensity(), chance);
    if (night == null) {
      return null;
    }
    int first = night.second() ? day - 1 : day;
    for (int about = first; about <= first + 2; about++) {
      if (evasions.separation(person, about) != null || appointment(person, about) != null) {
        return null;
      }
    }
    return night;
  }

  /** Whoever has left the tag at home and gone away keeps no appointment. */
  private Acquaintances.@Nullable Appointment appointment(Person person, int day) {
    if (evasions.separation(person, day) != null) {
      return null;
    }
    Acquaintances.Appointment withAnother = acquaintances.appointment(person, day);
    return withAnother == null
        ? protections.appointment(person, protectedPlaces.get(person.number()), day)
        : withAnother;
  }

  // --- terms ---------------------------------------------------------------------------------

  /** Orders, authorisations, bindings and leave. Orders began a month before the first day. */
  public void terms(Consumer<Fact> out) {
    long from = midnight(0) - 30 * DAY;
    for (Person person : people) {
      Subject subject = new Subject(person.pseudonym());
      String order = String.format(Locale.ROOT, "O-%05d", person.number());
      out.accept(new OrderChange(subject, order, orderTerms(person), from, from));
      if (person.releasedOn() >= 0 && person.releasedOn() < scenario.days() - 1) {
        long end = midnight(person.releasedOn() + 1);
        out.accept(new OrderChange(subject, order, null, end, end - DAY));
      }
      if (person.tag() != null) {
        out.accept(new TagBinding(person.tag(), subject, from, from));
        life.authorisations(person, out);
      }
      for (int day = 0; day < scenario.days(); day++) {
        leave(person, subject, day, out);
      }
      life.told(person, out);
      activities.told(person, out);
    }
    life.judgments(prefecture, out);
  }

  private OrderTerms orderTerms(Person person) {
    List<LocalWindow> windows = new ArrayList<>();
    for (int[] window : habit(person).windows()) {
      windows.add(new LocalWindow(clock(window[0]), clock(window[1])));
    }
    return new OrderTerms(
        ZONE,
        List.of(new Circle(person.home(), Person.HOME_RADIUS)),
        person.curfew()
            ? new Curfew(
                WeeklySchedule.daily(
                    new LocalWindow(clock(DayPlan.CURFEW_FROM), clock(DayPlan.CURFEW_UNTIL))),
                person.graceMinutes())
            : null,
        new CheckInPlan(new WeeklySchedule(windows, windows), habit(person).graceMinutes()),
        person.county().id(),
        person.zones(),
        person.county().id(),
        person.office(),
        person.tag() != null
            ? Tier.STRICT
            : chance.of(3, person.number()).happens(0, 0.3) ? Tier.LENIENT : Tier.GENERAL,
        chance.of(3, person.number()).happens(1, 0.01),
        particulars(person));
  }

  /** On what the restrictions rest is told; the places in which a person with a tag may not stay are named. */
  private Particulars particulars(Person person) {
    List<String> keyPlaces = new ArrayList<>();
    if (person.tag() != null && Sites.keyPlace(person) != null) {
      keyPlaces.add(Sites.keyPlaceId(person));
    }
    List<String> restrictions = new ArrayList<>(person.zones());
    restrictions.addAll(keyPlaces);
    if (person.curfew()) {
      restrictions.add(Particulars.CURFEW);
    }
    List<Particulars.Basis> bases = new ArrayList<>();
    for (String restriction : restrictions) {
      bases.add(new Particulars.Basis(restriction, "J-" + person.pseudonym(), null));
    }
    Acquaintances.Bond bond = acquaintances.of(person);
    Particulars.Protection protection =
        protections.order(person, protectedPlaces.get(person.number()));
    return new Particulars(
        keyPlaces,
        bond == null ? List.of() : List.of(bond.siteId()),
        bond != null && bond.ofOneCase() ? bond.caseGroup() : null,
        protection == null ? List.of() : List.of(protection),
        0,
        bases,
        activities.duty(person),
        sentence(person));
  }

  private SentenceType sentence(Person person) {
    double share = chance.of(16, person.number()).uniform(0);
    if (share < 0.92) {
      return SentenceType.SUSPENDED_SENTENCE;
    }
    return share < 0.96
        ? SentenceType.PAROLE
        : share < 0.985 ? SentenceType.OUTSIDE_PRISON : SentenceType.PUBLIC_SURVEILLANCE;
  }

  private static LocalTime clock(int minuteOfDay) {
    return LocalTime.of(minuteOfDay / 60 % 24, minuteOfDay % 60);
  }

  private void leave(Person person, Subject subject, int day, Consumer<Fact> out) {
    DayPlan plan = plan(person, day);
    if (plan.onLeave()) {
      long from = midnight(day) + plan.leaveFrom() * MINUTE;
      out.accept(
          new LeaveChange(
              subject,
              String.format(Locale.ROOT, "L-%05d-%d", person.number(), day),
              new LeaveChange.Grant(
                  midnight(day) + plan.leaveUntil() * MINUTE,
                  false,
                  List.of(Sites.destinationId(person))),
              from,
              from - 2 * DAY));
    }
    NightOut night = night(person, day);
    if (night != null && night.approved()) {
      long from = midnight(day) + 19 * 60 * MINUTE;
      out.accept(
          new LeaveChange(
              subject,
              String.format(Locale.ROOT, "N-%05d-%d", person.number(), day),
              new LeaveChange.Grant(midnight(day + 1) + 8 * 60 * MINUTE, false),
              from,
              from - 2 * DAY));
    }
  }

  /** The forbidden zones and the counties, as GeoJSON. */
  public String zones() {
    return ZonesText.of(prefecture.counties(), people, acquaintances.pairs());
  }

  // --- tags ----------------------------------------------------------------------------------

  private void fix(Person person, int day, int minute, List<Fact> out) {
    Chance own = chance.of(4, person.number(), day, minute);
    Chance ofTag = chance.of(5, person.number(), day);
    Reception reception = reception(person, day);
    TagNetwork.Outage outage = network.outage(person, day);
    boolean lost = outage != null && outage.covers(minute) && !network.keepsFixes(person);
    if (reception.isSilent(minute) || lost) {
      return;
    }
    DayPlan plan = plan(person, day);
    reports(person, day, minute, plan, own, out);
    if (plan.isSwitchedOff(minute + 1)) {
      return;
    }
    double moment = minute + own.uniform(0);
    Evasions.Elsewhere leap = evasions.leap(person, day);
    boolean leaps = leap != null && leap.covers(moment);
    GeoPoint truth = leaps ? leap.place() : plan.placeAt(moment);
    boolean indoors = !leaps && plan.indoorsAt(moment);
    FixSource source =
        reception.lacksSatellite(minute)
            ? indoors ? FixSource.WIFI : FixSource.CELL
            : source(person, indoors, own);
    Error error = error(person, day, moment, indoors, source, own);
    GeoPoint measured = Geometry.moved(truth, error.east, error.north);
    if (person.faultyTag()) {
      measured = faulty(person, measured, ofTag, minute, own);
    }
    long at = midnight(day) + (long) (moment * MINUTE);
    long received = received(person, day, minute, at, own);
    boolean stored = received - at > 2 * MINUTE;
    TagFix fix =
        new TagFix(
            person.tag(),
            measured,
            (float) Math.max(3, Math.rint(error.reported)),
            source,
            stored,
            stored ? null : network.station(person),
            at,
            received);
    out.add(fix);
    if (own.happens(20, noise.duplicates())) {
      out.add(
          new TagFix(
              fix.tag(),
              fix.point(),
              fix.accuracyMetres(),
              fix.source(),
              stored,
              fix.station(),
              at,
              received + own.integer(21, 1, 600) * 1_000L));
    }
    if (minute % 240 == 0) {
      out.add(
          new TagStatus(person.tag(), TagStatus.Event.BATTERY, plan.battery(minute), at, received));
    }
  }

  private void reports(
      Person person, int day, int minute, DayPlan plan, Chance own, List<Fact> out) {
    for (DayPlan.Report report : plan.reportsIn(minute)) {
      long at = midnight(day) + (long) (report.minute() * MINUTE);
      out.add(
          new TagStatus(
              person.tag(), report.event(), null, at, received(person, day, minute, at, own)));
    }
  }

  private record Error(double east, double north, double reported) {}

  private FixSource source(Person person, boolean indoors, Chance own) {
    if (indoors && own.happens(1, noise.indoorFailure())) {
      return FixSource.WIFI;
    }
    if (person.valley() && own.happens(2, noise.valleyFailure())) {
      return FixSource.CELL;
    }
    return FixSource.GPS;
  }

  private Error error(
      Person person, int day, double moment, boolean indoors, FixSource source, Chance own) {
    if (source == FixSource.WIFI) {
      double sigma = own.between(3, 25, 150);
      return new Error(sigma * own.normal(4), sigma * own.normal(5), sigma * 2);
    }
    if (source == FixSource.CELL) {
      double sigma = own.between(3, 100, 250);
      return new Error(sigma * own.normal(4), sigma * own.normal(5), sigma * 2);
    }
    double sigma =
        indoors
            ? noise.indoorSigmaMetres()
            : person.valley()
                ? noise.valleySigmaMetres()
                : person.number() % 2 == 0 ? noise.openSigmaMetres() : noise.townSigmaMetres();
    double east = sigma * own.normal(4);
    double north = sigma * own.normal(5);
    if (noise.lasting() > 0) {
      Chance halfHour = chance.of(15, person.number(), day, (long) moment / 30);
      double passing = Math.sqrt(1 - noise.lasting());
      double lasting = sigma * Math.sqrt(noise.lasting());
      east = passing * east + lasting * halfHour.normal(0);
      north = passing * north + lasting * halfHour.normal(1);
    }
    double reported = sigma * 1.5 * Math.exp(0.2 * own.normal(6));
    Error drift = drift(person, day, moment);
    double off = Math.hypot(drift.east, drift.north);
    return off == 0
        ? new Error(east, north, reported)
        : new Error(
            east + drift.east, north + drift.north, Math.max(reported, off * drift.reported));
  }

  /** Multipath: for five to twenty minutes all fixes are off to one side, and the tag half knows it. */
  private Error drift(Person person, int day, double moment) {
    if (!person.valley()) {
      return new Error(0, 0, 0);
    }
    Chance own = chance.of(6, person.number(), day);
    int drifts = (int) Math.floor(noise.driftsPerDay() + own.uniform(0));
    for (int i = 0; i < drifts; i++) {
      Chance one = own.of(i);
      double from = one.between(1, 0, 1_420);
      double until = from + one.between(2, 5, 20);
      if (from <= moment && moment < until) {
        double metres = noise.driftMetres() * Math.exp(0.6 * one.normal(3));
        double bearing = one.between(8, 0, 2 * Math.PI) + 0.3 * one.smooth(moment / 5, 9);
        return new Error(
            metres * Math.sin(bearing),
            metres * Math.cos(bearing),
            one.between(10, noise.optimism(), 1.3));
      }
    }
    return new Error(0, 0, 0);
  }

  /** A faulty tag jumps tens of kilometres now and then, or repeats one position for an hour. */
  private GeoPoint faulty(Person person, GeoPoint measured, Chance ofTag, int minute, Chance own) {
    int frozenFrom = ofTag.integer(1, 0, 1_380);
    if (minute >= frozenFrom && minute < frozenFrom + 60) {
      return person.home();
    }
    return own.happens(10, 0.02)
        ? Geometry.towards(
            measured, own.between(11, 0, 2 * Math.PI), own.between(12, 5_000, 50_000))
        : measured;
  }

  private Reception reception(Person person, int day) {
    return Reception.of(
        person,
        plan(person, day),
        network.outage(person, day),
        scenario.intensity(),
        chance.of(100, person.number(), day));
  }

  /** When the platform gets a fix: seconds later, or after a spell without coverage. */
  private long received(Person person, int day, int minute, long at, Chance own) {
    Chance ofTag = chance.of(5, person.number(), day);
    long until = -1;
    if (ofTag.happens(40, noise.delayedShare())) {
      int from = ofTag.integer(41, 0, 1_200);
      int length = ofTag.integer(42, 60, 360);
      if (minute >= from && minute < from + length) {
        until = (long) from + length;
      }
    }
    TagNetwork.Outage outage = network.outage(person, day);
    if (outage != null && outage.covers(minute)) {
      until = Math.max(until, outage.uploadedAt());
    }
    long seconds = own.happens(50, 0.005) ? own.integer(51, 8, 60) : 1 + own.integer(52, 0, 4);
    long sent = until < 0 ? at : midnight(day) + until * MINUTE;
    return Math.max(at, sent) + seconds * 1_000 + own.integer(53, 0, 999);
  }

  // --- check-ins -----------------------------------------------------------------------------

  private void checkIn(Person person, int day, int which, List<Fact> out) {
    Chance own = chance.of(8, person.number(), day, which);
    if (!checksIn(person, day, which)) {
      return;
    }
    CheckInHabit habit = habit(person);
    if (which >= habit.windows().length) {
      return;
    }
    int[] window = habit.windows()[which];
    double minute =
        habit.windows().length == 1
            ? habit.minute(day)
            : own.happens(1, 0.03)
                ? window[1] + own.between(2, 0, DayPlan.CHECK_IN_GRACE)
                : own.between(2, window[0], window[1]);
    long at = midnight(day) + (long) (minute * MINUTE);
    long received =
        at
            + (own.happens(3, noise.lateCheckIns())
                ? own.integer(4, 600, 7_200) * 1_000L
                : own.integer(4, 1, 5) * 1_000L);
    GeoPoint place =
        Geometry.moved(
            plan(person, day).placeAt(Math.min(minute, 1_439)),
            15 * own.normal(5),
            15 * own.normal(6));
    CheckIn.Means means = own.happens(14, 0.9) ? CheckIn.Means.FACE : CheckIn.Means.FINGERPRINT;
    Subject subject = new Subject(person.pseudonym());
    if (own.happens(15, 0.01)) {
      out.add(new CheckIn(subject, means, false, place, 25, at - 5_000, received - 4_000));
    }
    CheckIn checkIn =
        evasions.checkIn(
            new CheckIn(subject, means, true, place, 25, at, received), person, day, which, minute);
    out.add(checkIn);
    if (own.happens(16, noise.duplicates())) {
      out.add(again(checkIn, received + own.integer(17, 1, 300) * 1_000L));
    }
  }

  private static CheckIn again(CheckIn one, long receivedAt) {
    return new CheckIn(
        one.subject(),
        one.means(),
        one.accepted(),
        one.point(),
        one.accuracyMetres(),
        one.proof(),
        one.occurredAt(),
        receivedAt);
  }

  // --- cameras -------------------------------------------------------------------------------

  private void sighting(Person person, int day, int which, List<Fact> out) {
    Chance own = chance.of(9, person.number(), day, which);
    DayPlan plan = plan(person, day);
    CaseLife.Span silence = life.outOfContact(person);
    if (silence != null && silence.holds(midnight(day)) && which < 7) {
      return;
    }
    if (which < 3) {
      if (own.happens(0, 0.08)) {
        double minute = own.between(1, 8 * 60, 18 * 60);
        if (!plan.atHomeAt(minute) && plan.indoorsAt(minute)) {
          see(
              person,
              day,
              minute,
              "C-" + own.integer(2, 1, CAMERAS),
              plan.placeAt(minute),
              own,
              out);
        }
      }
    } else if (which < 7) {
      for (DayPlan.Visit visit : plan.breaches()) {
        if (visit.rule().equals("exclusion-zone")) {
          double minute = visit.from() + 1.5 + (which - 3) * 3 + own.uniform(3);
          GeoPoint place = plan.placeAt(minute);
          if (minute < visit.until() - 1) {
            see(person, day, minute, "CZ-" + visit.target(), place, own, out);
          }
        }
      }
    } else if (own.happens(0, noise.falseMatches())) {
      mistaken(person, day, own, out);
    }
  }

  private void see(
      Person person,
      int day,
      double minute,
      String camera,
      GeoPoint place,
      Chance own,
      List<Fact> out) {
    double score = Math.min(0.999, 0.93 + 0.04 * own.normal(10));
    sighted(person, day, minute, camera, place, (float) score, own, out);
  }

  /** Somebody else, somewhere else, taken for this person; one in ten at a camera of a forbidden zone. */
  private void mistaken(Person person, int day, Chance own, List<Fact> out) {
    double minute = own.between(1, 8 * 60, 20 * 60);
    double score = Math.min(0.999, 0.84 + 0.04 * own.normal(10));
    boolean inZone = !person.zones().isEmpty() && own.happens(2, 0.1);
    GeoPoint place = inZone ? person.zoneCentres().get(0) : person.shop();
    String camera = inZone ? "CZ-" + person.zones().get(0) : "C-" + own.integer(3, 1, CAMERAS);
    sighted(person, day, minute, camera, place, (float) score, own, out);
  }

  private void sighted(
      Person person,
      int day,
      double minute,
      String camera,
      GeoPoint place,
      float score,
      Chance own,
      List<Fact> out) {
    long at = midnight(day) + (long) (minute * MINUTE);
    boolean verified = score >= 0.9f && own.happens(13, 0.2);
    out.add(
        new Sighting(
            new Subject(person.pseudonym()),
            camera,
            place,
            (float) CAMERA_REACH_METRES,
            score,
            verified,
            at,
            at + own.integer(14, 2, 20) * 1_000L));
  }

  // --- truth ---------------------------------------------------------------------------------

  /**
   * Every breach that really happened, and whether anything reported could show it. What one person does to one target
   * twice in one supervision day is one violation, as it is one alert.
   */
  public List<Violation> truth() {
    Map<String, Violation> truth = new LinkedHashMap<>();
    for (Violation violation : breaches()) {
      String key =
          violation.rule()
              + ' '
              + violation.subject()
              + ' '
              + violation.target()
              + ' '
              + SupervisionDay.of(violation.from(), ZONE).date();
      truth.merge(key, violation, Simulator::both);
    }
    return new ArrayList<>(truth.values());
  }

  private static Violation both(Violation one, Violation other) {
    return new Violation(
        one.rule(),
        one.subject(),
        one.target(),
        Math.min(one.from(), other.from()),
        Math.max(one.until(), other.until()),
        one.observable() || other.observable(),
        one.detail() + ", more than once");
  }

  private List<Violation> breaches() {
    List<Violation> truth = new ArrayList<>();
    for (Person person : people) {
      for (int day = 0; day < scenario.days(); day++) {
        if (person.releasedOn() >= 0 && day > person.releasedOn()) {
          break;
        }
        for (DayPlan.Visit visit : plan(person, day).breaches()) {
          truth.add(violation(person, day, visit));
        }
        if (person.tag() != null) {
          for (DayPlan.Visit visit : reception(person, day).breaches()) {
            truth.add(violation(person, day, visit));
          }
        }
        for (int which = 0; which < habit(person).windows().length; which++) {
          missed(person, day, which, truth);
        }
        evade(person, day, truth);
      }
      oddHours(person, truth);
      cutOffs(person, truth);
      nightShifts(person, truth);
      List<Violation> ofCase = new ArrayList<>();
      life.truth(person, reportsUnlawfully(person), ofCase);
      ofCase.forEach(one -> truth.add(isContactSeen(person, one) ? unseen(one) : one));
      activities.truth(person, lifted(person), truth);
    }
    life.judgmentTruth(prefecture, truth);
    outages(truth);
    acquaintances.pairs().forEach(bond -> meetings(bond, truth));
    acquaintances.pairs().forEach(bond -> chanceMeetings(bond, truth));
    people.forEach(person -> approaches(person, truth));
    return truth;
  }

  /** Leave. */
  private List<CaseLife.Span> lifted(Person person) {
    List<CaseLife.Span> lifted = new ArrayList<>();
    for (int day = 0; day < scenario.days(); day++) {
      leave(
          person,
          new Subject(person.pseudonym()),
          day,
          fact -> {
            LeaveChange.Grant grant = ((LeaveChange) fact).grant();
            if (grant != null) {
              lifted.add(new CaseLife.Span(fact.occurredAt(), grant.until()));
            }
          });
    }
    return lifted;
  }

  /** Outages of stations through which at least three tags were heard in the hour before. */
  private void outages(List<Violation> truth) {
    Map<String, List<Person>> served = new LinkedHashMap<>();
    for (Person person : people) {
      if (person.tag() != null) {
        served.computeIfAbsent(network.station(person), unused -> new ArrayList<>()).add(person);
      }
    }
    served.forEach(
        (station, tagged) -> {
          for (int day = 0; day < scenario.days(); day++) {
            TagNetwork.Outage outage = network.outage(tagged.get(0), day);
            if (outage != null) {
              truth.add(outage(station, tagged, day, outage));
            }
          }
        });
  }

  private Violation outage(String station, List<Person> tagged, int day, TagNetwork.Outage outage) {
    int concerned = 0;
    for (Person person : tagged) {
      boolean heard = false;
      long base = ((long) day * people.size() + person.number()) * SLOTS;
      for (int minute = Math.max(0, outage.from() - 60); minute < outage.from(); minute++) {
        heard |=
            event(base + minute).stream()
                .anyMatch(fact -> fact instanceof TagFix fix && fix.station() != null);
      }
      concerned += heard ? 1 : 0;
    }
    boolean known = day > 0 || outage.from() > 400;
    return new Violation(
        "station-silent",
        SourceKind.STATION.name(station),
        "station",
        midnight(day) + outage.from() * MINUTE,
        midnight(day) + outage.until() * MINUTE,
        known && concerned >= 3,
        "is out; " + concerned + " tags were served by it");
  }

  /**
   * Two met when both were there, and it can be seen when both tags showed it: while both reported, they were together for
   * as long as makes a meeting.
   */
  private void meetings(Acquaintances.Bond bond, List<Violation> truth) {
    for (Person second : bond.second()) {
      for (int day = 0; day < scenario.days(); day++) {
        Acquaintances.Appointment one = appointment(bond.first(), day);
        Acquaintances.Appointment other = appointment(second, day);
        if (one != null
            && other != null
            && one.meeting()
            && isSupervised(bond.first(), day)
            && isSupervised(second, day)) {
          DayPlan.Visit together =
              new DayPlan.Visit(
                  "colocation",
                  second.pseudonym(),
                  Math.max(one.arrives(), other.arrives()),
                  Math.min(one.leaves(), other.leaves()),
                  "meets " + second.pseudonym());
          truth.add(meeting(bond.first(), second, day, together));
        }
      }
    }
  }

  /**
   * Two who live near each other may stay at one place without having arranged it, such as a night in the same street. That
   * is a meeting as any other. It can be seen when they were no farther apart than half of what makes one: of the rest the error
   * of the fixes may leave nothing.
   */
  private void chanceMeetings(Acquaintances.Bond bond, List<Violation> truth) {
    for (Person second : bond.second()) {
      int since = -1;
      double apart = 0;
      for (int minute = 0; minute <= scenario.days() * 1_440; minute++) {
        double metres = metresApart(bond, second, minute);
        if (metres <= MEETING_METRES) {
          since = since < 0 ? minute : since;
          apart = Math.max(apart, metres);
        } else if (since >= 0) {
          if (minute - since > MEETING_MINUTES) {
            truth.add(chanceMeeting(bond.first(), second, since, minute, apart));
          }
          since = -1;
          apart = 0;
        }
      }
    }
  }

  private Violation chanceMeeting(Person first, Person second, int since, int until, double apart) {
    int day = since / 1_440;
    DayPlan.Visit together =
        new DayPlan.Visit(
            "colocation",
            second.pseudonym(),
            since - day * 1_440,
            until - day * 1_440,
            "stays where " + second.pseudonym() + " is");
    Violation met = meeting(first, second, day, together);
    return apart <= MEETING_METRES / 2 ? met : unseen(met);
  }

  private Violation meeting(Person first, Person second, int day, DayPlan.Visit together) {
    Violation met = violation(first, day, together);
    boolean seen = observable(second, day, together) && bothReport(first, second, day, together);
    return seen ? met : unseen(met);
  }

  /**
   * How far apart two stay, neither at home nor where they are to meet or serve, metres.
   *
   * @return infinity when one of them does not stay anywhere else
   */
  private double metresApart(Acquaintances.Bond bond, Person second, int minute) {
    int day = minute / 1_440;
    GeoPoint one = staysAt(bond.first(), day, minute % 1_440);
    GeoPoint other = one == null ? null : staysAt(second, day, minute % 1_440);
    return one == null || other == null ? Double.POSITIVE_INFINITY : one.distanceMetres(other);
  }

  /** Where somebody stays who has nothing arranged that evening and is not at home, or null. */
  private @Nullable GeoPoint staysAt(Person person, int day, int minute) {
    if (day >= scenario.days()
        || !isSupervised(person, day)
        || appointment(person, day) != null && minute >= 17 * 60) {
      return null;
    }
    DayPlan plan = plan(person, day);
    GeoPoint place = plan.placeAt(minute);
    return !place.equals(person.home()) && place.equals(plan.placeAt(minute + 0.99)) ? place : null;
  }

  /** Whether the satellite fixes of two in a meeting span a quarter of an hour that is common to both. */
  private boolean bothReport(Person one, Person other, int day, DayPlan.Visit together) {
    long from = Long.MIN_VALUE;
    long until = Long.MAX_VALUE;
    for (Person person : List.of(one, other)) {
      List<Long> instants = new ArrayList<>();
      for (Fact fact : reported(person, day, 0)) {
        double minute = (fact.occurredAt() - midnight(day)) / (double) MINUTE;
        if (together.from() <= minute
            && minute < together.until()
            && isLawfulSatelliteFix(person, fact)) {
          instants.add(fact.occurredAt());
        }
      }
      if (instants.isEmpty()) {
        return false;
      }
      from = Math.max(from, Collections.min(instants));
      until = Math.min(until, Collections.max(instants));
    }
    return until - from >= MEETING_MINUTES * MINUTE;
  }

  private void approaches(Person person, List<Violation> truth) {
    for (int day = 0; day < scenario.days() && isSupervised(person, day); day++) {
      if (acquaintances.appointment(person, day) == null
          && evasions.separation(person, day) == null) {
        for (DayPlan.Visit visit :
            protections.breaches(person, protectedPlaces.get(person.number()), day)) {
          truth.add(violation(person, day, visit));
        }
      }
    }
  }

  static boolean isSupervised(Person person, int day) {
    return person.releasedOn() < 0 || day <= person.releasedOn();
  }

  private CheckInHabit habit(Person person) {
    return life.owesOneCheckIn(person)
        ? CheckInHabit.once(chance.of(200, person.number()))
        : CheckInHabit.of(person, scenario.intensity(), chance.of(200, person.number()));
  }

  private boolean checksIn(Person person, int day, int which) {
    CaseLife.Span silence = life.outOfContact(person);
    if (silence != null && silence.holds(midnight(day))) {
      return false;
    }
    return !chance
        .of(8, person.number(), day, which)
        .happens(
            0,
            Breach.MISSED_CHECK_IN.rate(scenario.intensity()) * scenario.proneness(person, chance));
  }

  /** The roll call of a day; nobody calls who is on leave, out of contact, or away from a tag. */
  private @Nullable Drill drill(Person person, int day) {
    Drill drill = Drill.of(person, day, scenario.intensity(), chance.of(260, person.number(), day));
    CaseLife.Span silence = drill == null ? null : life.outOfContact(person);
    boolean spared =
        drill == null
            || silence != null && silence.holds(midnight(day))
            || evasions.separation(person, day) != null
            || plan(person, day).onLeave();
    return spared ? null : drill;
  }

  private void evade(Person person, int day, List<Violation> truth) {
    Drill drill = drill(person, day);
    Violation unanswered = drill == null ? null : drill.truth(midnight(day));
    if (unanswered != null) {
      truth.add(unanswered);
    }
    Supplier<List<Fact>> all = () -> lawful(person, day);
    evasions.truth(person, day, midnight(day), all, truth);
    Evasions.Elsewhere away = evasions.separation(person, day);
    if (away != null) {
      seenAbroad(person, day, away, truth);
    }
    long base = ((long) day * people.size() + person.number()) * SLOTS;
    for (int which = 0; which < DayPlan.WINDOWS.length; which++) {
      if (evasions.spoof(person, day, which) != null) {
        List<Fact> checkIns = event(base + 1_440 + which);
        evasions.spoofed(person, day, which, checkIns, all, truth);
      }
    }
    if (evasions.playsBackFrom(person, day)) {
      Set<CheckIn> ofThreeDays = new LinkedHashSet<>();
      for (int i = day; i < Math.min(day + 3, scenario.days()); i++) {
        for (Fact fact : reported(person, i, 1_440)) {
          if (fact instanceof CheckIn checkIn && checkIn.accepted()) {
            ofThreeDays.add(again(checkIn, checkIn.occurredAt()));
          }
        }
      }
      Violation playedBack = Evasions.playedBack(person, List.copyOf(ofThreeDays));
      if (playedBack != null) {
        truth.add(playedBack);
      }
    }
  }

  /**
   * Whoever leaves the tag at home may leave the county without it. The tag does not show it; cameras and terminals do, when what they
   * saw then shows that person and tag were apart.
   */
  private void seenAbroad(Person person, int day, Evasions.Elsewhere away, List<Violation> truth) {
    double beyond = person.county().signedDistanceMetres(away.place());
    if (beyond <= 0) {
      return;
    }
    boolean seen = Evasions.isSeenAway(away, midnight(day), lawful(person, day), person.home());
    truth.add(
        new Violation(
            "boundary",
            person.pseudonym(),
            person.county().id(),
            midnight(day) + (long) (away.from() * MINUTE),
            midnight(day) + (long) (away.until() * MINUTE),
            seen && beyond > 2 * CAMERA_REACH_METRES,
            "leaves the county without leave and without the tag"));
  }

  /** A match that stands alone weighs two, any other above the threshold one. */
  private static int weight(Sighting sighting) {
    boolean alone = sighting.humanVerified() || sighting.matchScore() >= 0.97f;
    return sighting.matchScore() >= 0.85f ? alone ? 2 : 1 : 0;
  }

  /** All that is reported of a person on a day, but for what a tag reports that may not be listened to. */
  private List<Fact> lawful(Person person, int day) {
    List<Fact> facts = reported(person, day, 0);
    facts.removeIf(
        fact -> fact instanceof TagFact && !life.authorisedAt(person, fact.occurredAt()));
    return facts;
  }

  /** Whether somebody out of contact was verified by a person at a camera all the same: then contact there was. */
  private boolean isContactSeen(Person person, Violation violation) {
    CaseLife.Span silence = life.outOfContact(person);
    if (silence == null || !violation.rule().equals("lost-contact")) {
      return false;
    }
    for (int day = 0; day < scenario.days() && isSupervised(person, day); day++) {
      for (Fact fact : reported(person, day, SIGHTINGS)) {
        if (fact instanceof Sighting sighting
            && sighting.humanVerified()
            && silence.holds(sighting.occurredAt())) {
          return true;
        }
      }
    }
    return false;
  }

  private static Violation unseen(Violation of) {
    return new Violation(
        of.rule(), of.subject(), of.target(), of.from(), of.until(), false, of.detail());
  }

  /** All that is reported of a person on a day, from a slot on. */
  private List<Fact> reported(Person person, int day, int fromSlot) {
    List<Fact> facts = new ArrayList<>();
    long base = ((long) day * people.size() + person.number()) * SLOTS;
    for (int slot = fromSlot; slot < SLOTS; slot++) {
      facts.addAll(event(base + slot));
    }
    return facts;
  }

  private void oddHours(Person person, List<Violation> truth) {
    int days =
        person.releasedOn() < 0
            ? scenario.days()
            : Math.min(scenario.days(), person.releasedOn() + 1);
    List<Boolean> checkedIn = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      checkedIn.add(checksIn(person, day, 0));
    }
    int[] habit = habit(person).days(checkedIn);
    if (habit != null) {
      long from = midnight(habit[0]);
      long until = midnight(habit[1] + 1);
      truth.add(
          new Violation(
              "check-in-odd-hour",
              person.pseudonym(),
              "check-in",
              from,
              until,
              true,
              "checks in about midnight"));
    }
  }

  /**
   * The third time within a week that the tag is silent at once for a quarter of an hour and more under open sky, where neither
   * battery nor base station explains it: whether it was shielded or died, nobody can know. It can be seen when satellite fixes
   * came before each of the three, and the tag might be listened to from the first to the last without a break.
   */
  private void cutOffs(Person person, List<Violation> truth) {
    List<Long> ends = new ArrayList<>();
    List<Boolean> seen = new ArrayList<>();
    if (person.tag() == null || person.valley() || person.number() % 2 != 0) {
      return;
    }
    for (int day = 0; day < scenario.days() && isSupervised(person, day); day++) {
      for (int[] silence : reception(person, day).abrupt()) {
        boolean heardAgain =
            silence[1] < 1_440 || day + 1 < scenario.days() && isSupervised(person, day + 1);
        if (silence[1] - silence[0] >= CUT_OFF_MINUTES
            && heardAgain
            && isUnderOpenSky(person, day, silence[0])) {
          ends.add(midnight(day) + silence[1] * MINUTE);
          seen.add(isHeardBefore(person, day, silence[0]));
        }
      }
    }
    for (int third : CutOff.thirds(ends)) {
      long end = ends.get(third);
      truth.add(
          new Violation(
              "shield-jam",
              person.pseudonym(),
              "tag",
              end,
              end + 2 * MINUTE,
              seen.get(third)
                  && seen.get(third - 1)
                  && seen.get(third - 2)
                  && isLawful(person, ends.get(third - 2) - DAY, end + 2 * MINUTE),
              "is cut off for the third time in a week"));
    }
  }

  /** Outside for the five minutes before one of the day. */
  private boolean isUnderOpenSky(Person person, int day, int minute) {
    for (int before = minute - 5; before < minute; before++) {
      if (before < 0 || plan(person, day).indoorsAt(before)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the tag may be listened to from one instant to another without a break. */
  private boolean isLawful(Person person, long from, long until) {
    CaseLife.Span gap = life.unlawful(person);
    return gap == null || gap.until() <= from || until <= gap.from();
  }

  /** Three nights in a row; they can be seen when they were, and a fortnight of nights before them. */
  private void nightShifts(Person person, List<Violation> truth) {
    int run = 0;
    for (int day = 0; day < scenario.days() && isSupervised(person, day); day++) {
      run = plan(person, day).isInTheStreets() ? run + 1 : 0;
      if (run == 3) {
        int known = 0;
        for (int before = Math.max(0, day - 30); before < day - 2; before++) {
          known += isNightSeen(person, before) ? 1 : 0;
        }
        boolean seen =
            known >= 14
                && isNightSeen(person, day - 2)
                && isNightSeen(person, day - 1)
                && isNightSeen(person, day);
        truth.add(
            new Violation(
                "night-shift",
                person.pseudonym(),
                "night",
                midnight(day),
                Math.max(midnight(day) + 6 * 60 * MINUTE, heardAfterNight(person, day)),
                seen,
                "is in the streets for the third night"));
      }
    }
  }

  /** When the tag lawfully reports by satellite for the first time after a night: only then the night is over. */
  private long heardAfterNight(Person person, int day) {
    long base = ((long) day * people.size() + person.number()) * SLOTS;
    for (int minute = 5 * 60; minute < 1_440; minute++) {
      for (Fact fact : event(base + minute)) {
        if (isLawfulSatelliteFix(person, fact)) {
          return fact.occurredAt() + 1;
        }
      }
    }
    return midnight(day + 1);
  }

  private boolean isLawfulSatelliteFix(Person person, Fact fact) {
    return fact instanceof TagFix fix
        && fix.source() == FixSource.GPS
        && life.authorisedAt(person, fix.occurredAt());
  }

  private boolean isNightSeen(Person person, int day) {
    long base = ((long) day * people.size() + person.number()) * SLOTS;
    int fixes = 0;
    int first = 1_440;
    int last = -1;
    for (int minute = 0; minute < 5 * 60; minute++) {
      for (Fact fact : event(base + minute)) {
        if (isLawfulSatelliteFix(person, fact)) {
          fixes++;
          first = Math.min(first, minute);
          last = minute;
        }
      }
    }
    return fixes >= 10 && first < 60 && last >= 4 * 60;
  }

  private boolean isHeardBefore(Person person, int day, int silentFrom) {
    long base = ((long) day * people.size() + person.number()) * SLOTS;
    int fixes = 0;
    for (int minute = Math.max(0, silentFrom - CutOff.MARGIN); minute < silentFrom; minute++) {
      for (Fact fact : event(base + minute)) {
        fixes += isLawfulSatelliteFix(person, fact) ? 1 : 0;
      }
    }
    return fixes >= FIXES_TO_SEE;
  }

  private boolean reportsUnlawfully(Person person) {
    CaseLife.Span span = person.tag() == null ? null : life.unlawful(person);
    if (span == null) {
      return false;
    }
    for (int day = 0; day < scenario.days(); day++) {
      if (midnight(day + 1) <= span.from() || span.until() <= midnight(day)) {
        continue;
      }
      long base = ((long) day * people.size() + person.number()) * SLOTS;
      for (int slot = 0; slot < 1_440; slot++) {
        for (Fact fact : event(base + slot)) {
          if (span.holds(fact.occurredAt())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private void missed(Person person, int day, int which, List<Violation> truth) {
    long from = midnight(day) + DayPlan.WINDOWS[which][0] * MINUTE;
    boolean owed = which < habit(person).windows().length && life.owesCheckIn(person, from);
    if (!owed || checksIn(person, day, which)) {
      return;
    }
    int[] window = habit(person).windows()[which];
    long due = midnight(day) + (window[1] + habit(person).graceMinutes()) * MINUTE;
    truth.add(
        new Violation(
            "missed-check-in",
            person.pseudonym(),
            clock(window[0]).toString(),
            due,
            due,
            due < midnight(scenario.days()),
            "does not check in"));
  }

  private Violation violation(Person person, int day, DayPlan.Visit visit) {
    long from = midnight(day) + (long) (visit.from() * MINUTE);
    long until = midnight(day) + (long) (visit.until() * MINUTE);
    return new Violation(
        visit.rule(),
        person.pseudonym(),
        visit.target(),
        from,
        until,
        observable(person, day, visit),
        visit.detail());
  }

  /**
   * Silence of a tag can be seen when it may be listened to from its beginning for as long as makes one. What a tag says of itself can be seen when it lawfully said so;
   * of a battery, when its reports of charge show it. A second night elsewhere can be seen when the tag lawfully reported
   * through all of both nights, and a stay when it did so for as long as makes one. Any other breach can be seen when the tag lawfully reported at least six satellite fixes in
   * it, or when cameras matched the person at least twice, or once with a person's verification or a very high score. What
   * the fixes say does not matter here, only that there were any.
   */
  private boolean observable(Person person, int day, DayPlan.Visit visit) {
    if (visit.rule().equals("no-comm") || visit.rule().equals("no-gps")) {
      long least = visit.rule().equals("no-comm") ? Reception.SILENT_MINUTES : 100;
      long begins = midnight(day) + (long) (visit.from() * MINUTE);
      return isLawful(person, begins - MINUTE, begins + least * MINUTE);
    }
    if (visit.rule().equals("new-staypoint")) {
      return isNightSeen(person, day - 1) && isNightSeen(person, day);
    }
    if (visit.rule().equals("predicted-dead")) {
      return charges(person, day).foretell();
    }
    if (visit.rule().equals("battery-ignored")) {
      return isIgnoranceSeen(person, day, charges(person, day).warnedAt());
    }
    if (visit.rule().equals("leave-route")) {
      return isStaySeen(person, day, visit, Journey.STAY_MINUTES);
    }
    if (visit.rule().equals("key-place")) {
      return isStaySeen(person, day, visit, DayPlan.STAY_MINUTES);
    }
    int fixes = 0;
    int sightings = 0;
    int reports = 0;
    long base = ((long) day * people.size() + person.number()) * SLOTS;
    long from = midnight(day) + (long) (visit.from() * MINUTE);
    long until = midnight(day) + (long) (visit.until() * MINUTE);
    for (int slot = 0; slot < SLOTS; slot++) {
      for (Fact fact : event(base + slot)) {
        boolean within = from <= fact.occurredAt() && fact.occurredAt() < until;
        boolean authorised = within && life.authorisedAt(person, fact.occurredAt());
        if (within && fact instanceof TagFix fix && authorised) {
          fixes += fix.source() == FixSource.GPS ? 1 : 0;
        }
        if (within && fact instanceof TagStatus status && authorised) {
          reports += opens(visit.rule(), status) ? 1 : 0;
        }
        if (within && fact instanceof Sighting sighting && visit.rule().equals("exclusion-zone")) {
          sightings += weight(sighting);
        }
      }
    }
    return visit.target().equals("tag") ? reports > 0 : fixes >= FIXES_TO_SEE || sightings >= 2;
  }

  /**
   * Whether lawful satellite fixes, none half an hour after the one before, span as much of a stay as makes one.
   *
   * @param visit from when the stay is a breach
   * @param least minutes before that at which the person came
   */
  private boolean isStaySeen(Person person, int day, DayPlan.Visit visit, int least) {
    long came = midnight(day) + (long) ((visit.from() - least) * MINUTE);
    long left = midnight(day) + (long) (visit.until() * MINUTE);
    long since = Long.MIN_VALUE;
    long last = Long.MIN_VALUE;
    List<Fact> facts = lawful(person, day);
    facts.sort(Comparator.comparingLong(Fact::occurredAt));
    for (Fact fact : facts) {
      long at = fact.occurredAt();
      if (fact instanceof TagFix fix && fix.source() == FixSource.GPS && came <= at && at < left) {
        since = last == Long.MIN_VALUE || at - last > UNSEEN_MINUTES * MINUTE ? at : since;
        last = at;
        if (last - since >= least * MINUTE) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether it shows that nobody put the tag on the charger for twice two hours after a warning: no better report came in
   * them, and the tag might be looked at all the while.
   */
  private boolean isIgnoranceSeen(Person person, int day, long warnedAt) {
    if (warnedAt == ChargeReports.NEVER) {
      return false;
    }
    long told = warnedAt + IGNORED_MILLIS;
    long better = midnight(day + 1);
    if (day + 1 < scenario.days() && isSupervised(person, day + 1)) {
      better =
          lawfulCharges(person, day + 1).stream()
              .mapToLong(TagStatus::occurredAt)
              .findFirst()
              .orElse(midnight(day + 2));
    }
    CaseLife.Span gap = life.unlawful(person);
    boolean lawful = gap == null || gap.until() <= warnedAt || told < gap.from();
    return told < better && lawful;
  }

  private ChargeReports charges(Person person, int day) {
    CaseLife.Span gap = life.unlawful(person);
    ChargeReports charges = new ChargeReports();
    boolean renewed = gap != null && gap.until() <= midnight(day);
    for (TagStatus status : lawfulCharges(person, day)) {
      if (!renewed && gap != null && gap.until() <= status.occurredAt()) {
        charges.forget();
        renewed = true;
      }
      charges.add(Objects.requireNonNull(status.batteryPercent()), status.occurredAt());
    }
    return charges;
  }

  /** What a tag lawfully reported of its charge on a day, in order. */
  private List<TagStatus> lawfulCharges(Person person, int day) {
    List<TagStatus> found = new ArrayList<>();
    long base = ((long) day * people.size() + person.number()) * SLOTS;
    for (int minute = 0; minute < 1_440; minute++) {
      for (Fact fact : event(base + minute)) {
        if (fact instanceof TagStatus status
            && status.batteryPercent() != null
            && life.authorisedAt(person, status.occurredAt())) {
          found.add(status);
        }
      }
    }
    return found;
  }

  /** The report that shows it: what a tag does not say of itself nobody can know. */
  private static boolean opens(String rule, TagStatus status) {
    return switch (rule) {
      case "strap-cut" -> status.event() == TagStatus.Event.STRAP_CUT;
      case "device-tamper" -> status.event() == TagStatus.Event.CASE_OPENED;
      case "power-off" -> status.event() == TagStatus.Event.POWER_OFF;
      case "low-battery" ->
          status.event() == TagStatus.Event.BATTERY
              && status.batteryPercent() != null
              && status.batteryPercent() < 20;
      default -> false;
    };
  }

  /** A violation as a line of the truth ledger. */
  public static String line(Violation violation) {
    return String.format(
        Locale.ROOT,
        "{\"rule\":\"%s\",\"subject\":\"%s\",\"target\":\"%s\",\"from\":\"%s\",\"until\":\"%s\",\"observable\":%s,\"detail\":\"%s\"}",
        violation.rule(),
        violation.subject(),
        violation.target(),
        FactJson.time(violation.from()),
        FactJson.time(violation.until()),
        violation.observable(),
        violation.detail());
  }
}

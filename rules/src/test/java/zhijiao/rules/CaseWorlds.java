package zhijiao.rules;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Activity;
import zhijiao.core.fact.ActivityDuty;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.Seat;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.Tier;
import zhijiao.core.fact.WelfareSignal;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.core.timeline.Horizon;
import zhijiao.rules.story.World;

/**
 * Random worlds of seven weeks in which little is observed and much is decided: contact lost and found, authorisations that
 * end and are renewed, measures, judgments. For the clocks of the law, which run for days where {@link Worlds} has hours.
 */
final class CaseWorlds {

  static final long DAY = 86_400_000L;
  static final long START = Worlds.START;
  static final long END = START + 49 * DAY;

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final long BEFORE = START - 20 * 3_600_000L;

  private CaseWorlds() {}

  /** Days as they come, at hours about those at which duties begin and end. */
  private static Arbitrary<Long> instants() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 48),
            Arbitraries.of(0, 720, 1199, 1200, 1230, 1259, 1260, 1320),
            Arbitraries.of(0, 0, 0, 1000, -1))
        .as(
            (day, minute, millis) ->
                Math.max(START, START + day * DAY + minute * 60_000L + millis));
  }

  private static Arbitrary<List<Fact>> checkIns() {
    Arbitrary<int[]> spells =
        Combinators.combine(
                Arbitraries.integers().between(0, 45), Arbitraries.integers().between(1, 20))
            .as((from, days) -> new int[] {from, days});
    return spells
        .list()
        .ofMaxSize(2)
        .map(
            ranges -> {
              List<Fact> facts = new ArrayList<>();
              for (int[] range : ranges) {
                for (int day = range[0]; day < range[0] + range[1] && day < 49; day++) {
                  long at = START + day * DAY + 20 * 3_600_000L + 1_800_000L;
                  facts.add(new CheckIn(World.WHO, CheckIn.Means.VISIT, true, null, 0, at, at));
                }
              }
              return facts;
            });
  }

  private static Arbitrary<Fact> sightings() {
    return Combinators.combine(instants(), Arbitraries.of(true, false))
        .as(
            (at, verified) ->
                new Sighting(World.WHO, "C-1", Worlds.HOME, 20, 0.9f, verified, at, at));
  }

  private static Arbitrary<Fact> leaves() {
    return Combinators.combine(
            instants(), Arbitraries.integers().between(1, 20), Arbitraries.of(true, true, false))
        .as(
            (at, days, lifting) ->
                new LeaveChange(
                    World.WHO,
                    "L-" + days,
                    new LeaveChange.Grant(at + days * DAY, lifting),
                    at,
                    at));
  }

  private static Arbitrary<Fact> measures() {
    return Combinators.combine(
            instants(),
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(Measure.Type.ADMONITION)),
                Tuple.of(3, Arbitraries.of(Measure.Type.WARNING)),
                Tuple.of(3, Arbitraries.of(Measure.Type.values()))))
        .as((at, type) -> new Measure(World.WHO, "M-" + at, type, "D-1", "art. 34", at, at));
  }

  private static Arbitrary<Fact> notices() {
    return Combinators.combine(instants(), Arbitraries.of(CaseNotice.Event.values()))
        .as(CaseWorlds::notice);
  }

  private static Fact notice(long at, CaseNotice.Event event) {
    Seat seat =
        event == CaseNotice.Event.JUDGMENT_EFFECTIVE
            ? new Seat(ZONE, "331102", "331102001", false)
            : null;
    return new CaseNotice(World.WHO, "N-" + at, event, seat, at, at);
  }

  private static Arbitrary<Fact> signals() {
    return Combinators.combine(instants(), Arbitraries.of(WelfareSignal.Level.values()))
        .as((at, level) -> new WelfareSignal(World.WHO, "W-" + at, level, at, at));
  }

  private static Arbitrary<Fact> objections() {
    return Combinators.combine(
            instants(), Arbitraries.of("OB-1", "OB-2"), Arbitraries.of(Objection.Stage.values()))
        .as((at, id, stage) -> new Objection(World.WHO, id, null, stage, at, at));
  }

  private static Arbitrary<Fact> authorisations() {
    return Combinators.combine(
            Arbitraries.of("A-1", "A-2", "A-3"),
            instants(),
            Arbitraries.of(-1, 2, 5, 14, 15, 20, 30, 60),
            Arbitraries.of(0, 0, 1, 5, 20))
        .as(
            (id, at, days, decidedBefore) ->
                new AuthorisationChange(
                    World.WHO,
                    id,
                    days < 0 ? null : grant(at, days, decidedBefore),
                    at,
                    days < 0 ? at : at - decidedBefore * DAY));
  }

  private static AuthorisationChange.Grant grant(long from, int days, int decidedBefore) {
    return new AuthorisationChange.Grant(
        2,
        "P-1",
        from + days * DAY,
        decidedBefore == 0
            ? null
            : new AuthorisationChange.Renewal("AS-1", from - decidedBefore * DAY));
  }

  private static Arbitrary<Fact> orders() {
    return Combinators.combine(instants(), duties().map(CaseWorlds::terms).injectNull(0.5))
        .as((at, terms) -> Worlds.order("O-2", terms, at));
  }

  /** Study and service by a few days of the week, or now and then; never two at an instant. */
  private static Arbitrary<List<Fact>> activities() {
    return Combinators.combine(
            Arbitraries.integers().between(3, 14),
            Arbitraries.of(0, 13 * 60, 29 * 60 + 17),
            Arbitraries.of(60, 180, 240),
            Arbitraries.of(Activity.Type.STUDY, Activity.Type.SERVICE))
        .as(
            (every, minute, minutes, type) -> {
              List<Fact> facts = new ArrayList<>();
              for (int day = 1; day < 48; day += every) {
                long at = START + day * DAY + (12 * 60 + minute) * 60_000L;
                facts.add(new Activity(World.WHO, type + "-" + day, type, minutes, at, at));
              }
              return facts;
            });
  }

  /** Mostly none; what a month asks for, in minutes. */
  private static Arbitrary<ActivityDuty> duties() {
    return Arbitraries.of(
            new ActivityDuty(720, 720), new ActivityDuty(480, 0), new ActivityDuty(0, 600))
        .injectNull(0.5);
  }

  private static OrderTerms terms(@Nullable ActivityDuty duty) {
    WeeklySchedule mornings =
        WeeklySchedule.daily(new LocalWindow(LocalTime.of(8, 0), LocalTime.of(9, 0)));
    return new OrderTerms(
        ZONE,
        List.of(),
        null,
        new CheckInPlan(mornings, 30),
        null,
        List.of(),
        "331102",
        "331102001",
        Tier.GENERAL,
        false,
        Particulars.NONE.withActivityDuty(duty));
  }

  static Arbitrary<World> worlds() {
    Arbitrary<List<Fact>> decided =
        Combinators.combine(
                measures().list().ofMaxSize(7),
                notices().list().ofMaxSize(3),
                authorisations().list().ofMaxSize(4),
                orders().list().ofMaxSize(2),
                signals().list().ofMaxSize(4),
                objections().list().ofMaxSize(3),
                activities().list().ofMaxSize(2))
            .as(
                (measures, notices, authorisations, orders, signals, objections, activities) -> {
                  List<Fact> all = new ArrayList<>(measures);
                  all.addAll(signals);
                  all.addAll(objections);
                  all.addAll(notices);
                  all.addAll(authorisations);
                  all.addAll(orders);
                  activities.forEach(all::addAll);
                  return all;
                });
    Arbitrary<List<Fact>> tracked =
        Combinators.combine(instants(), Arbitraries.integers().between(1, 4))
            .as(
                (at, count) -> {
                  List<Fact> fixes = new ArrayList<>();
                  for (int i = 0; i < count; i++) {
                    long then = at + (long) i * i * 3 * 3_600_000L;
                    fixes.add(Worlds.fix(then, Worlds.HOME, 5, FixSource.GPS));
                  }
                  return fixes;
                });
    return Combinators.combine(
            checkIns(),
            sightings().list().ofMaxSize(2),
            leaves().list().ofMaxSize(1),
            decided,
            tracked.list().ofMaxSize(3),
            Arbitraries.of(true, true, true, false),
            Arbitraries.of(0, 15, 40, 60),
            duties())
        .as(
            (checkIns, sightings, leaves, decisions, fixes, ordered, authorised, duty) -> {
              List<Fact> facts = new ArrayList<>();
              facts.add(
                  ordered
                      ? Worlds.order("O-1", terms(duty), duty == null ? BEFORE : START + 3 * DAY)
                      : notice(BEFORE, CaseNotice.Event.JUDGMENT_EFFECTIVE));
              if (authorised > 0) {
                facts.add(Worlds.authorisation("A-1", BEFORE, BEFORE + authorised * DAY));
              }
              facts.add(new TagBinding(World.TAG, World.WHO, BEFORE, BEFORE));
              facts.addAll(checkIns);
              facts.addAll(sightings);
              facts.addAll(leaves);
              facts.addAll(decisions);
              fixes.forEach(facts::addAll);
              return world(facts);
            });
  }

  /** Decisions of one instant are taken together, which the oracles do not: here no two are. */
  private static World world(List<Fact> given) {
    Set<Long> taken = new HashSet<>();
    List<Fact> facts = new ArrayList<>();
    for (Fact fact : given) {
      if (!fact.kind().isTerms() || fact.occurredAt() < START || taken.add(fact.occurredAt())) {
        facts.add(fact);
      }
    }
    facts.sort(Comparator.comparingLong(Fact::occurredAt));
    return new World(
        facts,
        Worlds.SHAPES,
        HolidayCalendar.WEEKENDS_ONLY,
        World.SHIPPED,
        new Horizon(START, END));
  }

  /** The same worlds each time. */
  static List<World> some(int count) {
    return worlds().generator(100).stream(new Random(20260303))
        .map(Shrinkable::value)
        .limit(count)
        .toList();
  }

  /** When a fact could be late without being too late; renewals are never received before they are decided. */
  static long knownAt(Fact fact) {
    return fact instanceof AuthorisationChange change ? change.knownAt() : fact.occurredAt();
  }

  /** True for what must be known within the hold of sealed data. */
  static boolean isUrgent(@Nullable Fact fact) {
    return fact instanceof AuthorisationChange
        || fact instanceof zhijiao.core.fact.OrderChange
        || fact instanceof zhijiao.core.fact.TagFact;
  }
}

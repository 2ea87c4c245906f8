package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.DeviceReport;
import zhijiao.core.fact.Doubt;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.timeline.Horizon;
import zhijiao.core.timeline.Outcome;
import zhijiao.core.timeline.Timeline;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.Judged;
import zhijiao.rules.story.World;

/**
 * The laws of a timeline with the shipped rules. Each law is a method that says what is wrong, or nothing; a property asks
 * it of the engine, and a canary asks the same method of an engine that breaks the law.
 */
class TimelineLawsTest {

  private static final long MINUTE = Worlds.MINUTE;

  /** A fact that arrives, or time that comes. */
  record Step(@Nullable Fact fact, long time) {}

  /** Something that judges a world step by step. */
  interface Engine {
    Judged judge(World world, List<Step> steps);
  }

  /** A law: null when it is kept, else what is wrong. */
  interface Law {
    @Nullable String broken(Engine engine, World world, Random random);
  }

  static final Engine SOUND = (world, steps) -> run(world, steps, false);
  static final Engine REMEMBERING_IN_BYTES = (world, steps) -> run(world, steps, true);

  private static Judged run(World world, List<Step> steps, boolean throughBytes) {
    Judged judged = new Judged();
    Timeline timeline = new Timeline(world.program(), World.WHO, Long.MIN_VALUE);
    for (Step step : steps) {
      if (step.fact() == null) {
        timeline.advance(step.time(), judged);
      } else if (!(step.fact() instanceof TagBinding)) {
        timeline.accept(step.fact(), judged);
      }
      if (throughBytes) {
        timeline = reread(world, timeline);
      }
    }
    timeline.advance(Long.MAX_VALUE, judged);
    return judged;
  }

  /** Calls a timeline as its operator does: only when it said after the last step that there is something to judge. */
  static final Engine CALLED_WHEN_DUE = (world, steps) -> calledWhenDue(world, steps, true);

  /**
   * @param askedAfterFacts false for one who asks only when time has come
   */
  private static Judged calledWhenDue(World world, List<Step> steps, boolean askedAfterFacts) {
    Judged judged = new Judged();
    Timeline timeline = new Timeline(world.program(), World.WHO, Long.MIN_VALUE);
    List<Step> all = new ArrayList<>(steps);
    all.add(new Step(null, Long.MAX_VALUE));
    long now = Long.MIN_VALUE;
    long dueAt = timeline.nextAt();
    for (Step step : all) {
      if (step.fact() != null) {
        if (!(step.fact() instanceof TagBinding)) {
          timeline.accept(step.fact(), judged);
          dueAt = askedAfterFacts ? Math.min(dueAt, timeline.nextAt()) : dueAt;
        }
      } else {
        now = Math.max(now, step.time());
        if (dueAt <= now && dueAt != Long.MAX_VALUE) {
          timeline.advance(now, judged);
          dueAt = timeline.nextAt();
        }
      }
    }
    return judged;
  }

  private static Timeline reread(World world, Timeline timeline) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      timeline.write(new DataOutputStream(bytes));
      return Timeline.read(
          world.program(),
          World.WHO,
          new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Step> inOrder(World world) {
    List<Step> steps = new ArrayList<>();
    world.facts().forEach(fact -> steps.add(new Step(fact, 0)));
    return steps;
  }

  /** The facts in any order, with time coming at random in between. */
  private static List<Step> shuffled(World world, Random random) {
    List<Step> steps = inOrder(world);
    Collections.shuffle(steps, random);
    return interleaved(steps, random);
  }

  private static List<Step> interleaved(List<Step> steps, Random random) {
    List<Step> mixed = new ArrayList<>();
    for (Step step : steps) {
      mixed.add(step);
      if (random.nextInt(3) == 0) {
        long span = Worlds.END + 60 * MINUTE - Worlds.START;
        mixed.add(new Step(null, Worlds.START + (long) (random.nextDouble() * span)));
      }
    }
    return mixed;
  }

  private static @Nullable String different(Object expected, Object found) {
    return expected.equals(found) ? null : "expected " + expected + "\nfound " + found;
  }

  // ---- the laws

  static @Nullable String orderOfArrival(Engine engine, World world, Random random) {
    return different(
        engine.judge(world, inOrder(world)).findings(),
        engine.judge(world, shuffled(world, random)).findings());
  }

  static @Nullable String calledWhenDue(Engine engine, World world, Random random) {
    List<Step> steps = shuffled(world, random);
    return different(SOUND.judge(world, steps).findings(), engine.judge(world, steps).findings());
  }

  static @Nullable String delay(Engine engine, World world, Random random) {
    List<Step> steps = new ArrayList<>();
    List<Step> delayed = new ArrayList<>();
    for (Fact fact : world.facts()) {
      if (random.nextInt(4) == 0) {
        delayed.add(new Step(fact, 0));
      } else {
        steps.add(new Step(fact, 0));
        steps.add(new Step(null, fact.occurredAt() - 10_000));
      }
    }
    steps.add(new Step(null, Worlds.END));
    steps.addAll(delayed);
    return different(
        engine.judge(world, inOrder(world)).findings(), engine.judge(world, steps).findings());
  }

  static @Nullable String everythingTwice(Engine engine, World world, Random random) {
    World once = world.withFacts(List.copyOf(new java.util.LinkedHashSet<>(world.facts())));
    List<Step> steps = inOrder(once);
    steps.addAll(inOrder(once));
    Collections.shuffle(steps, random);
    Judged twice = engine.judge(once, interleaved(steps, random));
    String findings = different(engine.judge(once, inOrder(once)).findings(), twice.findings());
    long copies =
        once.facts().stream()
            .filter(TimelineLawsTest::isCounted)
            .filter(f -> !(f instanceof Sighting s) || s.matchScore() >= Oracle.MATCH_THRESHOLD)
            .count();
    String duplicates = different((int) copies, twice.tallies().getOrDefault(Outcome.DUPLICATE, 0));
    return findings != null ? findings : duplicates;
  }

  /** What is counted elsewhere, or is the second of two facts of one report, is not counted here. */
  private static boolean isCounted(Fact fact) {
    Doubt doubt = Doubt.of(fact);
    return !(fact instanceof TagBinding) && (doubt == null || !doubt.again());
  }

  static @Nullable String talliesAddUp(Engine engine, World world, Random random) {
    List<Step> steps = shuffled(world, random);
    steps.addAll(steps.subList(0, random.nextInt(steps.size())));
    Judged judged = engine.judge(world, steps);
    int inputs = 0;
    for (Step step : steps) {
      inputs += step.fact() != null && isCounted(step.fact()) ? 1 : 0;
    }
    int sum = judged.tallies().values().stream().mapToInt(Integer::intValue).sum();
    boolean negative = judged.tallies().values().stream().anyMatch(count -> count < 0);
    return negative ? judged.tallies().toString() : different(inputs, sum);
  }

  static @Nullable String judgementsRise(Engine engine, World world, Random random) {
    long last = 0;
    for (FindingChange change : engine.judge(world, shuffled(world, random)).changes()) {
      if (change.judgement() <= last) {
        return "judgement " + change.judgement() + " after " + last;
      }
      last = change.judgement();
    }
    return null;
  }

  static @Nullable String largerErrorNeverAccuses(Engine engine, World world, Random random) {
    World sharp = oneObservationAtATime(world);
    Set<Fact> chosen = new HashSet<>();
    sharp.facts().stream().filter(f -> random.nextInt(3) == 0).forEach(chosen::add);
    float factor = 1 + 20 * random.nextFloat();
    World blurred = sharp.map(fact -> chosen.contains(fact) ? blurred(fact, factor) : fact);
    return accusedOnlyWhere(
        engine.judge(sharp, inOrder(sharp)).episodes(),
        engine.judge(blurred, inOrder(blurred)).episodes());
  }

  /** Against a world in which the reports of wrong clocks never came. */
  static @Nullable String wrongClockNeverAccuses(Engine engine, World world, Random random) {
    World doubted = world.map(fact -> random.nextBoolean() ? doubted(fact) : fact);
    World without =
        doubted.withFacts(
            doubted.facts().stream().filter(fact -> !Oracle.isOfWrongClock(fact)).toList());
    return accusedOnlyWhere(
        engine.judge(without, inOrder(without)).episodes(),
        engine.judge(doubted, inOrder(doubted)).episodes());
  }

  private static Fact doubted(Fact fact) {
    return fact instanceof DeviceReport report ? report.doubted(report.occurredAt(), false) : fact;
  }

  /** Facts of one instant stand in the order of their ids, which change with the accuracy. */
  static World oneObservationAtATime(World world) {
    Set<Long> taken = new HashSet<>();
    return world.withFacts(
        world.facts().stream()
            .filter(f -> f.kind().isTerms() || taken.add(f.occurredAt()))
            .toList());
  }

  static Fact blurred(Fact fact, float factor) {
    if (fact instanceof TagFix f) {
      return new TagFix(
          f.tag(),
          f.point(),
          f.accuracyMetres() * factor,
          f.source(),
          f.stored(),
          f.occurredAt(),
          f.receivedAt());
    }
    if (fact instanceof Sighting s) {
      return new Sighting(
          s.subject(),
          s.camera(),
          s.point(),
          s.accuracyMetres() * factor,
          s.matchScore(),
          s.humanVerified(),
          s.occurredAt(),
          s.receivedAt(),
          s.doubt());
    }
    if (fact instanceof ProtectedPosition p) {
      return new ProtectedPosition(
          p.person(), p.point(), p.accuracyMetres() * factor, p.occurredAt(), p.receivedAt());
    }
    return fact;
  }

  /**
   * Every opening of {@code milder} lies within an episode of {@code stricter}. Whoever is out without leave has gone out or
   * has not come back from leave; to have gone out accuses more, so it covers the other.
   */
  static @Nullable String accusedOnlyWhere(SortedSet<Episode> stricter, SortedSet<Episode> milder) {
    for (Episode episode : milder) {
      if (stricter.stream()
          .noneMatch(
              e ->
                  (e.rule().equals(episode.rule())
                          || e.rule().equals(BoundaryRule.CARD.id())
                              && episode.rule().equals(LeaveOverrunRule.CARD.id()))
                      && e.target().equals(episode.target())
                      && e.coversOpening(episode.openedAt()))) {
        return "only the milder view finds " + episode + "; the stricter found " + stricter;
      }
    }
    return null;
  }

  static @Nullable String longerGraceNeverAdds(Engine engine, World world, Random random) {
    int more = 1 + random.nextInt(60);
    World generous = world.map(fact -> withGrace(fact, more));
    SortedSet<Episode> strict = engine.judge(world, inOrder(world)).episodes();
    SortedSet<Episode> mild = engine.judge(generous, inOrder(generous)).episodes();
    TreeSet<Episode> places = new TreeSet<>(mild);
    places.removeIf(e -> e.rule().equals(MissedCheckInRule.CARD.id()));
    for (Episode missed : mild) {
      long due = missed.openedAt() - more * MINUTE;
      if (missed.rule().equals(MissedCheckInRule.CARD.id())
          && strict.stream()
              .noneMatch(e -> e.target().equals(missed.target()) && e.openedAt() == due)) {
        return "only with more grace: " + missed + "; before: " + strict;
      }
    }
    return accusedOnlyWhere(strict, places);
  }

  private static Fact withGrace(Fact fact, int more) {
    if (!(fact instanceof OrderChange order) || order.terms() == null) {
      return fact;
    }
    OrderTerms t = order.terms();
    Curfew curfew = t.curfew();
    CheckInPlan plan = t.checkIns();
    return new OrderChange(
        order.subject(),
        order.orderId(),
        new OrderTerms(
            t.zone(),
            t.homes(),
            curfew == null ? null : new Curfew(curfew.schedule(), curfew.graceMinutes() + more),
            plan == null ? null : new CheckInPlan(plan.schedule(), plan.graceMinutes() + more),
            t.permittedArea(),
            t.exclusionZones(),
            t.county(),
            t.office(),
            t.tier(),
            t.minor(),
            t.particulars()),
        order.occurredAt(),
        order.receivedAt());
  }

  static @Nullable String bytesRememberAll(Engine engine, World world, Random random) {
    List<Step> steps = shuffled(world, random);
    Judged expected = SOUND.judge(world, steps);
    Judged found = engine.judge(world, steps);
    String changes = different(expected.changes(), found.changes());
    return changes != null ? changes : different(expected.tallies(), found.tallies());
  }

  /** The same when time comes with each fact, so that what is remembered is the midst of things. */
  static @Nullable String bytesRememberEachMoment(Engine engine, World world) {
    List<Step> steps = new ArrayList<>();
    for (Fact fact : world.facts()) {
      steps.add(new Step(fact, 0));
      steps.add(new Step(null, fact.occurredAt()));
    }
    return different(SOUND.judge(world, steps).changes(), engine.judge(world, steps).changes());
  }

  static @Nullable String lateAuthorisationUnseals(Engine engine, World world, Random random) {
    List<Step> steps = new ArrayList<>();
    List<Step> late = new ArrayList<>();
    for (Step step : inOrder(world)) {
      (step.fact() instanceof AuthorisationChange ? late : steps).add(step);
    }
    steps.add(new Step(null, Worlds.END));
    steps.addAll(late);
    Judged inTime = engine.judge(world, inOrder(world));
    Judged sealed = engine.judge(world, steps);
    String findings = different(inTime.findings(), sealed.findings());
    return findings != null ? findings : different(inTime.tallies(), sealed.tallies());
  }

  static @Nullable String nothingBeyondTheHorizon(Engine engine, World world, Random random) {
    long end = Worlds.START + random.nextInt(34 * 60) * MINUTE;
    World cut =
        world
            .withFacts(
                world.facts().stream()
                    .filter(f -> f.kind().isTerms() || f.occurredAt() <= end)
                    .toList())
            .withHorizon(new Horizon(Worlds.START, end));
    TreeSet<Episode> expected = new TreeSet<>();
    for (Episode e : engine.judge(world, inOrder(world)).episodes()) {
      if (e.openedAt() <= end) {
        Long ended = e.endedAt() == null || e.endedAt() > end ? null : e.endedAt();
        expected.add(new Episode(e.rule(), e.target(), e.day(), e.openedAt(), ended));
      }
    }
    return different(expected, engine.judge(cut, inOrder(cut)).episodes());
  }

  // ---- the engine keeps them

  @Provide
  Arbitrary<World> worlds() {
    return Worlds.worlds();
  }

  private static void keeps(Law law, Engine engine, World world, long seed) {
    String broken = law.broken(engine, world, new Random(seed));
    assertTrue(broken == null, broken);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void any_order_of_arrival_ends_in_the_same_findings(
      @ForAll("worlds") World world, @ForAll long seed) {
    keeps(TimelineLawsTest::orderOfArrival, SOUND, world, seed);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void facts_that_come_hours_late_end_in_the_same_findings(
      @ForAll("worlds") World world, @ForAll long seed) {
    keeps(TimelineLawsTest::delay, SOUND, world, seed);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void every_fact_twice_changes_nothing_and_is_counted(
      @ForAll("worlds") World world, @ForAll long seed) {
    keeps(TimelineLawsTest::everythingTwice, SOUND, world, seed);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void every_input_is_counted_once_however_often_it_is_judged_again(
      @ForAll("worlds") World world, @ForAll long seed) {
    keeps(TimelineLawsTest::talliesAddUp, SOUND, world, seed);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void judgements_are_numbered_upwards(@ForAll("worlds") World world, @ForAll long seed) {
    keeps(TimelineLawsTest::judgementsRise, SOUND, world, seed);
  }

  @Property(tries = 800, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void a_larger_error_never_accuses(@ForAll("worlds") World world, @ForAll long seed) {
    keeps(TimelineLawsTest::largerErrorNeverAccuses, SOUND, world, seed);
  }

  @Property(tries = 800, edgeCases = EdgeCasesMode.NONE)
  void a_report_of_a_wrong_clock_never_accuses(@ForAll("worlds") World world, @ForAll long seed) {
    keeps(TimelineLawsTest::wrongClockNeverAccuses, SOUND, world, seed);
  }

  @Property(tries = 800, edgeCases = EdgeCasesMode.NONE)
  void a_longer_grace_never_adds(@ForAll("worlds") World world, @ForAll long seed) {
    keeps(TimelineLawsTest::longerGraceNeverAdds, SOUND, world, seed);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_timeline_written_and_read_after_every_step_goes_on_as_if_nothing_had_been(
      @ForAll("worlds") World world, @ForAll long seed) {
    keeps(TimelineLawsTest::bytesRememberAll, REMEMBERING_IN_BYTES, world, seed);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_timeline_that_is_called_only_when_it_asked_for_it_finds_all(
      @ForAll("worlds") World world, @ForAll long seed) {
    keeps(TimelineLawsTest::calledWhenDue, CALLED_WHEN_DUE, world, seed);
  }

  /** The snapshot of the new day is then the first thing that is made of what was read. */
  @Example
  void a_timeline_read_at_the_last_instant_of_a_day_goes_back_to_what_it_remembered() {
    long dayEnds = Worlds.START + 24 * 60 * MINUTE;
    Fact late = Worlds.fix(dayEnds + 30 * MINUTE, Worlds.HOME, 5, FixSource.GPS);
    for (World world : Worlds.some(40)) {
      List<Step> steps = new ArrayList<>();
      world.facts().stream()
          .filter(fact -> fact.occurredAt() < dayEnds)
          .forEach(fact -> steps.add(new Step(fact, 0)));
      steps.add(new Step(null, dayEnds - 1));
      steps.add(new Step(null, dayEnds + 60 * MINUTE));
      steps.add(new Step(late, 0));
      assertEquals(
          SOUND.judge(world, steps).findings(),
          REMEMBERING_IN_BYTES.judge(world, steps).findings());
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void an_authorisation_that_arrives_late_makes_sealed_fixes_lawful(
      @ForAll("worlds") World world, @ForAll long seed) {
    keeps(TimelineLawsTest::lateAuthorisationUnseals, SOUND, world, seed);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void the_end_of_the_input_raises_nothing_beyond_it(
      @ForAll("worlds") World world, @ForAll long seed) {
    keeps(TimelineLawsTest::nothingBeyondTheHorizon, SOUND, world, seed);
  }

  // ---- and who breaks them is caught

  private static void isCaught(Law law, Engine engine) {
    isCaught(law, engine, 150);
  }

  /**
   * @param worlds at most as many as the law is tried on
   */
  private static void isCaught(Law law, Engine engine, int worlds) {
    Random random = new Random(7);
    for (World world : Worlds.some(worlds)) {
      if (law.broken(engine, world, random) != null) {
        return;
      }
    }
    throw new AssertionError("an engine that breaks the law was not caught");
  }

  @Example
  void an_engine_that_ignores_late_facts_is_caught() {
    Engine deaf =
        (world, steps) -> {
          long now = Long.MIN_VALUE;
          List<Step> heard = new ArrayList<>();
          for (Step step : steps) {
            if (step.fact() == null) {
              now = Math.max(now, step.time());
            }
            if (step.fact() == null || step.fact().occurredAt() > now) {
              heard.add(step);
            }
          }
          return SOUND.judge(world, heard);
        };
    isCaught(TimelineLawsTest::orderOfArrival, deaf);
    isCaught(TimelineLawsTest::delay, deaf);
  }

  /** Facts of one instant are taken as they come: no rank, no id. */
  @Example
  void an_engine_without_a_stated_order_is_caught() {
    Engine careless =
        (world, steps) -> {
          Set<Long> taken = new HashSet<>();
          List<Step> moved = new ArrayList<>();
          for (Step step : steps) {
            Fact fact = step.fact();
            while (fact != null && !taken.add(fact.occurredAt())) {
              fact = Worlds.later(fact);
            }
            moved.add(new Step(fact, step.time()));
          }
          return SOUND.judge(world, moved);
        };
    isCaught(TimelineLawsTest::orderOfArrival, careless);
  }

  @Example
  void an_engine_that_takes_a_second_copy_for_a_second_fact_is_caught() {
    Engine credulous =
        (world, steps) -> {
          Set<Fact> seen = new HashSet<>();
          List<Step> taken = new ArrayList<>();
          for (Step step : steps) {
            boolean again = step.fact() != null && !seen.add(step.fact());
            taken.add(again ? new Step(Worlds.later(step.fact()), 0) : step);
          }
          return SOUND.judge(world, taken);
        };
    isCaught(TimelineLawsTest::everythingTwice, credulous);
  }

  @Example
  void an_engine_that_does_not_count_what_it_drops_is_caught() {
    Engine silent =
        (world, steps) -> {
          Judged judged = SOUND.judge(world, steps);
          judged.tallies().remove(Outcome.DUPLICATE);
          return judged;
        };
    isCaught(TimelineLawsTest::talliesAddUp, silent);
  }

  @Example
  void an_engine_that_numbers_its_judgements_anew_is_caught() {
    Engine forgetful =
        (world, steps) -> {
          Judged judged = new Judged();
          for (FindingChange c : SOUND.judge(world, steps).changes()) {
            judged.change(
                new FindingChange(
                    c.key(), c.episode(), c.judgement() % 2, c.finding(), c.late(), c.watermark()));
          }
          return judged;
        };
    isCaught(TimelineLawsTest::judgementsRise, forgetful);
  }

  @Example
  void an_engine_that_takes_a_large_error_for_a_small_one_is_caught() {
    Engine upsideDown =
        (world, steps) ->
            SOUND.judge(
                world,
                steps.stream()
                    .map(
                        step ->
                            step.fact() instanceof TagFix f
                                ? new Step(
                                    blurred(f, 100 / (f.accuracyMetres() * f.accuracyMetres())), 0)
                                : step)
                    .toList());
    isCaught(TimelineLawsTest::largerErrorNeverAccuses, upsideDown, 800);
  }

  @Example
  void an_engine_that_believes_every_clock_is_caught() {
    Engine believing =
        (world, steps) ->
            SOUND.judge(
                world, steps.stream().map(it -> new Step(believed(it.fact()), it.time())).toList());
    isCaught(TimelineLawsTest::wrongClockNeverAccuses, believing);
  }

  private static @Nullable Fact believed(@Nullable Fact fact) {
    return fact instanceof DeviceReport report && report.doubt() != null
        ? Worlds.moved(report.asTold(), report.occurredAt() - report.toldAt())
        : fact;
  }

  @Example
  void an_engine_that_takes_grace_from_people_is_caught() {
    Engine grudging =
        (world, steps) ->
            SOUND.judge(
                world,
                steps.stream()
                    .map(
                        step ->
                            step.fact() instanceof OrderChange o && o.terms() != null
                                ? new Step(withGrace(o, 120 - 2 * graceOf(o.terms())), 0)
                                : step)
                    .toList());
    isCaught(TimelineLawsTest::longerGraceNeverAdds, grudging);
  }

  private static int graceOf(OrderTerms terms) {
    return terms.curfew() != null
        ? Math.min(terms.curfew().graceMinutes(), 60)
        : terms.checkIns() != null ? Math.min(terms.checkIns().graceMinutes(), 60) : 0;
  }

  @Example
  void an_engine_whose_bytes_forget_the_last_step_is_caught() {
    Engine lossy =
        (world, steps) -> {
          List<Step> kept = new ArrayList<>(steps);
          kept.removeIf(step -> step.fact() != null && step == steps.get(steps.size() / 2));
          return SOUND.judge(world, kept);
        };
    isCaught(TimelineLawsTest::bytesRememberAll, lossy);
  }

  @Example
  void an_engine_that_does_not_say_what_new_facts_are_due_is_caught() {
    isCaught(TimelineLawsTest::calledWhenDue, (world, steps) -> calledWhenDue(world, steps, false));
  }

  @Example
  void an_engine_that_throws_sealed_fixes_away_is_caught() {
    Engine hasty =
        (world, steps) -> {
          boolean authorised = false;
          List<Step> kept = new ArrayList<>();
          for (Step step : steps) {
            authorised |= step.fact() instanceof AuthorisationChange;
            if (authorised || !(step.fact() instanceof TagFix)) {
              kept.add(step);
            }
          }
          return SOUND.judge(world, kept);
        };
    isCaught(TimelineLawsTest::lateAuthorisationUnseals, hasty);
  }

  @Example
  void an_engine_whose_deadlines_have_no_horizon_is_caught() {
    Engine endless =
        (world, steps) ->
            SOUND.judge(
                world.withHorizon(
                    new Horizon(world.horizon().from(), world.horizon().until() + 86_400_000)),
                steps);
    isCaught(TimelineLawsTest::nothingBeyondTheHorizon, endless);
  }

  @Example
  void a_fact_from_before_the_kept_days_is_too_late_and_counted() {
    World world = Worlds.some(1).get(0);
    Judged judged = new Judged();
    World later = world.withHorizon(new Horizon(Worlds.START, Worlds.START + 20L * 86_400_000));
    Timeline timeline = new Timeline(later.program(), World.WHO, Long.MIN_VALUE);
    timeline.advance(Worlds.START + 9L * 86_400_000, judged);
    timeline.accept(
        Worlds.fix(Worlds.START + MINUTE, Worlds.HOME, 5, zhijiao.core.fact.FixSource.GPS), judged);
    assertEquals(1, judged.tooLate().size());
    assertEquals(1, judged.tallies().get(Outcome.TOO_LATE));
  }
}

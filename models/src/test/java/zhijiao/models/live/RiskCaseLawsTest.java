package zhijiao.models.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zhijiao.models.live.Person.DAY;
import static zhijiao.models.live.Person.FROM;
import static zhijiao.models.live.Person.HOUR;
import static zhijiao.models.live.Person.at;
import static zhijiao.models.live.Person.checkIn;
import static zhijiao.models.live.Person.order;
import static zhijiao.models.live.Person.violation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.AlertId;
import zhijiao.core.fact.ChangeReport;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.fact.Tier;
import zhijiao.core.time.TimeSpan;
import zhijiao.models.feature.FeatureVector;
import zhijiao.models.live.RiskScore.Basis;
import zhijiao.models.live.RiskScore.Content;
import zhijiao.models.live.RiskScore.Why;

/** The same facts in any order, twice, late, through snapshots: the same scores in the end. */
class RiskCaseLawsTest {

  private static final int CASES = 120;
  private static final int DAYS = 20;

  /** An input, and when it comes. */
  private record Coming(long when, Object input) {}

  private static long occurred(Object input) {
    return input instanceof SubjectFact fact
        ? fact.occurredAt()
        : input instanceof Promotion promotion
            ? promotion.effective()
            : ((Violation) input).firstConfirmed();
  }

  private static List<Object> life(Random random) {
    List<Object> inputs = new ArrayList<>();
    inputs.add(order(FROM + random.nextInt(3) * DAY, Tier.GENERAL, 28.45));
    inputs.add(Person.tag("2026-03-01T00:00", "2026-05-01T00:00"));
    for (int day = 0; day < DAYS; day++) {
      long morning = FROM + day * DAY + 8 * HOUR;
      if (random.nextInt(5) > 0) {
        inputs.add(checkIn(morning + random.nextInt(100) * 60_000L));
      }
      if (random.nextInt(6) == 0) {
        inputs.add(Person.study("ac-" + day, morning + 2 * HOUR, 30 + random.nextInt(60)));
      }
      if (random.nextInt(7) == 0) {
        inputs.add(Person.service("se-" + day, morning + 3 * HOUR, 30 + random.nextInt(60)));
      }
      if (random.nextInt(7) == 0) {
        ChangeReport.Type[] changes = ChangeReport.Type.values();
        inputs.add(
            Person.report(changes[random.nextInt(changes.length)], morning + 4 * HOUR + day));
      }
      if (random.nextInt(10) == 0) {
        inputs.add(Person.asking(morning + 5 * HOUR, 60 * random.nextInt(10), 300));
      }
      if (random.nextInt(8) == 0) {
        long until = morning + (6 + random.nextInt(40)) * HOUR;
        inputs.add(Person.leave("l-" + day, morning, until));
      }
      if (random.nextInt(9) == 0) {
        inputs.add(
            order(morning, Tier.values()[random.nextInt(3)], 28.4 + random.nextInt(3) * 0.01));
      }
      if (random.nextInt(12) == 0) {
        inputs.add(Person.released(morning + 3 * HOUR));
        inputs.add(order(morning + 30 * HOUR, Tier.STRICT, 28.45));
      }
      if (random.nextInt(5) == 0) {
        long confirmed = morning + random.nextInt(600) * 60_000L;
        long back = random.nextInt(3) == 0 ? confirmed + 5 * HOUR : Long.MAX_VALUE;
        String rule = random.nextBoolean() ? "curfew" : "missed-check-in";
        inputs.add(
            violation(
                day,
                2,
                rule,
                morning - 20 * HOUR,
                morning - random.nextInt(19) * HOUR,
                List.of(new TimeSpan(confirmed, back))));
        if (random.nextInt(3) == 0) {
          AlertId alert = random.nextInt(4) == 0 ? null : new AlertId(day);
          inputs.add(Person.objection("ob-" + day, alert, Objection.Stage.FILED, confirmed + HOUR));
          inputs.add(
              Person.objection("ob-" + day, alert, Objection.Stage.ANSWERED, confirmed + DAY));
        }
      }
      if (random.nextInt(10) == 0) {
        inputs.add(Person.measure("m-" + day, Measure.Type.ADMONITION, morning + HOUR));
      }
    }
    inputs.add(Person.promotion(0.2, "2026-03-04T15:30"));
    inputs.add(Person.promotion(0.3, "2026-03-11T09:10"));
    return inputs;
  }

  private static TreeMap<Long, Content> live(List<Coming> comings, boolean snapshots)
      throws IOException {
    RiskCase known = new RiskCase(Person.SUBJECT, Person.policy(), Long.MIN_VALUE);
    ModelPlan plan = new ModelPlan();
    TreeMap<Long, RiskScore> told = new TreeMap<>();
    comings.sort((a, b) -> Long.compare(a.when(), b.when()));
    long watermark = FROM;
    known.advance(watermark, plan, told(told));
    for (Coming coming : comings) {
      long due = coming.when() - 10_000;
      if (due > watermark) {
        watermark = due;
        if (known.nextAt(plan) <= watermark) {
          known.advance(watermark, plan, told(told));
        }
      }
      if (coming.input() instanceof Promotion promotion) {
        if (plan.add(promotion)) {
          known.planChanged(promotion.effective());
        }
      } else {
        Person.give(known, List.of(coming.input()));
      }
      if (snapshots) {
        known = restored(known);
      }
    }
    known.advance(FROM + (DAYS + 8) * DAY, plan, told(told));
    TreeMap<Long, Content> standing = new TreeMap<>();
    told.forEach(
        (at, score) -> {
          if (score.content() != null) {
            standing.put(at, score.content());
          }
        });
    return standing;
  }

  private static java.util.function.Consumer<RiskScore> told(TreeMap<Long, RiskScore> told) {
    return score -> {
      RiskScore before = told.put(score.at(), score);
      assertTrue(before == null || before.revision() < score.revision(), "revisions grow");
      assertEquals(before != null, score.revision() > 1);
    };
  }

  private static RiskCase restored(RiskCase known) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    known.write(new DataOutputStream(bytes));
    return RiskCase.read(
        Person.SUBJECT,
        Person.policy(),
        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static List<Coming> inTime(List<Object> life) {
    List<Coming> comings = new ArrayList<>();
    life.forEach(input -> comings.add(new Coming(occurred(input), input)));
    return comings;
  }

  private static List<Coming> disturbed(List<Object> life, Random random) {
    List<Coming> comings = new ArrayList<>();
    for (Object input : life) {
      long delay = random.nextInt(4) == 0 ? random.nextInt(4 * 24) * HOUR : random.nextInt(60_000);
      comings.add(new Coming(occurred(input) + delay, input));
      if (random.nextInt(3) == 0) {
        comings.add(new Coming(occurred(input) + random.nextInt(5 * 24) * HOUR, input));
      }
    }
    Collections.shuffle(comings, random);
    return comings;
  }

  @Test
  void any_order_delay_copy_and_snapshot_ends_in_the_same_scores() throws IOException {
    int scores = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      List<Object> life = life(random);
      TreeMap<Long, Content> expected = live(inTime(life), false);
      scores += expected.size();
      TreeMap<Long, Content> found = live(disturbed(life, random), seed % 4 == 0);
      assertEquals(List.of(), difference(expected, found), "seed " + seed);
      expected.forEach((at, content) -> assertEquals(content, found.get(at), "at " + at));
    }
    assertTrue(scores > 50 * CASES, scores + " scores");
  }

  /** Instants that only one of them has, and why it has. */
  private static List<String> difference(TreeMap<Long, Content> a, TreeMap<Long, Content> b) {
    List<String> only = new ArrayList<>();
    a.forEach((at, said) -> addUnless(b.containsKey(at), "-" + at + said.why(), only));
    b.forEach((at, said) -> addUnless(a.containsKey(at), "+" + at + said.why(), only));
    return only;
  }

  private static void addUnless(boolean known, String what, List<String> to) {
    if (!known) {
      to.add(what);
    }
  }

  /** The tiles, the corrections and the memory against a person of whom everything is kept: what parity asks in a run. */
  @Test
  void what_was_told_is_what_all_facts_together_say() throws IOException {
    for (int seed = 0; seed < CASES; seed++) {
      List<Object> life = life(new Random(seed));
      RiskCase whole = new RiskCase(Person.SUBJECT, Person.policy(), Long.MIN_VALUE);
      life.stream()
          .filter(input -> !(input instanceof Promotion))
          .forEach(input -> Person.give(whole, List.of(input)));
      live(inTime(life), false)
          .forEach((at, content) -> assertEquals(whole.vector(at), content.vector()));
    }
  }

  /** Canary: one check-in less is seen. */
  @Test
  void a_missing_fact_would_be_seen() throws IOException {
    List<Object> life = life(new Random(1));
    List<Object> fewer = new ArrayList<>(life);
    assertTrue(
        fewer.remove(
            life.stream()
                .filter(zhijiao.core.fact.CheckIn.class::isInstance)
                .findFirst()
                .orElseThrow()));
    assertNotEquals(live(inTime(life), false), live(inTime(fewer), false));
  }

  @Test
  void nothing_that_happens_later_changes_what_was_said_of_an_instant() throws IOException {
    for (int seed = 0; seed < CASES / 4; seed++) {
      List<Object> life = life(new Random(seed));
      long cut = FROM + 9 * DAY;
      List<Object> before =
          life.stream()
              .filter(input -> occurred(input) <= cut || input instanceof Promotion)
              .toList();
      assertEquals(
          live(inTime(life), false).headMap(cut, true),
          live(inTime(before), false).headMap(cut, true),
          "seed " + seed);
    }
  }

  private static @Nullable Content last(List<RiskScore> told) {
    return told.isEmpty() ? null : told.get(told.size() - 1).content();
  }

  @Test
  void somebody_is_scored_at_most_once_an_hour_and_at_every_confirmation() {
    List<Object> inputs = new ArrayList<>(List.of(order("2026-03-01T00:00")));
    for (int minute = 0; minute < 50; minute += 5) {
      inputs.add(checkIn(at("2026-03-02T08:05") + minute * 60_000L));
    }
    long confirmed = at("2026-03-02T08:20") + 17;
    inputs.add(violation(1, "curfew", at("2026-03-01T22:00"), at("2026-03-01T23:00"), confirmed));
    List<RiskScore> told = Person.told(inputs, new ModelPlan(), at("2026-03-02T11:00"));
    List<RiskScore> morning =
        told.stream().filter(score -> score.at() > at("2026-03-02T00:00")).toList();
    assertEquals(
        List.of(confirmed, at("2026-03-02T09:00")), morning.stream().map(RiskScore::at).toList());
    assertEquals(Why.CONFIRMED, morning.get(0).said().why());
    assertEquals(Why.CHANGE, morning.get(1).said().why());
    assertFalse(morning.get(0).late());
  }

  @Test
  void without_a_model_only_rules_speak_and_that_is_said() {
    Content content =
        Objects.requireNonNull(
            last(
                Person.told(
                    List.of(order("2026-03-01T00:00")), new ModelPlan(), at("2026-03-02T13:00"))));
    assertEquals(Basis.NO_MODEL, content.basis());
    assertEquals(null, content.score());
    assertEquals(zhijiao.models.tier.Tier.STRICT, content.suggestion().tier(), "the first 60 days");
    assertTrue(
        content.suggestion().grounds().stream()
            .anyMatch(ground -> ground.chinese().contains("尚未启用评分模型")),
        content.suggestion().toString());
  }

  @Test
  void a_model_scores_from_its_instant_on_gives_reasons_and_a_suspension_falls_back_and_recovers() {
    ModelPlan plan = new ModelPlan();
    Promotion model = Person.promotion(0.2, "2026-03-02T10:00");
    plan.add(model);
    plan.add(
        Promotion.read(
            Promotion.suspend(
                model.version(), at("2026-03-03T10:00"), "watch", "PSI 0.31 of the score"),
            LiveFeatures.SET.id()));
    plan.add(Person.promotion(0.2, "2026-03-04T10:00"));
    List<RiskScore> told =
        Person.told(
            List.of(
                order("2026-03-01T00:00"),
                violation(
                    1,
                    "curfew",
                    at("2026-03-01T22:00"),
                    at("2026-03-01T23:00"),
                    at("2026-03-02T09:30"))),
            plan,
            at("2026-03-04T13:00"));
    for (RiskScore score : told) {
      Content said = score.said();
      Basis expected =
          score.at() < at("2026-03-02T10:00")
              ? Basis.NO_MODEL
              : score.at() >= at("2026-03-03T10:00") && score.at() < at("2026-03-04T10:00")
                  ? Basis.SUSPENDED
                  : Basis.MODEL;
      assertEquals(expected, said.basis(), score.toString());
      if (expected == Basis.MODEL) {
        assertEquals(model.version(), said.modelVersion());
        assertTrue(
            said.reasons().get(0).chinese().contains("近28天每千小时查实违规次数"), said.reasons().toString());
      }
      if (expected == Basis.SUSPENDED) {
        assertTrue(
            said.suggestion().grounds().stream().anyMatch(g -> g.english().contains("PSI 0.31")),
            said.suggestion().toString());
      }
    }
    for (String changed : List.of("2026-03-02T10:00", "2026-03-03T10:00", "2026-03-04T10:00")) {
      RiskScore at =
          told.stream().filter(score -> score.at() == at(changed)).findFirst().orElseThrow();
      assertEquals(Why.MODEL, at.said().why());
    }
  }

  @Test
  void a_late_fact_makes_another_revision_and_a_release_that_comes_late_withdraws() {
    ModelPlan plan = new ModelPlan();
    RiskCase known = new RiskCase(Person.SUBJECT, Person.policy(), Long.MIN_VALUE);
    List<RiskScore> told = new ArrayList<>();
    known.advance(FROM, plan, told::add);
    known.add(order("2026-03-01T00:00"));
    known.advance(at("2026-03-03T13:00"), plan, told::add);
    int before = told.size();
    known.add(checkIn("2026-03-03T08:30"));
    known.advance(at("2026-03-03T13:01"), plan, told::add);
    List<RiskScore> corrected = told.subList(before, told.size());
    assertEquals(
        List.of(at("2026-03-03T09:00"), at("2026-03-03T12:00")),
        corrected.stream().map(RiskScore::at).toList());
    assertEquals(List.of(1L, 2L), corrected.stream().map(RiskScore::revision).toList());
    assertTrue(corrected.stream().allMatch(RiskScore::late));
    int then = told.size();
    known.add(Person.released(at("2026-03-03T08:00")));
    known.advance(at("2026-03-03T13:02"), plan, told::add);
    List<RiskScore> withdrawn = told.subList(then, told.size());
    assertEquals(2, withdrawn.size(), withdrawn.toString());
    assertTrue(withdrawn.stream().allMatch(score -> score.content() == null));
  }

  @Test
  void s14_an_open_objection_lets_nothing_be_suggested_on_the_score() {
    ModelPlan plan = new ModelPlan();
    plan.add(Person.promotion(5, "2026-03-01T00:00"));
    List<Object> inputs =
        new ArrayList<>(
            List.of(
                order(at("2026-03-01T00:00"), Tier.GENERAL, 28.45),
                violation(
                    1,
                    "curfew",
                    at("2026-05-10T22:00"),
                    at("2026-05-10T23:00"),
                    at("2026-05-11T09:30"))));
    Content free = Objects.requireNonNull(last(Person.told(inputs, plan, at("2026-05-11T13:00"))));
    assertEquals(zhijiao.models.tier.Tier.STRICT, free.suggestion().tier());
    inputs.add(Person.objection("ob", null, Objection.Stage.FILED, at("2026-05-11T10:00")));
    Content open = Objects.requireNonNull(last(Person.told(inputs, plan, at("2026-05-11T13:00"))));
    assertEquals(zhijiao.models.tier.Tier.ORDINARY, open.suggestion().tier());
    assertTrue(
        open.suggestion().grounds().get(0).english().contains("objection"),
        open.suggestion().toString());
  }

  @Test
  void a_score_takes_ten_microseconds_at_most() {
    RiskCase known = new RiskCase(Person.SUBJECT, Person.policy(), Long.MIN_VALUE);
    Person.give(known, List.of(order("2026-03-01T00:00"), checkIn("2026-03-02T08:30")));
    FeatureVector vector = Objects.requireNonNull(known.vector(at("2026-03-02T12:00")));
    double[] values = vector.values();
    zhijiao.models.score.RiskModel model = Models.scorecard(0.2);
    double sum = 0;
    long best = Long.MAX_VALUE;
    java.lang.management.ThreadMXBean threads =
        java.lang.management.ManagementFactory.getThreadMXBean();
    for (int round = 0; round < 20; round++) {
      long begin = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < 10_000; i++) {
        sum += model.score(values).probability();
      }
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - begin) / 10_000);
    }
    assertTrue(sum > 0);
    assertTrue(best <= 10_000, best + " ns");
  }
}

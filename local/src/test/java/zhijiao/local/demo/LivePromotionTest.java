package zhijiao.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.fact.Fact;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.io.RiskJson;
import zhijiao.jobs.main.ReplayJob;
import zhijiao.local.simulator.Noise;
import zhijiao.local.simulator.ScenarioFolder;
import zhijiao.local.simulator.Simulator;
import zhijiao.models.live.LiveFeatures;
import zhijiao.models.live.Promotion;
import zhijiao.models.live.RiskScore;
import zhijiao.models.live.RiskScore.Basis;
import zhijiao.models.live.RiskScore.Why;

/**
 * Models that change while the job runs, on a real broker and the real engine: another is promoted, one is suspended as the watch over
 * drift does it, and promoted again, all by files that appear.
 */
class LivePromotionTest {

  private static final Path ENGINE = Path.of("..", "build", "clickhouse-engine");
  private static final int PEOPLE = 60;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY_BEGINS = Instant.parse("2026-03-31T16:00:00Z").toEpochMilli();
  private static final long SECOND_FROM = DAY_BEGINS + 12 * HOUR + 17 * MINUTE;
  private static final long SUSPENDED_FROM = DAY_BEGINS + 15 * HOUR;
  private static final long AGAIN_FROM = DAY_BEGINS + 18 * HOUR + 30 * MINUTE;

  @TempDir private Path folder;

  private static void put(Path models, String name, String text) throws IOException {
    Path part = Files.writeString(models.resolve("." + name), text);
    Files.move(part, models.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The text of the promotion that begins at an instant. */
  private static String text(Path models, long effective) throws IOException {
    try (Stream<Path> files = Files.list(models)) {
      Path file =
          files
              .filter(one -> one.getFileName().toString().startsWith(effective + "-"))
              .findFirst()
              .orElseThrow();
      return Files.readString(file);
    }
  }

  /** A replay takes nothing before it for observed; the live job is told so. */
  private static long firstObserved(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> fact.kind().isObservation())
        .mapToLong(Fact::occurredAt)
        .min()
        .orElseThrow();
  }

  private static List<RiskScore> until(List<RiskScore> scores, long until) {
    return RiskJson.standing(scores).stream().filter(score -> score.at() <= until).toList();
  }

  private static List<String> lines(List<RiskScore> scores) {
    return scores.stream().map(RiskJson::line).sorted().toList();
  }

  @Test
  void s18_models_change_for_everybody_at_their_instant_without_a_restart_and_nothing_is_missed()
      throws Exception {
    assumeTrue(
        System.getenv("CLICKHOUSE_URL") != null || Files.exists(ENGINE.resolve("node_modules")),
        "the ClickHouse engine is not installed: run ./zhijiao test, or set CLICKHOUSE_URL");
    Simulator simulator =
        new Simulator(
            Simulator.Scenario.ofDefault(9, 1, PEOPLE, Noise.DEFAULT), CalendarFile.china());
    Path facts = folder.resolve("facts");
    ScenarioFolder.write(simulator, facts, folder.resolve(ScenarioFolder.TRUTH));
    List<Fact> all = new ArrayList<>();
    simulator.facts(all::add);
    long end = all.stream().mapToLong(Fact::receivedAt).max().orElseThrow() + 10_001;

    Path models = JobProcess.promotions(folder.resolve("job"));
    String first = DemonstrationModel.promote(models, 0.04, DAY_BEGINS - HOUR);
    List<RiskScore> told = List.of();
    List<String> expected;
    String second;
    try (Platform platform = Platform.start(folder.resolve("platform"), ENGINE);
        JobProcess job =
            JobProcess.start(
                folder.resolve("job"),
                platform.broker(),
                platform.clickHouse(),
                facts.resolve("zones.geojson"),
                firstObserved(all));
        Feeder feeder = new Feeder(platform.broker().bootstrapServers(), Platform.PARTITIONS)) {
      long process = job.pid();
      List<Fact> early =
          all.stream().filter(fact -> fact.receivedAt() <= SECOND_FROM - 2 * HOUR).toList();
      List<Fact> late = new ArrayList<>(all);
      late.removeAll(early);
      feeder.feed(early, 4_000, (sent, of) -> {});
      assertTrue(lastScored(platform) < SECOND_FROM, "the change is still to come");
      second = DemonstrationModel.promote(models, 0.06, SECOND_FROM);
      put(
          models,
          SUSPENDED_FROM + "-suspend.json",
          Promotion.suspend(second, SUSPENDED_FROM, "drift watch", "PSI 0.31 of violations_28"));
      put(
          models,
          AGAIN_FROM + "-again.json",
          Promotion.again(text(models, SECOND_FROM), AGAIN_FROM, "drift watch", "PSI 0.02"));
      feeder.feed(late, 4_000, (sent, of) -> {});
      feeder.finish(end);
      feeder.finish(end + 2 * MINUTE);
      ResultFiles.Summary replayed =
          ReplayJob.run(
              ReplayJob.Request.of(facts, folder.resolve("results")).withPromotions(models));
      assertTrue(replayed.addsUp());
      expected =
          Files.readAllLines(folder.resolve("results").resolve(ResultFiles.RISK)).stream()
              .sorted()
              .toList();
      long last = DAY_BEGINS + 23 * HOUR;
      for (int i = 0; i < 240 && !lines(until(told, last)).equals(upTo(expected, last)); i++) {
        Thread.sleep(1_000);
        // What a busy machine reads when time has come to its end is judged when time goes on.
        feeder.finish(end + 2 * MINUTE + i * 3_000L);
        told = RiskTopic.scores(platform.broker().bootstrapServers());
      }
      List<String> said = lines(until(told, last));
      List<String> missed = new ArrayList<>(upTo(expected, last));
      assertTrue(missed.size() > 5 * PEOPLE, "everybody is scored several times");
      missed.removeAll(said);
      assertEquals(List.of(), missed.stream().limit(2).toList(), "missed, of " + missed.size());
      assertEquals(upTo(expected, last), said, "live and replay say the same");
      assertEquals(PEOPLE + "\t" + PEOPLE + "\n", trainable(platform), "what can be trained from");
      assertTrue(job.isAlive());
      assertEquals(process, job.pid(), "no restart");
    }

    assertNotEquals(first, second);
    TreeMap<Long, TreeSet<String>> changed = new TreeMap<>();
    TreeSet<Basis> seen = new TreeSet<>();
    for (RiskScore score : until(told, DAY_BEGINS + 23 * HOUR)) {
      long at = score.at();
      Basis basis = at >= SUSPENDED_FROM && at < AGAIN_FROM ? Basis.SUSPENDED : Basis.MODEL;
      assertEquals(basis, score.said().basis(), score.toString());
      assertEquals(
          at < SECOND_FROM ? first : second, score.said().modelVersion(), score.toString());
      assertEquals(basis == Basis.MODEL, score.said().score() != null);
      if (basis == Basis.SUSPENDED) {
        assertTrue(
            score.said().suggestion().grounds().stream()
                .anyMatch(ground -> ground.english().contains("PSI 0.31 of violations_28")),
            "rules alone speak, and say why: " + score);
      }
      seen.add(basis);
      if (score.said().why() == Why.MODEL) {
        changed.computeIfAbsent(at, unused -> new TreeSet<>()).add(score.subject().pseudonym());
      }
    }
    assertEquals(2, seen.size());
    assertEquals(List.of(SECOND_FROM, SUSPENDED_FROM, AGAIN_FROM), List.copyOf(changed.keySet()));
    changed.forEach((at, people) -> assertEquals(PEOPLE, people.size(), "everybody at " + at));
    assertEquals(
        LiveFeatures.SET.id(), Objects.requireNonNull(told.get(0).content()).vector().features());
  }

  /** How many people the log has at noon for training, and how many of these with a tier, a set and features. */
  private static String trainable(Platform platform) throws Exception {
    String found = "";
    for (int i = 0; i < 240 && !found.startsWith(PEOPLE + "\t"); i++) {
      Thread.sleep(500);
      found =
          platform
              .clickHouse()
              .query(
                  "SELECT uniqExact(person), countIf(present_tier IN ('LENIENT', 'ORDINARY', 'STRICT') AND feature_set = '"
                      + LiveFeatures.SET.id()
                      + "' AND notEmpty(features) AND told_at >= scored_at AND NOT withdrawn)"
                      + " FROM zhijiao.risk_vectors_as_told WHERE toUnixTimestamp64Milli(scored_at) = "
                      + (DAY_BEGINS + 12 * HOUR));
    }
    return found;
  }

  private static long lastScored(Platform platform) throws IOException {
    return RiskTopic.scores(platform.broker().bootstrapServers()).stream()
        .mapToLong(RiskScore::at)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  private static List<String> upTo(List<String> lines, long until) {
    return lines.stream()
        .filter(
            line -> {
              int at = line.indexOf("\"at\":\"") + 6;
              return Instant.parse(line.substring(at, line.indexOf('"', at))).toEpochMilli()
                  <= until;
            })
        .toList();
  }
}

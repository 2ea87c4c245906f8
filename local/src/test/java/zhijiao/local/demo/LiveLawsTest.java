package zhijiao.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertState;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.FactJson;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.io.Routing;
import zhijiao.jobs.io.Topics;
import zhijiao.jobs.main.ReplayJob;
import zhijiao.jobs.wire.FactWire;
import zhijiao.local.simulator.Noise;
import zhijiao.local.simulator.ScenarioFolder;
import zhijiao.local.simulator.Simulator;

/** The live job on a real broker and the real engine: killed, fed with rubbish, and still equal to the replay. */
class LiveLawsTest {

  private static final Path ENGINE = Path.of("..", "build", "clickhouse-engine");
  private static final long REORDER_BOUND = 10_000;
  private static final long MINUTE = 60_000;
  private static final long DAY_BEGINS = Instant.parse("2026-03-31T16:00:00Z").toEpochMilli();

  /** Malformed records of each kind. */
  private static final int OF_EACH = 10_000;

  private static void assumeEngine() {
    assumeTrue(
        System.getenv("CLICKHOUSE_URL") != null || Files.exists(ENGINE.resolve("node_modules")),
        "the ClickHouse engine is not installed: run ./zhijiao test, or set CLICKHOUSE_URL");
  }

  /**
   * The latest of each alert, when what stands is what is expected and nothing came for six seconds; or after four minutes: a job
   * that was killed reads much again before it has anything to tell, and on a busy machine that takes its time. Meanwhile time goes
   * on, a little, as it does wherever the job lives: what was read when time had passed by is judged when it goes on.
   */
  private static Map<AlertId, AlertEvent> settle(
      AlertTopic alerts, Feeder feeder, long time, Map<AlertId, Alert> expected, long until)
      throws IOException {
    List<AlertTopic.Received> received = new ArrayList<>();
    long quietSince = System.nanoTime();
    long giveUp = quietSince + Duration.ofMinutes(4).toNanos();
    boolean asExpected = false;
    for (int polls = 1;
        System.nanoTime() < giveUp
            && !(asExpected && System.nanoTime() - quietSince > Duration.ofSeconds(6).toNanos());
        polls++) {
      List<AlertTopic.Received> more = alerts.poll(Duration.ofMillis(200));
      if (!more.isEmpty()) {
        received.addAll(more);
        quietSince = System.nanoTime();
        asExpected = standing(AlertTopic.latest(received), until).equals(expected);
      }
      if (polls % 10 == 0) {
        feeder.finish(time + polls * 600L);
      }
    }
    return AlertTopic.latest(received);
  }

  /** When somebody was last observed: what is due later the replay does not judge, and the live job does. */
  private static long lastObserved(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> fact.kind().isObservation())
        .mapToLong(Fact::occurredAt)
        .max()
        .orElseThrow();
  }

  /** What an alert is, without what depends on arrival. */
  private static Map<AlertId, Alert> standing(Map<AlertId, AlertEvent> latest, long until) {
    Map<AlertId, Alert> standing = new TreeMap<>();
    latest.forEach(
        (id, event) -> {
          if (event.alert().state() != AlertState.RETRACTED && event.alert().openedAt() <= until) {
            standing.put(id, event.alert());
          }
        });
    return standing;
  }

  @Test
  void killed_twice_and_fed_with_rubbish_the_live_job_finds_what_the_replay_finds(
      @TempDir Path folder) throws Exception {
    assumeEngine();
    Simulator simulator =
        new Simulator(
            Simulator.Scenario.ofDefault(5, 1, 600, Noise.DEFAULT).intense(6),
            CalendarFile.china());
    Path facts = folder.resolve("facts");
    ScenarioFolder.write(simulator, facts, folder.resolve(ScenarioFolder.TRUTH));
    List<Fact> all = new ArrayList<>();
    simulator.facts(all::add);
    List<Fact> officers =
        officers(
            ReplayJob.run(ReplayJob.Request.of(facts, folder.resolve("found"))),
            all.stream().mapToLong(Fact::receivedAt).max().orElseThrow());
    for (Fact fact : officers) {
      Files.writeString(
          facts.resolve(FactJson.fileOf(fact).fileName()),
          FactJson.write(fact) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    all.addAll(officers);
    ResultFiles.Summary replayed =
        ReplayJob.run(ReplayJob.Request.of(facts, folder.resolve("results")));
    assertTrue(
        replayed.alerts().stream().anyMatch(Alert::suspended)
            && replayed.alerts().stream().anyMatch(alert -> alert.state() == AlertState.CLOSED),
        "officers act on what was found, and suspend rules");
    Map<AlertId, Alert> expected = new TreeMap<>();
    replayed.alerts().forEach(alert -> expected.put(alert.id(), alert));
    assertTrue(expected.size() >= 10, "the scenario has too few alerts to show anything");

    try (Platform platform = Platform.start(folder.resolve("platform"), ENGINE);
        JobProcess job =
            JobProcess.start(
                folder.resolve("job"),
                platform.broker(),
                platform.clickHouse(),
                facts.resolve("zones.geojson"),
                DAY_BEGINS);
        Feeder feeder = new Feeder(platform.broker().bootstrapServers(), Platform.PARTITIONS);
        AlertTopic alerts = new AlertTopic(platform.broker().bootstrapServers())) {
      Map<String, Integer> rubbish = sendRubbish(feeder);
      int third = all.size() / 3;
      int[] kills = {0};
      feeder.feed(
          all,
          4_000,
          (sent, of) -> {
            if (sent / third > kills[0] && kills[0] < 2) {
              kills[0]++;
              job.kill();
              try {
                job.restart();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            }
          });
      assertEquals(2, kills[0]);
      long end = all.stream().mapToLong(Fact::receivedAt).max().orElseThrow() + REORDER_BOUND + 1;
      feeder.finish(end);
      feeder.finish(end + 2 * MINUTE);
      long lastObserved = lastObserved(all);
      Map<AlertId, Alert> found =
          standing(settle(alerts, feeder, end + 2 * MINUTE, expected, lastObserved), lastObserved);
      if (!found.equals(expected)) {
        fail("what stands in Kafka: " + differences(expected, found) + totals(platform));
      }
      assertComes(
          ids(expected, rule -> !Routing.isApart(Routing.audienceOf(rule))),
          () -> standingIn("alerts_current", platform, lastObserved),
          "what stands in ClickHouse");
      for (Audience apart : Routing.apart()) {
        assertComes(
            ids(expected, rule -> Routing.audienceOf(rule) == apart),
            () ->
                standingIn(
                    "alerts_" + apart.name().toLowerCase(Locale.ROOT), platform, lastObserved),
            "what stands in ClickHouse for " + apart + " alone");
      }
      assertEquals(
          "0\n",
          platform
              .clickHouse()
              .query(
                  "SELECT count() FROM (SELECT alert_id FROM zhijiao.alerts_current GROUP BY alert_id HAVING count() > 1)"));
      assertComes(rubbish, () -> refused(platform), "dead letters");
      assertEquals(
          "0\n",
          untilTotalsAreTold(platform, feeder, end + 3 * MINUTE),
          "facts, duplicates, dead letters and unlawful add up to the inputs");
    }
  }

  /** The database is told at checkpoints, which take their time on a busy machine: two minutes at most. */
  private static <T> void assertComes(T expected, Callable<T> found, String what) throws Exception {
    T last = found.call();
    for (int i = 0; i < 240 && !last.equals(expected); i++) {
      Thread.sleep(500);
      last = found.call();
    }
    assertEquals(expected, last, what);
  }

  private static Map<String, Integer> refused(Platform platform) throws Exception {
    Map<String, Integer> refused = new TreeMap<>();
    platform
        .clickHouse()
        .query("SELECT reason, count() FROM zhijiao.dead_letters FINAL GROUP BY reason")
        .lines()
        .map(line -> line.split("\t"))
        .forEach(line -> refused.put(line[0], Integer.parseInt(line[1])));
    return refused;
  }

  /** Totals are told at the end of each minute of event time, so time goes on while they are awaited. */
  private static String untilTotalsAreTold(Platform platform, Feeder feeder, long from)
      throws Exception {
    String difference = "";
    for (int i = 0; i < 240 && !difference.equals("0\n"); i++) {
      feeder.finish(from + i * MINUTE);
      Thread.sleep(500);
      difference =
          platform
              .clickHouse()
              .query(
                  "SELECT sumIf(total, outcome = 'input') - sumIf(total, outcome != 'input') FROM zhijiao.input_totals");
    }
    return difference.equals("0\n") ? difference : difference + totals(platform);
  }

  private static String totals(Platform platform) throws Exception {
    return platform
        .clickHouse()
        .query(
            "SELECT kind, outcome, reason, argMax(total, (minute, written_at)), argMax(minute, (minute,"
                + " written_at)), max(total), argMax(minute, total), count() FROM"
                + " zhijiao.input_counts GROUP BY kind, outcome, reason ORDER BY kind, outcome");
  }

  /** The alerts that only one side has or that differ, a line each. */
  private static String differences(Map<AlertId, Alert> expected, Map<AlertId, Alert> found) {
    Set<AlertId> ids = new TreeSet<>(expected.keySet());
    ids.addAll(found.keySet());
    StringBuilder text = new StringBuilder();
    for (AlertId id : ids) {
      Alert in = expected.get(id);
      Alert is = found.get(id);
      if (!Objects.equals(in, is)) {
        text.append("\nexpected: ").append(in).append("\nfound:    ").append(is);
      }
    }
    return text.append('\n').toString();
  }

  /**
   * What officers do about every second alert; of every fifth person a rule is suspended when it finds something. Nothing
   * after the last fact: it would move the live job's time on, beyond what the replay judges.
   */
  private static List<Fact> officers(ResultFiles.Summary found, long last) {
    List<Fact> officers = new ArrayList<>();
    int i = 0;
    for (Alert alert : found.alerts()) {
      long at = alert.openedAt() + MINUTE;
      if (i % 2 == 0) {
        officers.add(
            new OfficerAction(
                alert.id(), "off-1", OfficerAction.Act.ACKNOWLEDGE, null, "", at, at));
      }
      if (i % 4 == 0) {
        officers.add(
            new OfficerAction(
                alert.id(),
                "off-1",
                OfficerAction.Act.CLOSE,
                CloseReason.CONFIRMED,
                "seen",
                at + 30 * MINUTE,
                at + 40 * MINUTE));
      }
      if (i % 5 == 1) {
        officers.add(
            new SuspensionChange(
                alert.key().subject(),
                "sus-" + i,
                new SuspensionChange.Grant(
                    SuspensionChange.EVERY_RULE, at + 60 * MINUTE, "off-9", "in hospital"),
                alert.openedAt(),
                at));
      }
      i++;
    }
    officers.removeIf(fact -> fact.receivedAt() > last);
    return officers;
  }

  private static String standingIn(String view, Platform platform, long until) throws Exception {
    return platform
        .clickHouse()
        .query(
            "SELECT lower(alert_id) FROM zhijiao."
                + view
                + " WHERE state != 'RETRACTED' AND opened_at <= fromUnixTimestamp64Milli("
                + until
                + ") ORDER BY alert_id");
  }

  private static String ids(Map<AlertId, Alert> alerts, Predicate<String> rules) {
    StringBuilder text = new StringBuilder();
    alerts.values().stream()
        .filter(alert -> rules.test(alert.key().rule()))
        .map(alert -> alert.id().toString())
        .sorted()
        .forEach(id -> text.append(id).append('\n'));
    return text.toString();
  }

  /** Ten kinds of malformed records; gives how many are to be refused, by reason. */
  private static Map<String, Integer> sendRubbish(Feeder feeder) throws IOException {
    FactWire wire = new FactWire(Limits.ofLaw(System::currentTimeMillis));
    long at = DAY_BEGINS + 3_600_000;
    GeoPoint place = GeoPoint.ofDegrees(28.45, 119.92);
    byte[] good = wire.encode(new TagFix("T-9", place, 10, FixSource.GPS, false, at, at));
    byte[] cut = wire.encode(new TagStatus("T-9", TagStatus.Event.STRAP_CUT, null, at, at));
    Map<String, Integer> expected = new TreeMap<>();
    for (int i = 0; i < OF_EACH; i++) {
      send(feeder, java.util.Arrays.copyOf(good, good.length - 3), "TRUNCATED", expected);
      send(feeder, new byte[0], "EMPTY", expected);
      send(feeder, ("not avro " + i).getBytes(StandardCharsets.UTF_8), "UNKNOWN_SCHEMA", expected);
      send(feeder, cut, "WRONG_SCHEMA", expected);
      byte[] longer = java.util.Arrays.copyOf(good, good.length + 5);
      send(feeder, longer, "TRAILING_BYTES", expected);
      send(feeder, patched(good, place.latitude(), 95.0), "BAD_COORDINATES", expected);
      send(feeder, patched(good, place.latitude(), Double.NaN), "NOT_A_NUMBER", expected);
      long early = Instant.parse("1970-01-02T00:00:00Z").toEpochMilli();
      send(
          feeder,
          wire.encode(new TagFix("T-9", place, 10, FixSource.GPS, false, early, early)),
          "IMPOSSIBLE_TIME",
          expected);
      long late = Instant.parse("2099-01-01T00:00:00Z").toEpochMilli();
      send(
          feeder,
          wire.encode(new TagFix("T-9", place, 10, FixSource.GPS, false, late, late)),
          "IMPOSSIBLE_TIME",
          expected);
      send(
          feeder,
          wire.encode(new TagFix("T-9", place, -5, FixSource.GPS, false, at, at)),
          "BAD_ACCURACY",
          expected);
    }
    send(feeder, new byte[10 << 20], "TOO_LARGE", expected);
    return expected;
  }

  private static byte[] patched(byte[] record, double was, double is) {
    byte[] from = littleEndian(was);
    byte[] copy = record.clone();
    for (int i = 0; i + 8 <= copy.length; i++) {
      if (java.util.Arrays.equals(copy, i, i + 8, from, 0, 8)) {
        System.arraycopy(littleEndian(is), 0, copy, i, 8);
        return copy;
      }
    }
    throw new IllegalStateException("the latitude is not in the record");
  }

  private static byte[] littleEndian(double value) {
    return java.nio.ByteBuffer.allocate(8)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putDouble(value)
        .array();
  }

  private static void send(
      Feeder feeder, byte[] record, String reason, Map<String, Integer> expected)
      throws IOException {
    feeder.sendRaw(Topics.of(FactKind.TAG_FIX), record);
    expected.merge(reason, 1, Integer::sum);
  }
}

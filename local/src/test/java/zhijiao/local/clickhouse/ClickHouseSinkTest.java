package zhijiao.local.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertFold;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.alert.AlertStage;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.Severity;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.InputCount;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.clickhouse.Batching;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.ClickHouseAddress;
import zhijiao.jobs.io.clickhouse.ClickHouseSink;
import zhijiao.jobs.io.clickhouse.Migrations;
import zhijiao.jobs.io.clickhouse.PasswordSource;
import zhijiao.jobs.io.clickhouse.Rows;
import zhijiao.jobs.serde.ZhijiaoTypes;

/** The sink in a real job on the real engine. */
class ClickHouseSinkTest {

  private static final long AT = 1_793_462_400_123L;
  private static final Batching SMALL = new Batching(100, 1 << 20, 50, 3, 10, 100);

  private static final String TOTAL_OF_TAGS =
      "SELECT kind, total FROM sink.input_totals WHERE kind = 'tag'";

  @TempDir static Path folder;

  private static LocalClickHouse engine;
  private static ClickHouse server;

  @BeforeAll
  static void start() throws IOException {
    LocalClickHouseTest.assumeEngine();
    engine = LocalClickHouse.start(folder.resolve("engine"), LocalClickHouseTest.ENGINE);
    server = MigrationsTest.server(engine, folder, "sink");
    Migrations.ofThisBuild().apply(server, Migrations.Engines.PLAIN);
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();
  private static final int RECORDS = 3_000;

  @Test
  void a_job_that_fails_in_the_middle_leaves_every_row_once() throws Exception {
    FAILURES_LEFT.set(2);
    StreamExecutionEnvironment env = environment(true);
    env.fromSource(
            new NumberSequenceSource(1, RECORDS), WatermarkStrategy.noWatermarks(), "numbers")
        .map(ClickHouseSinkTest::letter)
        .returns(ZhijiaoTypes.DEAD_LETTER)
        .sinkTo(new ClickHouseSink<>(server.address(), Rows.deadLetters(), SMALL));
    env.execute();
    assertEquals(0, FAILURES_LEFT.get());
    String all = "SELECT count(), uniqExact(offset), max(offset) FROM sink.dead_letters FINAL";
    assertEquals(RECORDS + "\t" + RECORDS + "\t" + RECORDS + "\n", server.run(all));
  }

  private static DeadLetter letter(long number) throws InterruptedException {
    if (number % 100 == 0) {
      Thread.sleep(20);
    }
    if (number % (RECORDS / 3) == 0 && FAILURES_LEFT.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new IllegalStateException("injected failure at " + number);
    }
    return new DeadLetter(
        new Origin("tag-fixes", 0, number), RejectReason.BAD_COORDINATES, "纬度 91", 53, "wwE=");
  }

  @Test
  void an_alert_stands_as_its_last_revision_says_and_a_minor_is_masked() throws Exception {
    List<AlertEvent> events =
        List.of(
            event("s-1", false, null, 1, AlertEvent.Change.OPENED),
            event("s-1", false, AT + 60_000, 2, AlertEvent.Change.ENDED),
            event("s-1", false, null, 1, AlertEvent.Change.OPENED),
            event("s-2", true, null, 1, AlertEvent.Change.OPENED));
    StreamExecutionEnvironment env = environment(false);
    env.fromData(ZhijiaoTypes.ALERT_EVENT, events.toArray(new AlertEvent[0]))
        .sinkTo(new ClickHouseSink<>(server.address(), Rows.alertEvents(), SMALL));
    env.execute();
    assertEquals(
        "s-1\tENDED\t4\t2026-10-31 16:00:00.123\t2026-10-31 16:01:00.123\t28.4511\t\\N\n"
            + "s-2\tNEW\t2\t2026-10-31 16:00:00.123\t\\N\t28.4511\t\\N\n",
        server.run(
            "SELECT subject, state, revision, opened_at, ended_at, latitude, watermark"
                + " FROM sink.alerts_current ORDER BY subject"));
    assertEquals(
        "\t\\N\t1\ns-1\t28.4511\t0\n",
        server.run(
            "SELECT subject, latitude, toUInt8(minor) FROM sink.alerts_board ORDER BY subject"));
    assertEquals("3\n", server.run("SELECT count() FROM sink.alert_events FINAL"));
    assertEquals(
        "fix gps\n",
        server.run(
            "SELECT JSONExtractString(findings_json, 1, 'evidence', 1, 'what')"
                + " FROM sink.alerts_current WHERE subject = 's-1'"));
  }

  @Test
  void a_withdrawn_finding_is_withdrawn_whatever_the_order() throws Exception {
    Finding finding = finding("s-3", false, null);
    AlertKey key = AlertKey.of(finding);
    StreamExecutionEnvironment env = environment(false);
    env.fromData(
            ZhijiaoTypes.ALERT_CAUSE,
            new AlertCause.FindingChange(key, finding.episodeId(), 2, null, true, AT),
            new AlertCause.FindingChange(key, finding.episodeId(), 1, finding, false, AT))
        .sinkTo(new ClickHouseSink<>(server.address(), Rows.findingChanges(), SMALL));
    env.execute();
    assertEquals(
        "2\t1\n",
        server.run(
            "SELECT judgement, toUInt8(withdrawn) FROM sink.findings_current"
                + " WHERE subject = 's-3'"));
  }

  @Test
  void counts_are_totals_and_their_differences_are_per_minute() throws Exception {
    StreamExecutionEnvironment env = environment(false);
    env.fromData(
            org.apache.flink.api.common.typeinfo.TypeInformation.of(InputCount.class),
            new InputCount("fix", "input", "", 60_000, 7),
            new InputCount("fix", "input", "", 120_000, 9),
            new InputCount("fix", "input", "", 120_000, 12),
            new InputCount("fix", "unlawful", "NO_AUTHORISATION", 120_000, 2))
        .sinkTo(new ClickHouseSink<>(server.address(), Rows.inputCounts(), SMALL));
    env.execute();
    assertEquals(
        "input\t12\nunlawful\t2\n",
        server.run("SELECT outcome, total FROM sink.input_totals ORDER BY outcome"));
    assertEquals(
        "7\n5\n",
        server.run(
            "SELECT inputs FROM sink.inputs_by_minute WHERE outcome = 'input' ORDER BY minute"));
  }

  @Test
  void what_a_killed_job_told_of_later_minutes_gives_way_to_what_its_successor_tells()
      throws Exception {
    tell(
        new InputCount("tag", "input", "", 60_000, 7),
        new InputCount("tag", "input", "", 240_000, 50),
        new InputCount("tag", "input", "", 300_000, 52));
    assertEquals("tag\t52\n", server.run(TOTAL_OF_TAGS));
    tell(new InputCount("tag", "input", "", 120_000, 40));
    tell(
        new InputCount("tag", "input", "", 180_000, 100),
        new InputCount("tag", "input", "", 240_000, 101),
        new InputCount("tag", "input", "", 240_000, 102));
    assertEquals("tag\t102\n", server.run(TOTAL_OF_TAGS));
    assertEquals(
        "1\t7\n2\t33\n3\t60\n4\t2\n",
        server.run(
            "SELECT toUInt32(toUnixTimestamp(minute) / 60), inputs FROM sink.inputs_by_minute"
                + " WHERE kind = 'tag' ORDER BY minute"));
  }

  private static void tell(InputCount... counts) throws Exception {
    StreamExecutionEnvironment env = environment(false);
    env.fromData(org.apache.flink.api.common.typeinfo.TypeInformation.of(InputCount.class), counts)
        .sinkTo(new ClickHouseSink<>(server.address(), Rows.inputCounts(), SMALL));
    env.execute();
  }

  @Test
  void a_server_that_stays_away_fails_the_job_and_says_so() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    ClickHouseAddress away =
        new ClickHouseAddress(
            URI.create("http://127.0.0.1:" + nobody),
            "sink",
            "u",
            new PasswordSource.Environment("NO_SUCH_VARIABLE"));
    StreamExecutionEnvironment env = environment(false);
    env.fromData(Types.LONG, 1L, 2L)
        .map(n -> new DeadLetter(new Origin("x", 0, n), RejectReason.EMPTY, "", 0, ""))
        .returns(ZhijiaoTypes.DEAD_LETTER)
        .sinkTo(new ClickHouseSink<>(away, Rows.deadLetters(), SMALL));
    Exception failure = assertThrows(Exception.class, env::execute);
    assertTrue(
        causes(failure).contains("2 rows for dead_letters could not be written in 3 attempts"),
        causes(failure));
  }

  @Test
  void a_refusal_that_will_not_pass_fails_at_once() throws Exception {
    StreamExecutionEnvironment env = environment(false);
    ClickHouseAddress wrong =
        new ClickHouseAddress(
            server.address().url(),
            "nowhere",
            server.address().user(),
            server.address().password());
    env.fromData(ZhijiaoTypes.DEAD_LETTER, letterOf(1))
        .sinkTo(new ClickHouseSink<>(wrong, Rows.deadLetters(), SMALL));
    String causes = causes(assertThrows(Exception.class, env::execute));
    assertTrue(causes.contains("could not be written in 1 attempt"), causes);
    assertTrue(!causes.contains(engine.password()), "the password is told");
  }

  private static DeadLetter letterOf(long offset) {
    return new DeadLetter(new Origin("x", 0, offset), RejectReason.EMPTY, "", 0, "");
  }

  private static StreamExecutionEnvironment environment(boolean restarts) {
    Configuration settings = new Configuration();
    settings.setString("pipeline.generic-types", "false");
    settings.setString("restart-strategy.type", restarts ? "fixed-delay" : "none");
    settings.setString("restart-strategy.fixed-delay.attempts", "3");
    settings.setString("restart-strategy.fixed-delay.delay", "10 ms");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    if (restarts) {
      env.enableCheckpointing(50);
    }
    return env;
  }

  private static String causes(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      text.append(cause.getMessage()).append('\n');
    }
    return text.toString();
  }

  private static AlertEvent event(
      String subject, boolean minor, Long endedAt, long judgement, AlertEvent.Change what) {
    Finding finding = finding(subject, minor, endedAt);
    AlertKey key = AlertKey.of(finding);
    AlertFold fold = new AlertFold(key.id());
    fold.add(new AlertCause.FindingChange(key, finding.episodeId(), judgement, finding, false, AT));
    return new AlertEvent(
        fold.alert(), fold.revision(), what, AT, false, Long.MAX_VALUE, AlertStage.NONE);
  }

  private static Finding finding(String subject, boolean minor, Long endedAt) {
    return new Finding(
        "curfew",
        1,
        Severity.P2,
        new Subject(subject),
        "home",
        LocalDate.of(2026, 10, 31),
        AT,
        endedAt,
        List.of(
            new Evidence(
                new FactId(7),
                FactKind.TAG_FIX,
                "fix gps",
                AT,
                GeoPoint.ofDegrees(28.4511, 119.9203),
                8,
                Containment.OUTSIDE,
                120.5)),
        new TreeMap<>(Map.of("grace", "10 min")),
        "331102",
        "331102001",
        Tier.GENERAL,
        minor);
  }
}

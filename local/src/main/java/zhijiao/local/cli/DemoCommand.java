package zhijiao.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertState;
import zhijiao.core.fact.Fact;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.Parity;
import zhijiao.jobs.io.TemporaryFolder;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.ClickHouseAddress;
import zhijiao.jobs.io.clickhouse.Migrations;
import zhijiao.jobs.io.clickhouse.PasswordSource;
import zhijiao.local.boards.BoardServer;
import zhijiao.local.clickhouse.LocalClickHouse;
import zhijiao.local.demo.AlertTopic;
import zhijiao.local.demo.Beginnings;
import zhijiao.local.demo.DemonstrationModel;
import zhijiao.local.demo.DemonstrationOfficer;
import zhijiao.local.demo.Feeder;
import zhijiao.local.demo.JobProcess;
import zhijiao.local.demo.Platform;
import zhijiao.local.evaluation.AlertSpan;
import zhijiao.local.evaluation.Evaluation;
import zhijiao.local.simulator.Noise;
import zhijiao.local.simulator.Simulator;

/** {@code ./zhijiao demo}. */
@Command(
    name = "demo",
    description = {
      "Starts broker, ClickHouse and job, replays a day of a prefecture, and stays up.",
      "启动消息队列、ClickHouse 和作业，回放一个地区的一天，并保持运行。"
    })
final class DemoCommand implements Callable<Integer> {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  /** A day in about ten seconds. */
  private static final int FACTS_PER_SECOND = 17_000;

  /** So that one day shows some of everything. */
  private static final double INTENSITY = 3;

  /** Points of the scorecard that scores first, and of the one that scores later. */
  private static final double FIRST_POINTS = 0.04;

  private static final double SECOND_POINTS = 0.05;

  /** So long nothing more is told after every fact has been counted: more than one checkpoint. */
  private static final Duration QUIET = Duration.ofMillis(2_500);

  /**
   * After so long without an event, time goes on for what officers did: a minute for many acts together, since no tag reports
   * any more and a quarter of an hour would make every station a silent one.
   */
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** So long neither a fact is counted nor an alert told before the rest is given up, and said to be missing. */
  private static final Duration STALLED = Duration.ofSeconds(60);

  private static final long REORDER_BOUND = 10_000;
  private static final long MINUTE = 60_000;

  @Spec private CommandSpec spec;

  @Option(names = "--people", defaultValue = "2241", description = "supervisees")
  private int people;

  @Option(names = "--seed", defaultValue = "1", description = "seed")
  private long seed;

  @Option(names = "--once", description = "stop everything after the summary")
  private boolean once;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "${sys:zhijiao.home:-.}/work/demo",
      description =
          "data of broker, ClickHouse and job (default ${DEFAULT-VALUE}); emptied at start")
  private Path work = Path.of("");

  @Option(
      names = "--engine",
      hidden = true,
      defaultValue = "${sys:zhijiao.home:-.}/build/clickhouse-engine",
      description = "where the ClickHouse engine was installed")
  private Path engine = Path.of("");

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    Platform.checkFree(work);
    if (Files.exists(work)) {
      TemporaryFolder.delete(work);
    }
    Files.createDirectories(work);
    progress.say("starting Kafka and the ClickHouse engine");
    HolidayCalendar calendar = CalendarFile.china();
    Simulator.Scenario scenario =
        Simulator.Scenario.ofDefault(seed, 1, people, Noise.DEFAULT).intense(INTENSITY);
    Simulator simulator = new Simulator(scenario, calendar);
    CompletableFuture<List<Fact>> simulated = CompletableFuture.supplyAsync(() -> facts(simulator));
    try (Platform platform = Platform.start(work, engine);
        BoardServer boards = boards(platform.clickHouse())) {
      Path zones = Files.writeString(work.resolve("zones.geojson"), simulator.zones());
      long dayBegins = scenario.first().atStartOfDay(CHINA).toInstant().toEpochMilli();
      progress.say("boards: " + boards.url());
      progress.say("starting the job");
      try (JobProcess job =
              JobProcess.start(work, platform.broker(), platform.clickHouse(), zones, dayBegins);
          Feeder feeder = new Feeder(platform.broker().bootstrapServers(), Platform.PARTITIONS);
          AlertTopic alerts = new AlertTopic(platform.broker().bootstrapServers());
          DemonstrationOfficer officer =
              new DemonstrationOfficer(platform.broker().bootstrapServers())) {
        DemonstrationModel.promote(JobProcess.promotions(work), FIRST_POINTS, dayBegins);
        Day day =
            play(simulated.join(), feeder, job, alerts, officer, platform.clickHouse(), progress);
        report(out, simulator, platform, feeder, day);
        out.printf(Locale.ROOT, "boards          %s · 看板%n", boards.url());
        out.flush();
        if (!once) {
          stay(out, job);
        }
      }
    }
    return 0;
  }

  /** The boards before this demo's ClickHouse, as its reader. */
  private BoardServer boards(LocalClickHouse clickHouse) throws IOException {
    // The job would do it a few seconds later: whoever opens the page at once sees boards without
    // data, not errors.
    Migrations.ofThisBuild()
        .apply(
            new ClickHouse(
                new ClickHouseAddress(
                    URI.create(clickHouse.url()),
                    LocalClickHouse.DATABASE,
                    clickHouse.user(),
                    secret("writer.password", clickHouse.password()))),
            Migrations.Engines.PLAIN);
    return BoardsCommand.start(
        clickHouse.url(),
        clickHouse.reader(),
        secret("reader.password", clickHouse.readerPassword()),
        0);
  }

  /** A file that nobody else on this machine may read. */
  private PasswordSource secret(String name, String password) throws IOException {
    Path file = work.resolve(name);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, password);
    return new PasswordSource.InFile(file.toString());
  }

  /**
   * What was sent and what came back.
   *
   * @param uncounted so many facts had come to no outcome when they were given up
   */
  private record Day(
      Map<String, Integer> sent, List<AlertTopic.Received> received, long uncounted) {}

  private static List<Fact> facts(Simulator simulator) {
    List<Fact> facts = new ArrayList<>();
    simulator.facts(fact -> facts.addAll(Beginnings.of(fact)));
    return facts;
  }

  private Day play(
      List<Fact> facts,
      Feeder feeder,
      JobProcess job,
      AlertTopic alerts,
      DemonstrationOfficer officer,
      LocalClickHouse clickHouse,
      Progress progress)
      throws IOException {
    Map<String, Integer> sent = new TreeMap<>();
    facts.forEach(fact -> sent.merge(fact.kind().word(), 1, Integer::sum));
    progress.say("replaying a day: " + facts.size() + " facts");
    long[] received = facts.stream().mapToLong(Fact::receivedAt).sorted().toArray();
    List<AlertTopic.Received> told = new ArrayList<>();
    feeder.feed(
        facts,
        FACTS_PER_SECOND,
        (done, all) -> {
          try {
            watch(job, progress);
            List<AlertTopic.Received> more = alerts.poll(Duration.ofMillis(1));
            told.addAll(more);
            officer.see(more, received[done - 1]);
            if (done * 2 / all != (done - 1_000) * 2 / all) {
              DemonstrationModel.promote(
                  JobProcess.promotions(work), SECOND_POINTS, changeOfModel(received));
            }
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          if (done % (3 * FACTS_PER_SECOND) == 0) {
            progress.say(
                String.format(
                    Locale.ROOT, "%d %% sent, %d alert events", 100L * done / all, told.size()));
          }
        });
    long end = received[received.length - 1] + REORDER_BOUND + 1;
    feeder.finish(end);
    feeder.finish(end + 2 * MINUTE);
    progress.say("waiting for the last alerts");
    long minutes = 2;
    boolean acted = false;
    long newsAt = System.nanoTime();
    long counted = 0;
    boolean all = false;
    while (!all || System.nanoTime() - newsAt < QUIET.toNanos()) {
      watch(job, progress);
      List<AlertTopic.Received> more = alerts.poll(Duration.ofMillis(200));
      long now = System.nanoTime();
      if (!more.isEmpty()) {
        told.addAll(more);
        int before = officer.acts();
        officer.see(more, end);
        acted |= officer.acts() > before;
        newsAt = now;
        continue;
      }
      long known = counted(clickHouse);
      if (known > counted) {
        counted = known;
        newsAt = now;
      }
      boolean wereAll = all;
      all = counted >= facts.size() + officer.acts();
      if (!all && now - newsAt > STALLED.toNanos()) {
        break;
      }
      // What a busy machine reads when time has come to its end is judged when time goes on.
      if (acted && now - newsAt > PAUSE.toNanos() || all && !wereAll) {
        feeder.finish(end + ++minutes * MINUTE);
        newsAt = now;
        acted = false;
      }
    }
    progress.done();
    sent.merge("officer-action", officer.acts(), Integer::sum);
    return new Day(sent, told, facts.size() + officer.acts() - counted);
  }

  /** The other model scores from the beginning of the hour at three quarters of the day. */
  private static long changeOfModel(long[] received) {
    long at = received[received.length * 3 / 4];
    return at - at % (60 * MINUTE);
  }

  /** How many facts have come to an outcome, as far as ClickHouse knows. */
  private static long counted(LocalClickHouse clickHouse) throws IOException {
    return Long.parseLong(
        clickHouse
            .query("SELECT sum(total) FROM zhijiao.input_totals WHERE outcome = 'input'")
            .strip());
  }

  /** A job whose process was killed is taken up again from its last checkpoint. */
  private static void watch(JobProcess job, Progress progress) throws IOException {
    if (!job.isAlive()) {
      progress.say("the job's process has gone: starting it again from its last checkpoint");
      job.restart();
    }
  }

  private void report(
      PrintWriter out, Simulator simulator, Platform platform, Feeder feeder, Day day)
      throws IOException {
    List<Alert> standing = new ArrayList<>();
    List<AlertSpan> spans = new ArrayList<>();
    Map<Long, Long> told = new TreeMap<>();
    List<Double> latencies = new ArrayList<>();
    for (AlertTopic.Received one : day.received()) {
      AlertEvent event = one.event();
      told.merge(event.alert().id().bits(), event.watermark(), Math::min);
      long moved = feeder.movedAt(event.watermark() + REORDER_BOUND + 1);
      if (moved >= 0 && !event.late()) {
        latencies.add(Math.max(0, one.writtenAt() - moved) / 1_000.0);
      }
    }
    latencies.sort(Double::compare);
    for (AlertEvent event : AlertTopic.latest(day.received()).values()) {
      Alert alert = event.alert();
      if (alert.state() != AlertState.RETRACTED) {
        standing.add(alert);
        Long ended = alert.endedAt();
        spans.add(
            new AlertSpan(
                alert.key().rule(),
                alert.key().subject().pseudonym(),
                alert.key().target(),
                alert.openedAt(),
                ended == null ? Long.MAX_VALUE : ended,
                told.get(alert.id().bits())));
      }
    }
    out.printf(Locale.ROOT, "facts sent      %s%n", day.sent());
    if (day.uncounted() > 0) {
      out.printf(
          Locale.ROOT,
          "NOT ALL         %d facts came to no outcome within %d s; what follows is of the others%n",
          day.uncounted(),
          STALLED.toSeconds());
    }
    LocalClickHouse clickHouse = platform.clickHouse();
    out.printf(
        Locale.ROOT,
        "facts judged    %s",
        clickHouse.query(
            "SELECT arrayStringConcat(arraySort(groupArray(kind || ' ' || toString(total))), ', ') FROM zhijiao.input_totals WHERE outcome = 'fact'"));
    out.printf(
        Locale.ROOT,
        "outcomes        %s",
        clickHouse.query(
            "SELECT arrayStringConcat(groupArray(outcome || ' ' || toString(n)), ', ') FROM (SELECT outcome, sum(total) AS n FROM zhijiao.input_totals GROUP BY outcome ORDER BY outcome)"));
    out.printf(
        Locale.ROOT,
        "alerts          %d stand, in ClickHouse %s",
        standing.size(),
        clickHouse.query("SELECT count() FROM zhijiao.alerts_current WHERE state != 'RETRACTED'"));
    out.printf(
        Locale.ROOT,
        "latency         p50 %.2f s, p99 %.2f s from the moment time allowed it (10 s after the event) to the alert topic%n%n",
        Evaluation.percentile(latencies, 0.5),
        Evaluation.percentile(latencies, 0.99));
    out.println(
        Evaluation.of(simulator.truth(), spans, people).render("against the scenario's truth"));
    reportRisk(out, platform);
    out.printf(
        Locale.ROOT,
        "ClickHouse      %s/?user=%s&password=%s%n",
        clickHouse.url(),
        LocalClickHouse.READER,
        clickHouse.readerPassword());
    out.println(
        "  SELECT rule, state, count() FROM zhijiao.alerts_current GROUP BY ALL ORDER BY ALL");
    out.println(
        "  SELECT scored_at, subject, probability, reasons_chinese FROM zhijiao.risk_current ORDER BY probability DESC LIMIT 5");
    out.println(
        "  SELECT opened_at, rule, subject, chinese FROM zhijiao.alerts_current ORDER BY opened_at DESC LIMIT 5");
    out.println("  SELECT kind, outcome, reason, total FROM zhijiao.input_totals ORDER BY ALL");
    out.printf(
        Locale.ROOT,
        "  try: curl -s '%s/?user=%s&password=%s' --data-binary \"SELECT rule, state, count() FROM zhijiao.alerts_current GROUP BY ALL\"%n",
        clickHouse.url(),
        LocalClickHouse.READER,
        clickHouse.readerPassword());
    out.printf(
        Locale.ROOT,
        "alert stream    ./zhijiao alerts --brokers %1$s%n"
            + "open alerts     ./zhijiao worklist --brokers %1$s%n"
            + "parity          ./zhijiao parity --brokers %1$s%n",
        platform.broker().bootstrapServers());
    out.printf(
        Locale.ROOT,
        "training        CLICKHOUSE_PASSWORD=%s ./zhijiao train --from-clickhouse %s --clickhouse-user %s --spec live.yaml --out build/trained"
            + " (one day is too little, and it says so)%n",
        clickHouse.readerPassword(),
        clickHouse.url(),
        LocalClickHouse.READER);
    out.flush();
  }

  private static void reportRisk(PrintWriter out, Platform platform) throws IOException {
    out.printf(
        Locale.ROOT,
        "scores          of a scorecard written by hand, NOT VALIDATED · 演示用评分卡，未经验证%n%s",
        platform
            .clickHouse()
            .query(
                "SELECT '  from ' || toString(min(scored_at)) || ' UTC  ' || model_version || '  ' || toString(count()) || ' scores of ' || toString(uniqExact(person)) || ' people, ' || toString(countIf(why = 'CONFIRMED')) || ' at a confirmation' FROM zhijiao.risk_scores_standing GROUP BY model_version ORDER BY min(scored_at)"));
    out.printf(
        Locale.ROOT,
        "suggested tiers %s",
        platform
            .clickHouse()
            .query(
                "SELECT arrayStringConcat(groupArray(p || ' → ' || s || ' ' || toString(n)), ', ') FROM (SELECT present_tier AS p, suggested_tier AS s, count() AS n FROM zhijiao.tiers_suggested GROUP BY ALL ORDER BY ALL)"));
    Parity.Report parity = ParityCommand.of(platform.broker().bootstrapServers());
    out.printf(
        Locale.ROOT,
        "parity          %d logged vectors computed again from the facts: %s%n%n",
        parity.vectors(),
        parity.isEqual() ? "equal" : "NOT EQUAL, see ./zhijiao parity");
  }

  private static void stay(PrintWriter out, JobProcess job) throws Exception {
    out.printf(
        Locale.ROOT,
        "job             process %d (kill -9 it: it is taken up again)%n%nCtrl-C stops everything.%n",
        job.pid());
    out.flush();
    while (true) {
      Thread.sleep(1_000);
      if (!job.isAlive()) {
        out.println("the job's process has gone: starting it again from its last checkpoint");
        job.restart();
        out.printf(Locale.ROOT, "job             process %d%n", job.pid());
        out.flush();
      }
    }
  }
}

package zhijiao.local.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertState;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OfficerAction;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.FactFile;
import zhijiao.jobs.io.FactFolder;
import zhijiao.jobs.io.FactJson;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.io.Routing;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.ClickHouseAddress;
import zhijiao.jobs.io.clickhouse.PasswordSource;
import zhijiao.jobs.main.ReplayJob;
import zhijiao.local.demo.AlertTopic;
import zhijiao.local.demo.Beginnings;
import zhijiao.local.demo.DemonstrationModel;
import zhijiao.local.demo.Feeder;
import zhijiao.local.demo.JobProcess;
import zhijiao.local.demo.Platform;
import zhijiao.local.evaluation.AlertSpan;
import zhijiao.local.evaluation.Evaluation;
import zhijiao.local.evaluation.Matching;
import zhijiao.local.simulator.Noise;
import zhijiao.local.simulator.Simulator;
import zhijiao.local.simulator.Violation;

/** The shipped boards before the real engine, filled by the live job: every question is answered, every panel is drawn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path ENGINE = ROOT.resolve("build/clickhouse-engine");
  private static final Path PAGE = ROOT.resolve("build/board-page");
  private static final Path SCREENS = Path.of("target", "boards");
  private static final long DAY_BEGINS = Instant.parse("2026-03-31T16:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000L;
  private static final long DAY = 86_400_000L;
  private static final long REORDER_BOUND = 10_000;
  private static final int PEOPLE = 600;
  private static final String QUALITY = "各规则质量 Quality by rule";

  /** Rules of which officers close every alert. */
  private static final Set<String> JUDGED =
      new TreeSet<>(Set.of("no-gps", "person-tag-separation", "roll-call-fail"));

  @TempDir static Path folder;
  private Platform platform;
  private BoardLibrary library;
  private BoardServer server;
  private String person = "";
  private String alert = "";
  private Path factsFolder = Path.of("");
  private List<Fact> fed = List.of();
  private List<Violation> ledger = List.of();
  private final Map<AlertId, AlertEvent> lastTold = new TreeMap<>();
  private Map<String, String> early = Map.of();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile int toldEarly = -1;

  @BeforeAll
  void fillADatabase() throws Exception {
    assumeTrue(
        System.getenv("CLICKHOUSE_URL") != null || Files.exists(ENGINE.resolve("node_modules")),
        "the ClickHouse engine is not installed: run ./zhijiao test, or set CLICKHOUSE_URL");
    assumeTrue(
        Files.exists(PAGE.resolve("index.html")),
        "the board page is not built: run ./zhijiao test, which builds it with npm");
    Simulator simulator =
        new Simulator(
            Simulator.Scenario.ofDefault(5, 1, PEOPLE, Noise.DEFAULT).intense(6),
            CalendarFile.china());
    List<Fact> facts = new ArrayList<>();
    simulator.facts(fact -> facts.addAll(Beginnings.of(fact)));
    ledger = known(simulator.truth());
    factsFolder = Files.createDirectories(folder.resolve("facts"));
    Path zones = Files.writeString(factsFolder.resolve(FactFile.ZONES), simulator.zones());
    try (FactFolder.Writer files = new FactFolder.Writer(factsFolder, false)) {
      facts.forEach(files::write);
    }
    platform = Platform.start(folder.resolve("platform"), ENGINE);
    library = BoardLibrary.read(ROOT.resolve("dashboards/grafana"));
    server = server();
    DemonstrationModel.promote(JobProcess.promotions(folder.resolve("job")), 0.04, DAY_BEGINS);
    try (JobProcess job =
            JobProcess.start(
                folder.resolve("job"),
                platform.broker(),
                platform.clickHouse(),
                zones,
                DAY_BEGINS);
        Feeder feeder = new Feeder(platform.broker().bootstrapServers(), Platform.PARTITIONS);
        AlertTopic alerts = new AlertTopic(platform.broker().bootstrapServers())) {
      feeder.feed(facts, 20_000, this::lookHalfWay);
      long end = facts.stream().mapToLong(Fact::receivedAt).max().orElseThrow() + REORDER_BOUND + 1;
      feeder.finish(end);
      end = untilCounted(facts.size(), feeder, end + 2 * MINUTE);
      lastTold.putAll(settle(alerts, told -> !told.isEmpty()));
      List<Fact> acts = acts(lastTold, ledger);
      feeder.feed(acts, 20_000, (sent, of) -> {});
      for (Fact act : acts) {
        Files.writeString(
            factsFolder.resolve(FactJson.fileOf(act).fileName()),
            FactJson.write(act) + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      facts.addAll(acts);
      feeder.finish(end + 2 * MINUTE);
      lastTold.putAll(settle(alerts, BoardsTest::isSomethingClosed));
      untilClosuresAreTold(
          lastTold.values().stream()
              .filter(event -> event.alert().state() == AlertState.CLOSED)
              .filter(event -> !Routing.isApart(Routing.audienceOf(event)))
              .count());
      assertTrue(job.isAlive());
    }
    fed = facts;
    person =
        platform
            .clickHouse()
            .query(
                "SELECT subject FROM zhijiao.alerts_board WHERE state = 'CLOSED' AND subject != ''"
                    + " AND subject IN (SELECT subject FROM zhijiao.check_ins_board)"
                    + " AND subject IN (SELECT subject FROM zhijiao.authorisations_current)"
                    + " AND rule IN ('exclusion-zone', 'exclusion-buffer', 'boundary', 'curfew')"
                    + " ORDER BY subject NOT IN (SELECT subject FROM zhijiao.curfew_hours WHERE hours"
                    + " != ''), subject LIMIT 1")
            .strip();
    alert =
        platform
            .clickHouse()
            .query(
                "SELECT alert_id FROM zhijiao.alerts_board WHERE state = 'CLOSED' AND subject = '"
                    + person
                    + "' AND rule IN ('exclusion-zone', 'exclusion-buffer', 'boundary', 'curfew')"
                    + " ORDER BY opened_at LIMIT 1")
            .strip();
  }

  private BoardServer server() throws IOException {
    return server(ROOT.resolve("dashboards/grafana"));
  }

  private BoardServer server(Path boards) throws IOException {
    Path password = folder.resolve("reader.password");
    Files.writeString(password, platform.clickHouse().readerPassword());
    return BoardServer.start(
        boards,
        PAGE,
        new ClickHouse(
            new ClickHouseAddress(
                URI.create(platform.clickHouse().url()),
                "zhijiao",
                platform.clickHouse().reader(),
                new PasswordSource.InFile(password.toString()))),
        0);
  }

  /** When half of the day has been sent and the first alerts are in the database, somebody looks at the wallboard. */
  private void lookHalfWay(int sent, int of) {
    if (!early.isEmpty() || sent * 2 < of) {
      return;
    }
    try {
      for (int i = 0;
          i < 240
              && platform
                  .clickHouse()
                  .query("SELECT count() FROM zhijiao.alerts_open")
                  .strip()
                  .equals("0");
          i++) {
        Thread.sleep(500);
      }
      early = answers("zhijiao-command");
      HttpClient.newHttpClient()
          .sendAsync(
              HttpRequest.newBuilder(URI.create(server.url() + "api/feed")).build(),
              HttpResponse.BodyHandlers.fromLineSubscriber(new Lines()));
      for (int i = 0; i < 60 && toldEarly < 0; i++) {
        Thread.sleep(500);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the alert feed tells, until the server stops; a comment follows each look that it takes. */
  private final class Lines implements Flow.Subscriber<String> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      if (line.startsWith("data: ")) {
        told.add(line.substring("data: ".length()));
      } else if (line.startsWith(":") && toldEarly < 0) {
        toldEarly = told.size();
      }
    }

    @Override
    public void onError(Throwable reason) {}

    @Override
    public void onComplete() {}
  }

  /** The rows of every panel of a board, by the panel's title. */
  private Map<String, String> answers(String uid) throws Exception {
    JsonNode board = library.find(uid).orElseThrow();
    Map<String, String> answers = new TreeMap<>();
    for (JsonNode panel : BoardLibrary.panels(board)) {
      if (panel.has("targets")) {
        answers.put(panel.path("title").asText(), ask(chosen(board), panel).toString());
      }
    }
    return answers;
  }

  private JsonNode ask(ObjectNode request, JsonNode panel) throws Exception {
    return post(
            "api/query",
            request
                .deepCopy()
                .put("panel", panel.path("id").asInt())
                .put("refId", "A")
                .put("interval", panel.path("interval").asText()))
        .path("rows");
  }

  /**
   * Totals are told at the end of each minute of event time, when so many facts have gone all the way. Facts that a slow machine
   * reads when time has already come to its end are in the total of the next minute, so time goes on while they are awaited. A machine
   * that others use is slow; one on which nothing changes for two minutes has stopped.
   *
   * @return how far time has come, epoch milliseconds UTC
   */
  private long untilCounted(int facts, Feeder feeder, long from) throws Exception {
    String totals = "";
    long time = from;
    feeder.finish(time);
    for (int still = 0; still < 240; still++) {
      String now =
          platform
              .clickHouse()
              .query(
                  "SELECT sumIf(total, outcome = 'input'), sumIf(total, outcome != 'input')"
                      + " FROM zhijiao.input_totals")
              .strip();
      if (now.equals(facts + "\t" + facts)) {
        return time;
      }
      if (!now.equals(totals)) {
        still = 0;
      } else if (still % 40 == 39) {
        time += MINUTE;
        feeder.finish(time);
      }
      totals = now;
      Thread.sleep(500);
    }
    throw new IOException(
        "of "
            + facts
            + " facts not all were counted: "
            + totals
            + platform
                .clickHouse()
                .query(
                    "SELECT kind, outcome, reason, total FROM zhijiao.input_totals ORDER BY ALL"));
  }

  /** The database is told at every checkpoint. */
  private void untilClosuresAreTold(long closures) throws Exception {
    assertTrue(closures > 0, "nothing that an officer closed came back");
    for (int i = 0; i < 240; i++) {
      String closed =
          platform
              .clickHouse()
              .query("SELECT countIf(state = 'CLOSED') FROM zhijiao.alerts_current");
      if (Long.parseLong(closed.strip()) >= closures) {
        return;
      }
      Thread.sleep(500);
    }
    throw new IOException("not all of " + closures + " closures reached the database");
  }

  private static boolean isSomethingClosed(Map<AlertId, AlertEvent> latest) {
    return latest.values().stream().anyMatch(event -> event.alert().state() == AlertState.CLOSED);
  }

  /** The latest of each alert, when what is awaited has come and nothing more came for six seconds; or after four minutes. */
  private static Map<AlertId, AlertEvent> settle(
      AlertTopic alerts, Predicate<Map<AlertId, AlertEvent>> awaited) throws IOException {
    List<AlertTopic.Received> received = new ArrayList<>();
    long quietSince = System.nanoTime();
    long giveUp = quietSince + Duration.ofMinutes(4).toNanos();
    while (System.nanoTime() < giveUp
        && !(System.nanoTime() - quietSince > Duration.ofSeconds(6).toNanos()
            && awaited.test(AlertTopic.latest(received)))) {
      List<AlertTopic.Received> more = alerts.poll(Duration.ofMillis(200));
      if (!more.isEmpty()) {
        received.addAll(more);
        quietSince = System.nanoTime();
      }
    }
    return AlertTopic.latest(received);
  }

  /** Of what was done, what officers find out: a third of it they never do, so that some alerts are called false. */
  private static List<Violation> known(List<Violation> truth) {
    List<Violation> known = new ArrayList<>();
    for (int i = 0; i < truth.size(); i++) {
      if (i % 3 != 0) {
        known.add(truth.get(i));
      }
    }
    return known;
  }

  private static AlertSpan span(Alert alert) {
    return new AlertSpan(
        alert.key().rule(),
        alert.key().subject().pseudonym(),
        alert.key().target(),
        alert.openedAt(),
        alert.endedAt() == null ? Long.MAX_VALUE : alert.endedAt(),
        alert.openedAt());
  }

  /**
   * Officers take some alerts in hand and lay others to rest, for every reason there is; those of {@link #JUDGED} all, as the
   * ledger says.
   */
  private static List<Fact> acts(Map<AlertId, AlertEvent> told, List<Violation> ledger) {
    List<AlertSpan> spans =
        told.values().stream()
            .map(AlertEvent::alert)
            .filter(alert -> alert.state() != AlertState.RETRACTED)
            .map(BoardsTest::span)
            .toList();
    Set<AlertSpan> wrong = new HashSet<>(Matching.of(ledger, spans).wrong());
    List<Fact> acts = new ArrayList<>();
    CloseReason[] reasons = CloseReason.values();
    int i = 0;
    for (AlertEvent event : new TreeMap<>(told).values()) {
      long at = event.alert().openedAt() + 4 * 60_000;
      boolean judged = JUDGED.contains(event.alert().key().rule());
      if (judged || i % 4 != 3) {
        acts.add(act(event, OfficerAction.Act.ACKNOWLEDGE, null, at));
      }
      if (judged || i % 4 < 2) {
        CloseReason reason =
            !judged
                ? reasons[i / 2 % reasons.length]
                : wrong.contains(span(event.alert()))
                    ? CloseReason.FALSE_DATA
                    : CloseReason.CONFIRMED;
        // What goes on after it was closed opens again.
        Long ended = event.alert().endedAt();
        long done = judged && ended != null ? Math.max(at, ended + MINUTE) : at;
        acts.add(act(event, OfficerAction.Act.CLOSE, reason, done + 1_800_000));
      }
      i++;
    }
    return acts;
  }

  private static OfficerAction act(
      AlertEvent event, OfficerAction.Act act, CloseReason reason, long at) {
    // What only an officer may lay to rest is closed with words; without them the act is written
    // down, and closes nothing.
    String note = JUDGED.contains(event.alert().key().rule()) ? "已电话核实" : "";
    return new OfficerAction(event.alert().id(), "officer-1", act, reason, note, at, at);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
    if (platform != null) {
      platform.close();
    }
  }

  private JsonNode post(String path, ObjectNode body) throws Exception {
    HttpResponse<String> answer = send(path, JSON.writeValueAsString(body));
    assertEquals(200, answer.statusCode(), path + " " + body + ": " + answer.body());
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> send(String path, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private ObjectNode request(JsonNode board) {
    ObjectNode request = JSON.createObjectNode();
    request
        .put("board", board.path("uid").asText())
        .put("from", DAY_BEGINS)
        .put("to", DAY_BEGINS + DAY)
        .put("points", 500)
        .put("interval", "");
    request.putObject("variables");
    return request;
  }

  /** Chooses everything, or the first, or the person whose alert was closed. */
  private ObjectNode chosen(JsonNode board) throws Exception {
    ObjectNode request = request(board);
    ObjectNode variables = (ObjectNode) request.get("variables");
    for (JsonNode variable : board.path("templating").path("list")) {
      if (!variable.path("type").asText().equals("query")) {
        continue;
      }
      String name = variable.path("name").asText();
      JsonNode answer = post("api/variable", request.deepCopy().put("variable", name));
      assertTrue(answer.path("rows").size() > 0, board.path("uid") + ": no choice of " + name);
      String value =
          variable.path("includeAll").asBoolean()
              ? BoardSql.ALL
              : name.equals("person") ? person : answer.path("rows").get(0).get(0).asText();
      variables.putArray(name).add(value);
    }
    return request;
  }

  @Test
  void every_question_of_every_board_is_answered_with_rows() throws Exception {
    ObjectNode columns = JSON.createObjectNode();
    List<String> empty = new ArrayList<>();
    for (JsonNode board : library.boards()) {
      ObjectNode request = chosen(board);
      for (JsonNode panel : BoardLibrary.panels(board)) {
        for (JsonNode target : panel.path("targets")) {
          ObjectNode one = request.deepCopy();
          one.put("panel", panel.path("id").asInt())
              .put("refId", target.path("refId").asText())
              .put("interval", panel.path("interval").asText());
          JsonNode answer = post("api/query", one);
          String key =
              board.path("uid").asText()
                  + "/"
                  + panel.path("id").asInt()
                  + "/"
                  + target.path("refId").asText();
          ArrayNode known = columns.putArray(key);
          for (JsonNode column : answer.path("columns")) {
            known.add(((ObjectNode) column.deepCopy()).put("rows", answer.path("rows").size()));
          }
          if (answer.path("rows").isEmpty()) {
            empty.add(key + " " + panel.path("title").asText());
          }
        }
      }
    }
    // The checks of the boards' own language go on from here.
    Files.writeString(
        ROOT.resolve("build/board-columns.json"),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(columns));
    assertEquals(List.of(), empty);
  }

  @Test
  void the_wallboard_moves_and_the_feed_tells_each_change_while_the_job_runs() throws Exception {
    Map<String, String> late = answers("zhijiao-command");
    assertEquals(early.keySet(), late.keySet());
    List<String> still =
        early.keySet().stream().filter(it -> early.get(it).equals(late.get(it))).toList();
    for (String moves :
        List.of("未办结 Open", "数据时刻 Data up to", "最近变化 The latest changes", "待办报警 Worklist")) {
      assertFalse(still.contains(moves), moves + ": " + late.get(moves));
    }
    long upTo =
        Long.parseLong(
            platform
                .clickHouse()
                .query("SELECT toUnixTimestamp(reached) FROM zhijiao.time_reached")
                .strip());
    assertTrue(upTo * 1_000 >= DAY_BEGINS + DAY, "data up to " + Instant.ofEpochSecond(upTo));
    assertTrue(toldEarly > 0 && toldEarly <= 50, "at first the last fifty: " + toldEarly);
    long changes =
        Long.parseLong(
            platform.clickHouse().query("SELECT count() FROM zhijiao.alert_feed").strip());
    for (int i = 0; i < 40 && told.size() < toldEarly + 10; i++) {
      Thread.sleep(250);
    }
    assertTrue(told.size() > toldEarly, "nothing came after the first " + toldEarly);
    assertTrue(told.size() <= changes, told.size() + " of " + changes);
    assertTrue(JSON.readTree(told.get(told.size() - 1)).path("rule").asText().length() > 3);
  }

  /** What evaluate counts it takes from the replay's results; boards count rows of the live job. */
  @Test
  void figures_on_the_boards_are_those_of_the_replay_of_the_same_facts() throws Exception {
    ResultFiles.Summary replayed =
        ReplayJob.run(ReplayJob.Request.of(factsFolder, folder.resolve("results")));
    long until = lastObservation();
    List<Alert> alerts = asked(replayed.alerts(), until);
    assertTrue(alerts.size() > 50, "too few to show anything: " + alerts.size());
    assertEquals(
        counted(alerts, alert -> alert.key().rule()),
        figures("zhijiao-quality", QUALITY, until, 0, 2),
        "by rule");
    assertEquals(
        counted(
            alerts.stream().filter(it -> it.state() == AlertState.CLOSED).toList(),
            alert -> alert.key().rule()),
        figures("zhijiao-quality", QUALITY, until, 0, 3),
        "closed, by rule");
    assertEquals(
        counted(alerts.stream().filter(it -> !it.office().isEmpty()).toList(), Alert::office),
        figures("zhijiao-tiers", "司法所 Judicial offices", until, 0, 5),
        "by office");
    for (String county : counted(alerts, Alert::county).keySet()) {
      if (!county.isEmpty()) {
        JsonNode board = library.find("zhijiao-county").orElseThrow();
        ObjectNode request = request(board);
        request.put("to", until);
        ((ObjectNode) request.get("variables")).putArray("county").add(county);
        assertEquals(
            counted(alerts, Alert::county).get(county),
            ask(request, panel(board, "时段内报警 Alerts in this time")).get(0).get(0).asLong(),
            county);
      }
    }
    Map<String, Long> byTier = new TreeMap<>();
    JsonNode days = answer("zhijiao-tiers", "每日报警 Alerts per day by tier", until);
    List<String> tiers = List.of("STRICT", "GENERAL", "LENIENT");
    for (JsonNode day : days) {
      for (int i = 0; i < tiers.size(); i++) {
        byTier.merge(tiers.get(i), day.get(i + 1).asLong(), Long::sum);
      }
    }
    byTier.values().removeIf(count -> count == 0);
    assertEquals(counted(alerts, alert -> alert.tier().name()), byTier, "by tier");
    Map<String, Long> inputs = new TreeMap<>();
    // What officers did is told at the end of a minute that has not come.
    fed.stream()
        .filter(fact -> !(fact instanceof OfficerAction))
        .forEach(fact -> inputs.merge(fact.kind().word(), 1L, Long::sum));
    Map<String, Long> seen = new TreeMap<>();
    for (JsonNode row : answer("zhijiao-health", "结果 What became of all inputs", until)) {
      seen.put(
          row.get(0).asText(),
          row.get(1).asLong() + row.get(2).asLong() + row.get(3).asLong() + row.get(4).asLong());
    }
    seen.remove("officer-action");
    assertEquals(inputs, seen, "inputs by kind");
  }

  /** Precision, alerts per person and day, and what was taken back: by rule, to the last alert. */
  @Test
  void figures_of_alert_quality_are_those_of_evaluate_on_the_same_facts() throws Exception {
    Path results = folder.resolve("evaluated");
    ResultFiles.Summary replayed = ReplayJob.run(ReplayJob.Request.of(factsFolder, results));
    long until = lastObservation();
    List<Alert> alerts = asked(replayed.alerts(), until);
    Evaluation evaluated =
        Evaluation.of(ledger, alerts.stream().map(BoardsTest::span).toList(), PEOPLE);

    Map<String, Double> precision = new TreeMap<>();
    for (JsonNode row : answer("zhijiao-quality", QUALITY, until)) {
      if (JUDGED.contains(row.get(0).asText())) {
        precision.put(row.get(0).asText(), row.get(4).asDouble());
      }
    }
    assertEquals(JUDGED, precision.keySet());
    int wrongOnes = 0;
    for (Evaluation.Line line : evaluated.lines()) {
      if (JUDGED.contains(line.rule())) {
        assertTrue(line.found() > 1, "shows nothing: " + line);
        assertEquals(line.precision(), precision.get(line.rule()), 1e-9, line.rule());
        wrongOnes += line.wrong();
        // Canary: one alert more that is wrong would be seen, and where one is wrong, one more that
        // is right.
        int all = line.found() + line.wrong();
        if (line.wrong() > 0) {
          assertNotEquals((line.found() + 1.0) / (all + 1), precision.get(line.rule()), 1e-9);
        }
        assertNotEquals((double) line.found() / (all + 1), precision.get(line.rule()), 1e-9);
      }
    }
    assertTrue(wrongOnes > 2, "nothing was wrong");

    double perPersonDay =
        answer("zhijiao-quality", "每人每天 Per person and day", until).get(0).get(0).asDouble();
    assertEquals(evaluated.alertsPerPersonDay(), perPersonDay, 1e-9);
    assertNotEquals((alerts.size() + 1.0) / PEOPLE, perPersonDay, 1e-9, "canary");

    Map<String, Long> wrong =
        counted(
            alerts.stream()
                .filter(
                    it ->
                        it.closeReason() == CloseReason.FALSE_DEVICE
                            || it.closeReason() == CloseReason.FALSE_DATA)
                .toList(),
            alert -> alert.key().rule());
    assertEquals(wrong, figures("zhijiao-quality", QUALITY, until, 0, 5), "false, by rule");

    // What is told and taken back depends on what came first: of that the live job's own topic is
    // the measure.
    List<Alert> retracted =
        asked(lastTold.values().stream().map(AlertEvent::alert).toList(), until).stream()
            .filter(alert -> alert.state() == AlertState.RETRACTED)
            .toList();
    assertEquals(
        counted(retracted, alert -> alert.key().rule()),
        figures("zhijiao-quality", QUALITY, until, 0, 7),
        "retracted, by rule");
  }

  /** Those that the boards of this day count: not those for a clinician or protectors alone, and not what is due later. */
  private static List<Alert> asked(List<Alert> alerts, long until) {
    return alerts.stream()
        .filter(alert -> !Routing.isApart(Routing.audienceOf(alert.key().rule())))
        .filter(
            alert -> alert.openedAt() >= DAY_BEGINS && alert.openedAt() / 1_000 <= until / 1_000)
        .toList();
  }

  /** What is due later the live job judges and the replay does not. */
  private long lastObservation() {
    return fed.stream()
        .filter(fact -> fact.kind().isObservation())
        .mapToLong(Fact::occurredAt)
        .max()
        .orElseThrow();
  }

  private static Map<String, Long> counted(List<Alert> alerts, Function<Alert, String> by) {
    Map<String, Long> counts = new TreeMap<>();
    alerts.forEach(alert -> counts.merge(by.apply(alert), 1L, Long::sum));
    return counts;
  }

  private static JsonNode panel(JsonNode board, String title) {
    return BoardLibrary.panels(board).stream()
        .filter(it -> it.path("title").asText().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no panel " + title));
  }

  private JsonNode answer(String uid, String title, long until) throws Exception {
    JsonNode board = library.find(uid).orElseThrow();
    ObjectNode request = chosen(board);
    request.put("to", until);
    return ask(request, panel(board, title));
  }

  /** Two columns of a list, without rows that count nothing. */
  private Map<String, Long> figures(String uid, String title, long until, int name, int count)
      throws Exception {
    Map<String, Long> figures = new TreeMap<>();
    for (JsonNode row : answer(uid, title, until)) {
      if (row.get(count).asLong() > 0) {
        figures.put(row.get(name).asText(), row.get(count).asLong());
      }
    }
    return figures;
  }

  @Test
  void what_grafana_raises_itself_can_be_asked() throws Exception {
    String rules = Files.readString(ROOT.resolve("dashboards/provisioning/alerting/zhijiao.yaml"));
    List<String> asked =
        rules
            .lines()
            .filter(line -> line.contains("rawSql: "))
            .map(line -> line.split("rawSql: ")[1])
            .toList();
    assertEquals(2, asked.size());
    for (String sql : asked) {
      assertTrue(platform.clickHouse().query(sql).strip().matches("-?\\d+"), sql);
    }
  }

  @Test
  void a_question_that_stands_in_no_board_is_not_asked() throws Exception {
    ObjectNode request = JSON.createObjectNode();
    request.put("board", "zhijiao-command").put("panel", 9_999).put("refId", "A");
    assertEquals(404, send("api/query", request.toString()).statusCode());
    request.put("rawSql", "SELECT 1");
    assertEquals(404, send("api/query", request.toString()).statusCode());
    assertEquals(400, send("api/query", "not json").statusCode());
    assertEquals(404, send("api/nothing", "{}").statusCode());
  }

  @Test
  void a_stranger_and_a_path_that_leaves_the_page_are_refused() throws Exception {
    URI url = URI.create(server.url());
    assertEquals(200, raw(url, "/", url.getAuthority(), null));
    assertEquals(403, raw(url, "/", "evil.example:" + url.getPort(), null), "another name");
    assertEquals(
        403, raw(url, "/api/boards", url.getAuthority(), "http://evil.example"), "another page");
    assertEquals(404, raw(url, "/../pom.xml", url.getAuthority(), null));
    assertEquals(404, raw(url, "/%2e%2e/%2e%2e/etc/passwd", url.getAuthority(), null));
  }

  private static int raw(URI url, String path, String host, String origin) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      OutputStream out = socket.getOutputStream();
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\n"
              + (origin == null ? "" : "Origin: " + origin + "\r\n")
              + "Connection: close\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      String head = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
      return Integer.parseInt(head.substring(9));
    }
  }

  @Test
  void the_page_s_user_may_only_read() throws Exception {
    Path password = folder.resolve("reader.password");
    ClickHouse reader =
        new ClickHouse(
            new ClickHouseAddress(
                URI.create(platform.clickHouse().url()),
                "zhijiao",
                platform.clickHouse().reader(),
                new PasswordSource.InFile(password.toString())));
    assertTrue(reader.run("SELECT count() FROM zhijiao.alerts_board").strip().matches("\\d+"));
    for (String sql :
        List.of(
            "DROP TABLE zhijiao.alerts",
            "INSERT INTO zhijiao.counties VALUES ('1', '1', 1, 1)",
            "SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')",
            "SELECT * FROM file('/etc/passwd', 'LineAsString')")) {
      boolean refused = false;
      try {
        reader.run(sql);
      } catch (IOException e) {
        refused = true;
      }
      assertTrue(refused, sql);
    }
  }

  /** How a board is looked at; the days are those up to the end of the day of the data. */
  private record Look(String theme, int width, int height, int days, String language) {

    Look(String theme, int width, int height) {
      this(theme, width, height, 1, "both");
    }

    String file() {
      return theme
          + "-"
          + width
          + (days == 1 ? "" : "-" + days + "d")
          + (language.equals("both") ? "" : "-" + language);
    }
  }

  /**
   * Each theme in each size: two days, a week in Chinese and a month in English. With {@code -Dzhijiao.boards.looks=docs} all four of a
   * day, and each whole.
   */
  private static List<Look> looks(JsonNode board) {
    List<Look> looks =
        new ArrayList<>(
            List.of(
                new Look("dark", 1920, 1080),
                new Look("light", 1366, 768),
                new Look("dark", 1366, 768, 7, "zh"),
                new Look("light", 1920, 1080, 30, "en")));
    if (System.getProperty("zhijiao.boards.looks", "").equals("docs")) {
      String theme = board.path("uid").asText().endsWith("command") ? "dark" : "light";
      looks.add(new Look("light", 1920, 1080));
      looks.add(new Look("dark", 1366, 768));
      looks.add(new Look(theme, 1600, height(board)));
    }
    return looks;
  }

  /** Pixels that a whole board needs. */
  private static int height(JsonNode board) {
    int rows = 0;
    for (JsonNode panel : BoardLibrary.panels(board)) {
      rows =
          Math.max(
              rows,
              panel.path("gridPos").path("y").asInt() + panel.path("gridPos").path("h").asInt());
    }
    return 38 * rows + (board.path("templating").path("list").size() > 1 ? 130 : 95);
  }

  private String url(BoardServer page, Look look, String uid) {
    return page.url()
        + "?theme="
        + look.theme()
        + "&lang="
        + look.language()
        + "#/d/"
        + uid
        + "?unfold=1&refresh=0&from="
        + (DAY_BEGINS + DAY - look.days() * DAY)
        + "&to="
        + (DAY_BEGINS + DAY)
        + "&var-person="
        + person
        + "&var-alert="
        + alert;
  }

  @Test
  void every_panel_is_drawn_in_a_browser_in_both_themes_and_sizes() throws Exception {
    Optional<Browser> found = Browser.find(folder);
    assumeTrue(found.isPresent(), "no Chromium: the boards are not drawn");
    Browser browser = found.get();
    List<Callable<List<String>>> drawings = new ArrayList<>();
    for (JsonNode board : library.boards()) {
      for (Look look : looks(board)) {
        drawings.add(() -> faults(browser, board, look));
      }
    }
    List<String> wrong = new ArrayList<>();
    ExecutorService painters = Executors.newFixedThreadPool(2);
    try {
      for (Future<List<String>> drawing : painters.invokeAll(drawings)) {
        wrong.addAll(drawing.get());
      }
    } finally {
      painters.shutdownNow();
    }
    assertEquals(List.of(), wrong);
  }

  /** What is wrong with a board as a browser draws it: the panels that did not end well, or that there are too few. */
  private List<String> faults(Browser browser, JsonNode board, Look look) throws Exception {
    String uid = board.path("uid").asText();
    int panels = BoardLibrary.panels(board).size();
    Path file = SCREENS.resolve(uid + "-" + look.file() + ".png");
    List<String> states = browser.draw(url(server, look, uid), look.width(), look.height(), file);
    List<String> wrong = new ArrayList<>();
    if (states.size() != panels) {
      wrong.add(uid + " " + look + ": " + states.size() + " of " + panels + " panels");
    }
    states.stream()
        .filter(state -> !state.endsWith(" ok"))
        .forEach(state -> wrong.add(uid + " " + look + " panel " + state));
    return wrong;
  }

  /** What a browser must say of each panel of a board that was spoilt; the two that were left alone are well. */
  private static final Map<Integer, String> SPOILT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(1, "cut"), // a title longer than its panel
              Map.entry(2, "cut"), // a figure so long that it is written too small to be read
              Map.entry(3, "overlap"), // lies under the next
              Map.entry(4, "overlap"),
              Map.entry(5, "ok"),
              Map.entry(6, "ok"),
              Map.entry(7, "cut"), // labels of an axis that lose their ends
              Map.entry(8, "error"), // asks for what is not there
              Map.entry(9, "cut"), // a cell that ends in dots
              Map.entry(10, "empty"), // an answer without a row
              Map.entry(11, "cut"), // more words than the panel is high
              Map.entry(12, "outside"), // begins on the page and ends beyond it
              Map.entry(13, "cut"))); // a list wider than its panel

  @Test
  void a_text_that_is_cut_and_a_panel_that_lies_on_another_are_found_in_each_look()
      throws Exception {
    Optional<Browser> browser = Browser.find(folder);
    assumeTrue(browser.isPresent(), "no Chromium: the boards are not drawn");
    Path spoilt = Files.createDirectories(folder.resolve("spoilt"));
    Files.writeString(spoilt.resolve("verification.json"), spoil().toString());
    try (BoardServer other = server(spoilt)) {
      for (Look look : List.of(new Look("dark", 1366, 768), new Look("light", 1920, 1080))) {
        List<String> states =
            browser
                .get()
                .draw(
                    url(other, look, "zhijiao-verification"),
                    look.width(),
                    look.height(),
                    folder.resolve("spoilt-" + look.theme() + ".png"));
        Map<Integer, String> found = new TreeMap<>();
        for (String state : states) {
          found.put(Integer.parseInt(state.split(" ")[0]), state.split(" ")[1]);
        }
        assertEquals(SPOILT, found, look.toString());
      }
    }
  }

  private JsonNode spoil() {
    ObjectNode board = library.find("zhijiao-verification").orElseThrow().deepCopy();
    Map<Integer, ObjectNode> panels = new TreeMap<>();
    board.path("panels").forEach(it -> panels.put(it.path("id").asInt(), (ObjectNode) it));
    panels
        .get(1)
        .put(
            "title",
            "Sightings of everybody by every camera of this county and the next one, by the hour "
                .repeat(3));
    ask(panels.get(2), "SELECT 7 AS value");
    ((ArrayNode) panels.get(2).at("/fieldConfig/defaults/mappings"))
        .addObject()
        .put("type", "value")
        .putObject("options")
        .putObject("7")
        .put("text", "as many as were compared by a person ".repeat(6));
    ((ObjectNode) panels.get(4).get("gridPos")).put("x", 15);
    ask(
        panels.get(7),
        "SELECT concat('beside the long wall of the old district court ', toString(number)) AS camera,"
            + " number AS seen FROM numbers(5)");
    ask(panels.get(8), "SELECT nothing FROM zhijiao.roll_calls");
    ask(
        panels.get(9),
        panels
            .get(9)
            .at("/targets/0/rawSql")
            .asText()
            .replace(
                "SELECT sent_at, due_at, subject,",
                "SELECT sent_at, due_at, repeat('a name ', 90) AS subject,"));
    ask(
        panels.get(10),
        panels.get(10).at("/targets/0/rawSql").asText().replace("WHERE", "WHERE 1 = 0 AND"));
    ArrayNode all = (ArrayNode) board.get("panels");
    ObjectNode words = all.addObject().put("id", 11).put("type", "text").put("title", "Words");
    words.put("description", "词。\n\nWords.");
    words
        .putObject("options")
        .put("mode", "markdown")
        .put("content", "One more line.\n\n".repeat(20));
    place(words, 0, 31, 12, 3);
    ObjectNode outside = panels.get(1).deepCopy().put("id", 12).put("title", "Beyond");
    place(outside, 20, 31, 12, 3);
    all.add(outside);
    ObjectNode other = library.find("zhijiao-verification").orElseThrow().deepCopy();
    ObjectNode table = (ObjectNode) panel(other, "最近点验 The latest roll calls");
    table.put("id", 13);
    place(table, 0, 36, 5, 9);
    all.add(table);
    return board;
  }

  private static void ask(ObjectNode panel, String sql) {
    ((ObjectNode) panel.at("/targets/0")).put("rawSql", sql);
  }

  private static void place(ObjectNode panel, int x, int y, int w, int h) {
    panel.putObject("gridPos").put("x", x).put("y", y).put("w", w).put("h", h);
  }
}

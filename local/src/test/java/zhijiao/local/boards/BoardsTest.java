package zhijiao.local.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Function;
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
import zhijiao.local.simulator.Noise;
import zhijiao.local.simulator.Simulator;

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

  @TempDir static Path folder;
  private Platform platform;
  private BoardLibrary library;
  private BoardServer server;
  private String person = "";
  private Path factsFolder = Path.of("");
  private List<Fact> fed = List.of();
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
            Simulator.Scenario.ofDefault(5, 1, 600, Noise.DEFAULT).intense(6),
            CalendarFile.china());
    List<Fact> facts = new ArrayList<>();
    simulator.facts(fact -> facts.addAll(Beginnings.of(fact)));
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
      feeder.finish(end + 2 * MINUTE);
      untilCounted(facts.size());
      List<Fact> acts = acts(settle(alerts));
      feeder.feed(acts, 20_000, (sent, of) -> {});
      for (Fact act : acts) {
        Files.writeString(
            factsFolder.resolve(FactJson.fileOf(act).fileName()),
            FactJson.write(act) + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      facts.addAll(acts);
      feeder.finish(end + 4 * MINUTE);
      untilClosuresAreTold(
          settle(alerts).values().stream()
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
                    + " ORDER BY subject LIMIT 1")
            .strip();
  }

  private BoardServer server() throws IOException {
    Path password = folder.resolve("reader.password");
    Files.writeString(password, platform.clickHouse().readerPassword());
    return BoardServer.start(
        ROOT.resolve("dashboards/grafana"),
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

  /** Totals are told at the end of each minute of event time, when so many facts have gone all the way. */
  private void untilCounted(int facts) throws Exception {
    String totals = "";
    for (int i = 0; i < 480; i++) {
      totals =
          platform
              .clickHouse()
              .query(
                  "SELECT sumIf(total, outcome = 'input'), sumIf(total, outcome != 'input')"
                      + " FROM zhijiao.input_totals")
              .strip();
      if (totals.equals(facts + "\t" + facts)) {
        return;
      }
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

  private static Map<AlertId, AlertEvent> settle(AlertTopic alerts) throws IOException {
    List<AlertTopic.Received> received = new ArrayList<>();
    long quietSince = System.nanoTime();
    long giveUp = quietSince + 60_000_000_000L;
    while (System.nanoTime() < giveUp && System.nanoTime() - quietSince < 6_000_000_000L) {
      List<AlertTopic.Received> more = alerts.poll(java.time.Duration.ofMillis(200));
      if (!more.isEmpty()) {
        received.addAll(more);
        quietSince = System.nanoTime();
      }
    }
    return AlertTopic.latest(received);
  }

  /** Officers take some alerts in hand and lay others to rest, for every reason there is. */
  private static List<Fact> acts(Map<AlertId, AlertEvent> told) {
    List<Fact> acts = new ArrayList<>();
    CloseReason[] reasons = CloseReason.values();
    int i = 0;
    for (AlertEvent event : new TreeMap<>(told).values()) {
      long at = event.alert().openedAt() + 4 * 60_000;
      if (i % 4 != 3) {
        acts.add(act(event, OfficerAction.Act.ACKNOWLEDGE, null, at));
      }
      if (i % 4 < 2) {
        acts.add(
            act(event, OfficerAction.Act.CLOSE, reasons[i / 2 % reasons.length], at + 1_800_000));
      }
      i++;
    }
    return acts;
  }

  private static OfficerAction act(
      AlertEvent event, OfficerAction.Act act, CloseReason reason, long at) {
    return new OfficerAction(event.alert().id(), "officer-1", act, reason, "", at, at);
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
    // What is due later the live job judges and the replay does not.
    long until =
        fed.stream()
            .filter(fact -> fact.kind().isObservation())
            .mapToLong(Fact::occurredAt)
            .max()
            .orElseThrow();
    List<Alert> alerts =
        replayed.alerts().stream()
            .filter(alert -> !Routing.isApart(Routing.audienceOf(alert.key().rule())))
            .filter(
                alert ->
                    alert.openedAt() >= DAY_BEGINS && alert.openedAt() / 1_000 <= until / 1_000)
            .toList();
    assertTrue(alerts.size() > 50, "too few to show anything: " + alerts.size());
    assertEquals(
        counted(alerts, alert -> alert.key().rule()),
        figures("zhijiao-quality", "各规则质量 Quality by rule", until, 0, 2),
        "by rule");
    assertEquals(
        counted(
            alerts.stream().filter(it -> it.state() == AlertState.CLOSED).toList(),
            alert -> alert.key().rule()),
        figures("zhijiao-quality", "各规则质量 Quality by rule", until, 0, 3),
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

  private record Look(String theme, int width, int height) {}

  /** All four; or with {@code -Dzhijiao.boards.looks=docs} each board whole, as in docs/boards. */
  private static List<Look> looks(JsonNode board) {
    return System.getProperty("zhijiao.boards.looks", "").equals("docs")
        ? List.of(
            new Look(
                board.path("uid").asText().endsWith("command") ? "dark" : "light",
                1600,
                height(board)))
        : List.of(
            new Look("dark", 1920, 1080),
            new Look("light", 1920, 1080),
            new Look("dark", 1366, 768),
            new Look("light", 1366, 768));
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

  @Test
  void every_panel_is_drawn_in_a_browser_in_both_themes_and_sizes() throws Exception {
    Optional<Browser> found = Browser.find(folder);
    assumeTrue(found.isPresent(), "no Chromium: the boards are not drawn");
    Browser browser = found.get();
    List<String> wrong = new ArrayList<>();
    for (JsonNode board : library.boards()) {
      String uid = board.path("uid").asText();
      int panels = BoardLibrary.panels(board).size();
      for (Look look : looks(board)) {
        String url =
            server.url()
                + "?theme="
                + look.theme()
                + "#/d/"
                + uid
                + "?unfold=1&refresh=0&from="
                + DAY_BEGINS
                + "&to="
                + (DAY_BEGINS + DAY)
                + "&var-person="
                + person;
        Path file = SCREENS.resolve(uid + "-" + look.theme() + "-" + look.width() + ".png");
        List<String> states = browser.draw(url, look.width(), look.height(), file);
        if (states.size() != panels) {
          wrong.add(uid + " " + look + ": " + states.size() + " of " + panels + " panels");
        }
        states.stream()
            .filter(state -> !state.endsWith(" ok"))
            .forEach(state -> wrong.add(uid + " " + look + " panel " + state));
      }
    }
    assertEquals(List.of(), wrong);
  }
}

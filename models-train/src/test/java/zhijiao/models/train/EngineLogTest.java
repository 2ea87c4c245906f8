package zhijiao.models.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.live.LiveFeatures;
import zhijiao.models.live.Promotion;
import zhijiao.models.score.StoredModel;
import zhijiao.models.train.cli.TrainingCommands;

/** Training from the log, as far as it is about what is asked and what becomes of the answer. What the queries say is asked of the engine in {@code TrainingLogTest}. */
class EngineLogTest {

  private static final Path SPEC = Path.of("specs", "live.yaml");
  private static final String ENOUGH =
      "90000\t0\t12\t20000\t66000\t88\t900\t2026-01-01 04:00:00.000\t2026-06-20 04:00:00.000\t2026-06-20 12:00:00";
  private static final String ONE_DAY =
      "2000\t0\t0\t2000\t0\t0\t2000\t2026-04-01 04:00:00.000\t2026-04-01 04:00:00.000\t2026-04-02 04:00:00";

  @TempDir private Path folder;
  private HttpServer server;
  private final List<String> asked = new ArrayList<>();
  private final StringWriter said = new StringWriter();
  private String counts = ENOUGH;
  private String table = "";
  private int status = 200;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String sql = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String query = exchange.getRequestURI().getRawQuery();
          asked.add(
              URLDecoder.decode(query, StandardCharsets.UTF_8)
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-ClickHouse-User")
                  + "\n"
                  + sql);
          String answer =
              status != 200
                  ? "Code: 497. Not enough privileges"
                  : asked.size() == 1 ? counts : table;
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int train(String... more) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "a-secret\n");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--from-clickhouse",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                "--clickhouse-user",
                "zhijiao_scientist",
                "--clickhouse-password-file",
                password.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--budget",
                "0.001"));
    arguments.addAll(List.of(more));
    return TrainingCommands.run(new PrintWriter(said), arguments);
  }

  /** Two hundred people in six windows each; whoever missed more has more violations. Some are not watched to the end. */
  private static String windows() {
    Random random = new Random(8);
    List<String> names = LiveFeatures.SET.names();
    StringBuilder csv =
        new StringBuilder(
            "\"id\",\"person\",\"day\",\"county\",\"age_group\",\"present_tier\",\"days\",\"violated\"");
    names.forEach(name -> csv.append(",\"").append(name).append('"'));
    csv.append('\n');
    for (int person = 0; person < 200; person++) {
      for (int window = 0; window < 6; window++) {
        LocalDate day = LocalDate.of(2026, 1, 1).plusDays(30L * window);
        double missed = random.nextInt(6);
        double event = -Math.log(1 - random.nextDouble()) / (0.004 + 0.008 * missed);
        double watched = random.nextInt(8) == 0 ? random.nextInt(29) + 0.5 : 30;
        csv.append(
            String.format(
                Locale.ROOT,
                "\"%d@%s\",\"%d\",\"%s\",\"33110%d\",\"adult\",\"%s\",%.4f,%d",
                person,
                day,
                person,
                day,
                1 + person % 2,
                person % 9 == 0 ? "" : String.valueOf(1 + person % 3),
                Math.min(event, watched),
                event <= watched ? 1 : 0));
        for (String name : names) {
          String value =
              switch (name) {
                case "missed_check_ins_28" -> String.valueOf(missed);
                case "violations_90", "days_since_intake" ->
                    String.format(Locale.ROOT, "%.3f", random.nextDouble() * 90);
                case "full_attendance_28" -> missed == 0 ? "1" : "0";
                default -> "";
              };
          csv.append(",\"").append(value).append('"');
        }
        csv.append('\n');
      }
    }
    return csv.toString();
  }

  @Test
  void the_shipped_spec_names_the_features_of_the_job_in_its_order_and_words() throws IOException {
    Spec spec = SpecReader.read(SPEC);
    FeatureSet set =
        new FeatureSet(
            spec.columns().stream().map(column -> column.withLevels(List.of())).toList(),
            List.of());
    assertEquals(LiveFeatures.SET, set);
    assertEquals(LiveFeatures.SET.id(), set.id());
    assertEquals(30, EngineLog.horizon(spec));
  }

  @Test
  void what_was_logged_becomes_a_model_that_the_job_accepts() throws IOException {
    table = windows();
    int code = train("--spec", SPEC.toString());
    assertEquals(0, code, said::toString);
    Path out = folder.resolve("out");
    byte[] model = Files.readAllBytes(out.resolve(ModelFolder.MODEL));
    Promotion promotion = Promotion.read(Promotion.promote(model, 0, "P-1"), LiveFeatures.SET.id());
    assertEquals(StoredModel.versionOf(model), promotion.version());
    assertEquals(3, promotion.model().model().periods());
    double[] often = new double[LiveFeatures.SET.size()];
    java.util.Arrays.fill(often, Double.NaN);
    double[] never = often.clone();
    int missed = LiveFeatures.SET.names().indexOf("missed_check_ins_28");
    often[missed] = 5;
    never[missed] = 0;
    assertTrue(
        promotion.model().model().probability(often)
            > promotion.model().model().probability(never) + 0.2);
    String report = Files.readString(out.resolve(ModelFolder.REPORT));
    assertTrue(report.contains("temporal hold-out: the latest 400 people by day"), report);
    assertTrue(report.contains("at least 44 before"), report);
    for (String file : List.of(ModelFolder.REPORT, ModelFolder.PAGE, ModelFolder.CARD)) {
      assertTrue(
          Files.readString(out.resolve(file))
              .contains("88 told too late to be what the model knew"),
          file);
    }
    assertTrue(Files.size(out.resolve(EngineLog.FILE)) > 1000);
    assertEquals(2, asked.size());
    for (String one : asked) {
      assertTrue(one.contains("param_set=" + LiveFeatures.SET.id()), one);
      assertTrue(one.contains("param_horizon=30&param_settled=14"), one);
      assertTrue(one.lines().findFirst().orElseThrow().endsWith(" zhijiao_scientist"), one);
      assertFalse(one.contains("a-secret"));
    }
    for (String rule : LiveFeatures.VIOLATIONS) {
      assertTrue(asked.get(1).contains("'" + rule + "'"), rule);
    }
    assertFalse(asked.get(1).contains("{{"), "every feature is asked for");
  }

  @Test
  void a_log_of_one_day_is_too_little_and_that_is_said_with_numbers() throws IOException {
    counts = ONE_DAY;
    assertEquals(1, train("--spec", SPEC.toString()));
    assertTrue(said.toString().contains("nothing that was logged can be trained from yet"));
    assertTrue(
        said.toString()
            .contains(
                "2000 not matured (30 days and 14 in which officers decide must have passed)"),
        said::toString);
    assertEquals(1, asked.size(), "the table is not asked for");
  }

  @Test
  void few_violations_are_too_little_and_the_numbers_of_the_log_stand_beside() throws IOException {
    String[] lines = windows().split("\n");
    table = String.join("\n", java.util.Arrays.copyOf(lines, 41)) + "\n";
    assertEquals(1, train("--spec", SPEC.toString()));
    assertTrue(said.toString().contains("without the event"), said::toString);
    assertTrue(said.toString().contains("3900 are left"), said::toString);
  }

  @Test
  void a_spec_that_would_leak_or_that_the_job_would_refuse_stops_before_anything_is_asked()
      throws IOException {
    String live = Files.readString(SPEC);
    String wrong =
        live.replace("gap: 44", "gap: 30")
            .replaceAll("(?m)^  on_time_share_7:.*\\n", "")
            .replace("person: person\n", "ignored: [person]\n");
    Path spec = Files.writeString(folder.resolve("wrong.yaml"), wrong);
    assertEquals(1, train("--spec", spec.toString()));
    assertTrue(said.toString().contains("44 days: of those between nothing was known yet"));
    assertTrue(said.toString().contains("missing: on_time_share_7"), said::toString);
    assertTrue(said.toString().contains("person: null is not in the log"), said::toString);
    assertEquals(List.of(), asked);
  }

  @Test
  void a_user_who_may_not_read_is_told_so_and_the_password_is_not() throws IOException {
    status = 403;
    assertEquals(1, train("--spec", SPEC.toString()));
    assertTrue(said.toString().contains("403: Code: 497. Not enough privileges"), said::toString);
    assertFalse(said.toString().contains("a-secret"));
  }

  @Test
  void a_table_and_the_log_at_once_or_neither_is_a_mistake() throws IOException {
    assertEquals(2, train("--spec", SPEC.toString(), "--data", "x.csv"));
    assertTrue(said.toString().contains("one of --data and --from-clickhouse is needed"));
    String closed = "http://127.0.0.1:" + server.getAddress().getPort();
    server.stop(0);
    EngineLog log = new EngineLog(URI.create(closed), "zhijiao", "u", "a-secret");
    IOException nobody =
        assertThrows(IOException.class, () -> log.read(SpecReader.read(SPEC), folder));
    assertEquals("no ClickHouse answers at " + closed, nobody.getMessage());
  }
}

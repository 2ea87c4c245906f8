package zhijiao.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.models.feature.FeatureVector;
import zhijiao.models.live.DriftWatch;
import zhijiao.models.live.LiveFeatures;
import zhijiao.models.live.Promotion;
import zhijiao.models.live.Promotion.Act;
import zhijiao.models.score.UnreadableModelException;

/** {@code ./zhijiao drift}. */
@Command(
    name = "drift",
    description = {
      "Compares the last day's logged features with the first days of the model in force; suspends the model beyond bounds, and lets it score again within them. To be run once a day.",
      "比较最近一天与模型启用初期的特征；超出界限则暂停模型，恢复后重新启用。每天运行一次。"
    })
final class DriftCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BASE_DAYS = 7;
  private static final long HOUR = 3_600_000L;

  @Spec private CommandSpec spec;

  @Option(names = "--models", required = true, paramLabel = "DIR", description = "promotions")
  private Path models = Path.of("");

  @Mixin private ClickHouseOptions clickHouse;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(look(models, clickHouse.server(), clickHouse.database()));
    out.flush();
    return 0;
  }

  /** A promotion and the text of its file. */
  private record Known(Promotion promotion, String text) {}

  /** Looks once, writes a file if there is something to do, and says in a line what was found. */
  static String look(Path models, ClickHouse server, String database) throws IOException {
    List<Known> all = known(models);
    if (all.isEmpty()) {
      return "no model has been promoted";
    }
    Known last = all.get(all.size() - 1);
    String version = last.promotion().version();
    List<Known> own =
        all.stream()
            .filter(k -> k.promotion().act() == Act.PROMOTE)
            .filter(k -> k.promotion().version().equals(version))
            .toList();
    if (own.isEmpty()) {
      return "model " + version + " is suspended and its promotion is not there";
    }
    TreeMap<String, List<FeatureVector>> days =
        vectors(server, database, own.get(0).promotion().effective());
    if (days.size() <= BASE_DAYS) {
      return days.size() + " days of vectors, more than " + BASE_DAYS + " are needed";
    }
    List<FeatureVector> base = new ArrayList<>();
    days.values().stream().limit(BASE_DAYS).forEach(base::addAll);
    Map.Entry<String, List<FeatureVector>> day = days.lastEntry();
    DriftWatch.Verdict verdict =
        DriftWatch.DEFAULT.judge(
            own.get(0).promotion().model().model(),
            base,
            day.getValue(),
            last.promotion().act() == Act.SUSPEND);
    String said = day.getKey() + ": " + verdict.because();
    if (verdict.act() == null) {
      return said + "; nothing to do";
    }
    long effective = nextHour(server, database);
    String text =
        verdict.act() == Act.SUSPEND
            ? Promotion.suspend(version, effective, "drift watch", said)
            : Promotion.again(own.get(0).text(), effective, "drift watch", said);
    String word = verdict.act().name().toLowerCase(Locale.ROOT);
    Path part = models.resolve("." + word + ".part");
    Files.writeString(part, text);
    Files.move(
        part,
        models.resolve(effective + "-" + word + "-" + version + ".json"),
        StandardCopyOption.ATOMIC_MOVE);
    return said
        + "; "
        + (verdict.act() == Act.SUSPEND ? "suspended" : "scores again")
        + " from "
        + Instant.ofEpochMilli(effective);
  }

  private static List<Known> known(Path models) throws IOException {
    List<Known> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(models)) {
      for (Path file : files.filter(f -> !f.getFileName().toString().startsWith(".")).toList()) {
        String text = Files.readString(file);
        try {
          all.add(new Known(Promotion.read(text, LiveFeatures.SET.id()), text));
        } catch (UnreadableModelException e) {
          continue; // The job has told it as a dead letter.
        }
      }
    }
    all.sort((a, b) -> Promotion.ORDER.compare(a.promotion(), b.promotion()));
    return all;
  }

  /** Of each day, everybody once: the vectors of its beginning, whatever else was a reason to score at noon. */
  private static TreeMap<String, List<FeatureVector>> vectors(
      ClickHouse server, String database, long since) throws IOException {
    String answer =
        server.run(
            "SELECT toDate(scored_at, 'Asia/Shanghai') AS day, features FROM "
                + database
                + ".risk_vectors_standing WHERE (why = 'DAILY' OR scored_at = toStartOfDay(scored_at, 'Asia/Shanghai') + INTERVAL 12 HOUR) AND feature_set = '"
                + LiveFeatures.SET.id()
                + "' AND toUnixTimestamp64Milli(scored_at) >= "
                + since
                + " LIMIT 20000 BY day FORMAT JSONEachRow");
    List<String> names = LiveFeatures.SET.names();
    TreeMap<String, List<FeatureVector>> days = new TreeMap<>();
    for (String line : answer.lines().toList()) {
      JsonNode row = JSON.readTree(line);
      double[] values = new double[names.size()];
      Arrays.fill(values, Double.NaN);
      for (Map.Entry<String, JsonNode> feature : row.get("features").properties()) {
        values[names.indexOf(feature.getKey())] = feature.getValue().asDouble();
      }
      days.computeIfAbsent(row.get("day").asText(), unused -> new ArrayList<>())
          .add(new FeatureVector(LiveFeatures.SET.id(), values));
    }
    return days;
  }

  /** The full hour after the next one, in event time: far enough for every subtask to know of it before. */
  private static long nextHour(ClickHouse server, String database) throws IOException {
    long reached =
        Long.parseLong(
            server
                .run(
                    "SELECT toUnixTimestamp64Milli(max(scored_at)) FROM "
                        + database
                        + ".risk_vectors_standing")
                .strip());
    return (reached / HOUR + 2) * HOUR;
  }
}

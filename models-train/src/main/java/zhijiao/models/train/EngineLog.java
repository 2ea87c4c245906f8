package zhijiao.models.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import zhijiao.models.feature.FeatureColumn;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.live.LiveFeatures;

/**
 * What the job itself logged, as a table to train from: the features of everybody at the beginning of a supervision day, as they were
 * told then, and what came of it later. Columns and what is left out are told in docs/risk-models.md.
 *
 * <p>Only views are read, and only those of migration 0017: no pseudonym, no place, no sentence. User and password go into headers, so
 * that no address or message holds them.
 *
 * @param url where ClickHouse answers over HTTP
 */
public record EngineLog(URI url, String database, String user, String password) {

  /** The file in the folder of results that holds what was read. */
  static final String FILE = "logged.csv.gz";

  private static final String ID = "id";
  private static final String PERSON = "person";
  private static final String DAY = "day";
  private static final String DAYS = "days";
  private static final String VIOLATED = "violated";

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration STATEMENT = Duration.ofMinutes(5);
  private static final int MESSAGE_CHARS = 300;

  /**
   * Reads the table into a folder.
   *
   * @return in a sentence, how much was logged and what was left out of the table
   * @throws CannotTrainException when the spec is none for such a table, or nothing that was logged can be trained from
   */
  public String read(Spec spec, Path folder) throws IOException {
    int horizon = horizon(spec);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("set", LiveFeatures.SET.id().value());
    parameters.put("horizon", String.valueOf(horizon));
    parameters.put("settled", String.valueOf(spec.settled()));
    String counts;
    try (InputStream answer =
        ask(text("logged-counts.sql") + "FORMAT TabSeparated\n", parameters)) {
      counts = new String(answer.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    Counts found = Counts.of(counts.split("\t", -1), horizon, spec.settled());
    if (found.usable() == 0) {
      throw new CannotTrainException(
          List.of("nothing that was logged can be trained from yet", found.words()));
    }
    parameters.put(
        "rules",
        new TreeSet<>(LiveFeatures.VIOLATIONS)
            .stream().map(rule -> "'" + rule + "'").collect(Collectors.joining(",", "[", "]")));
    String sql = text("logged.sql").replace("{{features}}", features());
    Files.createDirectories(folder);
    try (InputStream answer = ask(sql + "FORMAT CSVWithNames\n", parameters);
        OutputStream file = new GZIPOutputStream(Files.newOutputStream(folder.resolve(FILE)))) {
      answer.transferTo(file);
    }
    return found.words();
  }

  /** What is missing is not in the map, and is a field without text. */
  private static String features() {
    return LiveFeatures.SET.names().stream()
        .map(
            name ->
                "if(mapContains(features, '"
                    + name
                    + "'), toString(features['"
                    + name
                    + "']), '') AS "
                    + name)
        .collect(Collectors.joining(",\n    "));
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = EngineLog.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is not there");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Whether a spec can be for the log.
   *
   * @return its horizon, days
   */
  static int horizon(Spec spec) {
    List<String> problems = new ArrayList<>();
    int horizon = 0;
    if (spec.target() instanceof Spec.Target.Hazard hazard) {
      double days = hazard.period() * hazard.periods();
      horizon = (int) days;
      if (horizon != days || horizon < 1) {
        problems.add("target: the horizon is " + days + " days, of the log it is whole days");
      }
      must("target.time", hazard.time(), DAYS, problems);
      must("target.column", hazard.column(), VIOLATED, problems);
    } else {
      problems.add(
          "target: the log has people who were not watched to the end; it needs time, period and"
              + " periods");
    }
    must("id", spec.id(), ID, problems);
    must("person", String.valueOf(spec.person()), PERSON, problems);
    if (spec.time() == null) {
      problems.add("time: what the log foretells is later; hold out the latest by " + DAY);
    } else {
      must("time.column", spec.time().column(), DAY, problems);
      int known = horizon + spec.settled();
      if (spec.time().gap() < known) {
        problems.add(
            "time.gap: "
                + spec.time().gap()
                + " is less than the horizon and the time to decide, "
                + known
                + " days: of those between nothing was known yet when the first was held out");
      }
    }
    problems.addAll(otherFeatures(spec));
    if (!problems.isEmpty()) {
      throw new CannotTrainException(problems);
    }
    return horizon;
  }

  private static void must(String key, String found, String wanted, List<String> problems) {
    if (!found.equals(wanted)) {
      problems.add(key + ": " + found + " is not in the log; it has " + wanted);
    }
  }

  /** The job refuses a model of other features than its own, so nothing else is worth training. */
  private static List<String> otherFeatures(Spec spec) {
    FeatureSet set =
        new FeatureSet(
            spec.columns().stream()
                .<FeatureColumn>map(column -> column.withLevels(List.of()))
                .toList(),
            spec.derived());
    if (set.id().equals(LiveFeatures.SET.id())) {
      return List.of();
    }
    List<String> missing = new ArrayList<>(LiveFeatures.SET.names());
    missing.removeAll(set.names());
    List<String> unknown = new ArrayList<>(set.names());
    unknown.removeAll(LiveFeatures.SET.names());
    return List.of(
        "columns: the job computes feature set "
            + LiveFeatures.SET.id()
            + " and would refuse a model for "
            + set.id()
            + (missing.isEmpty() ? "" : "; missing: " + String.join(", ", missing))
            + (unknown.isEmpty() ? "" : "; not known: " + String.join(", ", unknown))
            + (missing.isEmpty() && unknown.isEmpty() ? "; kinds or order differ" : ""));
  }

  private InputStream ask(String sql, Map<String, String> parameters) throws IOException {
    StringBuilder query = new StringBuilder("wait_end_of_query=1&database=").append(in(database));
    parameters.forEach(
        (name, value) -> query.append("&param_").append(name).append('=').append(in(value)));
    String base = url.toString().replaceAll("/+$", "");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/?" + query))
            .timeout(STATEMENT)
            .header("X-ClickHouse-User", user)
            .header("X-ClickHouse-Key", password)
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    try {
      HttpResponse<InputStream> answer =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT)
              .build()
              .send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      try (InputStream body = answer.body()) {
        String said = new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
        throw new IOException(
            "ClickHouse answered "
                + answer.statusCode()
                + ": "
                + said.substring(0, Math.min(said.length(), MESSAGE_CHARS)));
      }
    } catch (ConnectException e) {
      throw new IOException("no ClickHouse answers at " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private static String in(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** How many vectors were logged, and why some are not in the table. */
  private record Counts(
      long vectors,
      long otherSets,
      long withdrawn,
      long notMatured,
      long between,
      long late,
      long people,
      String first,
      String last,
      String reached,
      int horizon,
      int settled) {

    static Counts of(String[] fields, int horizon, int settled) {
      return new Counts(
          Long.parseLong(fields[0]),
          Long.parseLong(fields[1]),
          Long.parseLong(fields[2]),
          Long.parseLong(fields[3]),
          Long.parseLong(fields[4]),
          Long.parseLong(fields[5]),
          Long.parseLong(fields[6]),
          fields[7],
          fields[8],
          fields[9],
          horizon,
          settled);
    }

    long usable() {
      return vectors - otherSets - withdrawn - notMatured - between - late;
    }

    String words() {
      if (vectors == 0) {
        return "the log has no vector of the beginning of a supervision day";
      }
      return String.format(
          Locale.ROOT,
          "%d daily vectors of %d people were logged from %s to %s UTC, event time stands at %s: %d of"
              + " other feature sets, %d withdrawn, %d not matured (%d days and %d in which officers"
              + " decide must have passed), %d between windows (one begins every %d days, so that none"
              + " overlap), %d told too late to be what the model knew; %d are left",
          vectors,
          people,
          first,
          last,
          reached,
          otherSets,
          withdrawn,
          notMatured,
          horizon,
          settled,
          between,
          horizon,
          late,
          usable());
    }
  }
}

package zhijiao.local.boards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import zhijiao.local.clickhouse.LocalClickHouse;
import zhijiao.local.evaluation.Evaluation;

/**
 * How long the boards' questions take when a year of a whole province lies under them. Rows are
 * made by the database itself: of 70,000 people, as many a day as they would bring; no person is
 * real.
 */
public final class BoardLoad {

  /** Issue of the boards: each panel's query, 95 of 100 times. */
  public static final long AIM_MILLIS = 300;

  /**
   * Rows that a day brings, told by {@code boards/load.sql}; sightings are kept by the hour and do
   * not count.
   */
  static final int ROWS_PER_DAY = 292_000;

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final int DAYS_AT_ONCE = 3;
  private static final int POINTS = 500;
  private static final int REFUSED = -1;

  /** Ten times the aim: what takes longer is not worth waiting for. */
  private static final int LONGEST_SECONDS = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalClickHouse clickHouse;

  /** Midnight: older rows than the tables keep would be gone. */
  private final long end = LocalDate.now(CHINA).atStartOfDay(CHINA).toInstant().toEpochMilli();

  public BoardLoad(LocalClickHouse clickHouse) {
    this.clickHouse = clickHouse;
  }

  /**
   * One question and how long it took, milliseconds.
   *
   * @param what board and panel
   * @param rows of the answer; -1 when the server refused, for want of memory or time
   */
  public record Figure(String what, int rows, double p50, double p95) {

    public boolean isWithinAim() {
      return p95 <= AIM_MILLIS;
    }
  }

  /**
   * Fills the tables of a database that has been migrated and is empty.
   *
   * @param rows alert and fact rows, about
   */
  public void fill(long rows, Consumer<String> progress) throws IOException {
    int days = (int) Math.max(1, -Math.floorDiv(-rows, ROWS_PER_DAY));
    long first = end / 1_000 - days * 86_400L;
    Map<String, Long> values = new HashMap<>();
    values.put("first", first);
    values.put("last", end / 1_000);
    values.put("all", (long) days);
    for (int day = 0; day < days; day += DAYS_AT_ONCE) {
      values.put("day", (long) day);
      values.put("days", (long) Math.min(DAYS_AT_ONCE, days - day));
      for (String statement : statements()) {
        if (day == 0 || !statement.contains("--once")) {
          clickHouse.query(written(statement, values));
        }
      }
      progress.accept(String.format(Locale.ROOT, "%d of %d days written", day, days));
    }
    untilMerged(progress);
  }

  private static List<String> statements() throws IOException {
    try (InputStream in = BoardLoad.class.getResourceAsStream("/boards/load.sql")) {
      return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split(";\n"));
    }
  }

  private static String written(String statement, Map<String, Long> values) {
    String sql = statement;
    for (Map.Entry<String, Long> value : values.entrySet()) {
      sql = sql.replace("{{" + value.getKey() + "}}", value.getValue().toString());
    }
    return sql.replaceFirst(";$", "");
  }

  /**
   * What a server does in the background it has done when somebody looks at a board: an hour after
   * its last row a partition is one part ({@code min_age_to_force_merge_seconds}), but for the one
   * that is written to.
   */
  private void untilMerged(Consumer<String> progress) throws IOException {
    List<String> over =
        clickHouse
            .query(
                "SELECT concat(table, ' PARTITION ID \\'', partition_id, '\\'') FROM system.parts"
                    + " WHERE active AND database = 'zhijiao' AND table IN (SELECT name FROM"
                    + " system.tables WHERE database = 'zhijiao' AND create_table_query LIKE"
                    + " '%min_age_to_force_merge_on_partition_only = 1%') GROUP BY table,"
                    + " partition_id HAVING count() > 1 AND (table, partition_id) NOT IN (SELECT"
                    + " table, max(partition_id) FROM system.parts WHERE active AND database ="
                    + " 'zhijiao' GROUP BY table) ORDER BY ALL FORMAT TSVRaw")
            .lines()
            .toList();
    for (String partition : over) {
      progress.accept("merging " + partition);
      clickHouse.query("OPTIMIZE TABLE zhijiao." + partition + " FINAL");
    }
    int quiet = 0;
    for (int i = 0; i < 600 && quiet < 5; i++) {
      String merges = clickHouse.query("SELECT count() FROM system.merges").strip();
      quiet = merges.equals("0") ? quiet + 1 : 0;
      progress.accept(merges + " merges go on");
      try {
        Thread.sleep(1_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  /** How many rows of alerts and facts there are, and how many bytes they take. */
  public String size() throws IOException {
    return clickHouse
        .query(
            "SELECT arrayStringConcat(groupArray(table || ' ' || toString(n)), ', '), sum(n),"
                + " formatReadableSize(sum(bytes)) FROM (SELECT table, sum(rows) AS n,"
                + " sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database ="
                + " 'zhijiao' GROUP BY table ORDER BY n DESC)")
        .strip();
  }

  /**
   * Asks every question of every board with the choices it opens with, one board after another, so
   * often.
   *
   * @return slowest first
   */
  public List<Figure> measure(BoardLibrary library, int times, Consumer<String> progress)
      throws IOException {
    Map<String, String> questions = new HashMap<>();
    for (JsonNode board : library.boards()) {
      questions.putAll(questions(board));
    }
    Map<String, List<Double>> taken = new HashMap<>();
    Map<String, Integer> rows = new HashMap<>();
    for (int i = 0; i < times; i++) {
      progress.accept(String.format(Locale.ROOT, "round %d of %d", i + 1, times));
      for (Map.Entry<String, String> question : questions.entrySet()) {
        long began = System.nanoTime();
        int answered;
        try {
          answered = JSON.readTree(ask(question.getValue())).path("rows").asInt();
        } catch (IOException e) {
          answered = REFUSED;
        }
        double millis =
            answered == REFUSED ? Double.POSITIVE_INFINITY : (System.nanoTime() - began) / 1e6;
        taken.computeIfAbsent(question.getKey(), unused -> new ArrayList<>()).add(millis);
        rows.put(question.getKey(), answered);
      }
    }
    List<Figure> figures = new ArrayList<>();
    taken.forEach(
        (what, millis) -> {
          millis.sort(Double::compare);
          figures.add(
              new Figure(
                  what,
                  rows.get(what),
                  Evaluation.percentile(millis, 0.5),
                  Evaluation.percentile(millis, 0.95)));
        });
    figures.sort((a, b) -> Double.compare(b.p95(), a.p95()));
    return figures;
  }

  private String ask(String sql) throws IOException {
    return clickHouse.query(
        sql + "\nSETTINGS max_execution_time = " + LONGEST_SECONDS + "\nFORMAT JSONCompact",
        clickHouse.reader(),
        clickHouse.readerPassword());
  }

  /** The statements of a board as they are sent when it is opened, by what they are for. */
  private Map<String, String> questions(JsonNode board) throws IOException {
    String uid = board.path("uid").asText();
    long from = end - spanMillis(board.path("time").path("from").asText());
    Map<String, List<String>> chosen = new HashMap<>();
    Map<String, String> questions = new HashMap<>();
    for (JsonNode variable : board.path("templating").path("list")) {
      if (variable.path("type").asText().equals("query")) {
        String name = variable.path("name").asText();
        String sql = new BoardSql(from, end, 60, chosen).write(variable.path("query").asText());
        questions.put(uid + " $" + name, sql);
        String value =
            variable.path("includeAll").asBoolean()
                ? BoardSql.ALL
                : JSON.readTree(ask(sql)).path("data").path(0).path(0).asText();
        chosen.put(name, List.of(value));
      }
    }
    for (JsonNode panel : BoardLibrary.panels(board)) {
      long interval =
          BoardServer.interval(
              end - from,
              panel.path("maxDataPoints").asInt(POINTS),
              panel.path("interval").asText());
      for (JsonNode target : panel.path("targets")) {
        questions.put(
            uid + " " + panel.path("id").asInt() + " " + panel.path("title").asText(),
            new BoardSql(from, end, interval, chosen).write(target.path("rawSql").asText()));
      }
    }
    return questions;
  }

  /** Of {@code now-30d}. */
  private static long spanMillis(String from) {
    long count = Long.parseLong(from.replaceAll("\\D", ""));
    return switch (from.charAt(from.length() - 1)) {
      case 'h' -> count * 3_600_000;
      case 'd' -> count * 86_400_000;
      default -> throw new IllegalArgumentException("no time range: " + from);
    };
  }

  /** Event time at which the rows end. */
  public Instant end() {
    return Instant.ofEpochMilli(end);
  }
}

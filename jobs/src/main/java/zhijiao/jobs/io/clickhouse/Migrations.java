package zhijiao.jobs.io.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbered migrations of a database: each is applied once, in order, and never again; one that was edited after it
 * had been applied is refused. A migration whose application broke off is applied again from its beginning, which is why
 * each of its statements can be repeated.
 */
public final class Migrations {

  /** What the tables are made of. */
  public enum Engines {
    /** One server. */
    PLAIN(""),
    /**
     * Replicated tables. The server must know {@code default_replica_path} and {@code default_replica_name}, and the
     * database must spread DDL ({@code Replicated}), or each replica be migrated.
     */
    REPLICATED("Replicated");

    /** Put before the name of every engine. */
    private final String prefix;

    Engines(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final Pattern NAME = Pattern.compile("([0-9]{4})_[a-z0-9_]+\\.sql");
  private static final Pattern ENGINE = Pattern.compile("\\{\\{engine:([A-Za-z]+)}}");
  private static final Pattern REPEATABLE =
      Pattern.compile(
          "CREATE (TABLE|VIEW|MATERIALIZED VIEW) IF NOT EXISTS .*"
              + "|CREATE OR REPLACE VIEW .*"
              + "|ALTER TABLE \\S+ MODIFY QUERY\\s.*"
              + "|ALTER TABLE \\S+ MODIFY SQL SECURITY .*"
              + "|ALTER TABLE \\S+ (ADD|DROP|MODIFY|CLEAR) COLUMN IF (NOT )?EXISTS .*"
              + "|ALTER TABLE \\S+ ADD INDEX IF NOT EXISTS .*"
              + "|ALTER TABLE \\S+ MATERIALIZE COLUMN \\S+"
              + "|ALTER TABLE \\S+ MODIFY TTL\\s.*"
              // What comes twice is one row in every family of engines that we have.
              + "|INSERT INTO \\S+\\s+SELECT .*"
              + "|RENAME TABLE IF EXISTS .*"
              + "|DROP (TABLE|VIEW) IF EXISTS .*",
          Pattern.DOTALL);
  private static final String TABLE = "schema_migrations";

  /**
   * One migration.
   *
   * @param name file name, {@code NNNN_what.sql}
   * @param text SQL statements, each ending with a semicolon at the end of a line; {@code {{database}}} and {@code
   *     {{engine:Family}}} are filled in
   */
  public record Migration(String name, String text) {

    int number() {
      Matcher matcher = NAME.matcher(name);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("a migration is called NNNN_what.sql, not " + name);
      }
      return Integer.parseInt(matcher.group(1));
    }

    String sha256() {
      try {
        return HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    List<String> statements(String database, Engines engines) {
      String sql =
          ENGINE
              .matcher(text.replace("{{database}}", database))
              .replaceAll(match -> engines.prefix + match.group(1));
      if (sql.contains("{{")) {
        int at = sql.indexOf("{{");
        throw new IllegalArgumentException(
            name + ": unknown placeholder " + sql.substring(at, Math.min(sql.length(), at + 40)));
      }
      StringBuilder bare = new StringBuilder();
      sql.lines()
          .filter(line -> !line.strip().startsWith("--"))
          .forEach(line -> bare.append(line).append('\n'));
      List<String> statements = new ArrayList<>();
      for (String statement : bare.toString().split(";\\s*\n")) {
        if (!statement.isBlank()) {
          statements.add(repeatable(statement.strip()));
        }
      }
      return statements;
    }

    private String repeatable(String statement) {
      if (!REPEATABLE.matcher(statement).matches()) {
        throw new IllegalArgumentException(
            name
                + ": cannot be repeated after it broke off (IF NOT EXISTS is missing): "
                + statement.lines().findFirst().orElse(""));
      }
      return statement;
    }
  }

  private final List<Migration> migrations;

  /**
   * @throws IllegalArgumentException when a number is missing or given twice, or a statement cannot be repeated; all
   *     such problems at once
   */
  public Migrations(List<Migration> migrations) {
    List<String> problems = new ArrayList<>();
    Map<Integer, Migration> byNumber = new TreeMap<>();
    for (Migration migration : migrations) {
      try {
        migration.statements("d", Engines.PLAIN);
        Migration other = byNumber.putIfAbsent(migration.number(), migration);
        if (other != null) {
          problems.add(other.name() + " and " + migration.name() + " have the same number");
        }
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    int next = 1;
    for (int number : byNumber.keySet()) {
      if (number != next) {
        problems.add("migration " + next + " is missing before " + byNumber.get(number).name());
      }
      next = number + 1;
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    this.migrations = List.copyOf(byNumber.values());
  }

  /** Those of this build. */
  public static Migrations ofThisBuild() {
    List<Migration> migrations = new ArrayList<>();
    for (String name : resource("index.txt").lines().filter(line -> !line.isBlank()).toList()) {
      migrations.add(new Migration(name, resource(name)));
    }
    return new Migrations(migrations);
  }

  /**
   * Brings the database up to date, creating it when it is not there.
   *
   * @return names of the migrations that were applied now
   * @throws IllegalStateException when the database does not fit: an applied migration was edited, or a newer build has
   *     migrated it; nothing is changed then
   * @throws IOException when the server cannot be reached or refuses a statement
   */
  public List<String> apply(ClickHouse server, Engines engines) throws IOException {
    String database = server.address().database();
    server.run("CREATE DATABASE IF NOT EXISTS " + database);
    server.run(
        "CREATE TABLE IF NOT EXISTS "
            + database
            + "."
            + TABLE
            + " (number UInt32, name String, sha256 String,"
            + " applied_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')) ENGINE = "
            + engines.prefix
            + "ReplacingMergeTree(applied_at) ORDER BY number");
    Map<Integer, String[]> applied = applied(server);
    refuseUnfit(applied, database);
    List<String> now = new ArrayList<>();
    for (Migration migration : migrations) {
      if (!applied.containsKey(migration.number())) {
        for (String statement : migration.statements(database, engines)) {
          server.run(statement);
        }
        server.run(
            "INSERT INTO "
                + database
                + "."
                + TABLE
                + " (number, name, sha256) VALUES ("
                + migration.number()
                + ", '"
                + migration.name()
                + "', '"
                + migration.sha256()
                + "')");
        now.add(migration.name());
      }
    }
    return now;
  }

  private static Map<Integer, String[]> applied(ClickHouse server) throws IOException {
    Map<Integer, String[]> applied = new TreeMap<>();
    server
        .run(
            "SELECT number, name, sha256 FROM "
                + server.address().database()
                + "."
                + TABLE
                + " FINAL ORDER BY number FORMAT TabSeparated")
        .lines()
        .map(line -> line.split("\t"))
        .forEach(row -> applied.put(Integer.parseInt(row[0]), row));
    return applied;
  }

  private void refuseUnfit(Map<Integer, String[]> applied, String database) {
    List<String> problems = new ArrayList<>();
    applied.forEach(
        (number, row) -> {
          if (number > migrations.size()) {
            problems.add(row[1] + " is unknown to this build: a newer one has migrated it");
            return;
          }
          Migration migration = migrations.get(number - 1);
          if (!migration.name().equals(row[1]) || !migration.sha256().equals(row[2])) {
            problems.add(
                row[1]
                    + " was applied with SHA-256 "
                    + row[2]
                    + ", and "
                    + migration.name()
                    + " now has "
                    + migration.sha256()
                    + ": put it back and write a new migration");
          }
        });
    if (!problems.isEmpty()) {
      throw new IllegalStateException("database " + database + ": " + String.join("; ", problems));
    }
  }

  private static String resource(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream("/clickhouse/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no migration " + name + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("migration " + name + " cannot be read", e);
    }
  }
}

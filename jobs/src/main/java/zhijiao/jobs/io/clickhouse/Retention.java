package zhijiao.jobs.io.clickhouse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What the database forgets, and when. The database deletes by itself, when it merges; what is held
 * as evidence it keeps, for as long as it is held: the condition stands in each table's TTL.
 */
public final class Retention {

  /** What can be held. */
  public enum Held {
    /** Every row about one person, by pseudonym. */
    PERSON,
    /** One alert with its evidence and changes, by id. */
    ALERT
  }

  /**
   * A hold as it stands.
   *
   * @param since when it was last said, ISO-8601, UTC
   */
  public record Hold(Held what, String id, String because, String officer, String since) {}

  /**
   * What settings would change about a table.
   *
   * @param days for which it would keep its rows; 0: for ever
   * @param rows older than that, and not held: they would go
   */
  public record Change(String table, int days, long rows) {}

  /** How rows of a table are known to be held. */
  private enum By {
    NOTHING(""),
    PERSON("subject NOT IN " + held(Held.PERSON, "id")),
    NUMBER("person NOT IN " + held(Held.PERSON, "cityHash64(id)")),
    ALERT(PERSON.condition + " AND toString(alert_id) NOT IN " + held(Held.ALERT, "id")),
    MEMBER(
        "toString(alert_id) NOT IN "
            + held(Held.ALERT, "id")
            + " AND alert_id NOT IN (SELECT alert_id FROM {database}.alerts WHERE subject IN "
            + held(Held.PERSON, "id")
            + ")");

    private final String condition;

    By(String condition) {
      this.condition = condition;
    }

    private static String held(Held what, String id) {
      return "(SELECT "
          + id
          + " FROM {database}.holds WHERE what = '"
          + what
          + "' GROUP BY id HAVING argMax(held, said_at))";
    }
  }

  /** A table that forgets: the time from which its rows grow old, and how they are held. */
  private record Kept(String table, String from, By by, ToIntFunction<RetentionSettings> days) {}

  private static final List<Kept> TABLES =
      List.of(
          new Kept("dead_letters", "written_at", By.NOTHING, RetentionSettings::rawDays),
          new Kept("check_in_facts", "occurred_at", By.PERSON, RetentionSettings::checkInDays),
          new Kept("check_in_days", "day", By.PERSON, RetentionSettings::checkInDays),
          new Kept("roll_call_facts", "sent_at", By.PERSON, RetentionSettings::checkInDays),
          new Kept("camera_hours", "hour", By.NOTHING, RetentionSettings::cameraDays),
          new Kept("alert_events", "day", By.ALERT, RetentionSettings::alertDays),
          new Kept("alerts", "day", By.ALERT, RetentionSettings::alertDays),
          new Kept("alert_events_protection", "day", By.ALERT, RetentionSettings::alertDays),
          new Kept("alert_events_clinician", "day", By.ALERT, RetentionSettings::alertDays),
          new Kept("finding_changes", "day", By.ALERT, RetentionSettings::alertDays),
          new Kept("roll_calls_missed", "day", By.ALERT, RetentionSettings::alertDays),
          new Kept("people_found", "last_day", By.PERSON, RetentionSettings::alertDays),
          new Kept("alert_incidents", "since", By.MEMBER, RetentionSettings::alertDays),
          new Kept("acts_told", "day", By.MEMBER, RetentionSettings::alertDays),
          new Kept("engine_pulses", "told_at", By.NOTHING, RetentionSettings::rawDays),
          new Kept("risk_scores", "scored_at", By.PERSON, RetentionSettings::scoreDays),
          new Kept("risk_vectors", "scored_at", By.PERSON, RetentionSettings::scoreDays),
          new Kept("tier_suggestions", "scored_at", By.PERSON, RetentionSettings::scoreDays),
          new Kept("score_days", "day", By.NUMBER, RetentionSettings::scoreDays),
          new Kept("suggestion_days", "day", By.NUMBER, RetentionSettings::scoreDays));

  private final ClickHouse server;

  public Retention(ClickHouse server) {
    this.server = server;
  }

  /** Names of the tables that forget, and of those that do not unless they are told to. */
  public static List<String> tables() {
    return TABLES.stream().map(Kept::table).toList();
  }

  /**
   * Sets how long each table keeps its rows; nothing happens to one that does so already.
   *
   * @return the tables that changed
   */
  public List<String> apply(RetentionSettings settings) throws IOException {
    List<String> changed = new ArrayList<>();
    for (Kept kept : TABLES) {
      int days = kept.days().applyAsInt(settings);
      if (!isSo(kept, days)) {
        server.run(
            "ALTER TABLE "
                + table(kept)
                + (days == 0
                    ? " REMOVE TTL"
                    : " MODIFY TTL "
                        + end(kept, days)
                        + (kept.by() == By.NOTHING ? "" : " DELETE WHERE " + condition(kept))));
        changed.add(kept.table());
      }
    }
    return changed;
  }

  /** What {@link #apply} would change; it changes nothing. */
  public List<Change> plan(RetentionSettings settings) throws IOException {
    List<Change> plan = new ArrayList<>();
    for (Kept kept : TABLES) {
      int days = kept.days().applyAsInt(settings);
      if (!isSo(kept, days)) {
        plan.add(new Change(kept.table(), days, days == 0 ? 0 : tooOld(kept, days)));
      }
    }
    return plan;
  }

  private long tooOld(Kept kept, int days) throws IOException {
    return count(
        table(kept)
            + " WHERE "
            + end(kept, days)
            + " <= now()"
            + (kept.by() == By.NOTHING ? "" : " AND " + condition(kept)));
  }

  private long count(String from) throws IOException {
    return Long.parseLong(server.run("SELECT count() FROM " + from).strip());
  }

  private boolean isSo(Kept kept, int days) throws IOException {
    String now = ttl(kept.table());
    return days == 0
        ? now.isEmpty()
        : now.contains("toIntervalDay(" + days + ")") && isHeldAsAsked(now, kept);
  }

  private static String end(Kept kept, int days) {
    return "toDateTime(" + kept.from() + ") + toIntervalDay(" + days + ")";
  }

  private static boolean isHeldAsAsked(String now, Kept kept) {
    return kept.by() == By.NOTHING || now.contains("holds");
  }

  private String table(Kept kept) {
    return server.address().database() + "." + kept.table();
  }

  private String condition(Kept kept) {
    return kept.by().condition.replace("{database}", server.address().database());
  }

  /** The table's TTL as the server tells it; empty when it has none. */
  private String ttl(String table) throws IOException {
    return server
        .run(
            "SELECT extract(replaceAll(create_table_query, '\\n', ' '), ' TTL (.*?)(?: SETTINGS|$)') FROM"
                + " system.tables WHERE database = '"
                + server.address().database()
                + "' AND name = '"
                + table
                + "'")
        .strip();
  }

  /**
   * Keeps as evidence whatever is not yet forgotten. A second time it changes only the reason.
   *
   * @param because in a sentence; it is kept for ever
   * @param officer code of whoever answers for it
   */
  public void hold(Held what, String id, String because, String officer) throws IOException {
    say(what, id, true, because, officer);
  }

  /** Lets go of what was held; what has grown too old meanwhile is deleted now. */
  public void lift(Held what, String id, String because, String officer) throws IOException {
    say(what, id, false, because, officer);
    for (Kept kept : TABLES) {
      if (kept.by() != By.NOTHING && !ttl(kept.table()).isEmpty()) {
        server.run("ALTER TABLE " + table(kept) + " MATERIALIZE TTL");
      }
    }
  }

  /** Whether any row is about it; a hold on what is misspelt would keep nothing. */
  public boolean isKnown(Held what, String id) throws IOException {
    if (what == Held.ALERT) {
      return count("alert_events", "toString(alert_id)", id) > 0;
    }
    for (Kept kept : TABLES) {
      boolean named = kept.by() == By.PERSON || kept.by() == By.ALERT;
      if (named && count(kept.table(), "subject", id) > 0) {
        return true;
      }
    }
    return count("order_facts", "subject", id) > 0;
  }

  private long count(String table, String column, String id) throws IOException {
    return count(
        server.address().database() + "." + table + " WHERE " + column + " = " + quoted(id));
  }

  private void say(Held what, String id, boolean held, String because, String officer)
      throws IOException {
    server.run(
        "INSERT INTO "
            + server.address().database()
            + ".holds (what, id, held, because, officer) VALUES ("
            + String.join(", ", quoted(what.name()), quoted(id), String.valueOf(held))
            + ", "
            + quoted(because.strip().replaceAll("\\s+", " "))
            + ", "
            + quoted(officer)
            + ")");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** What is held now, the latest first. */
  public List<Hold> holds() throws IOException {
    return server
        .run(
            "SELECT what, id, argMax(because, said_at), argMax(officer, said_at),"
                + " formatDateTime(max(said_at), '%Y-%m-%dT%H:%i:%SZ', 'UTC') AS since FROM "
                + server.address().database()
                + ".holds GROUP BY what, id HAVING argMax(held, said_at) ORDER BY since DESC, what, id FORMAT TSVRaw")
        .lines()
        .map(line -> line.split("\t", -1))
        .map(cell -> new Hold(Held.valueOf(cell[0]), cell[1], cell[2], cell[3], cell[4]))
        .toList();
  }
}

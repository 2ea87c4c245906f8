package zhijiao.local.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.clickhouse.CalendarDays;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.FactRows;

/**
 * Each evening's curfew as the person board draws it, on the real engine: what the view says of every ten minutes is what
 * order, calendar and leave say in Java.
 */
class EveningsTest {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final HolidayCalendar CALENDAR = CalendarFile.china();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Subject WHO = new Subject("s-1");
  private static final int NONE = 0;
  private static final int CURFEW = 4;
  private static final int LIFTED = 8;

  private static final WeeklySchedule LATE =
      new WeeklySchedule(List.of(window("21:00", "06:00")), List.of(window("22:30", "07:00")));
  private static final WeeklySchedule EARLY =
      new WeeklySchedule(
          List.of(window("12:00", "13:30"), window("20:00", "05:00")),
          List.of(window("20:00", "20:00")));

  @TempDir static Path folder;

  private static LocalClickHouse engine;

  @BeforeAll
  static void start() throws IOException {
    LocalClickHouseTest.assumeEngine();
    engine = LocalClickHouse.start(folder.resolve("engine"), LocalClickHouseTest.ENGINE);
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  private static LocalWindow window(String from, String until) {
    return new LocalWindow(LocalTime.parse(from), LocalTime.parse(until));
  }

  private static long at(String local) {
    return LocalDateTime.parse("2026-" + local).atZone(CHINA).toInstant().toEpochMilli();
  }

  private static OrderChange order(
      Subject who, String from, @Nullable WeeklySchedule schedule, @Nullable String until) {
    List<Particulars.Basis> bases =
        until == null
            ? List.of()
            : List.of(new Particulars.Basis(Particulars.CURFEW, "a decision", at(until)));
    OrderTerms terms =
        new OrderTerms(
            CHINA,
            List.of(),
            schedule == null ? null : new Curfew(schedule, 10),
            null,
            null,
            List.of(),
            "331102",
            "331102001",
            Tier.STRICT,
            false,
            Particulars.NONE.withBases(bases));
    return new OrderChange(who, "O-" + from, terms, at(from), at(from));
  }

  private static LeaveChange leave(String id, String from, @Nullable String until) {
    return new LeaveChange(
        WHO,
        id,
        until == null ? null : new LeaveChange.Grant(at(until), false),
        at(from),
        at(from));
  }

  /** Over the week of the National Day, whose weekends are partly workdays. */
  private static final List<Fact> FACTS =
      List.of(
          order(WHO, "09-22T10:00", LATE, null),
          order(WHO, "09-30T23:15", EARLY, null),
          order(WHO, "10-05T12:30", null, null),
          order(WHO, "10-06T21:30", LATE, "10-10T23:00"),
          order(WHO, "10-12T09:00", EARLY, "11-30T00:00"),
          new OrderChange(WHO, "O-end", null, at("10-19T00:00"), at("10-19T00:00")),
          leave("l-1", "09-24T22:00", "09-26T04:00"),
          leave("l-2", "10-02T12:00", "10-04T12:00"),
          leave("l-2", "10-03T01:00", null),
          leave("l-3", "10-13T18:00", "10-14T02:00"),
          leave("l-4", "10-14T01:00", "10-14T20:10"));

  private static ClickHouse fill(String database, HolidayCalendar calendar, List<Fact> facts)
      throws IOException {
    ClickHouse server = MigrationsTest.migrated(engine, folder, database);
    CalendarDays.write(server, HolidayCalendar.WEEKENDS_ONLY);
    CalendarDays.write(server, calendar);
    server.run(
        "INSERT INTO "
            + database
            + ".input_counts (kind, outcome, reason, minute, total, written_at) VALUES ('fix',"
            + " 'input', '', '2026-10-20 04:00:00', 7, '2026-10-20 04:00:10')");
    // Facts come at least once, and in any order.
    for (int i = 2 * facts.size() - 1; i >= 0; i--) {
      Fact fact = facts.get(i % facts.size());
      FactRows rows = FactRows.of(fact instanceof OrderChange ? FactKind.ORDER : FactKind.LEAVE);
      ObjectNode row = JSON.createObjectNode();
      assertTrue(rows.fill(fact, row));
      server.run(
          "INSERT INTO "
              + database
              + "."
              + rows.table()
              + " SETTINGS date_time_input_format = 'best_effort' FORMAT JSONEachRow "
              + row);
    }
    return server;
  }

  private static TreeMap<Long, Integer> changes(ClickHouse server, String subject)
      throws IOException {
    TreeMap<Long, Integer> changes = new TreeMap<>();
    server
        .run(
            "SELECT toUnixTimestamp64Milli(at), state FROM "
                + server.address().database()
                + ".duty_changes WHERE subject = '"
                + subject
                + "' AND duty = 'curfew'")
        .lines()
        .map(line -> line.split("\t"))
        .forEach(
            cell ->
                assertEquals(
                    null,
                    changes.put(Long.parseLong(cell[0]), Integer.parseInt(cell[1])),
                    "two states at one instant: " + cell[0]));
    return changes;
  }

  /** The same by looking at every instant. */
  private static int owed(long instant, HolidayCalendar calendar) {
    OrderTerms terms = null;
    Map<String, LeaveChange> leaves = new HashMap<>();
    List<Fact> inOrder = new ArrayList<>(FACTS);
    inOrder.sort((a, b) -> Long.compare(a.occurredAt(), b.occurredAt()));
    for (Fact fact : inOrder) {
      if (fact.occurredAt() <= instant) {
        if (fact instanceof OrderChange order) {
          terms = order.terms();
        } else if (fact instanceof LeaveChange leave) {
          leaves.put(leave.leaveId(), leave);
        }
      }
    }
    OrderTerms held = terms == null ? null : terms.asOf(instant);
    if (held == null
        || held.curfew() == null
        || held.curfew().schedule().spansMeeting(instant, instant + 1, CHINA, calendar).isEmpty()) {
      return NONE;
    }
    return leaves.values().stream()
            .anyMatch(leave -> leave.grant() != null && instant < leave.grant().until())
        ? LIFTED
        : CURFEW;
  }

  /** Instants at which the view and the loop differ. */
  private static List<String> differences(
      TreeMap<Long, Integer> changes, HolidayCalendar calendar) {
    List<String> wrong = new ArrayList<>();
    for (long instant = at("09-21T00:00"); instant < at("10-20T00:00"); instant += 300_000) {
      Map.Entry<Long, Integer> last = changes.floorEntry(instant);
      int told = last == null ? NONE : last.getValue();
      if (told != owed(instant, calendar)) {
        wrong.add(
            LocalDateTime.ofInstant(java.time.Instant.ofEpochMilli(instant), CHINA) + " " + told);
      }
    }
    return wrong;
  }

  @Test
  void each_evening_is_that_of_order_calendar_and_leave_at_every_instant() throws IOException {
    TreeMap<Long, Integer> changes = changes(fill("e", CALENDAR, FACTS), "s-1");
    assertEquals(List.of(), differences(changes, CALENDAR));
    assertEquals(3, new TreeSet<>(changes.values()).size(), "each state comes: " + changes);
    // Canary: by another calendar it would be found wrong.
    assertTrue(differences(changes, HolidayCalendar.WEEKENDS_ONLY).size() > 5);
    assertEquals(CURFEW, changes.floorEntry(at("10-10T21:30")).getValue(), "a Saturday of work");
    assertEquals(NONE, changes.floorEntry(at("10-10T23:30")).getValue(), "its basis has run out");
    assertEquals(NONE, changes.floorEntry(at("09-26T21:30")).getValue(), "a Saturday of rest");
    assertEquals(LIFTED, changes.floorEntry(at("10-02T21:30")).getValue(), "on leave");
    assertEquals(CURFEW, changes.floorEntry(at("10-03T01:30")).getValue(), "leave ended early");
  }

  @Test
  void the_hours_in_force_are_told_as_an_officer_writes_them() throws IOException {
    ClickHouse server =
        fill(
            "h",
            CALENDAR,
            List.of(
                order(new Subject("s-1"), "09-22T10:00", LATE, null),
                order(
                    new Subject("s-2"),
                    "09-22T10:00",
                    WeeklySchedule.daily(window("21:00", "06:00")),
                    null),
                order(new Subject("s-3"), "09-22T10:00", null, null),
                order(new Subject("s-4"), "09-22T10:00", LATE, "10-01T00:00"),
                order(new Subject("s-5"), "09-22T10:00", LATE, null),
                order(new Subject("s-5"), "10-22T10:00", EARLY, null)));
    assertEquals(
        """
        s-1\t21:00–06:00 / 22:30–07:00
        s-2\t21:00–06:00
        s-3\t
        s-4\t
        s-5\t21:00–06:00 / 22:30–07:00
        """,
        server.run("SELECT subject, hours FROM h.curfew_hours ORDER BY subject"));
  }

  @Test
  void of_an_order_told_before_hours_were_kept_all_of_its_time_is_shown() throws IOException {
    ClickHouse server = fill("old", CALENDAR, List.of());
    server.run(
        "INSERT INTO old.order_facts (fact, subject, valid_from, ends, county, office, tier, curfew)"
            + " VALUES ('0000000000000001', 's-9', '2026-10-01 00:00:00', false, '331102',"
            + " '331102001', 'STRICT', true), ('0000000000000002', 's-9', '2026-10-08 00:00:00',"
            + " true, '', '', '', false)");
    assertEquals(
        "{" + at("10-01T08:00") + "=4, " + at("10-08T08:00") + "=0}",
        changes(server, "s-9").toString());
    assertEquals("", server.run("SELECT hours FROM old.curfew_hours"), "supervision has ended");
  }
}

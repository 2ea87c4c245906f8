package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Shrinkable;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Tier;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.core.timeline.Horizon;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.TimelineRunner;
import zhijiao.rules.story.World;

class CheckInOddHourRuleTest {

  private static final long DAY = 24 * 60 * Worlds.MINUTE;
  private static final long MONDAY = Worlds.at("2026-03-02T00:00:00+08:00");

  private final Telling week = week("00:00-00:00");

  private static Telling week(String windows) {
    return new Telling("check-in-odd-hour", "order: check in " + windows + "; check-in grace 0m");
  }

  /** One check-in on each of some days of March 2026, from Monday the 2nd on; a dash for none. */
  private static String[] daily(String... times) {
    List<String> facts = new ArrayList<>();
    facts.add("2026-03-02 00:00 battery 9%");
    for (int i = 0; i < times.length; i++) {
      if (!times[i].equals("-")) {
        facts.add(String.format(Locale.ROOT, "2026-03-%02d %s check-in by face", 2 + i, times[i]));
      }
    }
    return facts.toArray(String[]::new);
  }

  @Test
  void the_fifth_check_in_within_half_an_hour_after_midnight_is_found_and_four_are_not() {
    assertEquals("", week.found(daily("00:02", "00:15", "09:00", "00:07", "00:29:59")));
    assertEquals(
        "00:03:00-", week.found(daily("00:02", "00:15", "09:00", "00:07", "00:29:59", "00:03")));
  }

  @Test
  void half_past_midnight_is_odd_no_longer() {
    assertEquals("00:29:59-", week.found(daily("00:02", "00:15", "00:25", "00:07", "00:29:59")));
    assertEquals("", week.found(daily("00:02", "00:15", "00:25", "00:07", "00:30")));
  }

  @Test
  void four_of_seven_at_other_hours_do_not_end_it_and_five_do() {
    String[] nights = {"00:02", "00:15", "00:25", "00:07", "00:11", "09:00", "10:00", "11:00"};
    List<String> days = new ArrayList<>(List.of(nights));
    days.add("12:00");
    assertEquals("00:11:00-", week.found(daily(days.toArray(String[]::new))));
    days.add("13:00");
    assertEquals("00:11:00-13:00:00", week.found(daily(days.toArray(String[]::new))));
  }

  @Test
  void five_check_ins_in_one_window_are_one() {
    assertEquals(
        "",
        week.found(
            "00:00 battery 9%",
            "00:01 check-in by face",
            "00:02 check-in by face",
            "00:03 check-in by face",
            "00:04 check-in by face",
            "00:05 check-in by face"));
  }

  @Test
  void the_last_minutes_of_the_window_hug_its_edge_as_well() {
    Telling office = week("08:00-20:00");
    assertEquals("19:57:00-", office.found(daily("19:56", "19:55", "19:57", "19:56", "19:57")));
    assertEquals("", office.found(daily("19:50", "19:55", "19:57", "19:53", "19:59")));
  }

  @Test
  void a_short_window_names_the_hour_itself() {
    assertEquals("", week("00:00-05:59").found(daily("00:02", "00:05", "00:04", "00:07", "00:01")));
    assertEquals(
        "00:01:00-", week("00:00-06:00").found(daily("00:02", "00:05", "00:04", "00:07", "00:01")));
  }

  @Test
  void a_refused_check_in_and_one_during_leave_make_no_habit() {
    String[] days = daily("00:02", "00:05", "00:04", "00:07", "00:01");
    days[3] += ", refused";
    assertEquals("", week.found(days));
    String[] leave = daily("00:02", "00:05", "00:04", "00:07", "00:01");
    leave[0] = "2026-03-02 00:00 leave L-1 until 2026-03-02 12:00";
    assertEquals("", week.found(leave));
  }

  // ---- against the oracle, over eleven days

  @Provide
  Arbitrary<World> longWorlds() {
    Arbitrary<Integer> minutes =
        Arbitraries.of(0, 1, 2, 4, 15, 29, 30, 31, 360, 362, 366, 718, 719, 720, 722, 900, 1439);
    Arbitrary<WeeklySchedule> schedules =
        Arbitraries.of(
            WeeklySchedule.daily(Worlds.window("00:00", "00:00")),
            WeeklySchedule.daily(Worlds.window("00:00", "00:00")),
            WeeklySchedule.daily(Worlds.window("06:00", "12:00"), Worlds.window("23:00", "06:00")),
            WeeklySchedule.daily(Worlds.window("00:00", "04:00"), Worlds.window("12:00", "18:00")));
    Arbitrary<List<Integer>> hours =
        Arbitraries.oneOf(
            minutes.list().ofSize(11),
            Arbitraries.of(0, 1, 2, 15, 29, 30).list().ofSize(11),
            Arbitraries.of(720, 721, 722, 726).list().ofSize(11));
    return Combinators.combine(
            schedules,
            Arbitraries.of(0, 30),
            hours,
            minutes.list().ofMaxSize(3),
            Arbitraries.of(0, 0, 1_000, 59_999, 179_000).list().ofSize(14),
            Arbitraries.integers().between(-1, 20),
            Arbitraries.integers().between(-1, 20))
        .as(CheckInOddHourRuleTest::world);
  }

  private static World world(
      WeeklySchedule schedule,
      int grace,
      List<Integer> hours,
      List<Integer> others,
      List<Integer> jitter,
      int leaveDay,
      int newOrderDay) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Worlds.order("O-1", terms(new CheckInPlan(schedule, grace)), MONDAY - DAY));
    List<Integer> all = new ArrayList<>(hours);
    all.addAll(others);
    for (int i = 0; i < all.size(); i++) {
      long at = MONDAY + i % 11 * DAY + all.get(i) * Worlds.MINUTE + jitter.get(i);
      facts.add(new CheckIn(World.WHO, CheckIn.Means.FACE, true, null, 0, at, at));
    }
    if (leaveDay >= 0 && leaveDay < 11) {
      long from = MONDAY + leaveDay * DAY;
      facts.add(
          new LeaveChange(World.WHO, "L-1", new LeaveChange.Grant(from + DAY, false), from, from));
    }
    if (newOrderDay >= 0 && newOrderDay < 11) {
      long from = MONDAY + newOrderDay * DAY + 600 * Worlds.MINUTE;
      facts.add(Worlds.order("O-2", terms(null), from));
      facts.add(Worlds.order("O-3", terms(new CheckInPlan(schedule, grace)), from + 2 * DAY));
    }
    facts.sort((a, b) -> Long.compare(a.occurredAt(), b.occurredAt()));
    return new World(
        facts,
        Worlds.SHAPES,
        HolidayCalendar.WEEKENDS_ONLY,
        World.SHIPPED,
        new Horizon(MONDAY, MONDAY + 12 * DAY));
  }

  private static OrderTerms terms(CheckInPlan plan) {
    return new OrderTerms(
        ZoneId.of("Asia/Shanghai"),
        List.of(),
        null,
        plan,
        null,
        List.of(),
        "331102",
        "331102001",
        Tier.GENERAL,
        false);
  }

  private static List<Episode> odd(Iterable<Episode> episodes) {
    List<Episode> odd = new ArrayList<>();
    episodes.forEach(
        e -> {
          if (e.rule().equals("check-in-odd-hour")) {
            odd.add(e);
          }
        });
    return odd;
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void the_timeline_finds_what_the_oracle_finds(@ForAll("longWorlds") World world) {
    assertEquals(
        odd(new CheckInOddHourOracle(world).episodes()),
        odd(TimelineRunner.judge(world).episodes()));
  }

  @Example
  void the_long_worlds_are_eventful() {
    int open = 0;
    int ended = 0;
    List<World> worlds =
        longWorlds().generator(100).stream(new Random(3))
            .map(Shrinkable::value)
            .limit(200)
            .toList();
    for (World world : worlds) {
      for (Episode episode : new CheckInOddHourOracle(world).episodes()) {
        open += episode.endedAt() == null ? 1 : 0;
        ended += episode.endedAt() == null ? 0 : 1;
      }
    }
    assertTrue(open > 10 && ended > 10, open + " open, " + ended + " ended");
  }
}

package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Finding;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.timeline.Horizon;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.TimelineRunner;
import zhijiao.rules.story.World;

class NightShiftRuleTest {

  private static final long MINUTE = Worlds.MINUTE;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final long MIDNIGHT = Worlds.at("2026-03-02T00:00:00+08:00");
  private static final GeoPoint TOWN = GeoPoint.ofDegrees(28.4611, 119.9203);

  private static OrderTerms order(List<Circle> homes) {
    return new OrderTerms(
        java.time.ZoneId.of("Asia/Shanghai"),
        homes,
        null,
        null,
        null,
        List.of(),
        "331102",
        "331102001",
        Tier.GENERAL,
        false);
  }

  private static List<Fact> terms() {
    long before = MIDNIGHT - 5 * DAY;
    return new ArrayList<>(
        List.of(
            Worlds.order("O-1", order(List.of(new Circle(Worlds.HOME, 80))), before),
            Worlds.authorisation("A-1", before, before + 80 * DAY),
            new TagBinding(World.TAG, World.WHO, before, before)));
  }

  /** A night of eleven fixes to half past five, the first so many of those before five away from home. */
  private static List<Fact> night(int day, int away) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i <= 11; i++) {
      GeoPoint place = i >= 1 && i <= away ? TOWN : Worlds.HOME;
      facts.add(Worlds.fix(MIDNIGHT + day * DAY + i * 30L * MINUTE, place, 12, FixSource.GPS));
    }
    return facts;
  }

  /** Nights from day 0, each with so many of its ten fixes away; −1 for one that is not seen. */
  private static List<Fact> nights(int... away) {
    List<Fact> facts = terms();
    for (int day = 0; day < away.length; day++) {
      if (away[day] >= 0) {
        facts.addAll(night(day, away[day]));
      }
    }
    return facts;
  }

  /** So many nights with so many fixes away, and then others. */
  private static int[] after(int count, int usual, int... others) {
    int[] all = new int[count + others.length];
    java.util.Arrays.fill(all, 0, count, usual);
    System.arraycopy(others, 0, all, count, others.length);
    return all;
  }

  private static World world(List<Fact> facts) {
    facts.sort(java.util.Comparator.comparingLong(Fact::occurredAt));
    return new World(
        facts,
        List.of(),
        HolidayCalendar.WEEKENDS_ONLY,
        World.SHIPPED,
        new Horizon(MIDNIGHT - MINUTE, MIDNIGHT + 70 * DAY));
  }

  /** Days on which it was told and was over, by their mornings. */
  private static String found(List<Fact> facts) {
    return lines(TimelineRunner.judge(world(facts)).episodes());
  }

  private static String lines(Iterable<Episode> episodes) {
    List<String> lines = new ArrayList<>();
    for (Episode episode : episodes) {
      if (episode.rule().equals("night-shift")) {
        Long end = episode.endedAt();
        lines.add(
            (episode.openedAt() - MIDNIGHT) / DAY
                + "-"
                + (end == null ? "" : (end - MIDNIGHT) / DAY));
      }
    }
    return String.join(" ", lines);
  }

  @Test
  void three_nights_unlike_the_fortnight_before_are_told_until_one_that_is_like_it() {
    assertEquals("16-17", found(nights(after(14, 0, 6, 6, 6, 0))));
    assertEquals("16-", found(nights(after(14, 0, 6, 6, 6, 6))));
  }

  @Test
  void two_nights_are_a_weekend() {
    assertEquals("", found(nights(after(20, 0, 6, 6, 0, 0))));
    assertEquals("", found(nights(after(20, 0, 6, 6, 0, 6))));
  }

  @Test
  void of_thirteen_nights_nothing_is_said() {
    assertEquals("", found(nights(after(13, 0, 6, 6, 6, 0))));
  }

  @Test
  void whoever_is_out_every_night_is_as_always() {
    assertEquals("", found(nights(after(20, 6, 6, 6, 7, 0))));
  }

  @Test
  void one_odd_night_among_many_at_home_hides_nothing() {
    int[] nights = after(15, 0, 6, 7, 6, 0);
    nights[6] = 8;
    assertEquals("17-18", found(nights(nights)));
  }

  @Test
  void three_nights_of_which_too_little_was_known_hide_no_others() {
    assertEquals(
        "19-20", found(nights(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 6, 6, 0, 0, 0, 6, 6, 6, 0)));
  }

  @Test
  void one_night_of_four_is_no_habit_and_more_is_one() {
    assertEquals("22-23", found(nights(every(4, 20, 6, 6, 6, 0))));
    assertEquals("", found(nights(every(3, 20, 6, 6, 6, 0))));
  }

  /** So many nights of which each so manieth was spent away, and then others. */
  private static int[] every(int each, int count, int... others) {
    int[] all = after(count, 0, others);
    for (int day = 0; day < count; day += each) {
      all[day] = 6;
    }
    return all;
  }

  @Test
  void who_is_out_three_nights_of_every_week_is_as_always() {
    int[] nights = new int[24];
    for (int day = 0; day < nights.length; day++) {
      nights[day] = day % 7 < 3 ? 6 : 0;
    }
    assertEquals("", found(nights(nights)));
  }

  @Test
  void three_tenths_more_than_always_is_enough_and_less_is_not() {
    assertEquals("16-17", found(nights(after(14, 2, 5, 5, 5, 2))));
    assertEquals("", found(nights(after(14, 2, 5, 4, 5, 2))));
  }

  @Test
  void whose_nights_differ_much_is_told_of_greater_difference_only() {
    int[] restless = after(14, 0, 6, 6, 6, 0);
    for (int i = 0; i < 14; i += 2) {
      restless[i] = 5;
    }
    assertEquals("", found(nights(restless)));
  }

  @Test
  void nights_that_were_not_seen_are_left_out() {
    assertEquals("18-19", found(nights(after(14, 0, 6, -1, 6, -1, 6, 0))));
    assertEquals("", found(nights(after(14, 0, 6, -1, -1, -1, -1, -1, 6, -1, 6, 0))));
  }

  @Test
  void nights_of_leave_are_left_out() {
    List<Fact> facts = nights(after(14, 0, 6, 6, 6, 0));
    long from = MIDNIGHT + 16 * DAY - 60 * MINUTE;
    LeaveChange.Grant grant = new LeaveChange.Grant(from + 3 * 60 * MINUTE, false);
    facts.add(new LeaveChange(World.WHO, "L-1", grant, from, from));
    assertEquals("", found(facts));
  }

  @Test
  void nights_that_were_told_are_not_what_later_ones_are_compared_with() {
    assertEquals("16-17 22-23", found(nights(after(14, 0, 6, 6, 6, 0, 0, 0, 6, 6, 6, 0))));
  }

  @Test
  void an_order_without_a_home_ends_it_and_it_begins_anew() {
    List<Fact> facts = nights(after(14, 0, 6, 6, 6, 6, 6));
    facts.add(Worlds.order("O-2", order(List.of()), MIDNIGHT + 17 * DAY + 12 * 60 * MINUTE));
    assertEquals("16-17", found(facts));
  }

  @Test
  void it_says_both_numbers_and_shows_a_fix_of_each_night() {
    Finding finding =
        TimelineRunner.judge(world(nights(after(14, 1, 6, 6, 7, 0)))).findings().stream()
            .filter(one -> one.rule().equals("night-shift"))
            .findFirst()
            .orElseThrow();
    assertEquals("63", finding.parameters().get("sharePercent"));
    assertEquals("10", finding.parameters().get("usualPercent"));
    assertEquals("14", finding.parameters().get("usualNights"));
    assertTrue(finding.evidence().get(0).distanceMetres() > 500, finding.toString());
  }

  @Test
  void months_of_nights_at_random_are_judged_as_the_oracle_judges_them() {
    Random random = new Random(20260302);
    TreeSet<String> kinds = new TreeSet<>();
    for (int i = 0; i < 120; i++) {
      int[] away = new int[60];
      int mood = 0;
      int usual = random.nextInt(3);
      for (int day = 0; day < away.length; day++) {
        mood = mood > 0 ? mood - 1 : random.nextInt(9) == 0 ? 1 + random.nextInt(5) : 0;
        away[day] =
            random.nextInt(10) == 0
                ? -1
                : mood > 0 ? 4 + random.nextInt(6) : random.nextInt(usual + 1);
      }
      if (random.nextInt(4) == 0) {
        java.util.Arrays.fill(away, 57, 60, 9);
      }
      List<Fact> facts = nights(away);
      if (random.nextInt(4) == 0) {
        long at = MIDNIGHT + random.nextInt(60) * DAY + random.nextInt(24) * 60L * MINUTE;
        LeaveChange.Grant grant = new LeaveChange.Grant(at + 30 * 60 * MINUTE, false);
        facts.add(new LeaveChange(World.WHO, "L-1", grant, at, at));
      }
      if (random.nextInt(4) == 0) {
        long at = MIDNIGHT + (20 + random.nextInt(40)) * DAY + 120 * MINUTE;
        facts.add(Worlds.order("O-2", order(List.of()), at));
        facts.add(Worlds.order("O-3", order(List.of(new Circle(Worlds.HOME, 80))), at + DAY / 3));
      }
      World world = world(facts);
      String expected = lines(new NightShiftOracle(world).episodes());
      assertEquals(expected, lines(TimelineRunner.judge(world).episodes()), "world " + i);
      kinds.add(expected.isEmpty() ? "silent" : expected.endsWith("-") ? "open" : "ended");
    }
    assertTrue(kinds.size() == 3, kinds.toString());
  }
}

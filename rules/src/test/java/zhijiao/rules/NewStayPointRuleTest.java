package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.timeline.Horizon;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.TimelineRunner;
import zhijiao.rules.story.World;

class NewStayPointRuleTest {

  private static final long HOUR = 60 * Worlds.MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long MIDNIGHT = Worlds.at("2026-03-02T00:00:00+08:00");
  private static final GeoPoint FRIEND = GeoPoint.ofDegrees(28.4611, 119.9203);
  private static final GeoPoint OTHER = GeoPoint.ofDegrees(28.4311, 119.9203);

  private static List<Fact> terms() {
    OrderTerms terms =
        new OrderTerms(
            java.time.ZoneId.of("Asia/Shanghai"),
            List.of(new Circle(Worlds.HOME, 80)),
            null,
            null,
            null,
            List.of(),
            "331102",
            "331102001",
            Tier.GENERAL,
            false);
    long before = MIDNIGHT - 5 * DAY;
    return new ArrayList<>(
        List.of(
            Worlds.order("O-1", terms, before),
            Worlds.authorisation("A-1", before, before + 80 * DAY),
            new TagBinding(World.TAG, World.WHO, before, before)));
  }

  /** Fixes every twenty minutes from an hour of a day to another. */
  private static List<Fact> fixes(int day, double from, double until, GeoPoint at, float accuracy) {
    List<Fact> facts = new ArrayList<>();
    for (double hour = from; hour <= until + 1e-9; hour += 1 / 3.0) {
      long then = MIDNIGHT + day * DAY + Math.round(hour * HOUR / 60_000) * 60_000;
      facts.add(Worlds.fix(then, at, accuracy, FixSource.GPS));
    }
    return facts;
  }

  private static List<Fact> night(int day, GeoPoint at) {
    return fixes(day, 0, 6, at, 12);
  }

  private static World world(List<Fact> facts) {
    facts.sort(java.util.Comparator.comparingLong(Fact::occurredAt));
    return new World(
        facts,
        List.of(),
        HolidayCalendar.WEEKENDS_ONLY,
        World.SHIPPED,
        new Horizon(MIDNIGHT - HOUR, MIDNIGHT + 40 * DAY));
  }

  @SafeVarargs
  private static String found(List<Fact>... parts) {
    List<Fact> facts = terms();
    for (List<Fact> part : parts) {
      facts.addAll(part);
    }
    return lines(TimelineRunner.judge(world(facts)).episodes());
  }

  private static String lines(Iterable<Episode> episodes) {
    List<String> lines = new ArrayList<>();
    for (Episode episode : episodes) {
      if (episode.rule().equals("new-staypoint")) {
        Long end = episode.endedAt();
        lines.add(
            (episode.openedAt() - MIDNIGHT) / Worlds.MINUTE
                + "-"
                + (end == null ? "" : (end - MIDNIGHT) / Worlds.MINUTE));
      }
    }
    return String.join(" ", lines);
  }

  private static final long FIVE = 5 * 60;
  private static final long DAY_MINUTES = 24 * 60;

  @Test
  void the_second_night_in_one_place_is_told_in_the_morning_and_a_night_at_home_ends_it() {
    assertEquals(
        (DAY_MINUTES + FIVE) + "-" + 2 * DAY_MINUTES,
        found(night(0, FRIEND), night(1, FRIEND), night(2, Worlds.HOME)));
  }

  @Test
  void one_night_is_none_and_two_in_different_places_are_none() {
    assertEquals("", found(night(0, FRIEND), night(1, Worlds.HOME), night(2, Worlds.HOME)));
    assertEquals("", found(night(0, FRIEND), night(1, OTHER), night(2, Worlds.HOME)));
  }

  @Test
  void two_nights_four_weeks_apart_belong_together_and_a_day_more_does_not() {
    assertEquals((28 * DAY_MINUTES + FIVE) + "-", found(night(0, FRIEND), night(28, FRIEND)));
    assertEquals("", found(night(0, FRIEND), night(29, FRIEND)));
  }

  @Test
  void a_place_that_was_told_is_not_new_again() {
    assertEquals(
        (DAY_MINUTES + FIVE) + "-" + 2 * DAY_MINUTES,
        found(
            night(0, FRIEND),
            night(1, FRIEND),
            night(2, Worlds.HOME),
            night(3, FRIEND),
            night(4, FRIEND)));
  }

  @Test
  void a_night_on_leave_does_not_count() {
    long evening = MIDNIGHT + 20 * HOUR;
    List<Fact> leave =
        List.of(
            new LeaveChange(
                World.WHO,
                "L-1",
                new LeaveChange.Grant(evening + 6 * HOUR, false),
                evening,
                evening));
    assertEquals("", found(leave, night(0, FRIEND), night(1, FRIEND), night(2, Worlds.HOME)));
  }

  @Test
  void a_night_that_was_not_seen_whole_does_not_count() {
    List<Fact> first = night(0, FRIEND);
    assertEquals("", found(first, fixes(1, 1.34, 6, FRIEND, 12)));
    assertEquals("", found(first, fixes(1, 0, 3.67, FRIEND, 12), night(2, Worlds.HOME)));
    assertEquals("", found(first, fixes(1, 0, 6, FRIEND, 20_000)));
    List<Fact> late = fixes(1, 1, 6, FRIEND, 12);
    assertEquals((DAY_MINUTES + FIVE) + "-", found(first, late));
  }

  @Test
  void a_fix_that_is_not_sure_says_nothing_unless_it_was_measured_at_home() {
    for (int error : new int[] {12, 180, 40_000}) {
      List<Fact> second = night(1, FRIEND);
      second.set(7, Worlds.fix(second.get(7).occurredAt(), FRIEND, error, FixSource.GPS));
      assertEquals((DAY_MINUTES + FIVE) + "-", found(night(0, FRIEND), second), "±" + error);
      second.set(7, Worlds.fix(second.get(7).occurredAt(), Worlds.HOME, error, FixSource.GPS));
      assertEquals("", found(night(0, FRIEND), second), "±" + error);
    }
  }

  @Test
  void one_fix_in_ten_of_a_night_may_be_elsewhere_but_at_home() {
    GeoPoint unreachable = GeoPoint.ofDegrees(29.9, 119.9203);
    for (int error : new int[] {12, 180, 40_000}) {
      for (GeoPoint elsewhere : List.of(OTHER, unreachable)) {
        List<Fact> second = night(1, FRIEND);
        second.set(7, Worlds.fix(second.get(7).occurredAt(), elsewhere, error, FixSource.GPS));
        assertEquals((DAY_MINUTES + FIVE) + "-", found(night(0, FRIEND), second), "±" + error);
        second.set(9, Worlds.fix(second.get(9).occurredAt(), elsewhere, error, FixSource.GPS));
        assertEquals("", found(night(0, FRIEND), second), "±" + error);
      }
    }
  }

  @Test
  void a_night_that_begins_with_an_echo_lies_where_its_best_fix_does() {
    GeoPoint echo = GeoPoint.ofDegrees(28.4634, 119.9203);
    List<Fact> second = night(1, FRIEND);
    second.set(0, Worlds.fix(second.get(0).occurredAt(), echo, 130, FixSource.GPS));
    assertEquals((DAY_MINUTES + FIVE) + "-", found(night(0, FRIEND), second));
    for (int i = 1; i < second.size(); i++) {
      second.set(i, Worlds.fix(second.get(i).occurredAt(), FRIEND, 130, FixSource.GPS));
    }
    assertEquals("", found(night(0, OTHER), second), "elsewhere is elsewhere");
  }

  @Test
  void nine_sure_fixes_of_a_night_are_too_few() {
    for (int sure : new int[] {9, 10}) {
      List<Fact> second = night(1, FRIEND);
      for (int i = sure; i < second.size(); i++) {
        second.set(i, Worlds.fix(second.get(i).occurredAt(), FRIEND, 20_000, FixSource.GPS));
      }
      String told = sure == 10 ? (DAY_MINUTES + FIVE) + "-" : "";
      assertEquals(told, found(night(0, FRIEND), second));
    }
  }

  @Test
  void it_holds_when_the_second_night_arrives_days_later() {
    List<Fact> facts = terms();
    facts.addAll(night(0, FRIEND));
    for (Fact fact : night(1, FRIEND)) {
      zhijiao.core.fact.TagFix fix = (zhijiao.core.fact.TagFix) fact;
      facts.add(
          new zhijiao.core.fact.TagFix(
              fix.tag(),
              fix.point(),
              fix.accuracyMetres(),
              fix.source(),
              true,
              fix.occurredAt(),
              MIDNIGHT + 5 * DAY));
    }
    facts.addAll(night(2, Worlds.HOME));
    facts.addAll(night(3, Worlds.HOME));
    assertEquals(
        (DAY_MINUTES + FIVE) + "-" + 2 * DAY_MINUTES,
        lines(TimelineRunner.judge(world(facts)).episodes()));
  }

  @Test
  void weeks_of_nights_at_random_are_judged_as_the_oracle_judges_them() {
    Random random = new Random(20260302);
    TreeSet<String> kinds = new TreeSet<>();
    GeoPoint[] places = {
      FRIEND, FRIEND, FRIEND, OTHER, Worlds.HOME, GeoPoint.ofDegrees(28.4531, 119.9203)
    };
    for (int i = 0; i < 150; i++) {
      List<Fact> facts = terms();
      for (int day = 0; day < 9; day++) {
        GeoPoint place = places[random.nextInt(places.length)];
        double from = random.nextInt(4) == 0 ? random.nextInt(3) : 0;
        double until = random.nextInt(4) == 0 ? 3 + random.nextInt(3) : 6;
        float accuracy = random.nextInt(5) == 0 ? 90 : 12;
        if (random.nextInt(6) > 0) {
          List<Fact> night = fixes(day, from, until, place, accuracy);
          if (random.nextInt(4) == 0) {
            GeoPoint echo = GeoPoint.ofDegrees(place.latitude() + 0.0024, place.longitude());
            long then = night.get(0).occurredAt();
            night.set(0, Worlds.fix(then, echo, 130, FixSource.GPS));
          }
          for (int strays = random.nextInt(3); strays > 0; strays--) {
            int which = 1 + random.nextInt(night.size() - 1);
            GeoPoint elsewhere = random.nextBoolean() ? OTHER : places[random.nextInt(6)];
            long then = night.get(which).occurredAt();
            night.set(which, Worlds.fix(then, elsewhere, accuracy, FixSource.GPS));
          }
          facts.addAll(night);
        }
        if (random.nextInt(8) == 0) {
          long at = MIDNIGHT + day * DAY - 2 * HOUR;
          LeaveChange.Grant grant = new LeaveChange.Grant(at + 5 * HOUR, false);
          facts.add(new LeaveChange(World.WHO, "L-" + day, grant, at, at));
        }
      }
      World world = world(facts);
      String expected = lines(new NewStayPointOracle(world).episodes());
      assertEquals(expected, lines(TimelineRunner.judge(world).episodes()), "world " + i);
      if (i % 10 == 0) {
        assertNull(
            TimelineLawsTest.bytesRememberEachMoment(TimelineLawsTest.REMEMBERING_IN_BYTES, world));
      }
      kinds.add(expected.isEmpty() ? "silent" : expected.endsWith("-") ? "open" : "ended");
    }
    assertTrue(kinds.size() == 3, kinds.toString());
  }
}

package zhijiao.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What holds for every schedule, zone and instant. The days are those on which zones change their clocks, and others. */
class TimeLawsTest {

  private static final long DAY = 86_400_000L;

  /** Midnight changes, half hours, 24 hours skipped, a day that comes twice, back over midnight, and no change at all. */
  private static final List<String> ZONES =
      List.of(
          "Asia/Shanghai",
          "Asia/Urumqi",
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "America/Sao_Paulo",
          "Asia/Tehran",
          "Africa/Cairo",
          "Pacific/Apia",
          "Pacific/Kwajalein",
          "America/Havana",
          "America/St_Johns",
          "UTC",
          "Asia/Kathmandu");

  /** Instants at which one of those zones changed its clock. */
  private static final List<String> CHANGES =
      List.of(
          "2026-03-29T01:00:00Z",
          "2026-10-25T01:00:00Z",
          "2026-03-08T07:00:00Z",
          "2026-11-01T06:00:00Z",
          "2026-04-04T15:00:00Z",
          "2018-11-04T03:00:00Z",
          "2018-02-18T02:00:00Z",
          "2011-12-30T10:00:00Z",
          "1969-09-30T13:00:00Z",
          "1993-08-21T12:00:00Z",
          "1991-09-14T15:00:00Z",
          "2021-03-21T20:30:00Z",
          "2028-02-29T00:00:00Z",
          "2026-12-31T16:00:00Z",
          "2024-04-25T22:00:00Z",
          "2010-11-07T02:31:00Z");

  @Property(tries = 2000)
  void spans_are_those_of_a_search_over_every_day_around(
      @ForAll("schedules") WeeklySchedule schedule,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") long from,
      @ForAll @LongRange(min = 0, max = 3 * DAY) long length,
      @ForAll("calendars") HolidayCalendar calendar) {
    assertEquals(
        searched(schedule, from, from + length, zone, calendar),
        schedule.spansMeeting(from, from + length, zone, calendar));
  }

  @Property
  void asking_for_two_parts_finds_what_asking_for_the_whole_finds(
      @ForAll("schedules") WeeklySchedule schedule,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") long from,
      @ForAll @LongRange(min = 0, max = 2 * DAY) long first,
      @ForAll @LongRange(min = 0, max = 2 * DAY) long second,
      @ForAll("calendars") HolidayCalendar calendar) {
    long middle = from + first;
    long until = middle + second;
    Set<TimeSpan> parts = new HashSet<>(schedule.spansMeeting(from, middle, zone, calendar));
    parts.addAll(schedule.spansMeeting(middle, until, zone, calendar));
    assertEquals(new HashSet<>(schedule.spansMeeting(from, until, zone, calendar)), parts);
  }

  @Property
  void a_later_wall_clock_time_never_means_an_earlier_instant(
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") long instant,
      @ForAll @LongRange(min = 0, max = 200_000) long secondsLater) {
    LocalDateTime one =
        LocalDateTime.ofInstant(Instant.ofEpochMilli(instant), ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.SECONDS);
    LocalDateTime two = one.plusSeconds(secondsLater);
    assertTrue(
        LocalClock.instantOf(one.toLocalDate(), one.toLocalTime(), zone.getRules())
            <= LocalClock.instantOf(two.toLocalDate(), two.toLocalTime(), zone.getRules()));
  }

  @Property
  void every_instant_is_in_its_own_supervision_day_and_in_no_other(
      @ForAll("zones") ZoneId zone, @ForAll("instants") long instant) {
    SupervisionDay day = SupervisionDay.of(instant, zone);
    assertTrue(day.span(zone).contains(instant));
    for (SupervisionDay other = new SupervisionDay(day.date().minusDays(3));
        other.compareTo(new SupervisionDay(day.date().plusDays(3))) < 0;
        other = other.next()) {
      assertEquals(other.equals(day), other.span(zone).contains(instant));
    }
  }

  @Property
  void supervision_days_follow_one_another_without_gap(
      @ForAll("zones") ZoneId zone, @ForAll("instants") long instant) {
    SupervisionDay day = SupervisionDay.of(instant, zone);
    assertEquals(day.span(zone).until(), day.next().span(zone).from());
    assertEquals(day.span(zone).from(), day.previous().span(zone).until());
  }

  private static List<TimeSpan> searched(
      WeeklySchedule schedule, long from, long until, ZoneId zone, HolidayCalendar calendar) {
    List<TimeSpan> found = new ArrayList<>();
    LocalDate around = LocalDate.ofInstant(Instant.ofEpochMilli(from), ZoneOffset.UTC);
    for (LocalDate day = around.minusDays(8);
        day.isBefore(around.plusDays(12));
        day = day.plusDays(1)) {
      for (LocalWindow window :
          calendar.isRestDay(day) ? schedule.restDays() : schedule.workdays()) {
        long begins = firstMeaningOf(day.atTime(window.from()), zone);
        long ends =
            firstMeaningOf(
                window.until().isAfter(window.from())
                    ? day.atTime(window.until())
                    : day.plusDays(1).atTime(window.until()),
                zone);
        if (begins < ends && begins < until && ends > from && from < until) {
          found.add(new TimeSpan(begins, ends));
        }
      }
    }
    return found;
  }

  /** The first instant at which a clock on the wall shows this time or, skipping it, a later one. */
  private static long firstMeaningOf(LocalDateTime local, ZoneId zone) {
    if (zone.getRules().getValidOffsets(local).isEmpty()) {
      return zone.getRules().getTransition(local).getInstant().toEpochMilli();
    }
    return local.atZone(zone).withEarlierOffsetAtOverlap().toInstant().toEpochMilli();
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZONES).map(ZoneId::of);
  }

  @Provide
  Arbitrary<Long> instants() {
    Arbitrary<Long> near =
        Combinators.combine(Arbitraries.of(CHANGES), Arbitraries.longs().between(-2 * DAY, 2 * DAY))
            .as((change, off) -> Instant.parse(change).toEpochMilli() + off);
    Arbitrary<Long> exact = Arbitraries.of(CHANGES).map(c -> Instant.parse(c).toEpochMilli());
    Arbitrary<Long> any = Arbitraries.longs().between(0, 70 * 365 * DAY);
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(6, near),
        net.jqwik.api.Tuple.of(1, exact),
        net.jqwik.api.Tuple.of(3, any));
  }

  @Provide
  Arbitrary<WeeklySchedule> schedules() {
    return Combinators.combine(windows(), windows()).as(WeeklySchedule::new);
  }

  @Provide
  Arbitrary<HolidayCalendar> calendars() {
    Arbitrary<Set<LocalDate>> dates =
        Combinators.combine(Arbitraries.of(CHANGES), Arbitraries.integers().between(-2, 2))
            .as(
                (change, off) ->
                    LocalDate.ofInstant(Instant.parse(change), ZoneOffset.UTC).plusDays(off))
            .set()
            .ofMaxSize(5);
    return Combinators.combine(dates, dates).as(HolidayCalendar::new);
  }

  /** Up to three windows cut out of one turn of the clock, so that none overlap. */
  private static Arbitrary<List<LocalWindow>> windows() {
    return Arbitraries.integers()
        .between(0, 24 * 60 - 1)
        .set()
        .ofMinSize(0)
        .ofMaxSize(6)
        .map(
            minutes -> {
              List<Integer> sorted = minutes.stream().sorted().toList();
              List<LocalWindow> windows = new ArrayList<>();
              // Shifted by one, so that the last one may cross midnight.
              for (int i = 1; i + 1 <= sorted.size(); i += 2) {
                windows.add(
                    new LocalWindow(
                        minute(sorted.get(i)), minute(sorted.get((i + 1) % sorted.size()))));
              }
              return windows;
            });
  }

  private static LocalTime minute(int ofDay) {
    return LocalTime.ofSecondOfDay(ofDay * 60L);
  }
}

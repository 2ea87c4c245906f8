package zhijiao.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeeklyScheduleTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalWindow NIGHT = window("21:00", "06:00");
  private static final LocalWindow MORNING = window("08:00", "09:00");
  private static final LocalWindow NOON = window("11:00", "13:00");

  @Test
  void a_night_is_one_span_from_evening_to_morning() {
    assertEquals(
        List.of(span("2026-03-02T21:00", "2026-03-03T06:00", SHANGHAI)),
        meeting(
            WeeklySchedule.daily(NIGHT),
            "2026-03-02T12:00",
            "2026-03-03T12:00",
            SHANGHAI,
            HolidayCalendar.WEEKENDS_ONLY));
  }

  @Test
  void a_span_that_merely_touches_does_not_meet_but_one_second_of_it_does() {
    WeeklySchedule nights = WeeklySchedule.daily(NIGHT);
    assertEquals(
        List.of(),
        meeting(
            nights,
            "2026-03-02T06:00",
            "2026-03-02T21:00",
            SHANGHAI,
            HolidayCalendar.WEEKENDS_ONLY));
    assertEquals(
        List.of(
            span("2026-03-01T21:00", "2026-03-02T06:00", SHANGHAI),
            span("2026-03-02T21:00", "2026-03-03T06:00", SHANGHAI)),
        meeting(
            nights,
            "2026-03-02T05:59:59",
            "2026-03-02T21:00:01",
            SHANGHAI,
            HolidayCalendar.WEEKENDS_ONLY));
  }

  @Test
  void a_window_belongs_to_the_day_on_which_it_begins() {
    // Friday 2026-03-06 is a workday, so its night reaches into Saturday; Saturday has none.
    WeeklySchedule workNights = new WeeklySchedule(List.of(NIGHT), List.of());
    assertEquals(
        List.of(span("2026-03-06T21:00", "2026-03-07T06:00", SHANGHAI)),
        meeting(
            workNights,
            "2026-03-06T12:00",
            "2026-03-08T12:00",
            SHANGHAI,
            HolidayCalendar.WEEKENDS_ONLY));
  }

  @Test
  void a_night_goes_over_the_end_of_a_month_of_a_year_and_over_a_leap_day() {
    WeeklySchedule nights = WeeklySchedule.daily(NIGHT);
    assertEquals(
        List.of(span("2025-12-31T21:00", "2026-01-01T06:00", SHANGHAI)),
        meeting(
            nights,
            "2025-12-31T12:00",
            "2026-01-01T12:00",
            SHANGHAI,
            HolidayCalendar.WEEKENDS_ONLY));
    assertEquals(
        List.of(
            span("2028-02-28T21:00", "2028-02-29T06:00", SHANGHAI),
            span("2028-02-29T21:00", "2028-03-01T06:00", SHANGHAI)),
        meeting(
            nights,
            "2028-02-28T12:00",
            "2028-03-01T12:00",
            SHANGHAI,
            HolidayCalendar.WEEKENDS_ONLY));
  }

  @Test
  void a_holiday_has_the_windows_of_a_rest_day_and_a_make_up_workday_those_of_a_workday() {
    HolidayCalendar calendar =
        new HolidayCalendar(
            Set.of(LocalDate.parse("2026-10-01")), Set.of(LocalDate.parse("2026-10-10")));
    WeeklySchedule schedule = new WeeklySchedule(List.of(MORNING), List.of(NOON));
    assertEquals( // a Thursday
        List.of(span("2026-10-01T11:00", "2026-10-01T13:00", SHANGHAI)),
        meeting(schedule, "2026-10-01T00:00", "2026-10-02T00:00", SHANGHAI, calendar));
    assertEquals( // a Saturday
        List.of(span("2026-10-10T08:00", "2026-10-10T09:00", SHANGHAI)),
        meeting(schedule, "2026-10-10T00:00", "2026-10-11T00:00", SHANGHAI, calendar));
  }

  @Test
  void a_window_of_the_same_time_twice_is_a_whole_day() {
    assertEquals(
        List.of(span("2026-03-02T00:00", "2026-03-03T00:00", SHANGHAI)),
        meeting(
            WeeklySchedule.daily(window("00:00", "00:00")),
            "2026-03-02T00:00",
            "2026-03-03T00:00",
            SHANGHAI,
            HolidayCalendar.WEEKENDS_ONLY));
  }

  @Test
  void a_window_that_begins_in_time_that_is_skipped_begins_when_the_clock_is_put_forward() {
    // Berlin, 2026-03-29: 02:00 becomes 03:00.
    long change = at("2026-03-29T03:00", BERLIN);
    assertEquals(
        List.of(new TimeSpan(change, at("2026-03-29T03:10", BERLIN))),
        meeting(
            WeeklySchedule.daily(window("02:30", "03:10")),
            "2026-03-29T00:00",
            "2026-03-29T12:00",
            BERLIN,
            HolidayCalendar.WEEKENDS_ONLY));
  }

  @Test
  void a_window_in_skipped_time_is_no_window_on_that_day() {
    WeeklySchedule schedule = WeeklySchedule.daily(window("02:10", "02:50"));
    assertEquals(
        List.of(),
        meeting(
            schedule,
            "2026-03-29T00:00",
            "2026-03-30T00:00",
            BERLIN,
            HolidayCalendar.WEEKENDS_ONLY));
  }

  @Test
  void of_a_time_that_comes_twice_the_first_is_meant() {
    // Berlin, 2026-10-25: 03:00 becomes 02:00, so 02:30 comes at 00:30Z and at 01:30Z.
    assertEquals(
        List.of(new TimeSpan(at("2026-10-24T21:00", BERLIN), utc("2026-10-25T00:30"))),
        meeting(
            WeeklySchedule.daily(window("21:00", "02:30")),
            "2026-10-24T12:00",
            "2026-10-25T12:00",
            BERLIN,
            HolidayCalendar.WEEKENDS_ONLY));
  }

  @Test
  void a_clock_put_back_over_midnight_does_not_lose_the_window_that_had_begun() {
    // St. John's, 2010-11-07: 00:01 became 23:01 of the day before, at 02:31Z.
    ZoneId stJohns = ZoneId.of("America/St_Johns");
    TimeSpan secondEvening = new TimeSpan(utc("2010-11-07T02:45"), utc("2010-11-07T03:00"));
    assertEquals(
        List.of(new TimeSpan(utc("2010-11-07T02:30"), utc("2010-11-07T04:00"))),
        WeeklySchedule.daily(window("00:00", "00:30"))
            .spansMeeting(
                secondEvening.from(),
                secondEvening.until(),
                stJohns,
                HolidayCalendar.WEEKENDS_ONLY));
  }

  @Test
  void the_night_of_the_change_is_one_hour_shorter_in_spring_and_longer_in_autumn() {
    WeeklySchedule nights = WeeklySchedule.daily(NIGHT);
    assertEquals(8 * 3_600_000L, onlyLength(nights, "2026-03-28T12:00", "2026-03-29T12:00"));
    assertEquals(10 * 3_600_000L, onlyLength(nights, "2026-10-24T12:00", "2026-10-25T12:00"));
  }

  @Test
  void windows_are_put_in_order_so_that_two_ways_of_writing_a_schedule_are_equal() {
    assertEquals(WeeklySchedule.daily(MORNING, NOON), WeeklySchedule.daily(NOON, MORNING));
  }

  @Test
  void overlapping_windows_are_refused_and_named() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> WeeklySchedule.daily(window("08:00", "09:01"), window("09:00", "10:00")));
    assertTrue(refused.getMessage().contains("08:00-09:01"), refused.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> WeeklySchedule.daily(window("05:59", "07:00"), NIGHT));
    assertThrows(IllegalArgumentException.class, () -> WeeklySchedule.daily(NIGHT, NIGHT));
  }

  @Test
  void windows_may_follow_one_another_without_a_gap() {
    assertEquals(2, WeeklySchedule.daily(window("06:00", "21:00"), NIGHT).workdays().size());
  }

  @Test
  void a_fraction_of_a_second_is_refused() {
    assertThrows(
        IllegalArgumentException.class, () -> new LocalWindow(LocalTime.MIN, LocalTime.MAX));
  }

  @Test
  void nothing_meets_an_empty_span_and_a_span_that_ends_before_it_begins_is_refused() {
    WeeklySchedule nights = WeeklySchedule.daily(NIGHT);
    assertEquals(List.of(), nights.spansMeeting(5, 5, SHANGHAI, HolidayCalendar.WEEKENDS_ONLY));
    assertThrows(
        IllegalArgumentException.class,
        () -> nights.spansMeeting(5, 4, SHANGHAI, HolidayCalendar.WEEKENDS_ONLY));
  }

  private static long onlyLength(WeeklySchedule schedule, String from, String until) {
    List<TimeSpan> spans = meeting(schedule, from, until, BERLIN, HolidayCalendar.WEEKENDS_ONLY);
    assertEquals(1, spans.size());
    return spans.get(0).until() - spans.get(0).from();
  }

  private static List<TimeSpan> meeting(
      WeeklySchedule schedule, String from, String until, ZoneId zone, HolidayCalendar calendar) {
    return schedule.spansMeeting(at(from, zone), at(until, zone), zone, calendar);
  }

  private static TimeSpan span(String from, String until, ZoneId zone) {
    return new TimeSpan(at(from, zone), at(until, zone));
  }

  private static long at(String local, ZoneId zone) {
    return LocalDateTime.parse(local).atZone(zone).toInstant().toEpochMilli();
  }

  private static long utc(String text) {
    return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static LocalWindow window(String from, String until) {
    return new LocalWindow(LocalTime.parse(from), LocalTime.parse(until));
  }
}

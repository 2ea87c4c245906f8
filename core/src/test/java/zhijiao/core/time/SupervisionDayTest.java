package zhijiao.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SupervisionDayTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void the_hours_after_midnight_belong_to_the_evening_before() {
    assertEquals(day("2026-03-01"), SupervisionDay.of(utc("2026-03-01T17:30:00Z"), SHANGHAI));
  }

  @Test
  void a_day_begins_at_noon_and_not_a_millisecond_before() {
    long noon = utc("2026-03-02T04:00:00Z");
    assertEquals(day("2026-03-02"), SupervisionDay.of(noon, SHANGHAI));
    assertEquals(day("2026-03-01"), SupervisionDay.of(noon - 1, SHANGHAI));
  }

  @Test
  void it_lasts_until_the_next_noon() {
    assertEquals(
        new TimeSpan(utc("2028-02-29T04:00:00Z"), utc("2028-03-01T04:00:00Z")),
        day("2028-02-29").span(SHANGHAI));
  }

  @Test
  void the_day_of_a_clock_change_is_an_hour_shorter_or_longer() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    TimeSpan spring = day("2026-03-28").span(berlin);
    TimeSpan autumn = day("2026-10-24").span(berlin);
    assertEquals(23 * 3_600_000L, spring.until() - spring.from());
    assertEquals(25 * 3_600_000L, autumn.until() - autumn.from());
  }

  @Test
  void a_date_that_a_zone_skipped_begins_when_the_next_date_does() {
    // Samoa went from 29 straight to 31 December 2011.
    TimeSpan skipped = day("2011-12-30").span(ZoneId.of("Pacific/Apia"));
    assertEquals(12 * 3_600_000L, skipped.until() - skipped.from());
  }

  private static SupervisionDay day(String date) {
    return new SupervisionDay(LocalDate.parse(date));
  }

  private static long utc(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}

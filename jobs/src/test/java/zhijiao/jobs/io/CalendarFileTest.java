package zhijiao.jobs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.time.HolidayCalendar;

class CalendarFileTest {

  private static final HolidayCalendar CHINA = CalendarFile.china();

  @Test
  void the_national_day_of_2026_rests_on_weekdays() {
    LocalDate thursday = LocalDate.of(2026, 10, 1);
    assertEquals(DayOfWeek.THURSDAY, thursday.getDayOfWeek());
    assertTrue(CHINA.isRestDay(thursday));
  }

  @Test
  void the_saturday_that_pays_for_it_is_a_workday() {
    LocalDate saturday = LocalDate.of(2026, 10, 10);
    assertEquals(DayOfWeek.SATURDAY, saturday.getDayOfWeek());
    assertFalse(CHINA.isRestDay(saturday));
  }

  @Test
  void ordinary_days_are_what_their_name_says_also_after_the_last_year() {
    assertFalse(CHINA.isRestDay(LocalDate.of(2026, 3, 2)));
    assertTrue(CHINA.isRestDay(LocalDate.of(2026, 3, 7)));
    assertTrue(CHINA.isRestDay(LocalDate.of(2031, 3, 1)));
  }

  @Test
  void every_entry_is_read_and_every_make_up_workday_is_on_a_weekend() {
    assertEquals(619, CHINA.holidays().size());
    assertEquals(150, CHINA.makeUpWorkdays().size());
    for (LocalDate date : CHINA.makeUpWorkdays()) {
      assertTrue(date.getDayOfWeek().getValue() >= 6, date.toString());
    }
  }

  @Test
  void what_is_wrong_with_a_file_is_named(@TempDir Path folder) throws IOException {
    assertEquals("has no object \"workdays\"", problem(folder, "{\"holidays\":{}}"));
    assertEquals(
        ", \"holidays\": not a date: 2026-02-30",
        problem(folder, "{\"holidays\":{\"2026-02-30\":\"\"},\"workdays\":{}}"));
    assertEquals(
        ": 2026-01-01 is both a holiday and a workday",
        problem(folder, "{\"holidays\":{\"2026-01-01\":1},\"workdays\":{\"2026-01-01\":1}}"));
    assertTrue(problem(folder, "{\n\"holidays\":").startsWith("is not JSON: "));
  }

  private static String problem(Path folder, String content) throws IOException {
    Path file = Files.writeString(folder.resolve("calendar.json"), content);
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> CalendarFile.read(file))
                .getMessage());
    assertTrue(message.startsWith(file.toString()), message);
    return message.substring(file.toString().length()).stripLeading();
  }
}

package zhijiao.jobs.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import zhijiao.core.time.HolidayCalendar;

/**
 * Reads a holiday calendar: a JSON object whose members {@code holidays} (days off, also those on weekends) and {@code
 * workdays} (Saturdays and Sundays that are workdays, 调休) are objects with ISO dates as their keys. What the dates are
 * called and any other member, such as {@code inLieuDays} (those holidays for which a make-up workday pays), is not read.
 */
public final class CalendarFile {

  /** A copy of chinese-days 1.5.7, see ATTRIBUTION.md beside it. */
  private static final String CHINA = "/calendar/china-2004-2026.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private CalendarFile() {}

  /** China's calendar as it comes with the program: 2004 to 2026. On later dates only weekends are rest days. */
  public static HolidayCalendar china() {
    try (InputStream in = CalendarFile.class.getResourceAsStream(CHINA)) {
      if (in == null) {
        throw new IllegalStateException("missing from the class path: " + CHINA);
      }
      return parse(JSON.readTree(in), CHINA);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + CHINA, e);
    }
  }

  /**
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when it is not a calendar, with the file and what is wrong
   */
  public static HolidayCalendar read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(JSON.readTree(in), file.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file
              + " is not JSON: "
              + e.getOriginalMessage()
              + " in line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()),
          e);
    }
  }

  private static HolidayCalendar parse(JsonNode root, String file) {
    Set<LocalDate> holidays = dates(root, "holidays", file);
    Set<LocalDate> workdays = dates(root, "workdays", file);
    for (LocalDate date : workdays) {
      if (holidays.contains(date)) {
        throw new IllegalArgumentException(file + ": " + date + " is both a holiday and a workday");
      }
    }
    return new HolidayCalendar(holidays, workdays);
  }

  private static Set<LocalDate> dates(JsonNode root, String member, String file) {
    JsonNode node = root.path(member);
    if (!node.isObject()) {
      throw new IllegalArgumentException(file + " has no object \"" + member + "\"");
    }
    Set<LocalDate> dates = new HashSet<>();
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      try {
        dates.add(LocalDate.parse(name));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(file + ", \"" + member + "\": not a date: " + name, e);
      }
    }
    return dates;
  }
}

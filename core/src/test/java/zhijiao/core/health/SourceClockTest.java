package zhijiao.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SourceClockTest {

  private static final long MINUTE = ClockDesk.MINUTE;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = ClockDesk.DAY;

  /** So many people in turn, so far apart, an hour late. */
  private static ClockDesk slow(int reports, int people, long apart) {
    ClockDesk desk = new ClockDesk();
    for (int i = 0; i < reports; i++) {
      desk.take(ClockDesk.checkIn(i % people, i * apart, i * apart + HOUR));
    }
    return desk;
  }

  @Test
  void four_reports_of_three_people_over_ten_minutes_show_it_and_fewer_do_not() {
    assertEquals(Set.of("4200- 3 slow 60"), slow(4, 3, 200_000).incidents());
    assertEquals(Set.of(), slow(3, 3, 5 * MINUTE).incidents());
    assertEquals(Set.of(), slow(8, 2, 5 * MINUTE).incidents());
    assertEquals(Set.of(), slow(4, 4, 199_000).incidents());
    assertEquals(Set.of("4395- 5 slow 60"), slow(5, 5, 199_000 - 250).incidents());
  }

  @Test
  void a_report_of_a_wrong_clock_stands_at_its_date_and_at_its_receipt() {
    ClockDesk desk = slow(3, 3, 5 * MINUTE);
    assertEquals(Set.of("S-0 0", "S-1 300", "S-2 600"), desk.forms());
    desk.take(ClockDesk.checkIn(0, 15 * MINUTE, 15 * MINUTE + HOUR));
    TreeSet<String> twice = new TreeSet<>();
    for (int i = 0; i < 4; i++) {
      String who = "S-" + i % 3;
      int told = i * 300;
      twice.add(who + " " + told + " told " + told);
      twice.add(who + " " + (told + 3_600) + " told " + told + " again");
    }
    assertEquals(twice, desk.forms());
  }

  @Test
  void reports_that_differ_by_more_than_a_minute_show_nothing() {
    ClockDesk desk = new ClockDesk();
    for (int i = 0; i < 12; i++) {
      long at = i * 5L * MINUTE;
      desk.take(ClockDesk.checkIn(i, at, at + HOUR + i % 2 * (MINUTE + 1)));
    }
    assertEquals(Set.of(), desk.incidents());
    assertEquals(12, desk.forms().size());
  }

  @Test
  void what_is_ahead_of_its_receipt_stands_there_and_agreement_is_an_incident() {
    ClockDesk desk = new ClockDesk();
    desk.take(ClockDesk.checkIn(0, HOUR, 0));
    assertEquals(Set.of("S-0 0 told 3600"), desk.forms(), "one is enough");
    assertEquals(Set.of(), desk.incidents());
    for (int i = 1; i < 4; i++) {
      desk.take(ClockDesk.checkIn(i, HOUR + i * 5L * MINUTE, i * 5L * MINUTE));
    }
    assertEquals(Set.of("900- 4 slow -60"), desk.incidents());
    desk.take(ClockDesk.checkIn(5, 20 * MINUTE, 20 * MINUTE));
    assertEquals(Set.of("900-1200 4 slow -60"), desk.incidents());
  }

  @Test
  void what_is_too_old_to_be_judged_stands_at_its_receipt() {
    ClockDesk desk = new ClockDesk();
    desk.take(ClockDesk.checkIn(0, 0, ClockDesk.JUDGED + 1));
    assertEquals(Set.of("S-0 604800.001 told 0"), desk.forms());
    desk.take(ClockDesk.checkIn(1, 0, ClockDesk.JUDGED));
    assertTrue(desk.forms().contains("S-1 0"));
  }

  @Test
  void an_earlier_copy_that_comes_later_takes_the_place_of_the_later_one() {
    ClockDesk desk = slow(4, 4, 5 * MINUTE);
    assertEquals(1, desk.incidents().size());
    desk.take(ClockDesk.checkIn(1, 5 * MINUTE, 6 * MINUTE));
    assertEquals(1, desk.duplicates());
    assertEquals(
        Set.of(), desk.incidents(), "three are left, and none of them is of a wrong clock");
    assertEquals(Set.of("S-0 0", "S-1 300", "S-2 600", "S-3 900"), desk.forms());
    desk.take(ClockDesk.checkIn(1, 5 * MINUTE, 7 * MINUTE));
    assertEquals(2, desk.duplicates());
  }

  /** Weeks of a wrong clock are one incident, of all who came, and take no more memory than its last days. */
  @Test
  void a_clock_that_stays_wrong_is_one_incident_for_as_long_as_it_does() {
    ClockDesk desk = new ClockDesk();
    int afterAWeek = 0;
    for (int day = 0; day < 21; day++) {
      for (int i = 0; i < 20; i++) {
        long at = day * DAY + i * 5L * MINUTE;
        desk.take(ClockDesk.checkIn(day < 10 ? i : 20 + i, at, at + HOUR));
        desk.forget(at + HOUR);
        desk.reread();
      }
      afterAWeek = day == 7 ? desk.bytes().length : afterAWeek;
    }
    long last = 22 * DAY;
    desk.take(ClockDesk.checkIn(1, last, last));
    assertEquals(Set.of("4500-" + last / 1_000 + " 40 slow 60"), desk.incidents());
    assertTrue(desk.bytes().length < 2 * afterAWeek);
    desk.forget(last + 5 * DAY);
    assertTrue(desk.clock().isForgettable());
    assertEquals(Long.MAX_VALUE, desk.clock().forgetAt());
  }

  /** What was given up is not judged again, so what stands of it stays. */
  @Test
  void an_incident_that_is_over_stays_when_its_reports_are_given_up() {
    ClockDesk desk = slow(4, 4, 5 * MINUTE);
    desk.take(ClockDesk.checkIn(1, 2 * HOUR, 2 * HOUR));
    Set<String> told = desk.incidents();
    for (int day = 1; day < 9; day++) {
      desk.take(ClockDesk.checkIn(1, day * DAY, day * DAY));
      desk.take(ClockDesk.checkIn(2, day * DAY, day * DAY + HOUR));
      desk.forget(day * DAY + HOUR);
    }
    assertEquals(told, desk.incidents());
    assertFalse(desk.clock().isForgettable());
  }

  @Test
  void a_base_station_dates_no_report_of_a_person() {
    String station = SourceKind.STATION.name("ST-1");
    assertThrows(
        NullPointerException.class, () -> new SourceClock(station, MINUTE, ClockDesk.JUDGED));
  }
}

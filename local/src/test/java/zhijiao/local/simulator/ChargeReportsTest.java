package zhijiao.local.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChargeReportsTest {

  private static final long HOUR = 3_600_000;

  /** A day of a battery that is empty after twenty hours; the last report comes so much later. */
  private static ChargeReports day(long later) {
    ChargeReports reports = new ChargeReports();
    reports.add(100, 0);
    reports.add(80, 4 * HOUR);
    reports.add(60, 8 * HOUR);
    reports.add(40, 12 * HOUR);
    reports.add(20, 16 * HOUR + later);
    return reports;
  }

  @Test
  void four_hours_left_are_foretold_and_two_seconds_more_are_not() {
    assertTrue(day(0).foretell());
    assertEquals(16 * HOUR, day(0).warnedAt());
    assertFalse(day(6_000).foretell());
    assertEquals(ChargeReports.NEVER, day(6_000).warnedAt());
  }

  @Test
  void what_is_low_is_a_warning_and_no_forecast() {
    ChargeReports reports = day(6_000);
    reports.add(1, 20 * HOUR);
    assertFalse(reports.foretell());
    assertEquals(20 * HOUR, reports.warnedAt());
  }

  @Test
  void one_report_foretells_nothing_nor_do_two_within_half_an_hour() {
    ChargeReports reports = new ChargeReports();
    reports.add(60, 0);
    reports.add(30, HOUR / 2 - 1);
    assertFalse(reports.foretell());
  }

  @Test
  void what_may_not_be_looked_at_any_more_foretells_nothing() {
    ChargeReports reports = new ChargeReports();
    reports.add(90, 0);
    reports.forget();
    reports.add(30, 2 * HOUR);
    assertFalse(reports.foretell());
  }
}

package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;

class AuthExpiryRuleTest {

  private static final String HOME = "order: home circle 28.4511,119.9203 r 80m\nauthorised: no";

  private final Telling case1 = new Telling("auth-expiry", HOME);

  @Test
  void s2_managers_are_told_fourteen_days_before_the_end_and_reminded_at_three_and_at_none() {
    List<Finding> findings =
        case1.findings(
            "08:00 authorisation A-1 until 2026-04-02 08:00",
            "09:00 battery 80%",
            "2026-04-03 08:00 check-in by visit");
    assertEquals(1, findings.size());
    List<String> times =
        findings.get(0).evidence().stream().map(e -> Telling.date(e.occurredAt())).toList();
    assertEquals(
        List.of("2026-03-19 08:00:00", "2026-03-30 08:00:00", "2026-04-02 08:00:00"), times);
    assertEquals(Audience.MANAGERS, AuthExpiryRule.CARD.audience());
    assertEquals(Matter.PROCEDURE, AuthExpiryRule.CARD.matter());
  }

  @Test
  void a_second_before_the_fourteenth_day_nothing_is_told() {
    String granted = "08:00 authorisation A-1 until 2026-04-02 08:00";
    assertEquals(
        "", case1.dated(granted, "09:00 battery 80%", "2026-03-19 07:59:59 check-in by visit"));
    assertEquals(
        "2026-03-19 08:00:00 – ",
        case1.dated(granted, "09:00 battery 80%", "2026-03-19 08:00:00 check-in by visit"));
  }

  @Test
  void a_renewal_that_leaves_a_gap_renews_nothing() {
    assertEquals(
        "2026-03-19 08:00:00 – 2026-04-02 08:00:00",
        case1.dated(
            "08:00 authorisation A-1 until 2026-04-02 08:00",
            "09:00 battery 80%",
            "2026-03-17 10:00 renewal A-2 from 2026-04-02 09:00 until 2026-06-02 09:00",
            "2026-04-03 08:00 check-in by visit"));
  }

  @Test
  void an_authorisation_of_ten_days_is_only_reminded_of() {
    assertEquals(
        "2026-03-09 08:00:00 – 2026-03-12 08:00:00",
        case1.dated(
            "08:00 authorisation A-1 until 2026-03-12 08:00",
            "09:00 battery 80%",
            "2026-03-14 08:00 check-in by visit"));
  }

  @Test
  void a_revocation_ends_the_warning() {
    assertEquals(
        "2026-03-19 08:00:00 – 2026-03-20 10:00:00",
        case1.dated(
            "08:00 authorisation A-1 until 2026-04-02 08:00",
            "09:00 battery 80%",
            "2026-03-20 10:00 authorisation A-1 revoked",
            "2026-03-23 08:00 check-in by visit"));
  }

  /** Over month ends, leap days and years: fourteen days before by the calendar, at the same time of day. */
  @Property
  void s2_the_warning_comes_fourteen_calendar_days_before_whatever_the_date(
      @ForAll @IntRange(min = 0, max = 1500) int day,
      @ForAll @IntRange(min = 15, max = 90) int length) {
    LocalDate from = LocalDate.of(2023, 11, 1).plusDays(day);
    LocalDate until = from.plusDays(length);
    Telling then = new Telling("auth-expiry", HOME + "\ndate: " + from);
    List<Finding> findings =
        then.findings(
            "08:00 authorisation A-1 until " + until + " 08:00",
            "09:00 battery 80%",
            until.plusDays(1) + " 08:00 check-in by visit");
    assertEquals(1, findings.size());
    assertEquals(until.minusDays(14), dateOf(findings.get(0).openedAt()));
    assertEquals(until, dateOf(findings.get(0).endedAt()));
  }

  private static LocalDate dateOf(long instant) {
    return Instant.ofEpochMilli(instant).atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
  }

  @Test
  void settings_are_told_with_every_finding() {
    Finding finding =
        case1
            .findings(
                "08:00 authorisation A-1 until 2026-04-02 08:00",
                "09:00 battery 80%",
                "2026-03-20 08:00 check-in by visit")
            .get(0);
    assertTrue(finding.parameters().containsKey("warnDays"));
    assertEquals("A-1", finding.target());
  }
}

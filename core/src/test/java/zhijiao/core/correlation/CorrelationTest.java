package zhijiao.core.correlation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.GeoPoint;

class CorrelationTest {

  private static final long MINUTE = 60_000;
  private static final long FROM = 1_772_452_800_000L;
  private static final long UNTIL = FROM + 60 * MINUTE;
  private static final GeoPoint PLACE = GeoPoint.ofDegrees(28.45, 119.92);

  private static CorrelationRequest request(long until, String basis) {
    return new CorrelationRequest(
        FROM, until, PLACE, 100, basis, "county bureau, 0042", "burglary", "A-2026-7");
  }

  private static Correlation correlation(String... people) {
    Correlation correlation = new Correlation(request(UNTIL, "art. 1"), 150);
    long before = FROM - 1_440 * MINUTE;
    for (String who : people) {
      Subject subject = new Subject(who);
      correlation.accept(new OrderChange(subject, "O", terms(), before, before));
      correlation.accept(
          new AuthorisationChange(
              subject,
              "A",
              new AuthorisationChange.Grant(1, "P", FROM + 30 * 1_440 * MINUTE),
              before,
              before));
      correlation.accept(new TagBinding("T of " + who, subject, before, before));
    }
    return correlation;
  }

  private static OrderTerms terms() {
    return new OrderTerms(
        ZoneId.of("Asia/Shanghai"),
        List.of(),
        null,
        null,
        null,
        List.of(),
        "331102",
        "331102001",
        Tier.GENERAL,
        false);
  }

  private static TagFix fix(String who, long minute, double metresNorth, float accuracy) {
    long at = FROM + minute * MINUTE;
    GeoPoint point =
        GeoPoint.ofDegrees(PLACE.latitude() + metresNorth / 111_000, PLACE.longitude());
    return new TagFix("T of " + who, point, accuracy, FixSource.GPS, false, at, at);
  }

  private static List<String> leads(Correlation correlation) {
    return correlation.answer().leads().stream().map(lead -> lead.subject().pseudonym()).toList();
  }

  private static List<String> exonerated(Correlation correlation) {
    return correlation.answer().exonerations().stream()
        .map(it -> it.subject().pseudonym())
        .toList();
  }

  @Test
  void two_fixes_surely_inside_are_a_lead_and_one_is_none() {
    Correlation correlation = correlation("S-1", "S-2", "S-3");
    correlation.accept(fix("S-1", 10, 20, 10));
    correlation.accept(fix("S-1", 11, 30, 10));
    correlation.accept(fix("S-2", 10, 20, 10));
    correlation.accept(fix("S-3", 10, 60, 30));
    correlation.accept(fix("S-3", 11, 60, 30));
    assertEquals(List.of("S-1"), leads(correlation));
    assertEquals(2, correlation.answer().noStatement(), "of one who may have been there, nothing");
  }

  @Test
  void whoever_had_no_time_to_get_there_is_exonerated_and_whoever_had_is_not() {
    Correlation correlation = correlation("S-1", "S-2");
    for (int minute = 0; minute < 60; minute++) {
      correlation.accept(fix("S-1", minute, 10_000, 10));
      if (minute < 20 || minute > 40) {
        correlation.accept(fix("S-2", minute, 10_000, 10));
      }
    }
    assertEquals(List.of("S-1"), exonerated(correlation));
    assertEquals(1, correlation.answer().noStatement());
  }

  @Test
  void half_a_kilometre_of_stray_exonerates_nobody() {
    Correlation correlation = correlation("S-1");
    for (int minute = 0; minute < 60; minute++) {
      correlation.accept(fix("S-1", minute, 550, 5));
    }
    assertEquals(List.of(), exonerated(correlation));
  }

  @Test
  void whoever_was_silent_at_the_beginning_or_the_end_is_not_exonerated() {
    Correlation correlation = correlation("S-1");
    for (int minute = 30; minute < 60; minute++) {
      correlation.accept(fix("S-1", minute, 10_000, 10));
    }
    assertEquals(List.of(), exonerated(correlation));
  }

  @Test
  void s1_fixes_outside_an_authorisation_or_of_no_ones_tag_are_counted_and_not_used() {
    Correlation correlation = correlation("S-1");
    Subject other = new Subject("S-2");
    correlation.accept(new OrderChange(other, "O", terms(), FROM - MINUTE, FROM));
    correlation.accept(new TagBinding("T of S-2", other, FROM - MINUTE, FROM));
    for (String who : List.of("S-2", "nobody")) {
      correlation.accept(fix(who, 10, 20, 10));
      correlation.accept(fix(who, 11, 20, 10));
    }
    assertEquals(List.of(), leads(correlation));
    assertEquals(4, correlation.answer().unlawfulFixes());
  }

  @Test
  void nothing_outside_the_hours_asked_for_is_used() {
    Correlation correlation = correlation("S-1");
    correlation.accept(fix("S-1", -1, 20, 10));
    correlation.accept(fix("S-1", 0, 20, 10));
    correlation.accept(fix("S-1", 60, 20, 10));
    assertEquals(List.of(), leads(correlation));
  }

  @Test
  void s5_a_request_without_basis_or_of_more_than_twelve_hours_is_refused() {
    assertEquals(List.of("basis: missing"), request(UNTIL, " ").problems());
    assertEquals(List.of(), request(FROM + 12 * 60 * MINUTE, "art. 1").problems());
    assertEquals(1, request(FROM + 12 * 60 * MINUTE + 1, "art. 1").problems().size());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new Correlation(request(UNTIL, ""), 150));
    assertTrue(String.valueOf(refused.getMessage()).contains("basis"));
  }
}

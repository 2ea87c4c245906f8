package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.ActivityPolicy;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;

/** The horizon begins with the first line: a day of which the beginning was not seen does not count. */
class ActivityShortfallRuleTest {

  /** Sixty minutes for each day of June. */
  private static final String AN_HOUR_A_DAY =
      "date: 2026-05-31\norder: home circle 28.4511,119.9203 r 80m; 30h study and 0h service a month";

  private static Telling person(String header) {
    return new Telling("activity-shortfall", header);
  }

  private static String upTo(String when, String... more) {
    String[] lines = new String[more.length + 2];
    lines[0] = "12:00 battery 80%";
    System.arraycopy(more, 0, lines, 1, more.length);
    lines[lines.length - 1] = when + " battery 80%";
    return person(AN_HOUR_A_DAY).dated(lines);
  }

  @Test
  void what_is_entered_to_the_minute_is_enough_and_a_minute_less_is_not() {
    // On Monday, 15 June, fourteen days are over, of which the last seven are not asked for.
    String[] enough = {"2026-06-01 18:00 study 240m", "2026-06-02 18:00 study 180m"};
    String[] less = {"2026-06-01 18:00 study 240m", "2026-06-02 18:00 study 179m"};
    assertEquals("", upTo("2026-06-15 12:00", enough));
    assertEquals("2026-06-15 00:00:00 – ", upTo("2026-06-15 12:00", less));
  }

  @Test
  void nothing_is_looked_back_on_before_the_week_is_over() {
    assertEquals("", upTo("2026-06-14 23:59:59"));
    assertEquals("2026-06-15 00:00:00 – ", upTo("2026-06-15 00:00:00"));
  }

  @Test
  void the_first_week_asks_for_nothing() {
    assertEquals("", upTo("2026-06-08 12:00"));
  }

  @Test
  void when_the_month_is_over_all_of_it_is_asked_for_and_that_is_told_for_a_week() {
    String[] most = {"2026-06-12 18:00 study 900m", "2026-06-24 18:00 study 899m"};
    String[] all = {"2026-06-12 18:00 study 900m", "2026-06-24 18:00 study 900m"};
    assertEquals("2026-07-01 00:00:00 – 2026-07-06 00:00:00", upTo("2026-07-06 12:00", most));
    assertEquals("", upTo("2026-07-06 12:00", all));
  }

  @Test
  void what_is_entered_in_the_next_month_makes_up_for_nothing() {
    assertEquals(
        "2026-06-15 00:00:00 – 2026-07-06 00:00:00",
        upTo("2026-07-06 12:00", "2026-07-02 18:00 study 1440m", "2026-07-03 18:00 study 1440m"));
  }

  @Test
  void service_is_no_study() {
    assertEquals(
        "2026-06-15 00:00:00 – ", upTo("2026-06-15 12:00", "2026-06-02 18:00 service 900m"));
  }

  @Test
  void both_may_be_short_and_are_two_findings() {
    List<Finding> found =
        person(
                "date: 2026-05-31\norder: home circle 28.4511,119.9203 r 80m; 30h study and 30h service a month")
            .findings("12:00 battery 80%", "2026-06-15 00:00 battery 80%");
    assertEquals(
        List.of("service", "study"), found.stream().map(Finding::target).sorted().toList());
    assertEquals(Severity.P4, found.get(0).severity());
    assertEquals(
        List.of(
            "service: 0 of 420 minutes due in 2026-06", "study: 0 of 420 minutes due in 2026-06"),
        found.stream().map(one -> one.evidence().get(0).what()).sorted().toList());
    assertEquals("1800", found.get(0).parameters().get("studyMinutes"));
  }

  @Test
  void a_day_that_leave_touches_is_not_owed_and_no_week_ends_in_it() {
    // Five whole days of leave and two that it touches: seven less, and seven are not asked for
    // anyway.
    assertEquals("", upTo("2026-06-15 12:00", "2026-06-02 08:00 leave L-1 until 2026-06-08 09:00"));
    assertEquals(
        "2026-06-22 00:00:00 – ",
        upTo("2026-06-22 12:00", "2026-06-02 08:00 leave L-1 until 2026-06-08 09:00"));
    assertEquals("", upTo("2026-06-15 12:00", "2026-06-14 20:00 leave L-1 until 2026-06-15 09:00"));
  }

  @Test
  void whoever_cannot_work_is_asked_for_no_service() {
    assertEquals(
        "",
        person(
                "date: 2026-05-31\norder: home circle 28.4511,119.9203 r 80m; 0h study and 0h service a month")
            .dated("12:00 battery 80%", "2026-07-01 12:00 battery 80%"));
  }

  @Test
  void with_the_end_of_supervision_nothing_is_owed_any_more() {
    assertEquals(
        "2026-06-15 00:00:00 – 2026-06-16 10:00:00",
        upTo("2026-06-20 12:00", "2026-06-16 10:00 order ends"));
  }

  @Test
  void from_intake_on_the_days_of_the_month_are_owed() {
    Telling person = new Telling("activity-shortfall", "date: 2026-06-09\norder: none");
    String order =
        "10:00 order home circle 28.4511,119.9203 r 80m; 30h study and 0h service a month";
    // Whole days from the 10th to the 30th: 21 hours.
    assertEquals(
        "2026-07-01 00:00:00 – ",
        person.dated(
            "09:00 check-in by visit",
            order,
            "2026-06-20 18:00 study 1259m",
            "2026-07-01 12:00 study 5m"));
    assertEquals(
        "",
        person.dated(
            "09:00 check-in by visit",
            order,
            "2026-06-20 18:00 study 1260m",
            "2026-07-01 12:00 study 5m"));
  }

  @Test
  void hours_that_begin_in_the_course_of_a_month_are_asked_for_from_the_next() {
    String[] lines = {
      "12:00 battery 80%",
      "2026-06-03 10:00 order home circle 28.4511,119.9203 r 80m; 30h study and 0h service a month",
      "2026-07-14 12:00 battery 80%"
    };
    assertEquals(
        "2026-07-13 00:00:00 – ",
        person("date: 2026-05-31\norder: home circle 28.4511,119.9203 r 80m").dated(lines));
  }

  @Test
  void as_shipped_nobody_owes_hours_unless_the_order_says_so() {
    assertEquals(ActivityPolicy.NONE, ActivityShortfallRule.Settings.DEFAULT.policy());
    assertEquals(
        "",
        person("date: 2026-05-31\norder: home circle 28.4511,119.9203 r 80m")
            .dated("12:00 battery 80%", "2026-07-01 12:00 battery 80%"));
  }

  @Test
  void a_regulation_of_the_tier_holds_where_the_order_says_nothing_and_gives_way_where_it_does() {
    ActivityShortfallRule.Settings regulation =
        new ActivityShortfallRule.Settings(60, 60, 30, 0, 0, 0, 7);
    RuleCatalog rules = new RuleCatalog(List.of(new ActivityShortfallRule(regulation)));
    for (Map.Entry<String, String> one :
        Map.of(
                "home circle 28.4511,119.9203 r 80m",
                "2026-06-15 00:00:00 – ",
                "home circle 28.4511,119.9203 r 80m; 0h study and 0h service a month",
                "")
            .entrySet()) {
      assertEquals(
          one.getValue(),
          new Telling("activity-shortfall", "date: 2026-05-31\norder: " + one.getKey(), rules)
              .dated("12:00 battery 80%", "2026-06-15 00:00 battery 80%"));
    }
  }

  @Test
  void the_hours_of_each_tier_are_settings_that_nobody_has_verified() {
    List<String> unverified =
        SettingsReader.describe(ActivityShortfallRule.Settings::read).stream()
            .filter(setting -> !setting.source().verified())
            .map(setting -> setting.path() + "=" + setting.standard())
            .toList();
    assertEquals(
        List.of(
            "strictStudyHours=0",
            "strictServiceHours=0",
            "generalStudyHours=0",
            "generalServiceHours=0",
            "lenientStudyHours=0",
            "lenientServiceHours=0",
            "daysNotAsked=7"),
        unverified);
  }
}

package zhijiao.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;

class SourceHealthTest {

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long START = 1_772_380_800_000L;

  private final List<FindingChange> told = new ArrayList<>();

  /** A camera that sees somebody every hour from eight to eight, on so many days. */
  private static SourceHealth camera(int days) {
    SourceHealth camera = new SourceHealth(SourceKind.CAMERA.name("C-1"), HealthSettings.DEFAULT);
    for (int day = 0; day < days; day++) {
      for (int hour = 8; hour <= 20; hour++) {
        camera.mark(hour, START + day * DAY + hour * HOUR);
      }
    }
    return camera;
  }

  private long silentHours(SourceHealth source, long lastHeard) {
    for (long now = lastHeard; now < lastHeard + 5 * DAY; now += HOUR) {
      source.advance(now, told::add);
      if (!told.isEmpty()) {
        return (now - lastHeard) / HOUR;
      }
    }
    return -1;
  }

  @Test
  void s30_a_camera_is_silent_when_it_is_so_for_three_of_its_own_nights() {
    long last = START + 7 * DAY + 20 * HOUR;
    assertEquals(37, silentHours(camera(8), last), "asked every hour: a little after 36");
    Finding incident = told.get(0).finding();
    assertEquals("camera-silent", incident.rule());
    assertEquals("camera C-1", incident.subject().pseudonym());
  }

  /** A terminal at which so many people check in, each twice a day, on eight days. */
  private static SourceHealth terminal(int people) {
    SourceHealth terminal =
        new SourceHealth(SourceKind.TERMINAL.name("K-1"), HealthSettings.DEFAULT);
    for (int day = 0; day < 8; day++) {
      for (int person = 0; person < people; person++) {
        terminal.mark(person, START + day * DAY + 9 * HOUR + person * 60_000L);
        terminal.mark(person, START + day * DAY + 18 * HOUR + person * 60_000L);
      }
    }
    return terminal;
  }

  @Test
  void a_terminal_that_one_or_two_people_use_is_as_silent_as_they_are() {
    long last = START + 7 * DAY + 18 * HOUR;
    assertEquals(-1, silentHours(terminal(2), last));
    assertTrue(silentHours(terminal(3), last) > 0);
    assertEquals("terminal-silent", told.get(0).finding().rule());
  }

  @Test
  void of_a_camera_that_is_known_for_three_days_nothing_is_said() {
    assertEquals(-1, silentHours(camera(3), START + 2 * DAY + 20 * HOUR));
  }

  @Test
  void a_mark_that_comes_late_takes_the_incident_back() {
    SourceHealth camera = camera(8);
    long last = START + 7 * DAY + 20 * HOUR;
    silentHours(camera, last);
    camera.mark(1, last + 30 * HOUR);
    camera.advance(last + 40 * HOUR, told::add);
    assertEquals(null, told.get(1).finding());
    assertTrue(told.get(1).judgement() > told.get(0).judgement());
  }

  /** Days of a terminal that is closed at weekends, and out of order from the Monday of the fifth week on. */
  private static void weeks(SourceHealth terminal, int from, int to) {
    for (int day = from; day < to; day++) {
      for (int person = 0; day % 7 < 5 && person < 4; person++) {
        terminal.mark(person, START + day * DAY + 9 * HOUR + person * 60_000L);
        terminal.mark(person, START + day * DAY + 18 * HOUR + person * 60_000L);
      }
    }
  }

  private static SourceHealth closedAtWeekends() {
    return new SourceHealth(SourceKind.TERMINAL.name("K-1"), HealthSettings.DEFAULT);
  }

  @Test
  void who_was_heard_before_a_silence_is_known_until_it_is_judged_however_long_that_takes() {
    SourceHealth terminal = closedAtWeekends();
    weeks(terminal, 0, 26);
    long last = START + 25 * DAY + 18 * HOUR;
    for (long now = START; now < last + 20 * DAY; now += HOUR) {
      terminal.advance(now, told::add);
    }
    assertEquals(1, told.size());
    assertEquals("4", told.get(0).finding().parameters().get("concerned"));
  }

  @Test
  void a_silence_of_five_days_stays_told_when_the_source_is_heard_again() {
    SourceHealth station = station(30, 30 + 5 * 24, 200);
    for (long now = START; now < START + 200 * HOUR; now += HOUR) {
      station.advance(now, told::add);
    }
    assertEquals(2, told.size(), "told, and told again when it had ended");
    assertEquals(START + 150 * HOUR, told.get(1).finding().endedAt());
    assertEquals("4", told.get(1).finding().parameters().get("concerned"));
  }

  @Test
  void of_a_silence_of_months_the_end_is_told() {
    SourceHealth station = station(30, 90 * 24, 90 * 24 + 10);
    for (long now = START; now < START + 90 * DAY + 10 * HOUR; now += HOUR) {
      station.advance(now, told::add);
    }
    assertEquals(2, told.size());
    assertEquals(START + 90 * DAY, told.get(1).finding().endedAt());
    assertEquals(START + 90 * DAY, told.get(1).watermark());
  }

  /** Where few report, a buffer holds months, and event time comes all at once. */
  @Test
  void months_that_are_read_before_time_comes_are_judged_as_if_it_had_come_by_the_hour() {
    SourceHealth terminal = closedAtWeekends();
    weeks(terminal, 0, 26);
    weeks(terminal, 49, 220);
    for (long now = START; now < START + 220 * DAY; now += HOUR) {
      terminal.advance(now, told::add);
    }
    List<FindingChange> atOnce = new ArrayList<>();
    SourceHealth ahead = closedAtWeekends();
    weeks(ahead, 0, 26);
    weeks(ahead, 49, 220);
    ahead.advance(START + 220 * DAY, atOnce::add);
    assertTrue(told.size() >= 2);
    assertEquals(told.get(told.size() - 1).finding(), atOnce.get(atOnce.size() - 1).finding());
    assertEquals(START + 49 * DAY + 9 * HOUR, told.get(told.size() - 1).finding().endedAt());
  }

  @Test
  void incidents_are_matters_of_equipment_for_the_managers() {
    for (SourceKind kind : SourceKind.values()) {
      assertEquals(Matter.EQUIPMENT, kind.card().matter());
      assertEquals(Audience.MANAGERS, kind.card().audience());
      assertEquals(kind, SourceKind.of(kind.name("X")));
    }
  }

  /** A station that serves four tags, out from the thirtieth to the thirty-first hour. */
  private static SourceHealth stationWithAnOutage() {
    return station(30, 31, 40);
  }

  private static SourceHealth station(int outFromHour, int outUntilHour, int hours) {
    SourceHealth station =
        new SourceHealth(SourceKind.STATION.name("ST-1"), HealthSettings.DEFAULT);
    for (long at = START; at < START + hours * HOUR; at += 5 * HOUR / 60) {
      boolean out = at >= START + outFromHour * HOUR && at < START + outUntilHour * HOUR;
      for (int member = 0; member < 4 && !out; member++) {
        station.mark(member, at);
      }
    }
    return station;
  }

  @Test
  void s30_what_came_when_its_station_counted_as_silent_does_not_show_that_it_was_heard() {
    HealthSettings settings = HealthSettings.DEFAULT;
    long limit = settings.stationMinutes() * HOUR / 60;
    assertTrue(settings.showsStation(fix("ST-1", limit)));
    assertFalse(settings.showsStation(fix("ST-1", limit + 1)));
    assertFalse(settings.showsStation(fix(null, 0)));
  }

  private static TagFix fix(@Nullable String station, long late) {
    GeoPoint point = GeoPoint.ofDegrees(28.4511, 119.9203);
    return new TagFix("T-1", point, 8, FixSource.GPS, false, station, START, START + late);
  }

  @Test
  void s30_three_outages_in_a_week_do_not_make_the_fourth_usual() {
    for (int outages = 0; outages <= 4; outages++) {
      told.clear();
      SourceHealth station =
          new SourceHealth(SourceKind.STATION.name("ST-1"), HealthSettings.DEFAULT);
      long last = START + 8 * DAY;
      for (long at = START; at < last; at += 5 * HOUR / 60) {
        long day = (at - START) / DAY;
        long hour = (at - START) % DAY / HOUR;
        boolean out = day >= 1 && day <= outages && hour >= 10 && hour < 12;
        for (int member = 0; member < 4 && !out; member++) {
          station.mark(member, at);
        }
      }
      station.advance(last + HOUR / 2, told::add);
      boolean isTold = told.stream().anyMatch(change -> change.finding().openedAt() >= last);
      assertEquals(outages < 4, isTold, outages + " outages: " + told);
    }
  }

  @Test
  void s30_an_outage_stands_when_its_tags_have_been_heard_again_for_a_week() {
    SourceHealth station = stationWithAnOutage();
    station.advance(START + 40 * HOUR, told::add);
    for (long now = START + 40 * HOUR; now < START + 12 * DAY; now += 5 * HOUR / 60) {
      for (int member = 0; member < 4; member++) {
        station.mark(member, now);
      }
      station.advance(now, told::add);
    }
    assertEquals(1, told.size(), () -> told.toString());
    assertEquals("4", told.get(0).finding().parameters().get("concerned"));
  }

  @Test
  void s30_silences_that_were_held_back_are_not_told_when_the_outage_is_long_ago() {
    SourceHealth station = stationWithAnOutage();
    Finding jam =
        severalSilences(0, START + 20 * HOUR, START + 30 * HOUR - 60_000, START + 38 * HOUR);
    station.take(change(jam, 1, jam), false);
    for (long now = START + 40 * HOUR; now < START + 12 * DAY; now += 5 * HOUR / 60) {
      station.mark(1, now);
      station.advance(now, told::add);
    }
    assertEquals(List.of("station-silent"), told.stream().map(c -> c.key().rule()).toList());
  }

  @Test
  void s30_an_outage_of_four_days_goes_on_until_the_station_is_heard() {
    SourceHealth station = stationWithAnOutage();
    long back = START + 40 * HOUR + 4 * DAY;
    for (long now = START + 40 * HOUR; now < back; now += HOUR) {
      station.advance(now, told::add);
    }
    Finding open = told.get(told.size() - 1).finding();
    assertTrue(open != null && open.isOpen(), () -> told.toString());
    station.mark(1, back);
    station.advance(back + HOUR, told::add);
    Finding over = told.get(told.size() - 1).finding();
    assertEquals(open.openedAt(), over.openedAt());
    assertEquals(back, over.endedAt());
  }

  private static Finding severalSilences(int spare, long... heardAt) {
    StringBuilder from = new StringBuilder();
    for (long at : heardAt) {
      from.append(from.length() == 0 ? "" : " ").append(at);
    }
    Finding one = silence("ST-1");
    long opened = START + 39 * HOUR;
    return new Finding(
            "shield-jam",
            1,
            Severity.P2,
            one.subject(),
            "tag",
            one.day(),
            opened,
            opened,
            List.of(),
            one.parameters(),
            one.county(),
            one.office(),
            Tier.STRICT,
            false)
        .saying(
            java.util.Map.of(
                Silences.SILENT_FROM, from.toString(), Silences.SPARE, Integer.toString(spare)));
  }

  /** What is told in the end of a station that was out, and of several silences of one tag. */
  private List<String> toldOf(int spare, long... heardAt) {
    told.clear();
    SourceHealth station = stationWithAnOutage();
    Finding jam = severalSilences(spare, heardAt);
    station.take(change(jam, 1, jam), false);
    station.advance(START + 40 * HOUR, told::add);
    return told.stream().map(c -> c.key().rule()).toList();
  }

  private static final long BEFORE = START + 20 * HOUR;
  private static final long OUT = START + 30 * HOUR - 60_000;
  private static final long AFTER = START + 32 * HOUR;

  @Test
  void s30_of_several_silences_of_which_too_few_are_not_the_stations_nothing_is_told() {
    assertEquals(List.of("station-silent"), toldOf(0, BEFORE, OUT, AFTER));
    assertEquals(List.of("station-silent"), toldOf(1, BEFORE, OUT, OUT, AFTER, AFTER));
  }

  @Test
  void several_silences_are_passed_on_when_enough_are_left_without_the_stations() {
    List<String> both = List.of("station-silent", "shield-jam");
    assertEquals(both, toldOf(0, BEFORE, AFTER, AFTER + HOUR));
    assertEquals(both, toldOf(1, BEFORE, OUT, AFTER, AFTER + HOUR));
    assertEquals("0", told.get(0).finding().parameters().get("silences"));
  }

  @Test
  void several_silences_the_last_of_which_is_the_stations_are_nothing_new() {
    assertEquals(List.of("station-silent"), toldOf(1, BEFORE - HOUR, BEFORE, BEFORE + HOUR, OUT));
    assertEquals("1", told.get(0).finding().parameters().get("silences"));
  }

  /** A camera that sees somebody every five minutes of a week, and is out from noon to two on the eighth day. */
  private static SourceHealth busyCamera() {
    SourceHealth camera = new SourceHealth(SourceKind.CAMERA.name("C-1"), HealthSettings.DEFAULT);
    for (long at = START; at < START + 8 * DAY; at += HOUR / 12) {
      boolean out = at >= START + 7 * DAY + 12 * HOUR && at < START + 7 * DAY + 14 * HOUR;
      if (!out) {
        camera.mark(at % 7, at);
      }
    }
    return camera;
  }

  /** Somebody was to stand before it for half an hour, and did so later or not at all. */
  private static Finding missedAt(long due, Long ended) {
    Finding one = silence(null);
    return new Finding(
            "roll-call-fail",
            1,
            Severity.P2,
            one.subject(),
            "R-1",
            one.day(),
            due,
            ended,
            List.of(),
            one.parameters(),
            one.county(),
            one.office(),
            Tier.STRICT,
            false)
        .saying(
            java.util.Map.of(
                Silences.CAMERA, "C-1", Silences.NEEDED_FROM, Long.toString(due - HOUR / 2)));
  }

  private List<String> toldOf(Finding finding) {
    SourceHealth camera = busyCamera();
    camera.take(change(finding, 1, finding), false);
    camera.advance(START + 8 * DAY, told::add);
    return told.stream().filter(c -> c.finding() != null).map(c -> c.key().rule()).toList();
  }

  @Test
  void s30_whoever_was_to_stand_before_a_camera_that_was_out_is_not_told_of() {
    long noon = START + 7 * DAY + 12 * HOUR;
    assertEquals(List.of("camera-silent"), toldOf(missedAt(noon + HOUR, noon + 9 * HOUR / 4)));
  }

  @Test
  void whoever_does_not_come_when_the_camera_is_back_is_told_of() {
    long noon = START + 7 * DAY + 12 * HOUR;
    assertEquals(List.of("camera-silent", "roll-call-fail"), toldOf(missedAt(noon + HOUR, null)));
  }

  @Test
  void an_outage_that_began_when_it_was_due_or_was_over_when_it_was_sent_is_no_excuse() {
    long noon = START + 7 * DAY + 12 * HOUR;
    assertEquals(List.of("camera-silent", "roll-call-fail"), toldOf(missedAt(noon, noon + HOUR)));
    told.clear();
    assertEquals(
        List.of("camera-silent", "roll-call-fail"),
        toldOf(missedAt(noon + 5 * HOUR / 2, noon + 11 * HOUR / 4)));
  }

  @Test
  void what_was_missed_goes_to_the_terminal_or_camera_that_was_needed() {
    Finding missed = missedAt(START, null);
    assertEquals("Silence camera C-1", route(change(missed, 1, missed), null));
    Finding at = silence(null).saying(java.util.Map.of(Silences.TERMINAL, "K-1"));
    assertEquals("Silence terminal K-1", route(change(at, 1, at), null));
  }

  // ---- which source answers for a silence

  private static Finding silence(String station) {
    TreeMap<String, String> parameters = new TreeMap<>();
    if (station != null) {
      parameters.put(Silences.STATION, station);
    }
    return new Finding(
        "no-comm",
        1,
        Severity.P3,
        new Subject("S-1"),
        "tag",
        LocalDate.of(2026, 3, 2),
        START,
        null,
        List.of(),
        parameters,
        "331102",
        "331102001",
        Tier.STRICT,
        false);
  }

  private static FindingChange change(Finding of, long judgement, Finding finding) {
    return new FindingChange(AlertKey.of(of), of.episodeId(), judgement, finding, false, 0);
  }

  private static String route(FindingChange change, Finding before) {
    List<String> ways = new ArrayList<>();
    Silences.route(
        change,
        before,
        note -> ways.add(note.getClass().getSimpleName() + " " + note.source()),
        passed -> ways.add("alerts " + passed.judgement()));
    return String.join(", ", ways);
  }

  @Test
  void a_silence_goes_to_the_station_that_served_the_tag_and_its_withdrawal_too() {
    Finding silence = silence("ST-1");
    assertEquals("Silence station ST-1", route(change(silence, 1, silence), null));
    assertEquals("Silence station ST-1", route(change(silence, 2, null), silence));
  }

  @Test
  void what_names_no_station_goes_to_the_alerts_as_it_is() {
    Finding finding = silence(null);
    assertEquals("alerts 7", route(change(finding, 7, finding), null));
  }

  @Test
  void a_silence_that_moves_leaves_one_station_for_another_or_for_none() {
    Finding before = silence("ST-1");
    Finding moved = silence("ST-2");
    Finding bare = silence(null);
    assertEquals("Left station ST-1, Silence station ST-2", route(change(moved, 2, moved), before));
    assertEquals(
        "Left station ST-1, alerts " + (2 * Held.APART + 1), route(change(bare, 2, bare), before));
  }

  /** A station that took a silence over takes back what the other may have told. */
  @Test
  void who_takes_a_silence_over_takes_back_what_may_have_been_told() {
    Finding silence = silence("ST-2");
    SourceHealth station =
        new SourceHealth(SourceKind.STATION.name("ST-2"), HealthSettings.DEFAULT);
    station.take(change(silence, 3, silence), true);
    station.take(change(silence, 4, null), false);
    station.advance(START + DAY, told::add);
    assertEquals(1, told.size());
    assertEquals(null, told.get(0).finding());
  }
}

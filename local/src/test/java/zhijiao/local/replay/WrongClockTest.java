package zhijiao.local.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertState;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.DeviceReport;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Finding;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.jobs.io.FactFolder;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.main.ReplayJob;

/** A terminal at which a hundred people check in every morning, and a camera above its door, tell the wrong time for a day. */
class WrongClockTest {

  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;

  /** Midnight of the first of three days; the clock is wrong on the second. */
  private static final long START =
      OffsetDateTime.parse("2026-03-02T00:00:00+08:00").toInstant().toEpochMilli();

  private static final int PEOPLE = 100;

  /** So many of them do not come on the day of the wrong clock. */
  private static final int ABSENT = 3;

  private static final GeoPoint HOME = GeoPoint.ofDegrees(28.4511, 119.9203);
  private static final GeoPoint OFFICE = GeoPoint.ofDegrees(28.5411, 119.9203);

  @TempDir private Path folder;

  private static Subject person(int number) {
    return new Subject("S-" + number);
  }

  /** Everybody owes a check-in between eight and nine; one in ten wears a tag. */
  private static List<Fact> terms() {
    List<Fact> facts = new ArrayList<>();
    long before = START - DAY;
    WeeklySchedule mornings =
        WeeklySchedule.daily(new LocalWindow(LocalTime.of(8, 0), LocalTime.of(9, 0)));
    OrderTerms terms =
        new OrderTerms(
            ZoneId.of("Asia/Shanghai"),
            List.of(new Circle(HOME, 80)),
            null,
            new CheckInPlan(mornings, 10),
            null,
            List.of(),
            "331102",
            "331102001",
            Tier.STRICT,
            false);
    for (int i = 0; i < PEOPLE; i++) {
      facts.add(new OrderChange(person(i), "O-" + i, terms, before, before));
      if (isTagged(i)) {
        facts.add(
            new AuthorisationChange(
                person(i),
                "A-" + i,
                new AuthorisationChange.Grant(2, "P-1", START + 30 * DAY),
                before,
                before));
        facts.add(new TagBinding("T-" + i, person(i), before, before));
      }
    }
    return facts;
  }

  private static boolean isTagged(int person) {
    return person % 10 == 0;
  }

  /** Minute of the day in which somebody stands before the terminal: from 08:01 on, two a minute. */
  private static int comesAt(int person) {
    return 8 * 60 + 1 + person / 2;
  }

  /** Three days of tags that go to the office and home again, ten kilometres each way, and measure now this and now that. */
  private static List<Fact> fixes() {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i += 10) {
      for (int minute = 0; minute < 3 * 1_440; minute += 5) {
        int ofDay = minute % 1_440;
        boolean absent = isAbsent(i, minute / 1_440);
        boolean there = !absent && Math.abs(ofDay - comesAt(i)) < 10;
        double share =
            absent || there
                ? 0
                : Math.min(1, Math.max(0, (40 - Math.abs(ofDay - comesAt(i))) / 30.0));
        double latitude = there ? OFFICE.latitude() : HOME.latitude() + share * 0.09;
        GeoPoint point = GeoPoint.ofDegrees(latitude + minute % 7 * 1e-5, HOME.longitude());
        long at = START + minute * MINUTE;
        facts.add(new TagFix("T-" + i, point, 8, FixSource.GPS, false, "ST-1", at, at + 2_000));
      }
    }
    return facts;
  }

  private static boolean isAbsent(int person, int day) {
    return day == 1 && person >= PEOPLE - ABSENT;
  }

  private interface Clock {
    long dated(long at);
  }

  /** What the terminal and the camera say, on the second day by another clock than the right one. */
  private static List<Fact> seen(Clock clock) {
    List<Fact> facts = new ArrayList<>();
    for (int day = 0; day < 3; day++) {
      for (int i = 0; i < PEOPLE; i++) {
        if (!isAbsent(i, day)) {
          long at = START + day * DAY + comesAt(i) * MINUTE + i % 2 * 30_000L;
          long dated = day == 1 ? clock.dated(at) : at;
          long received = at + 1_000 + i % 7 * 1_000L;
          facts.add(
              new CheckIn(
                  person(i),
                  CheckIn.Means.FACE,
                  true,
                  OFFICE,
                  5,
                  new CheckIn.Proof("K-1", 0.9f, 0.95f, false),
                  dated,
                  received));
          facts.add(
              new Sighting(person(i), "C-1", OFFICE, 10, 0.97f, i % 10 == 0, dated, received));
        }
      }
    }
    return facts;
  }

  private ResultFiles.Summary run(List<Fact> facts) throws IOException {
    Path in = Files.createDirectories(folder.resolve("facts"));
    try (FactFolder.Writer files = new FactFolder.Writer(in, false)) {
      facts.forEach(files::write);
    }
    return ReplayJob.run(ReplayJob.Request.of(in, folder.resolve("out")));
  }

  private static Set<String> standing(ResultFiles.Summary summary) {
    return summary.alerts().stream()
        .filter(alert -> alert.state() != AlertState.RETRACTED)
        .map(alert -> alert.key().rule() + " " + alert.key().subject().pseudonym())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ofAbsent() {
    Set<String> expected = new TreeSet<>();
    for (int i = PEOPLE - ABSENT; i < PEOPLE; i++) {
      expected.add("missed-check-in S-" + i);
    }
    return expected;
  }

  private static final class Days {
    /** Set back to the day on which it was made, at midnight of the second day. */
    static final long FACTORY =
        OffsetDateTime.parse("2010-01-01T00:00:00+08:00").toInstant().toEpochMilli();
  }

  private static Clock wrongBy(int minutes) {
    return minutes == 0 ? at -> Days.FACTORY + at - START - DAY : at -> at + minutes * MINUTE;
  }

  /** Zero minutes stand for a clock that has fallen back to 2010. */
  @ParameterizedTest
  @ValueSource(ints = {-1_500, -180, -60, -20, 0, 60, 180})
  void
      s30_a_terminal_and_a_camera_whose_clocks_jump_are_one_incident_each_and_nobody_is_accused_of_it(
          int minutes) throws IOException {
    List<Fact> facts = terms();
    facts.addAll(fixes());
    facts.addAll(seen(wrongBy(minutes)));
    ResultFiles.Summary summary = run(facts);
    assertTrue(summary.addsUp(), summary.toString());
    assertEquals(
        List.of(), Files.readAllLines(folder.resolve("out").resolve(ResultFiles.DEAD_LETTERS)));

    Set<String> expected = ofAbsent();
    expected.add("terminal-clock terminal K-1");
    expected.add("camera-clock camera C-1");
    assertEquals(expected, standing(summary));
    for (Alert alert : summary.alerts()) {
      if (alert.key().rule().endsWith("-clock")) {
        assertEquals(1, alert.episodes().size());
        Finding episode = alert.episodes().get(0);
        assertEquals(Integer.toString(PEOPLE - ABSENT), episode.parameters().get("concerned"));
        long nextMorning = START + 2 * DAY + comesAt(0) * MINUTE + 1_000;
        assertEquals(nextMorning, episode.endedAt());
      }
    }
    List<String> ever =
        Files.readAllLines(folder.resolve("out").resolve(ResultFiles.ALERTS)).stream()
            .filter(line -> line.contains("\"missed-check-in\""))
            .filter(
                line ->
                    ofAbsent().stream()
                        .noneMatch(who -> line.contains("\"" + who.substring(16) + "\"")))
            .toList();
    assertEquals(List.of(), ever, "nor for a while");
  }

  /** Contrast: what a terminal kept while its line was cut comes as late, but not all by the same. */
  @Test
  void what_was_kept_while_the_line_was_cut_is_believed_as_it_is_dated() throws IOException {
    List<Fact> facts = terms();
    for (Fact fact : seen(at -> at)) {
      boolean kept = fact.occurredAt() >= START + DAY && fact.occurredAt() < START + 2 * DAY;
      long upload = START + DAY + 12 * 60 * MINUTE + fact.occurredAt() % MINUTE;
      facts.add(kept && fact instanceof CheckIn checkIn ? receivedAt(checkIn, upload) : fact);
    }
    ResultFiles.Summary summary = run(facts);
    assertTrue(summary.addsUp(), summary.toString());
    assertEquals(ofAbsent(), standing(summary));
    assertEquals(
        Set.of("missed-check-in"),
        summary.alerts().stream().map(alert -> alert.key().rule()).collect(Collectors.toSet()),
        "what was told of those who had come was taken back, and no clock was ever said to be wrong");
  }

  private static CheckIn receivedAt(CheckIn checkIn, long instant) {
    return new CheckIn(
        checkIn.subject(),
        checkIn.means(),
        checkIn.accepted(),
        checkIn.point(),
        checkIn.accuracyMetres(),
        checkIn.proof(),
        checkIn.occurredAt(),
        instant);
  }

  /** Contrast: two people's reports show nothing of a clock, so they are believed, and those two are told of. */
  @Test
  void two_people_do_not_show_that_a_clock_is_wrong() throws IOException {
    List<Fact> facts = terms();
    for (Fact fact : seen(wrongBy(-60))) {
      boolean others = !List.of(person(0), person(50)).contains(((DeviceReport) fact).subject());
      boolean wrong = fact.receivedAt() >= START + DAY && fact.receivedAt() < START + 2 * DAY;
      if (!(others && wrong)) {
        facts.add(fact);
      }
    }
    ResultFiles.Summary summary = run(facts);
    Set<String> missed = new TreeSet<>();
    for (int i = 0; i < PEOPLE; i++) {
      missed.add("missed-check-in S-" + i);
    }
    assertEquals(missed, standing(summary));
  }
}

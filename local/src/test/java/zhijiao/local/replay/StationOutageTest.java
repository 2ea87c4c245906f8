package zhijiao.local.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertState;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.Tier;
import zhijiao.core.health.HealthSettings;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Finding;
import zhijiao.jobs.io.FactFolder;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.main.ReplayJob;

/** A base station that serves three hundred tags is out for two hours. */
class StationOutageTest {

  private static final long MINUTE = 60_000;
  private static final long START =
      OffsetDateTime.parse("2026-03-02T12:00:00+08:00").toInstant().toEpochMilli();
  private static final int TAGS = 300;
  private static final int DEAD = 4;

  /** Minutes from noon. */
  private static final int OUT_FROM = 8 * 60;

  private static final int OUT_UNTIL = 10 * 60;
  private static final int END = 12 * 60;

  private static final GeoPoint HOME = GeoPoint.ofDegrees(28.4511, 119.9203);

  @TempDir private Path folder;

  /**
   * Two tags of three keep what they cannot send; the last four die in the outage.
   *
   * @param station by which tags are served, or null when they do not tell
   * @param marked whether what was kept says that it was, or comes as if the station had served it then
   */
  private static List<Fact> facts(@Nullable String station, boolean marked) {
    List<Fact> facts = terms();
    for (int tag = 0; tag < TAGS; tag++) {
      for (int minute = tag % 10; minute <= END; minute += 10) {
        boolean out = isOut(minute);
        boolean dead = tag >= TAGS - DEAD && minute >= OUT_FROM;
        if (!dead && !(out && tag % 3 == 0)) {
          long at = START + minute * MINUTE;
          long received = out ? START + OUT_UNTIL * MINUTE + 30_000 : at + 2_000;
          boolean kept = out && marked;
          facts.add(fix(tag, kept, kept ? null : station, at, received));
        }
      }
    }
    return facts;
  }

  /** All is sent at once, and for two hours with the time of a clock that is wrong by so much. */
  private static List<Fact> facts(long jumpMillis) {
    List<Fact> facts = terms();
    for (int tag = 0; tag < TAGS; tag++) {
      for (int minute = tag % 10; minute <= END; minute += 10) {
        long at = START + minute * MINUTE;
        facts.add(fix(tag, false, "ST-7", isOut(minute) ? at + jumpMillis : at, at + 2_000));
      }
    }
    return facts;
  }

  private static boolean isOut(int minute) {
    return OUT_FROM <= minute && minute < OUT_UNTIL;
  }

  private static TagFix fix(
      int tag, boolean stored, @Nullable String station, long at, long received) {
    return new TagFix("T-" + tag, HOME, 8, FixSource.GPS, stored, station, at, received);
  }

  private static List<Fact> terms() {
    List<Fact> facts = new ArrayList<>();
    long before = START - 86_400_000;
    OrderTerms terms =
        new OrderTerms(
            ZoneId.of("Asia/Shanghai"),
            List.of(new Circle(HOME, 80)),
            null,
            null,
            null,
            List.of(),
            "331102",
            "331102001",
            Tier.STRICT,
            false);
    for (int tag = 0; tag < TAGS; tag++) {
      Subject subject = new Subject("S-" + tag);
      String id = "T-" + tag;
      facts.add(new OrderChange(subject, "O-" + tag, terms, before, before));
      facts.add(
          new AuthorisationChange(
              subject,
              "A-" + tag,
              new AuthorisationChange.Grant(2, "P-1", START + 30L * 86_400_000),
              before,
              before));
      facts.add(new TagBinding(id, subject, before, before));
    }
    return facts;
  }

  @ParameterizedTest
  @ValueSource(ints = {-180, -60, -20, 60, 180})
  void s30_a_clock_that_jumps_is_one_incident_and_no_alert_of_those_whose_facts_it_dates(
      int minutes) throws IOException {
    Path in = Files.createDirectories(folder.resolve("facts"));
    List<Fact> facts = facts(minutes * MINUTE);
    try (FactFolder.Writer files = new FactFolder.Writer(in, false)) {
      facts.forEach(files::write);
    }
    Path out = folder.resolve("out");
    ResultFiles.Summary summary = ReplayJob.run(ReplayJob.Request.of(in, out));
    assertTrue(summary.addsUp(), summary.toString());

    long jumped = TAGS * (long) (OUT_UNTIL - OUT_FROM) / 10;
    long dead = Files.readAllLines(out.resolve(ResultFiles.DEAD_LETTERS)).size();
    assertEquals(minutes > 0 ? jumped : 0, dead, "nobody has been heard in the future");
    List<String> rules =
        summary.alerts().stream()
            .filter(alert -> alert.state() != AlertState.RETRACTED)
            .map(alert -> alert.key().rule() + " " + alert.key().subject().pseudonym())
            .toList();
    assertEquals(List.of("station-silent station ST-7"), rules);
    Finding episode = summary.alerts().get(0).episodes().get(0);
    assertEquals(Integer.toString(TAGS), episode.parameters().get("concerned"));
    assertEquals(START + OUT_UNTIL * MINUTE, episode.endedAt());
    List<String> ever = Files.readAllLines(out.resolve(ResultFiles.ALERTS));
    assertTrue(ever.stream().noneMatch(line -> line.contains("\"no-comm\"")), "nor for a while");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void s30_an_outage_of_a_station_with_three_hundred_tags_is_one_incident_and_no_alert_of_theirs(
      boolean marked) throws IOException {
    isOneIncident("ST-7", "station ST-7", marked);
  }

  /** A vendor's line, whose tags tell nothing of base stations. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void s30_an_outage_of_what_brings_the_fixes_of_tags_that_name_no_station_is_one_incident_too(
      boolean marked) throws IOException {
    isOneIncident(null, "station not-told", marked);
  }

  private void isOneIncident(@Nullable String station, String source, boolean marked)
      throws IOException {
    Path in = Files.createDirectories(folder.resolve("facts"));
    try (FactFolder.Writer files = new FactFolder.Writer(in, false)) {
      facts(station, marked).forEach(files::write);
    }
    Path out = folder.resolve("out");
    ResultFiles.Summary summary = ReplayJob.run(ReplayJob.Request.of(in, out));
    assertTrue(summary.addsUp(), summary.toString());

    List<Alert> incidents =
        summary.alerts().stream()
            .filter(alert -> alert.key().rule().equals("station-silent"))
            .toList();
    assertEquals(1, incidents.size());
    Alert incident = incidents.get(0);
    assertEquals(source, incident.key().subject().pseudonym());
    assertEquals(AlertState.ENDED, incident.state());
    Finding episode = incident.episodes().get(0);
    assertEquals(Integer.toString(TAGS), episode.parameters().get("concerned"));
    assertEquals("331102", incident.county());
    int inTime = marked ? 0 : HealthSettings.DEFAULT.stationMinutes();
    assertEquals(START + (OUT_UNTIL - inTime) * MINUTE, episode.endedAt());

    Set<String> dead = new TreeSet<>();
    for (int tag = TAGS - DEAD; tag < TAGS; tag++) {
      dead.add("S-" + tag);
    }
    Set<String> silent =
        summary.alerts().stream()
            .filter(alert -> alert.key().rule().equals("no-comm"))
            .map(alert -> alert.key().subject().pseudonym())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(dead, silent, "who is still silent when the station is not");

    List<String> ever = Files.readAllLines(out.resolve(ResultFiles.ALERTS));
    long told =
        ever.stream()
            .filter(line -> line.contains("\"no-comm\""))
            .filter(line -> dead.stream().noneMatch(who -> line.contains("\"" + who + "\"")))
            .count();
    assertEquals(0, told, "nobody else was ever told of, not even for a while");
  }
}

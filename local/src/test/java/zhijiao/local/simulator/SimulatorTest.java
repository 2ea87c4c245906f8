package zhijiao.local.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.fact.TagFix;
import zhijiao.core.health.SourceKind;
import zhijiao.core.place.Zone;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.ZonesFile;
import zhijiao.local.simulator.Simulator.Scenario;
import zhijiao.rules.RuleCatalog;

class SimulatorTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final int PEOPLE = 120;
  private static final int DAYS = 3;

  /** So that few people and days hold some of everything. */
  private static final double INTENSITY = 6;

  @TempDir private Path folder;

  private static Simulator simulator(long seed, int days, int people, Noise noise) {
    return new Simulator(
        Scenario.ofDefault(seed, days, people, noise).intense(INTENSITY), CalendarFile.china());
  }

  @Test
  void the_same_seed_gives_the_same_bytes_of_every_file() throws IOException {
    assertEquals(write(7, "a"), write(7, "b"));
  }

  @Test
  void another_seed_gives_another_world() throws IOException {
    Map<String, String> one = write(7, "a");
    Map<String, String> other = write(8, "b");
    assertEquals(one.keySet(), other.keySet());
    for (String file : List.of("check-ins.jsonl", "fixes.jsonl", "truth.jsonl", "orders.jsonl")) {
      assertNotEquals(one.get(file), other.get(file), file);
    }
  }

  @Test
  void an_event_follows_from_seed_and_number_whatever_was_asked_before() {
    Simulator forward = simulator(7, DAYS, PEOPLE, Noise.HARSH);
    Simulator backward = simulator(7, DAYS, PEOPLE, Noise.HARSH);
    List<List<Fact>> there = new ArrayList<>();
    List<List<Fact>> back = new ArrayList<>();
    for (long n = 0; n < forward.events(); n += 7) {
      there.add(0, forward.event(n));
    }
    for (long n = (forward.events() - 1) / 7 * 7; n >= 0; n -= 7) {
      back.add(backward.event(n));
    }
    assertEquals(there, back);
    assertTrue(there.stream().mapToInt(List::size).sum() > 500, "the sample holds facts");
  }

  @Test
  void a_person_is_the_same_among_few_and_among_many() {
    Set<Fact> few = factsOf("fixes and check-ins", simulator(7, DAYS, PEOPLE, Noise.DEFAULT));
    Set<Fact> many = factsOf("the same", simulator(7, DAYS, PEOPLE + 40, Noise.DEFAULT));
    assertTrue(many.containsAll(few));
    assertTrue(many.size() > few.size());
  }

  @Test
  void in_a_week_of_the_register_somebody_is_released_and_some_authorisation_lapses() {
    Set<String> released = new HashSet<>();
    Set<String> lapsed = new HashSet<>();
    Simulator simulator = simulator(1, 7, 2_241, Noise.DEFAULT);
    long begins = LocalDate.of(2026, 4, 1).atStartOfDay(ZONE).toInstant().toEpochMilli();
    long ends = LocalDate.of(2026, 4, 8).atStartOfDay(ZONE).toInstant().toEpochMilli();
    simulator.terms(
        fact -> {
          if (fact instanceof OrderChange order && order.terms() == null) {
            assertTrue(begins < order.occurredAt() && order.occurredAt() < ends);
            assertTrue(released.add(order.subject().pseudonym()));
          } else if (fact instanceof AuthorisationChange change
              && change.grant() != null
              && change.grant().validUntil() < ends) {
            lapsed.add(change.subject().pseudonym());
          }
        });
    assertFalse(released.isEmpty());
    assertFalse(lapsed.isEmpty());
  }

  private static Set<Fact> factsOf(String what, Simulator simulator) {
    Set<Fact> all = new HashSet<>();
    simulator.facts(all::add);
    assertFalse(all.isEmpty(), what);
    return all;
  }

  @Test
  void in_a_month_of_the_register_every_rule_is_broken_often_enough_to_measure_and_not_too_often() {
    Map<String, Integer> broken = new TreeMap<>();
    Simulator simulator =
        new Simulator(Scenario.ofDefault(1, 30, 2_241, Noise.DEFAULT), CalendarFile.china());
    for (Violation violation : simulator.truth()) {
      broken.merge(violation.rule(), 1, Integer::sum);
    }
    int outages = broken.remove(SourceKind.STATION.card().id());
    assertTrue(outages >= 3 && outages <= 20, outages + " outages of eighteen stations");
    Set<String> rules =
        RuleCatalog.shipped().rules().stream()
            .map(rule -> rule.card().id())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(rules, broken.keySet());
    broken.forEach((rule, count) -> assertTrue(count >= 60, rule + " only " + count));
    int all = broken.values().stream().mapToInt(Integer::intValue).sum();
    assertTrue(all <= 0.05 * 2_241 * 30, all + " in all: " + broken);
  }

  /** The ledger against the facts, without any error of measurement. */
  @Test
  void in_a_world_without_error_the_fixes_lie_where_the_ledger_says() throws IOException {
    Simulator simulator = simulator(3, 7, 600, Noise.NONE);
    Map<String, Zone> zones = new HashMap<>();
    try (var in =
        new java.io.ByteArrayInputStream(
            simulator.zones().getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      var catalog = ZonesFile.read(in, "zones").catalog();
      for (Violation violation : simulator.truth()) {
        if (!violation.target().equals("home") && catalog.find(violation.target()) != null) {
          zones.put(violation.target(), catalog.find(violation.target()));
        }
      }
    }
    Map<String, String> wearers = new HashMap<>();
    Map<String, List<TagFix>> fixes = new HashMap<>();
    simulator.facts(
        fact -> {
          if (fact instanceof zhijiao.core.fact.TagBinding binding && binding.subject() != null) {
            wearers.put(binding.tag(), binding.subject().pseudonym());
          } else if (fact instanceof TagFix fix) {
            fixes.computeIfAbsent(wearers.get(fix.tag()), w -> new ArrayList<>()).add(fix);
          }
        });
    int checked = 0;
    for (Violation violation : simulator.truth()) {
      Zone zone = zones.get(violation.target());
      boolean untagged = violation.detail().contains("without the tag");
      if (zone == null || untagged || !fixes.containsKey(violation.subject())) {
        continue;
      }
      boolean inside = Set.of("exclusion-zone", "key-place").contains(violation.rule());
      for (TagFix fix : fixes.get(violation.subject())) {
        if (violation.from() + 60_000 < fix.occurredAt()
            && fix.occurredAt() < violation.until() - 60_000) {
          double distance = zone.area().signedDistanceMetres(fix.point());
          assertEquals(inside, distance < 5, violation + " but " + distance + " m: " + fix);
          checked++;
        }
      }
    }
    assertTrue(checked > 300, "only " + checked + " fixes were looked at");
  }

  @Test
  void who_leaves_the_county_without_the_tag_is_seen_beyond_it_by_cameras() throws IOException {
    Simulator simulator = simulator(3, 7, 600, Noise.NONE);
    var counties =
        ZonesFile.read(
                new java.io.ByteArrayInputStream(
                    simulator.zones().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "zones")
            .catalog();
    List<zhijiao.core.fact.Sighting> sightings = new ArrayList<>();
    simulator.facts(
        fact -> {
          if (fact instanceof zhijiao.core.fact.Sighting sighting) {
            sightings.add(sighting);
          }
        });
    int checked = 0;
    for (Violation violation : simulator.truth()) {
      if (violation.rule().equals("boundary")
          && violation.observable()
          && violation.detail().contains("without the tag")) {
        Zone county = counties.find(violation.target());
        boolean seen =
            sightings.stream()
                .filter(one -> one.subject().pseudonym().equals(violation.subject()))
                .filter(one -> violation.from() <= one.occurredAt())
                .filter(one -> one.occurredAt() < violation.until())
                .anyMatch(one -> county.area().signedDistanceMetres(one.point()) > 0);
        assertTrue(seen, violation.toString());
        checked++;
      }
    }
    assertTrue(checked > 0, "nobody left");
  }

  /** Silence, and the third cut-off of a week, rest on what a tag reported before: that must have been lawful, without a break. */
  @Test
  void silences_can_be_seen_only_while_the_tag_may_be_listened_to() {
    Simulator simulator =
        new Simulator(
            Scenario.ofDefault(3, 14, 800, Noise.DEFAULT).intense(INTENSITY), CalendarFile.china());
    Map<String, List<long[]>> lawful = new HashMap<>();
    simulator.terms(
        fact -> {
          if (fact instanceof zhijiao.core.fact.AuthorisationChange change
              && change.grant() != null) {
            List<long[]> spans =
                lawful.computeIfAbsent(change.subject().pseudonym(), w -> new ArrayList<>());
            long[] last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && last[1] >= change.occurredAt()) {
              last[1] = change.grant().validUntil();
            } else {
              spans.add(new long[] {change.occurredAt(), change.grant().validUntil()});
            }
          }
        });
    int seen = 0;
    int unseen = 0;
    for (Violation violation : simulator.truth()) {
      boolean silence = Set.of("no-comm", "no-gps").contains(violation.rule());
      if (!silence && !violation.rule().equals("shield-jam")) {
        continue;
      }
      long until = violation.from() + (silence ? 40 : 0) * 60_000L;
      boolean held =
          lawful.getOrDefault(violation.subject(), List.of()).stream()
              .anyMatch(span -> span[0] < violation.from() && until <= span[1]);
      assertTrue(held || !violation.observable(), violation.toString());
      seen += violation.observable() ? 1 : 0;
      unseen += violation.observable() ? 0 : 1;
    }
    assertTrue(seen > 30 && unseen > 3, seen + " and " + unseen);
  }

  @Test
  void half_of_an_error_that_lasts_is_the_same_for_all_fixes_of_half_an_hour() {
    double harsh = squareOfTheWayToTheNextFix(Noise.HARSH, 0);
    double lasting = squareOfTheWayToTheNextFix(Noise.LASTING, 0);
    assertEquals(0.5, lasting / harsh, 0.1, "half of it within the half hour");
    assertEquals(
        1,
        squareOfTheWayToTheNextFix(Noise.LASTING, 30) / squareOfTheWayToTheNextFix(Noise.HARSH, 30),
        0.15,
        "and all of it, as large as before, from one half hour to the next");
  }

  /**
   * The median square of the distance between two fixes of one tag in the night of those at home, square metres.
   *
   * @param apart 0 for two fixes of one half hour, 30 for the first of one and those of the next
   */
  private static double squareOfTheWayToTheNextFix(Noise noise, int apart) {
    Map<String, TagFix> firsts = new HashMap<>();
    List<Double> squares = new ArrayList<>();
    simulator(5, 2, 600, noise)
        .facts(
            fact -> {
              long minute = fact.occurredAt() / 60_000 % 1_440;
              if (fact instanceof TagFix fix && fix.source() == FixSource.GPS) {
                String night = fix.tag() + " " + fix.occurredAt() / 86_400_000;
                TagFix first = firsts.get(night);
                if (minute >= 1_140 && minute < 1_150) {
                  firsts.putIfAbsent(night, fix);
                }
                if (first != null && minute >= 1_150 + apart && minute < 1_170 + apart) {
                  squares.add(Math.pow(first.point().distanceMetres(fix.point()), 2));
                }
              }
            });
    squares.sort(Double::compare);
    assertTrue(squares.size() > 500, squares.size() + " pairs");
    return squares.get(squares.size() / 2);
  }

  /** When each person's tag reported by satellite. */
  private static Map<String, List<Long>> satelliteFixes(Simulator simulator) {
    Map<String, String> wearers = new HashMap<>();
    Map<String, List<Long>> fixes = new HashMap<>();
    simulator.facts(
        fact -> {
          if (fact instanceof zhijiao.core.fact.TagBinding binding && binding.subject() != null) {
            wearers.put(binding.tag(), binding.subject().pseudonym());
          } else if (fact instanceof TagFix fix && fix.source() == FixSource.GPS) {
            fixes
                .computeIfAbsent(wearers.get(fix.tag()), w -> new ArrayList<>())
                .add(fix.occurredAt());
          }
        });
    return fixes;
  }

  /** When a person's tag reported by satellite within a time, in order. */
  private static TreeSet<Long> within(
      Map<String, List<Long>> fixes, String who, long from, long until) {
    return new TreeSet<>(new TreeSet<>(fixes.getOrDefault(who, List.of())).subSet(from, until));
  }

  @Test
  void a_stay_can_be_seen_only_while_the_tag_reports_for_as_long_as_makes_one() {
    Simulator simulator =
        new Simulator(
            Scenario.ofDefault(3, 7, 1_600, Noise.HARSH).intense(INTENSITY), CalendarFile.china());
    Map<String, List<Long>> fixes = satelliteFixes(simulator);
    Map<String, Long> least = Map.of("leave-route", 120 * 60_000L, "key-place", 15 * 60_000L);
    int seen = 0;
    int unseen = 0;
    for (Violation violation : simulator.truth()) {
      Long dwell = least.get(violation.rule());
      if (dwell == null) {
        continue;
      }
      long longest = 0;
      long since = 0;
      long last = 0;
      for (long at :
          within(fixes, violation.subject(), violation.from() - dwell, violation.until())) {
        since = at - last > 30 * 60_000 ? at : since;
        last = at;
        longest = Math.max(longest, last - since);
      }
      assertTrue(longest >= dwell || !violation.observable(), violation.toString());
      seen += violation.observable() ? 1 : 0;
      unseen += violation.observable() ? 0 : 1;
    }
    assertTrue(seen > 20 && unseen > 0, seen + " seen, " + unseen + " unseen");
  }

  @Test
  void a_meeting_can_be_seen_only_while_the_tags_of_both_report() {
    Simulator simulator =
        new Simulator(
            Scenario.ofDefault(3, 7, 800, Noise.HARSH).intense(INTENSITY), CalendarFile.china());
    Map<String, List<Long>> fixes = satelliteFixes(simulator);
    int seen = 0;
    int unseen = 0;
    for (Violation violation : simulator.truth()) {
      if (!violation.rule().equals("colocation")) {
        continue;
      }
      long from = violation.from();
      long until = violation.until();
      for (String who : List.of(violation.subject(), violation.target())) {
        TreeSet<Long> within = within(fixes, who, violation.from(), violation.until());
        from = within.isEmpty() ? Long.MAX_VALUE : Math.max(from, within.first());
        until = within.isEmpty() ? until : Math.min(until, within.last());
      }
      if (violation.observable()) {
        assertTrue(from <= until - 15 * 60_000, violation.toString());
        seen++;
      } else {
        unseen++;
      }
    }
    assertTrue(seen > 5 && unseen > 0, seen + " seen, " + unseen + " unseen");
  }

  @Test
  void what_leave_lifts_is_no_breach_while_it_is_in_force() {
    Set<String> lifted = Set.of("curfew", "exclusion-zone", "exclusion-buffer", "key-place");
    Simulator simulator = simulator(3, 6, 1_500, Noise.DEFAULT);
    Map<String, List<LeaveChange>> leaves = new HashMap<>();
    simulator.terms(
        fact -> {
          if (fact instanceof LeaveChange change && change.grant() != null) {
            leaves
                .computeIfAbsent(change.subject().pseudonym(), unused -> new ArrayList<>())
                .add(change);
          }
        });
    int cut = 0;
    for (Violation violation : simulator.truth()) {
      if (lifted.contains(violation.rule())) {
        for (LeaveChange leave : leaves.getOrDefault(violation.subject(), List.of())) {
          assertFalse(
              leave.occurredAt() <= violation.from() && violation.from() < leave.grant().until(),
              violation + " during " + leave);
          cut += violation.from() == leave.grant().until() ? 1 : 0;
        }
      }
    }
    assertTrue(cut > 0, "a stay goes on when leave is over");
  }

  @Test
  void two_who_spend_a_night_in_one_street_have_met_and_a_night_is_over_with_the_next_fix() {
    Simulator simulator =
        new Simulator(Scenario.ofDefault(2, 23, 830, Noise.DEFAULT), CalendarFile.china());
    Map<String, List<Long>> fixes = satelliteFixes(simulator);
    int nights = 0;
    int late = 0;
    Set<String> met = new HashSet<>();
    for (Violation violation : simulator.truth()) {
      if (violation.rule().equals("night-shift") && violation.observable()) {
        long five = violation.from() + 5 * 60 * 60_000;
        assertFalse(within(fixes, violation.subject(), five, violation.until()).isEmpty());
        nights++;
        late += violation.until() > five + 60 * 60_000 ? 1 : 0;
      }
      if (violation.detail().startsWith("stays where ")) {
        met.add(violation.subject() + " and " + violation.target());
      }
    }
    assertTrue(nights > 10 && late > 0, nights + " nights, " + late + " of them long");
    assertTrue(met.contains("S-00592 and S-00595"), met.toString());
  }

  @Test
  void a_missed_check_in_of_the_ledger_is_missing_and_all_others_are_there() {
    Simulator simulator = simulator(3, 7, 600, Noise.DEFAULT);
    Map<String, List<Long>> came = new HashMap<>();
    simulator.facts(
        fact -> {
          if (fact instanceof CheckIn checkIn && checkIn.accepted()) {
            came.computeIfAbsent(checkIn.subject().pseudonym(), s -> new ArrayList<>())
                .add(checkIn.occurredAt());
          }
        });
    Set<String> missed = new HashSet<>();
    for (Violation violation : simulator.truth()) {
      if (violation.rule().equals("missed-check-in")) {
        assertTrue(missed.add(violation.subject() + violation.from()), "twice: " + violation);
        List<Long> own = came.getOrDefault(violation.subject(), List.of());
        long opens = violation.from() - (2 * 60 + DayPlan.CHECK_IN_GRACE) * 60_000L;
        assertTrue(
            own.stream().noneMatch(at -> opens <= at && at <= violation.from()),
            violation + " but checked in");
      }
    }
    assertTrue(missed.size() >= 20, "only " + missed.size());
    long windows =
        came.values().stream().mapToLong(own -> own.stream().distinct().count()).sum()
            + missed.size();
    long[] daily = {0};
    simulator.terms(
        fact -> {
          if (fact instanceof OrderChange order && order.terms() != null) {
            daily[0] += order.terms().checkIns().schedule().workdays().size();
          }
        });
    long owed = 7 * daily[0];
    assertTrue(windows <= owed && windows > 0.97 * owed, windows + " of " + owed);
  }

  @Test
  void a_second_night_elsewhere_can_be_seen_only_when_the_tag_reported_in_both() {
    int people = 2_241;
    Scenario scenario = Scenario.ofDefault(1, 7, people, Noise.DEFAULT);
    Simulator simulator = new Simulator(scenario, CalendarFile.china());
    long first = scenario.first().atStartOfDay(ZONE).toInstant().toEpochMilli();
    int seen = 0;
    int unseen = 0;
    for (Violation violation : simulator.truth()) {
      if (!violation.rule().equals("new-staypoint")) {
        continue;
      }
      long person = Long.parseLong(violation.subject().substring(2));
      long day = (violation.from() - first) / 86_400_000;
      boolean both = true;
      for (long night = day - 1; night <= day; night++) {
        long base = (night * people + person) * Simulator.SLOTS;
        both &= reports(simulator, base, 0) && reports(simulator, base, 4);
      }
      assertTrue(both || !violation.observable(), violation.toString());
      seen += violation.observable() ? 1 : 0;
      unseen += violation.observable() ? 0 : 1;
    }
    assertTrue(seen >= 10 && unseen >= 1, seen + " seen, " + unseen + " not");
  }

  /** Whether the tag of a day that begins with an event reported by satellite within an hour. */
  private static boolean reports(Simulator simulator, long base, int hour) {
    for (int minute = hour * 60; minute < hour * 60 + 60; minute++) {
      for (Fact fact : simulator.event(base + minute)) {
        if (fact instanceof TagFix fix && fix.source() == FixSource.GPS) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void no_fact_is_received_before_it_occurred_and_some_come_hours_late() {
    List<Long> delays = new ArrayList<>();
    Set<Subject> onLeave = new HashSet<>();
    simulator(3, 7, 600, Noise.DEFAULT)
        .facts(
            fact -> {
              if (fact instanceof TagFix || fact instanceof CheckIn) {
                delays.add(fact.receivedAt() - fact.occurredAt());
              } else if (fact instanceof LeaveChange leave) {
                onLeave.add(((SubjectFact) leave).subject());
              }
            });
    assertTrue(delays.stream().allMatch(delay -> delay >= 0));
    long late = delays.stream().filter(delay -> delay > 3_600_000).count();
    assertTrue(late > 0.005 * delays.size() && late < 0.1 * delays.size(), "late: " + late);
    assertFalse(onLeave.isEmpty());
  }

  @Test
  void nobody_has_a_name() throws IOException {
    Map<String, String> files = write(7, "a");
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (!file.getKey().equals("zones.geojson")) {
        assertTrue(
            file.getValue().chars().allMatch(c -> c < 128), "only codes in " + file.getKey());
      }
    }
  }

  private Map<String, String> write(long seed, String name) throws IOException {
    Path into = folder.resolve(name);
    ScenarioFolder.write(
        simulator(seed, DAYS, PEOPLE, Noise.DEFAULT), into, into.resolve(ScenarioFolder.TRUTH));
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> written = Files.list(into)) {
      for (Path file : written.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }
}

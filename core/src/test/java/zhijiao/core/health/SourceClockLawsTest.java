package zhijiao.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.Subject;

/**
 * A terminal's clock against the same thing as loops over all that was reported. In the random days it is right, slow, fast, or
 * slower and slower; its line is quick, slow, or cut until all that was kept comes at once; and some reports come again.
 */
class SourceClockLawsTest {

  private static final long MINUTE = ClockDesk.MINUTE;

  private static List<CheckIn> reports(Random random) {
    List<CheckIn> reports = new ArrayList<>();
    int people = 1 + random.nextInt(6);
    long at = 0;
    while (at < 2 * ClockDesk.DAY) {
      int number = 1 + random.nextInt(12);
      int kind = random.nextInt(6);
      long wrong = (random.nextInt(600) - 200) * MINUTE;
      long every = 1L + random.nextInt(20);
      long cutUntil = at + number * every * MINUTE;
      for (int i = 0; i < number; i++) {
        at += every * MINUTE + random.nextInt(60_000);
        long line = random.nextInt(20_000);
        long dated = kind == 1 ? at - wrong : kind == 2 ? at - i * 5L * MINUTE : at;
        long received =
            kind == 3
                ? Math.max(at, cutUntil) + line
                : kind == 4 ? at + random.nextInt(60) * MINUTE : at + line;
        reports.add(ClockDesk.checkIn(random.nextInt(people), dated, received));
      }
    }
    return reports;
  }

  /** With copies that came later. */
  private static List<CheckIn> withCopies(List<CheckIn> reports, Random random) {
    List<CheckIn> all = new ArrayList<>(reports);
    for (CheckIn report : reports) {
      if (random.nextInt(5) == 0) {
        long later = report.receivedAt() + random.nextInt(300) * MINUTE;
        all.add(
            new CheckIn(
                report.subject(),
                report.means(),
                report.accepted(),
                report.point(),
                report.accuracyMetres(),
                report.proof(),
                report.occurredAt(),
                later));
      }
    }
    return all;
  }

  // ---- the oracle

  private record Known(TreeSet<String> forms, TreeSet<String> incidents) {}

  private static Known oracle(List<CheckIn> all) {
    Map<FactId, CheckIn> earliest = new HashMap<>();
    for (CheckIn report : all) {
      earliest.merge(report.id(), report, (a, b) -> a.receivedAt() <= b.receivedAt() ? a : b);
    }
    List<CheckIn> reports = new ArrayList<>(earliest.values());
    reports.sort(Comparator.comparingLong(CheckIn::receivedAt).thenComparing(CheckIn::id));
    TreeSet<String> forms = new TreeSet<>();
    TreeSet<String> incidents = new TreeSet<>();
    int from = 0;
    while (from < reports.size()) {
      int until = from + 1;
      while (until < reports.size() && agree(reports.subList(from, until + 1))) {
        until++;
      }
      List<CheckIn> run = reports.subList(from, until);
      int shown = shown(run);
      for (CheckIn report : run) {
        boolean ahead = lag(report) < -2 * MINUTE;
        if (ahead) {
          forms.add(ClockDesk.form(report.doubted(report.receivedAt(), false)));
        } else if (shown > 0) {
          forms.add(ClockDesk.form(report.doubted(report.occurredAt(), false)));
          forms.add(ClockDesk.form(report.doubted(report.receivedAt(), true)));
        } else {
          forms.add(ClockDesk.form(report));
        }
      }
      if (shown > 0) {
        incidents.add(
            seconds(run.get(shown - 1))
                + "-"
                + (until == reports.size() ? "" : seconds(reports.get(until)))
                + " "
                + people(run).size()
                + " slow "
                + Math.round(run.stream().mapToLong(it -> lag(it)).min().orElseThrow() / 60_000.0));
      }
      from = until;
    }
    return new Known(forms, incidents);
  }

  private static String seconds(CheckIn report) {
    return ClockDesk.seconds(report.receivedAt());
  }

  private static long lag(CheckIn report) {
    return report.receivedAt() - report.occurredAt();
  }

  private static boolean agree(List<CheckIn> run) {
    List<Long> lags = run.stream().map(SourceClockLawsTest::lag).sorted().toList();
    return run.stream().noneMatch(it -> lag(it) >= -2 * MINUTE && lag(it) <= ClockDesk.LATE)
        && lags.get(lags.size() - 1) - lags.get(0) <= MINUTE;
  }

  private static Set<Subject> people(List<CheckIn> run) {
    Set<Subject> people = new HashSet<>();
    run.forEach(report -> people.add(report.subject()));
    return people;
  }

  /** After so many reports a run shows a wrong clock; 0 when it does not. */
  private static int shown(List<CheckIn> run) {
    for (int count = 4; count <= run.size(); count++) {
      List<CheckIn> first = run.subList(0, count);
      long spread = first.get(count - 1).receivedAt() - first.get(0).receivedAt();
      if (agree(first) && people(first).size() >= 3 && spread >= 10 * MINUTE) {
        return count;
      }
    }
    return 0;
  }

  // ---- the laws

  private static Known run(List<CheckIn> all, Random rereads) {
    ClockDesk desk = new ClockDesk();
    for (CheckIn report : all) {
      desk.take(report);
      if (rereads.nextInt(20) == 0) {
        desk.reread();
      }
    }
    return new Known(desk.forms(), desk.incidents());
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void a_clock_is_found_wrong_where_the_oracle_finds_it_so(@ForAll long seed) {
    Random random = new Random(seed);
    List<CheckIn> all = reports(random);
    all.sort(Comparator.comparingLong(CheckIn::receivedAt));
    assertEquals(oracle(all), run(all, random));
  }

  /** Law 6: any order of any copies. */
  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void order_and_copies_do_not_matter(@ForAll long seed) {
    Random random = new Random(seed);
    List<CheckIn> reports = reports(random);
    List<CheckIn> mixed = withCopies(reports, random);
    Collections.shuffle(mixed, random);
    assertEquals(oracle(reports), run(mixed, random));
  }

  /** The random days hold what the laws are about. */
  @Example
  void wrong_clocks_come_up_and_so_do_days_without_one() {
    int wrong = 0;
    int right = 0;
    int open = 0;
    for (int seed = 0; seed < 200; seed++) {
      TreeSet<String> incidents = oracle(reports(new Random(seed))).incidents();
      wrong += incidents.isEmpty() ? 0 : 1;
      right += incidents.isEmpty() ? 1 : 0;
      open += incidents.stream().anyMatch(it -> it.contains("- ")) ? 1 : 0;
    }
    assertTrue(wrong >= 40 && right >= 10 && open >= 1, wrong + " " + right + " " + open);
  }

  /** Canaries: an oracle that takes the last copy, or forgets the ten minutes, says something else. */
  @Example
  void another_reading_of_the_reports_would_be_seen() {
    int copies = 0;
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<CheckIn> reports = reports(random);
      List<CheckIn> mixed = withCopies(reports, random);
      Map<FactId, CheckIn> last = new HashMap<>();
      mixed.forEach(
          it -> last.merge(it.id(), it, (a, b) -> a.receivedAt() >= b.receivedAt() ? a : b));
      copies += oracle(List.copyOf(last.values())).equals(oracle(reports)) ? 0 : 1;
    }
    assertNotEquals(0, copies);
  }
}

package zhijiao.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.Severity;

/**
 * A source's health against the same thing as loops over all that was told. The random days hold a station that is heard
 * most of the time, outages of it, and tags that fall silent with it, after it, or for themselves.
 */
class SourceHealthLawsTest {

  private static final long MINUTE = 60_000;
  private static final long SPAN = 5 * MINUTE;
  private static final long START = 1_772_424_000_000L;
  private static final long END = START + 30 * 60 * MINUTE;
  private static final String NAME = SourceKind.STATION.name("ST-1");

  /** What one station is told, in order of what happened. */
  private record Told(List<SourceNote> notes) {}

  /** One station in a week: the spans in which it was heard, on some days with outages. */
  private static TreeSet<Long> week(Random random) {
    TreeSet<Long> spans = new TreeSet<>();
    double heard = random.nextDouble();
    int days = 1 + random.nextInt(7);
    for (int span = 0; span < days * 288 + random.nextInt(288); span++) {
      if (random.nextDouble() < heard) {
        spans.add(START / SPAN + span);
      }
    }
    for (int outages = random.nextInt(8); outages > 0; outages--) {
      long from = START / SPAN + random.nextInt(days * 288);
      spans.subSet(from, from + 12 + random.nextInt(24)).clear();
    }
    return spans;
  }

  private static Told told(Random random) {
    List<SourceNote> notes = new ArrayList<>();
    int tags = 1 + random.nextInt(6);
    int every = 1 + random.nextInt(12);
    List<long[]> out = pauses(random.nextInt(4), 200, random);
    for (int tag = 0; tag < tags; tag++) {
      long dies = random.nextInt(4) == 0 ? START + random.nextInt(30 * 60) * MINUTE : END + 1;
      long last = START - 1;
      List<Long> losses = new ArrayList<>();
      List<long[]> own = pauses(random.nextInt(8), 15 + random.nextInt(30), random);
      for (long at = START + random.nextInt(every) * MINUTE; at <= END; at += every * MINUTE) {
        long now = at;
        boolean silent =
            at >= dies
                || Stream.concat(out.stream(), own.stream())
                    .anyMatch(o -> o[0] <= now && now < o[1]);
        if (!silent) {
          silence(tag, last, at, random, notes);
          if (last >= START && at - last > 15 * MINUTE) {
            losses.add(last);
            several(tag, losses, at, random, notes);
          }
          notes.add(new SourceNote.Heard(NAME, tag, at));
          last = at;
        }
      }
      silence(tag, last, Long.MAX_VALUE, random, notes);
    }
    return new Told(notes);
  }

  /** What a timeline says of one silence: that it began, and perhaps that it ended, or that it was none. */
  private static void silence(
      int tag, long last, long next, Random random, List<SourceNote> notes) {
    long opened = last + 40 * MINUTE;
    if (last < START || opened > END || next <= opened) {
      return;
    }
    Finding finding = finding("no-comm", tag, opened, null);
    long judgement = opened - START;
    notes.add(silent(finding, judgement, finding));
    if (next != Long.MAX_VALUE) {
      notes.add(silent(finding, judgement + 1, finding("no-comm", tag, opened, next)));
    }
    if (random.nextInt(8) == 0) {
      notes.add(silent(finding, judgement + 2, null));
    }
  }

  /** Times of five minutes and up to so many more. */
  private static List<long[]> pauses(int number, int minutes, Random random) {
    List<long[]> pauses = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      long from = START + random.nextInt(29 * 60) * MINUTE;
      pauses.add(new long[] {from, from + (5 + random.nextInt(minutes)) * MINUTE});
    }
    return pauses;
  }

  /** What a timeline says when the third silence of a tag is over, and each further one: of some of them, or of all. */
  private static void several(
      int tag, List<Long> losses, long over, Random random, List<SourceNote> notes) {
    if (losses.size() < 3) {
      return;
    }
    List<Long> shown = losses.subList(random.nextInt(losses.size() - 2), losses.size());
    Finding finding =
        finding("shield-jam", tag, over, over)
            .saying(
                Map.of(
                    Silences.SILENT_FROM,
                    String.join(" ", shown.stream().map(String::valueOf).toList()),
                    Silences.SPARE,
                    Integer.toString(shown.size() - 3)));
    notes.add(silent(finding, over - START, finding));
  }

  private static SourceNote silent(Finding of, long judgement, Finding finding) {
    return new SourceNote.Silence(
        NAME,
        new FindingChange(AlertKey.of(of), of.episodeId(), judgement, finding, false, 0),
        false);
  }

  private static Finding finding(String rule, int tag, long openedAt, Long endedAt) {
    return new Finding(
        rule,
        1,
        Severity.P3,
        new Subject("S-" + tag),
        "tag",
        LocalDate.of(2026, 3, 2),
        openedAt,
        endedAt,
        List.of(),
        new TreeMap<>(Map.of("intervalMinutes", "10", "bufferMinutes", "30", "station", "ST-1")),
        tag % 2 == 0 ? "331102" : "331121",
        "331102001",
        Tier.GENERAL,
        false);
  }

  // ---- the engine

  /** What stands in the end, by episode; the highest judgement holds. */
  private static final class Standing implements SourceHealth.Output {
    private final Map<Long, FindingChange> latest = new HashMap<>();

    @Override
    public void change(FindingChange change) {
      latest.merge(change.episode(), change, (a, b) -> a.judgement() >= b.judgement() ? a : b);
    }

    TreeSet<String> lines() {
      TreeSet<String> lines = new TreeSet<>();
      for (FindingChange change : latest.values()) {
        Finding finding = change.finding();
        if (finding != null) {
          lines.add(
              finding.rule()
                  + " "
                  + finding.subject()
                  + " "
                  + (finding.openedAt() - START) / MINUTE
                  + "-"
                  + (finding.endedAt() == null ? "" : (finding.endedAt() - START) / MINUTE)
                  + (!finding.rule().equals("station-silent")
                      ? ""
                      : " "
                          + finding.parameters().get("concerned")
                          + " "
                          + finding.parameters().get("silences")
                          + " "
                          + finding.county()));
        }
      }
      return lines;
    }
  }

  private static TreeSet<String> inOrder(Told told, boolean throughBytes) {
    return run(told.notes(), new Random(1), 0, throughBytes);
  }

  /** In any order, but for the judgements of one silence, which come in theirs. */
  private static TreeSet<String> shuffled(Told told, Random random) {
    List<SourceNote> mixed = new ArrayList<>(told.notes());
    Collections.shuffle(mixed, random);
    Map<Long, List<SourceNote>> silences = new HashMap<>();
    for (SourceNote note : told.notes()) {
      if (note instanceof SourceNote.Silence silence) {
        silences.computeIfAbsent(silence.change().episode(), k -> new ArrayList<>()).add(note);
      }
    }
    for (int i = 0; i < mixed.size(); i++) {
      if (mixed.get(i) instanceof SourceNote.Silence silence) {
        mixed.set(i, silences.get(silence.change().episode()).remove(0));
      }
    }
    return run(mixed, random, 5, false);
  }

  private static TreeSet<String> run(
      List<SourceNote> notes, Random random, int advances, boolean throughBytes) {
    Standing standing = new Standing();
    SourceHealth health = new SourceHealth(NAME, HealthSettings.DEFAULT);
    for (SourceNote note : notes) {
      if (note instanceof SourceNote.Heard heard) {
        health.mark(heard.member(), heard.at());
      } else {
        SourceNote.Silence silence = (SourceNote.Silence) note;
        health.take(silence.change(), silence.elsewhere());
      }
      if (advances > 0 && random.nextInt(notes.size() / advances + 1) == 0) {
        health.advance(START + (long) (random.nextDouble() * (END - START)), standing);
      }
      if (throughBytes && random.nextInt(50) == 0) {
        health = reread(health);
      }
    }
    health.finish(END, standing);
    return standing.lines();
  }

  private static SourceHealth reread(SourceHealth health) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      health.write(new DataOutputStream(bytes));
      return SourceHealth.read(
          NAME,
          HealthSettings.DEFAULT,
          new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- the oracle

  /** The third longest silence, or the median of each whole day's longest if that is shorter. */
  private static long usual(SortedSet<Long> spans) {
    long usual = longest(spans, Long.MIN_VALUE, spans.last(), 3);
    List<Long> days = new ArrayList<>();
    for (long day = spans.last() - 288; day >= spans.first(); day -= 288) {
      days.add(longest(spans, day, day + 288, 1));
    }
    Collections.sort(days);
    return days.isEmpty() ? usual : Math.min(usual, days.get(days.size() / 2));
  }

  /** The longest silence, or the second, third, of those that end within a time; 0 if there are fewer. */
  private static long longest(SortedSet<Long> spans, long after, long upTo, int which) {
    List<Long> silences = new ArrayList<>();
    Long before = null;
    for (long span : spans) {
      if (before != null && span > after && span <= upTo) {
        silences.add(span - before - 1);
      }
      before = span;
    }
    silences.sort(Collections.reverseOrder());
    return silences.size() < which ? 0 : silences.get(which - 1);
  }

  /** What a station was told, as sets: the spans in which it was heard, by whom in each hour, and the silences that stand. */
  private record Known(
      TreeSet<Long> spans, Map<Long, Set<Long>> members, Map<Long, Finding> silences) {}

  private static Known known(Told told) {
    TreeSet<Long> spans = new TreeSet<>();
    Map<Long, Set<Long>> members = new HashMap<>();
    Map<Long, Finding> silences = new TreeMap<>();
    for (SourceNote note : told.notes()) {
      if (note instanceof SourceNote.Heard heard) {
        spans.add(Math.floorDiv(heard.at(), SPAN));
        members
            .computeIfAbsent(Math.floorDiv(heard.at(), 60 * MINUTE), k -> new HashSet<>())
            .add(heard.member());
      } else {
        FindingChange change = ((SourceNote.Silence) note).change();
        if (change.finding() == null) {
          silences.remove(change.episode());
        } else {
          silences.put(change.episode(), change.finding());
        }
      }
    }
    return new Known(spans, members, silences);
  }

  private static TreeSet<String> oracle(Told told) {
    Known known = known(told);
    List<Out> outages = outages(known);
    TreeSet<String> lines = new TreeSet<>();
    for (Out outage : outages) {
      List<Finding> explained =
          known.silences().values().stream()
              .filter(s -> explaining(s, outages).contains(outage))
              .toList();
      TreeSet<String> counties = new TreeSet<>(explained.stream().map(Finding::county).toList());
      lines.add(
          "station-silent "
              + NAME
              + " "
              + (outage.foundAt() - START) / MINUTE
              + "-"
              + (outage.until() == Long.MAX_VALUE ? "" : (outage.until() - START) / MINUTE)
              + " "
              + outage.concerned()
              + " "
              + explained.size()
              + " "
              + (counties.size() == 1 ? counties.first() : ""));
    }
    for (Finding silence : known.silences().values()) {
      if (!isHeldBack(silence, explaining(silence, outages))) {
        lines.add(
            silence.rule()
                + " "
                + silence.subject()
                + " "
                + (silence.openedAt() - START) / MINUTE
                + "-"
                + (silence.endedAt() == null ? "" : (silence.endedAt() - START) / MINUTE));
      }
    }
    return lines;
  }

  private record Out(long from, long until, long foundAt, int concerned) {
    boolean began(long heardAt) {
      return heardAt >= from - 15 * MINUTE && heardAt < until;
    }
  }

  private static List<Out> outages(Known heard) {
    TreeSet<Long> spans = heard.spans();
    List<Out> outages = new ArrayList<>();
    for (long span : spans) {
      Long next = spans.higher(span);
      long from = (span + 1) * SPAN;
      long until = next == null ? Long.MAX_VALUE : next * SPAN;
      boolean known = span - spans.first() >= 72;
      long usual = usual(spans.headSet(span, true));
      long foundAt = from + Math.max(15 * MINUTE, 3 * (usual + 1) * SPAN);
      long lastHour = Math.floorDiv(from - 1, 60 * MINUTE);
      Set<Long> concerned = new HashSet<>(heard.members().getOrDefault(lastHour, Set.of()));
      if (Math.floorMod(from - 1, 60 * MINUTE) < 30 * MINUTE) {
        concerned.addAll(heard.members().getOrDefault(lastHour - 1, Set.of()));
      }
      if (known && until > foundAt && foundAt <= END && concerned.size() >= 3) {
        outages.add(new Out(from, until, foundAt, concerned.size()));
      }
    }
    return outages;
  }

  private static List<Out> explaining(Finding silence, List<Out> outages) {
    String several = silence.parameters().get(Silences.SILENT_FROM);
    if (several == null) {
      return outages.stream().filter(o -> o.began(silence.openedAt() - 40 * MINUTE)).toList();
    }
    List<Long> losses = Arrays.stream(several.split(" ")).map(Long::valueOf).toList();
    List<Long> unexplained =
        losses.stream().filter(loss -> outages.stream().noneMatch(o -> o.began(loss))).toList();
    if (unexplained.size() >= 3 && unexplained.contains(losses.get(losses.size() - 1))) {
      return List.of();
    }
    return outages.stream().filter(o -> losses.stream().anyMatch(o::began)).toList();
  }

  /** The last outage decides. */
  private static boolean isHeldBack(Finding silence, List<Out> explaining) {
    if (explaining.isEmpty()) {
      return false;
    }
    long until = explaining.get(explaining.size() - 1).until();
    long release = Math.max(silence.openedAt() + 2 * MINUTE, until + 30 * MINUTE);
    boolean over = silence.endedAt() != null && silence.endedAt() <= release;
    return until == Long.MAX_VALUE || release > END + 2 * MINUTE || over;
  }

  private static String text(TreeSet<String> lines) {
    return String.join("\n", lines);
  }

  // ---- the laws

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void a_source_is_found_silent_where_the_oracle_finds_it_so(@ForAll long seed) {
    Told told = told(new Random(seed));
    assertEquals(text(oracle(told)), text(inOrder(told, false)));
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void any_order_and_any_coming_of_time_ends_in_the_same(@ForAll long seed) {
    Random random = new Random(seed);
    Told told = told(random);
    assertEquals(text(inOrder(told, false)), text(shuffled(told, random)));
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void written_and_read_it_goes_on_as_if_nothing_had_been(@ForAll long seed) {
    Told told = told(new Random(seed));
    assertEquals(text(inOrder(told, false)), text(inOrder(told, true)));
  }

  @Example
  void the_random_days_hold_outages_and_silences_of_every_kind() {
    int outages = 0;
    int[] told = new int[2];
    int[] passed = new int[2];
    int excusedInPart = 0;
    for (int seed = 0; seed < 100; seed++) {
      Told day = told(new Random(seed));
      TreeSet<String> lines = inOrder(day, false);
      outages += count(lines, "station-silent");
      passed[0] += count(lines, "no-comm");
      passed[1] += count(lines, "shield-jam");
      Known known = known(day);
      List<Out> out = outages(known);
      for (Finding silence : known.silences().values()) {
        String several = silence.parameters().get(Silences.SILENT_FROM);
        told[several == null ? 0 : 1]++;
        if (several != null && explaining(silence, out).isEmpty()) {
          boolean struck =
              Arrays.stream(several.split(" "))
                  .anyMatch(loss -> out.stream().anyMatch(o -> o.began(Long.parseLong(loss))));
          excusedInPart += struck ? 1 : 0;
        }
      }
    }
    String counts =
        outages + " " + Arrays.toString(told) + " " + Arrays.toString(passed) + " " + excusedInPart;
    assertTrue(outages > 30 && passed[0] > 30 && told[0] > passed[0] + 100, counts);
    assertTrue(passed[1] > 30 && told[1] > passed[1] + 30 && excusedInPart > 5, counts);
  }

  private static int count(TreeSet<String> lines, String rule) {
    return (int) lines.stream().filter(line -> line.startsWith(rule)).count();
  }

  /** Canary: who takes the marks in the order in which they come, and not a set, is caught. */
  @Example
  void a_keeper_that_forgets_a_mark_is_caught() {
    for (int seed = 0; seed < 100; seed++) {
      Told told = told(new Random(seed));
      List<SourceNote> fewer = new ArrayList<>(told.notes());
      fewer.removeIf(n -> n instanceof SourceNote.Heard h && Math.floorDiv(h.at(), SPAN) % 7 == 0);
      if (!oracle(told).equals(inOrder(new Told(fewer), false))) {
        return;
      }
    }
    throw new AssertionError("it was not caught");
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void what_is_usual_of_a_week_is_what_a_list_of_its_silences_says(@ForAll Random random) {
    TreeSet<Long> all = week(random);
    Assume.that(!all.isEmpty());
    SortedSet<Long> spans = all.tailSet(all.last() - 7 * 288);
    Activity activity = new Activity();
    all.forEach(span -> activity.mark(span * SPAN));
    int last = (int) (activity.lastEnd() / SPAN - activity.beginning(0) / SPAN) - 1;
    assertEquals(usual(spans), activity.usual(activity.gaps(), last, 0, true));
    assertEquals(
        longest(spans, 0, spans.last(), 1), activity.usual(activity.gaps(), last, 0, false));
  }
}

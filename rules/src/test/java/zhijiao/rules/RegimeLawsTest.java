package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import zhijiao.core.fact.Campaign;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.rule.Finding;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.SettingsTree;
import zhijiao.core.timeline.Program;
import zhijiao.core.timeline.Regime;
import zhijiao.core.timeline.Regimes;
import zhijiao.core.timeline.Timeline;
import zhijiao.core.timeline.TimelineSettings;
import zhijiao.rules.story.Judged;
import zhijiao.rules.story.World;

/** Settings that change on the way: whatever comes when, each instant is judged by what held at it. */
class RegimeLawsTest {

  private static final long MINUTE = Worlds.MINUTE;
  private static final RuleSettings OTHER = other();

  /** Thresholds that differ in every rule of a place. */
  private static RuleSettings other() {
    Map<String, Object> rules = new TreeMap<>();
    rules.put("curfew", Map.of("persistFixes", 2, "evidenceMaxAgeMinutes", 5));
    rules.put("boundary", Map.of("persistFixes", 5, "sightingLapseMinutes", 10));
    rules.put("exclusionZone", Map.of("persistFixes", 4, "sightingLapseMinutes", 20));
    try {
      return SettingsReader.read(SettingsTree.of(rules), RuleSettings::read).settings();
    } catch (InvalidSettingsException e) {
      throw new AssertionError(e);
    }
  }

  @Provide
  Arbitrary<World> worlds() {
    return Worlds.worlds();
  }

  private static Regimes regimes(
      World world, List<Regimes.Version> versions, List<Regimes.Span> campaigns) {
    ZoneCatalog zones = world.zones();
    return new Regimes(
        versions,
        campaigns,
        (version, applying) -> {
          RuleSettings settings =
              applying.isEmpty() && version % 2 != 0 ? RuleSettings.DEFAULT : OTHER;
          return new Regime(
              zones,
              JudgeSettings.DEFAULT,
              RuleCatalog.of(settings)
                  .programs(id -> new TreeMap<>(Map.of("change", version + " " + applying))));
        });
  }

  private static Program program(World world, Regimes regimes) {
    return new Program(world.calendar(), TimelineSettings.DEFAULT, world.horizon(), regimes);
  }

  private static Regimes random(World world, Random random) {
    List<Regimes.Version> versions = new ArrayList<>();
    for (long at = instant(random); versions.size() < 2; at += 1 + instant(random) - Worlds.START) {
      versions.add(new Regimes.Version(at, "v" + versions.size()));
    }
    long from = instant(random);
    Campaign.Scope scope =
        new Campaign.Scope(new TreeSet<>(counties(world)), new TreeSet<>(), new TreeSet<>());
    return regimes(
        world,
        versions,
        List.of(new Regimes.Span("c", from, from + 1 + random.nextInt(600) * MINUTE, scope)));
  }

  private static List<String> counties(World world) {
    List<String> counties = new ArrayList<>(List.of("none"));
    for (Fact fact : world.facts()) {
      if (fact instanceof OrderChange order && order.terms() != null) {
        counties.add(order.terms().county());
      }
    }
    return counties;
  }

  /** Often at the very instant of a fact, or at the beginning of a day of bookkeeping. */
  private static long instant(Random random) {
    long minutes = (Worlds.END - Worlds.START) / MINUTE;
    return random.nextInt(8) == 0
        ? Worlds.START + 86_400_000L
        : Worlds.START + random.nextInt((int) minutes) * MINUTE;
  }

  private static void take(Timeline timeline, Fact fact, Judged judged) {
    if (!(fact instanceof TagBinding)) {
      timeline.accept(fact, judged);
    }
  }

  private static Judged inOrder(Program program, World world) {
    Judged judged = new Judged();
    Timeline timeline = new Timeline(program, World.WHO, Long.MIN_VALUE);
    world.facts().forEach(fact -> take(timeline, fact, judged));
    timeline.advance(Long.MAX_VALUE, judged);
    return judged;
  }

  private static Timeline reread(Program program, Timeline timeline) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      timeline.write(new DataOutputStream(bytes));
      return Timeline.read(
          program, World.WHO, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void s28_any_order_of_arrival_is_judged_by_what_held_at_each_instant(
      @ForAll("worlds") World world, @ForAll long seed) {
    Random random = new Random(seed);
    Program program = program(world, random(world, random));
    List<Fact> shuffled = new ArrayList<>(world.facts());
    Collections.shuffle(shuffled, random);
    Judged judged = new Judged();
    Timeline timeline = new Timeline(program, World.WHO, Long.MIN_VALUE);
    for (Fact fact : shuffled) {
      take(timeline, fact, judged);
      if (random.nextInt(3) == 0) {
        timeline.advance(instant(random), judged);
      }
      if (random.nextInt(3) == 0) {
        timeline = reread(program, timeline);
      }
    }
    timeline.advance(Long.MAX_VALUE, judged);
    assertEquals(inOrder(program, world).findings(), judged.findings());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void s28_a_job_that_learns_of_a_change_after_its_time_judges_again_from_then_on(
      @ForAll("worlds") World world, @ForAll long seed) {
    Random random = new Random(seed);
    Program ignorant = program(world, regimes(world, List.of(), List.of()));
    Program knowing = program(world, random(world, random));
    Judged judged = new Judged();
    Timeline timeline = new Timeline(ignorant, World.WHO, Long.MIN_VALUE);
    for (Fact fact : world.facts()) {
      take(timeline, fact, judged);
    }
    timeline.advance(instant(random), judged);
    timeline = reread(knowing, timeline);
    timeline.advance(Long.MAX_VALUE, judged);
    assertEquals(unmarked(inOrder(knowing, world)), unmarked(judged));
  }

  /** Of episodes from before anybody knew, the marks of another change may tell; nothing else differs. */
  private static List<List<Object>> unmarked(Judged judged) {
    List<List<Object>> plain = new ArrayList<>();
    for (Finding finding : judged.findings()) {
      TreeMap<String, String> parameters = new TreeMap<>(finding.parameters());
      plain.add(
          java.util.Arrays.asList(
              finding.episodeId(), finding.endedAt(), finding.evidence(), parameters));
    }
    return plain;
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_change_to_the_same_settings_changes_no_episode(
      @ForAll("worlds") World world, @ForAll long seed) {
    Random random = new Random(seed);
    List<Regimes.Version> versions = List.of(new Regimes.Version(instant(random), "v"));
    ZoneCatalog zones = world.zones();
    Regimes same =
        new Regimes(
            versions,
            List.of(),
            (version, applying) ->
                new Regime(zones, JudgeSettings.DEFAULT, RuleCatalog.shipped().programs()));
    assertEquals(
        inOrder(world.program(), world).findings(),
        inOrder(program(world, same), world).findings());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void s28_nothing_that_was_over_before_a_change_is_judged_by_it(
      @ForAll("worlds") World world, @ForAll long seed) {
    long from = instant(new Random(seed));
    Program changed =
        program(world, regimes(world, List.of(new Regimes.Version(from, "v")), List.of()));
    Program never = program(world, regimes(world, List.of(), List.of()));
    assertEquals(before(from, inOrder(never, world)), before(from, inOrder(changed, world)));
  }

  private static List<Finding> before(long instant, Judged judged) {
    return judged.findings().stream()
        .filter(finding -> finding.endedAt() != null && finding.endedAt() < instant)
        .toList();
  }

  @Example
  void the_worlds_are_such_that_a_change_matters() {
    Random random = new Random(1);
    int matters = 0;
    int marked = 0;
    for (World world : Worlds.some(100)) {
      Judged with = inOrder(program(world, random(world, random)), world);
      matters += with.episodes().equals(inOrder(world.program(), world).episodes()) ? 0 : 1;
      marked +=
          (int)
              with.findings().stream()
                  .filter(finding -> finding.parameters().get("change").endsWith("[0]"))
                  .count();
    }
    assertTrue(matters > 5, "a change mattered in " + matters + " of 100 worlds");
    assertFalse(marked == 0, "no campaign covered a finding");
  }
}

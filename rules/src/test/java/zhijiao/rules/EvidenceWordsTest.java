package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.fact.CaseFact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.health.SourceKind;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.rules.story.StoryReader;
import zhijiao.rules.story.TimelineRunner;

/** The engine says in English what a piece of evidence is; the person board says it in Chinese too, whatever it is. */
class EvidenceWordsTest {

  private static final Path BOARD = Path.of("..", "dashboards", "grafana", "zhijiao-person.json");

  /** The kinds of {@link CaseFact}. */
  private static final Set<FactKind> OF_CASES =
      EnumSet.of(
          FactKind.MEASURE,
          FactKind.NOTICE,
          FactKind.WELFARE_SIGNAL,
          FactKind.OBJECTION,
          FactKind.ACTIVITY,
          FactKind.CHANGE_REPORT);

  /** What each kind of evidence is called on the board, by the form of the engine's words. */
  private static final Map<Pattern, String> NAMES = new LinkedHashMap<>();

  /** What findings rest on in all stories and in many random worlds. */
  private static final Set<String> SAID = new TreeSet<>();

  /** Whose findings those are. */
  private static final Set<String> RULES = new TreeSet<>();

  @BeforeContainer
  static void listen() {
    NAMES.putAll(names(BOARD));
    StoryReader.all().forEach(story -> listen(TimelineRunner.judge(story.world()).changes()));
    Worlds.some(100).forEach(world -> listen(TimelineRunner.judge(world).changes()));
    CaseWorlds.some(60).forEach(world -> listen(TimelineRunner.judge(world).changes()));
  }

  private static void listen(List<FindingChange> changes) {
    changes.forEach(
        change -> {
          Finding finding = change.finding();
          if (finding != null) {
            RULES.add(finding.rule());
            finding.evidence().stream().map(Evidence::what).forEach(SAID::add);
          }
        });
  }

  @Example
  void every_word_of_evidence_has_a_name_in_both_languages() {
    assertEquals(List.of(), SAID.stream().filter(what -> named(what) == null).toList());
    for (String name : NAMES.values()) {
      assertTrue(
          name.codePoints()
              .anyMatch(it -> Character.UnicodeScript.of(it) == Character.UnicodeScript.HAN),
          name);
      assertTrue(name.matches(".*[A-Za-z]{2}.*"), name);
    }
  }

  /** What a story happens not to say: each event of a tag, each kind of source, each measure, and two moments. */
  @Example
  void every_word_that_is_made_from_a_list_has_a_name() {
    assertEquals(CaseFact.class.getPermittedSubclasses().length, OF_CASES.size());
    assertEquals(List.of(), listed().filter(what -> named(what) == null).toList());
  }

  @Example
  void all_rules_were_listened_to_and_no_name_is_of_a_word_that_nobody_says() {
    Set<String> silent = new TreeSet<>();
    RuleCatalog.shipped().rules().forEach(rule -> silent.add(rule.card().id()));
    silent.removeAll(RULES);
    assertEquals(Set.of(), silent);
    Set<String> all = new TreeSet<>(SAID);
    listed().forEach(all::add);
    assertEquals(
        List.of(),
        NAMES.keySet().stream()
            .map(Pattern::pattern)
            .filter(form -> all.stream().noneMatch(what -> what.matches(form)))
            .toList());
  }

  @Example
  void a_rule_that_says_something_new_is_caught() {
    assertNull(named("fix by the stars"));
    assertNull(named("mean of many fixes gps"));
  }

  private static @Nullable String named(String what) {
    return NAMES.entrySet().stream()
        .filter(name -> name.getKey().matcher(what).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static Stream<String> listed() {
    List<String> words = new ArrayList<>(List.of("curfew begins", "tag taken off"));
    words.add("sighting by a wrong clock");
    words.add("check-in by a wrong clock");
    for (FixSource source : FixSource.values()) {
      words.add("fix " + source.name().toLowerCase(Locale.ROOT));
    }
    for (TagStatus.Event event : TagStatus.Event.values()) {
      words.add("tag " + words(event.name()));
      words.add("tag " + words(event.name()) + " 7 %");
    }
    for (SourceKind kind : SourceKind.values()) {
      words.add(kind.word() + " last heard");
      words.add(kind.word() + " silent for too long");
      words.add(kind.word() + " heard again");
      if (kind.clockCard() != null) {
        words.add(kind.word() + " clock wrong");
        words.add(kind.word() + " clock found wrong");
        words.add(kind.word() + " clock changed");
      }
    }
    for (Measure.Type type : Measure.Type.values()) {
      words.add(words(type.name()));
    }
    OF_CASES.forEach(kind -> words.add(words(kind.word())));
    return words.stream();
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
  }

  /** The value mappings of the column that says what a piece of evidence is. */
  @SuppressWarnings("unchecked")
  private static Map<Pattern, String> names(Path board) {
    LoaderOptions options = new LoaderOptions();
    Map<String, Object> root;
    try {
      root = new Yaml(new SafeConstructor(options)).load(Files.readString(board));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<Pattern, String> names = new LinkedHashMap<>();
    for (Map<String, Object> panel : (List<Map<String, Object>>) root.get("panels")) {
      if (panel.get("title").equals("依据 Evidence")) {
        for (Map<String, Object> override :
            (List<Map<String, Object>>)
                ((Map<String, Object>) panel.get("fieldConfig")).get("overrides")) {
          if (((Map<String, Object>) override.get("matcher")).get("options").equals("what")) {
            for (Map<String, Object> property :
                (List<Map<String, Object>>) override.get("properties")) {
              if (property.get("id").equals("mappings")) {
                ((List<Map<String, Object>>) property.get("value")).forEach(it -> read(it, names));
              }
            }
          }
        }
      }
    }
    return names;
  }

  @SuppressWarnings("unchecked")
  private static void read(Map<String, Object> mapping, Map<Pattern, String> names) {
    Map<String, Object> options = (Map<String, Object>) mapping.get("options");
    if (mapping.get("type").equals("regex")) {
      Object text = ((Map<String, Object>) options.get("result")).get("text");
      names.put(Pattern.compile((String) options.get("pattern")), (String) text);
    } else {
      options.forEach(
          (word, it) ->
              names.put(
                  Pattern.compile(Pattern.quote(word)),
                  (String) ((Map<String, Object>) it).get("text")));
    }
  }
}

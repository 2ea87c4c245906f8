package zhijiao.models.train;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import zhijiao.core.settings.Spelling;
import zhijiao.models.feature.Derived;
import zhijiao.models.feature.Kind;
import zhijiao.models.train.Spec.Bound;
import zhijiao.models.train.Spec.Words;

/** Reads a spec and says all that is wrong with it at once. */
public final class SpecReader {

  private static final List<String> LEARNERS =
      List.of("logistic", "forest", "smile-boosting", "boosting");

  /** Chosen, not measured: an alert's clocks give officers a day or a few; two weeks leave room for leave and for doubt. */
  private static final int SETTLED_DAYS = 14;

  private static final int MOST_SETTLED_DAYS = 365;

  private final List<String> problems = new ArrayList<>();

  private SpecReader() {}

  public static Spec read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(reader, String.valueOf(file.getFileName()));
    }
  }

  static Spec read(Reader reader, String file) {
    Object tree;
    try {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      tree = new Yaml(new SafeConstructor(options)).load(reader);
    } catch (YAMLException e) {
      throw new CannotTrainException(file + " is no YAML: " + e.getMessage());
    }
    SpecReader spec = new SpecReader();
    Spec read = spec.spec(tree);
    if (!spec.problems.isEmpty()) {
      throw new CannotTrainException(spec.problems.stream().map(one -> file + ": " + one).toList());
    }
    return read;
  }

  private Spec spec(@Nullable Object tree) {
    Section root = new Section("", tree);
    String name = root.text("name", "model");
    if (!name.matches("[a-z0-9][a-z0-9-]*")) {
      problems.add("name: " + name + " may hold a to z, 0 to 9 and -");
    }
    Section time = root.section("time");
    Section groups = root.section("groups");
    Map<String, Spec.Group> bounds = new LinkedHashMap<>();
    for (String group : groups.keys()) {
      bounds.put(group, group(groups.section(group)));
    }
    Spec spec =
        new Spec(
            name,
            words(root.section("title"), name),
            words(root.section("event"), "the event"),
            root.text("purpose", "not stated"),
            root.text("population", "not stated"),
            root.texts("limits"),
            root.needed("id"),
            root.optional("person"),
            target(root.section("target")),
            time.isEmpty()
                ? null
                : new Spec.TimeSplit(
                    time.needed("column"), time.number("hold-out", 0.25), time.number("gap", 0)),
            (int) root.number("settled", SETTLED_DAYS),
            bounds,
            root.reasons("banned"),
            root.reasons("disclosed"),
            root.texts("ignored"),
            columns(root.section("columns")),
            derived(root.section("derived")),
            root.texts("baseline"),
            root.optional("score-in-table"),
            root.number("capacity", 0.2),
            root.numbers("thresholds", List.of(0.3, 0.5)),
            root.has("learners") ? root.texts("learners") : List.of("logistic", "boosting"),
            (int) root.number("folds", 5),
            (long) root.number("seed", 1));
    time.done();
    groups.done();
    root.done();
    check(spec);
    return spec;
  }

  private void check(Spec spec) {
    Set<String> features = new HashSet<>();
    spec.columns().forEach(column -> features.add(column.name()));
    if (features.isEmpty()) {
      problems.add("columns: there is no feature");
    }
    for (Spec.Column column : spec.columns()) {
      lawful(column.name(), spec);
    }
    for (Derived derived : spec.derived()) {
      lawful(derived.name(), spec);
      for (String source : derived.of()) {
        if (!features.contains(source)) {
          problems.add(derived.name() + ": " + source + " is no feature" + meant(source, features));
        }
      }
      features.add(derived.name());
    }
    for (Spec.Column column : spec.columns()) {
      if (column.knownWith() != null && !features.contains(column.knownWith())) {
        problems.add(column.name() + ": known-with " + column.knownWith() + " is no feature");
      }
    }
    for (String used : outcomes(spec)) {
      if (features.contains(used)) {
        problems.add(used + " is what is predicted or when; it cannot be a feature");
      }
    }
    for (String one : spec.disclosed().keySet()) {
      if (!features.contains(one)) {
        problems.add("disclosed: " + one + " is no feature");
      }
    }
    if (spec.baseline().size() != 2) {
      problems.add("baseline: name two features, for the plain model that must be beaten");
    }
    for (String one : spec.baseline()) {
      if (!features.contains(one)) {
        problems.add("baseline: " + one + " is no feature" + meant(one, features));
      }
    }
    if (spec.capacity() <= 0 || spec.capacity() >= 1) {
      problems.add("capacity: " + spec.capacity() + " is no share between 0 and 1");
    }
    if (spec.thresholds().size() < 2) {
      problems.add("thresholds: at least two, besides the capacity");
    }
    for (double one : spec.thresholds()) {
      if (one <= 0 || one >= 1) {
        problems.add("thresholds: " + one + " is no probability between 0 and 1");
      }
    }
    for (String one : spec.learners()) {
      if (!LEARNERS.contains(one)) {
        problems.add("learners: " + one + " is none of " + LEARNERS);
      }
    }
    if (spec.time() != null && spec.time().gap() < 0) {
      problems.add("time.gap: " + spec.time().gap() + " is below 0");
    }
    if (spec.settled() < 0 || spec.settled() > MOST_SETTLED_DAYS) {
      problems.add("settled: " + spec.settled() + " is not between 0 and " + MOST_SETTLED_DAYS);
    }
    if (spec.folds() < 2 || spec.folds() > 20) {
      problems.add("folds: " + spec.folds() + " is not between 2 and 20");
    }
  }

  private static List<String> outcomes(Spec spec) {
    List<String> outcomes = new ArrayList<>(spec.target().columns());
    outcomes.add(spec.id());
    if (spec.person() != null) {
      outcomes.add(spec.person());
    }
    if (spec.time() != null) {
      outcomes.add(spec.time().column());
    }
    return outcomes;
  }

  private void lawful(String feature, Spec spec) {
    if (spec.banned().containsKey(feature)) {
      problems.add(feature + " is banned (" + spec.banned().get(feature) + ") and a feature");
      return;
    }
    Optional<Sensitive> sensitive = Sensitive.of(feature);
    if (sensitive.isEmpty()) {
      return;
    }
    String what = sensitive.get().what();
    if (!sensitive.get().isDisclosable()) {
      problems.add(
          feature
              + " may not be a feature: "
              + what
              + " (S16); list it under banned, and under groups to compare people by it");
    } else if (!spec.disclosed().containsKey(feature)) {
      problems.add(feature + " is " + what + ": it needs a reason under disclosed");
    }
  }

  private static String meant(String word, Set<String> known) {
    @Nullable String closest = Spelling.closest(word, known);
    return closest == null ? "" : "; did you mean " + closest + "?";
  }

  private static Words words(Section section, String otherwise) {
    Words words = new Words(section.text("en", otherwise), section.text("zh", otherwise));
    section.done();
    return words;
  }

  private Spec.Target target(Section section) {
    Spec.Target target;
    if (section.has("time")) {
      target =
          new Spec.Target.Hazard(
              section.needed("time"),
              section.needed("column"),
              section.text("event", "1"),
              section.number("period", 30),
              (int) section.number("periods", 12));
      Spec.Target.Hazard hazard = (Spec.Target.Hazard) target;
      if (hazard.period() <= 0 || hazard.periods() < 2 || hazard.periods() > 120) {
        problems.add("target: period must be above 0, periods between 2 and 120");
      }
    } else {
      target = new Spec.Target.Outcome(section.needed("column"), section.text("event", "1"));
    }
    section.done();
    return target;
  }

  private Spec.Group group(Section section) {
    Set<Bound> bounds = EnumSet.noneOf(Bound.class);
    if (section.has("bounds")) {
      for (String one : section.texts("bounds")) {
        try {
          bounds.add(Bound.valueOf(one.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
          problems.add(section.path + ".bounds: " + one + " is neither calibration nor errors");
        }
      }
    } else {
      bounds = EnumSet.allOf(Bound.class);
    }
    Spec.Group group = new Spec.Group(bounds, section.optional("because"));
    if (bounds.size() < Bound.values().length && group.because() == null) {
      problems.add(section.path + ": a bound is left out; say why under because");
    }
    section.done();
    return group;
  }

  private List<Spec.Column> columns(Section section) {
    List<Spec.Column> columns = new ArrayList<>();
    for (String name : section.keys()) {
      Section one = section.section(name);
      Kind kind = kind(one);
      Spec.Column column =
          new Spec.Column(
              name,
              kind,
              one.texts("levels"),
              one.optional("known-with"),
              one.text("en", name),
              one.text("zh", name),
              one.texts("levels-zh"));
      if (!column.chineseLevels().isEmpty()
          && column.chineseLevels().size() != column.levels().size()) {
        problems.add(one.path + ".levels-zh: one for each of levels");
      }
      if (kind == Kind.ORDERED && column.levels().size() < 2) {
        problems.add(one.path + ": ordered needs its levels, the lowest first");
      }
      if ((kind == Kind.NUMBER || kind == Kind.FLAG) && !column.levels().isEmpty()) {
        problems.add(one.path + ": a " + kind.word() + " has no levels");
      }
      if (new HashSet<>(column.levels()).size() < column.levels().size()) {
        problems.add(one.path + ": a level is there twice");
      }
      columns.add(column);
      one.done();
    }
    section.done();
    return columns;
  }

  private Kind kind(Section section) {
    String word = section.text("kind", "number");
    try {
      return Kind.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      problems.add(section.path + ".kind: " + word + " is none of number, ordered, category, flag");
      return Kind.NUMBER;
    }
  }

  private List<Derived> derived(Section section) {
    List<Derived> derived = new ArrayList<>();
    for (String name : section.keys()) {
      Section one = section.section(name);
      for (Derived.Operation operation : Derived.Operation.values()) {
        if (one.has(operation.word())) {
          try {
            derived.add(
                new Derived(
                    name,
                    operation,
                    one.texts(operation.word()),
                    one.text("en", name),
                    one.text("zh", name)));
          } catch (IllegalArgumentException e) {
            problems.add("derived." + e.getMessage());
          }
        }
      }
      one.done();
    }
    section.done();
    return derived;
  }

  /** One map of the spec, which knows what was asked of it. */
  private final class Section {
    private final String path;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    Section(String path, @Nullable Object tree) {
      this.path = path;
      if (tree instanceof Map<?, ?> map) {
        map.forEach((key, value) -> values.put(String.valueOf(key), value));
      } else if (tree != null) {
        problems.add((path.isEmpty() ? "the spec" : path) + " is no list of names and values");
      }
    }

    boolean isEmpty() {
      return values.isEmpty();
    }

    Set<String> keys() {
      return values.keySet();
    }

    boolean has(String key) {
      return values.get(key) != null;
    }

    private String at(String key) {
      return path.isEmpty() ? key : path + "." + key;
    }

    Section section(String key) {
      asked.add(key);
      return new Section(at(key), values.get(key));
    }

    @Nullable String optional(String key) {
      asked.add(key);
      Object value = values.get(key);
      if (value instanceof Map || value instanceof List) {
        problems.add(at(key) + " is no text");
        return null;
      }
      return value == null ? null : String.valueOf(value);
    }

    String text(String key, String otherwise) {
      String text = optional(key);
      return text == null ? otherwise : text;
    }

    String needed(String key) {
      String text = optional(key);
      if (text == null) {
        problems.add(at(key) + " is missing");
        return "";
      }
      return text;
    }

    double number(String key, double otherwise) {
      String text = optional(key);
      return text == null ? otherwise : number(key, text);
    }

    private double number(String key, String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        problems.add(at(key) + ": " + text + " is no number");
        return 0;
      }
    }

    List<String> texts(String key) {
      asked.add(key);
      Object value = values.get(key);
      if (value == null) {
        return List.of();
      }
      if (!(value instanceof List<?> list)) {
        problems.add(at(key) + " is no list");
        return List.of();
      }
      return list.stream().map(String::valueOf).toList();
    }

    List<Double> numbers(String key, List<Double> otherwise) {
      List<String> texts = texts(key);
      return texts.isEmpty() ? otherwise : texts.stream().map(one -> number(key, one)).toList();
    }

    Map<String, String> reasons(String key) {
      Section section = section(key);
      Map<String, String> reasons = new LinkedHashMap<>();
      for (String one : section.keys()) {
        reasons.put(one, section.needed(one));
      }
      return reasons;
    }

    void done() {
      for (String key : values.keySet()) {
        if (!asked.contains(key)) {
          problems.add(at(key) + " is not known" + meant(key, asked));
        }
      }
    }
  }
}

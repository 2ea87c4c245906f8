package zhijiao.core.settings;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one section of settings. A call declares a setting and returns its value at once, so what a section knows is
 * written down in one place: names, defaults, ranges, units, meanings and sources. The same calls read a file, find
 * every problem in it, name what was probably meant, write the documentation and tell which values were used.
 *
 * <pre>{@code
 * public record Settings(int persistFixes, double minimumScore) {
 *   public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);
 *
 *   public static Settings read(SettingsReader in) {
 *     return new Settings(
 *         in.integer("persistFixes", 3, 2, 10, "fixes", "sure fixes in a row that show it", Source.chosen("…")),
 *         in.number("minimumScore", 0.85, 0, 1, "score", "…", Source.published("…")));
 *   }
 * }
 *
 * Loaded<Settings> loaded = SettingsReader.read(tree, in -> Settings.read(in.section("rules").section("curfew")));
 * loaded.settings(); loaded.used().hash(); SettingsReader.describe(in -> …); // rows of documentation
 * }</pre>
 *
 * <p>A value that cannot be used is replaced by its default while reading goes on; {@link #read} throws at the end with
 * all problems. So a function that is given a reader sees only values in their ranges.
 *
 * <p>Not safe for use by several threads.
 */
public final class SettingsReader {

  /** Longest shown part of a value that cannot be used. */
  private static final int SHOWN = 40;

  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h|d)");

  /**
   * Settings that can be used.
   *
   * @param used every value, set or default
   */
  public record Loaded<T>(T settings, SettingsUsed used) {}

  /** What all sections of one reading share. */
  private static final class Reading {
    final Map<String, Integer> lines;
    final List<SettingsProblem> problems = new ArrayList<>();
    final List<Setting> declared = new ArrayList<>();
    final TreeMap<String, String> used = new TreeMap<>();

    Reading(SettingsTree tree) {
      lines = tree.lines();
      problems.addAll(tree.problems());
    }
  }

  private final Reading reading;
  private final String path;
  private final Map<?, ?> values;
  private final Set<String> names = new LinkedHashSet<>();
  private final Map<String, SettingsReader> sections = new LinkedHashMap<>();

  private SettingsReader(Reading reading, String path, Map<?, ?> values) {
    this.reading = reading;
    this.path = path;
    this.values = values;
  }

  /**
   * Reads settings.
   *
   * @throws InvalidSettingsException with all problems, when there is any
   */
  public static <T> Loaded<T> read(SettingsTree tree, Function<SettingsReader, T> settings)
      throws InvalidSettingsException {
    Reading reading = new Reading(tree);
    SettingsReader root = new SettingsReader(reading, "", tree.values());
    T read = settings.apply(root);
    root.findUnknown(reading.declared);
    if (!reading.problems.isEmpty()) {
      throw new InvalidSettingsException(
          reading.problems.stream().sorted(SettingsProblem.ORDER).distinct().toList());
    }
    return new Loaded<>(read, new SettingsUsed(reading.used));
  }

  /** The settings when nothing is set. */
  public static <T> T defaults(Function<SettingsReader, T> settings) {
    try {
      return read(SettingsTree.EMPTY, settings).settings();
    } catch (InvalidSettingsException e) {
      throw new IllegalStateException("the defaults do not go together", e);
    }
  }

  /** What can be set, in the order of declaration. */
  public static List<Setting> describe(Consumer<SettingsReader> settings) {
    Reading reading = new Reading(SettingsTree.EMPTY);
    settings.accept(new SettingsReader(reading, "", Map.of()));
    return List.copyOf(reading.declared);
  }

  /** The value of every setting that has been declared so far, by path. */
  public SettingsUsed used() {
    return new SettingsUsed(reading.used);
  }

  /** The section of that name below this one; the same for the same name. */
  public SettingsReader section(String name) {
    SettingsReader known = sections.get(name);
    if (known != null) {
      return known;
    }
    declare(name);
    Object value = values.get(name);
    Map<?, ?> below = Map.of();
    if (value instanceof Map<?, ?> map) {
      below = map;
    } else if (values.containsKey(name) && value != null) {
      problem(name, "is " + shown(value), "it is a section: settings go below it, indented");
    }
    SettingsReader section = new SettingsReader(reading, path(name), below);
    sections.put(name, section);
    return section;
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  public int integer(
      String name, int standard, int min, int max, String unit, String meaning, Source source) {
    requireRange(name, standard, min, max);
    String allowed = "a whole number from " + min + " to " + max;
    document(name, unit, Integer.toString(standard), allowed, meaning, source);
    Object value = value(name, allowed + in(unit));
    int read = standard;
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      BigInteger whole = new BigInteger(value.toString());
      if (whole.compareTo(BigInteger.valueOf(min)) < 0
          || whole.compareTo(BigInteger.valueOf(max)) > 0) {
        mustBe(name, value, allowed + in(unit));
      } else {
        read = whole.intValueExact();
      }
    } else if (value != null) {
      mustBe(name, value, allowed + in(unit));
    }
    return use(name, read, Integer.toString(read));
  }

  /** A finite number from {@code min} to {@code max}, both included. */
  public double number(
      String name,
      double standard,
      double min,
      double max,
      String unit,
      String meaning,
      Source source) {
    requireRange(name, standard, min, max);
    String allowed = "a number from " + plain(min) + " to " + plain(max);
    document(name, unit, plain(standard), allowed, meaning, source);
    Object value = value(name, allowed + in(unit));
    double read = standard;
    if (value instanceof Number number) {
      double real = number.doubleValue();
      if (real >= min && real <= max) {
        read = real;
      } else {
        mustBe(name, value, allowed + in(unit));
      }
    } else if (value != null) {
      mustBe(name, value, allowed + in(unit));
    }
    return use(name, read, plain(read));
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name, boolean standard, String meaning, Source source) {
    document(name, "", Boolean.toString(standard), "true or false", meaning, source);
    Object value = value(name, "true or false");
    boolean read = standard;
    if (value instanceof Boolean truth) {
      read = truth;
    } else if (value != null) {
      mustBe(name, value, "true or false");
    }
    return use(name, read, Boolean.toString(read));
  }

  /**
   * A text.
   *
   * @param pattern matches the whole of every text that may be written
   * @param allowed the pattern in words, such as {@code six digits}
   */
  public String text(
      String name,
      String standard,
      Pattern pattern,
      String allowed,
      String meaning,
      Source source) {
    if (!pattern.matcher(standard).matches()) {
      throw new IllegalArgumentException("the default of " + path(name) + " is not " + allowed);
    }
    document(name, "", standard, allowed, meaning, source);
    Object value = value(name, allowed);
    String read = standard;
    if (value instanceof String text && pattern.matcher(text).matches()) {
      read = text;
    } else if (value != null) {
      mustBe(name, value, allowed);
    }
    return use(name, read, read);
  }

  /** One of the constants of an enum, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String name, E standard, String meaning, Source source) {
    Map<String, E> words =
        Stream.of(standard.getDeclaringClass().getEnumConstants())
            .collect(
                Collectors.toMap(
                    SettingsReader::word, each -> each, (a, b) -> a, LinkedHashMap::new));
    String allowed = "one of " + String.join(", ", words.keySet());
    document(name, "", word(standard), allowed, meaning, source);
    Object value = value(name, allowed);
    E read = standard;
    if (value instanceof String text && words.containsKey(text)) {
      read = words.getOrDefault(text, standard);
    } else if (value != null) {
      String meant = value instanceof String text ? Spelling.closest(text, words.keySet()) : null;
      problem(name, "is " + shown(value), "it must be " + allowed, meant);
    }
    return use(name, read, word(read));
  }

  /** A length of time such as {@code 30m} or {@code 10 s}: a whole number and one of ms, s, m, h, d. */
  public Duration duration(
      String name, Duration standard, Duration min, Duration max, String meaning, Source source) {
    requireRange(name, standard.toMillis(), min.toMillis(), max.toMillis());
    String allowed =
        "a whole number and one of ms, s, m, h, d, from " + plain(min) + " to " + plain(max);
    document(name, "", plain(standard), allowed, meaning, source);
    Object value = value(name, allowed);
    Duration read = standard;
    if (value != null) {
      Duration parsed = value instanceof String text ? parse(text) : null;
      if (parsed == null || parsed.compareTo(min) < 0 || parsed.compareTo(max) > 0) {
        mustBe(name, value, allowed);
      } else {
        read = parsed;
      }
    }
    return use(name, read, plain(read));
  }

  /** A date such as {@code 2020-07-01}, from {@code min} to {@code max}, both included. */
  public LocalDate date(
      String name,
      LocalDate standard,
      LocalDate min,
      LocalDate max,
      String meaning,
      Source source) {
    requireRange(name, standard.toEpochDay(), min.toEpochDay(), max.toEpochDay());
    String allowed = "a date from " + min + " to " + max;
    document(name, "", standard.toString(), allowed, meaning, source);
    Object value = value(name, allowed);
    LocalDate read = standard;
    if (value != null) {
      LocalDate parsed = value instanceof String text ? parseDate(text) : null;
      if (parsed == null || parsed.isBefore(min) || parsed.isAfter(max)) {
        mustBe(name, value, allowed);
      } else {
        read = parsed;
      }
    }
    return use(name, read, read.toString());
  }

  /**
   * States what must hold between settings.
   *
   * @param name of a setting of this section to which the problem is put down
   * @param rule in words, such as {@code it must not be below matchThreshold}
   */
  public void require(boolean holds, String name, String rule) {
    if (!names.contains(name)) {
      throw new IllegalArgumentException("no setting " + path(name) + " has been declared");
    }
    if (!holds) {
      problem(name, "is " + reading.used.get(path(name)), rule);
    }
  }

  private @Nullable Object value(String name, String allowed) {
    Object value = values.get(name);
    if (value == null && values.containsKey(name)) {
      problem(name, "is empty", "it must be " + allowed + ", or leave the line out");
    }
    return value;
  }

  private <T> T use(String name, T value, String text) {
    reading.used.put(path(name), text);
    return value;
  }

  private void document(
      String name, String unit, String standard, String allowed, String meaning, Source source) {
    declare(name);
    reading.declared.add(new Setting(path(name), unit, standard, allowed, meaning, source));
  }

  private void declare(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of a setting: " + name);
    }
    if (!names.add(name)) {
      throw new IllegalStateException("declared twice: " + path(name));
    }
  }

  private void requireRange(String name, double standard, double min, double max) {
    if (!(min <= standard && standard <= max)) {
      throw new IllegalArgumentException(
          "the default of " + path(name) + ", " + standard + ", is outside " + min + "–" + max);
    }
  }

  private void findUnknown(List<Setting> declared) {
    for (Object key : values.keySet()) {
      if (key instanceof String name && names.contains(name)) {
        continue;
      }
      String written = String.valueOf(key);
      String meant = Spelling.closest(written, names);
      if (meant == null) {
        meant = elsewhere(written, declared);
      }
      problem(shownName(written), written, "is not a setting", knownNames(meant), meant);
    }
    for (SettingsReader section : sections.values()) {
      section.findUnknown(declared);
    }
  }

  /** The path of the setting that has this name in another section. */
  private static @Nullable String elsewhere(String written, List<Setting> declared) {
    String only = null;
    for (Setting setting : declared) {
      if (setting.path().endsWith("." + written) || setting.path().equals(written)) {
        if (only != null) {
          return null;
        }
        only = setting.path();
      }
    }
    return only;
  }

  private String knownNames(@Nullable String meant) {
    return meant != null || names.isEmpty() ? "" : "known here: " + String.join(", ", names);
  }

  private void mustBe(String name, Object value, String allowed) {
    problem(name, "is " + shown(value), "it must be " + allowed);
  }

  private void problem(String name, String found, String allowed) {
    problem(name, found, allowed, null);
  }

  private void problem(String name, String found, String allowed, @Nullable String meant) {
    problem(name, name, found, allowed, meant);
  }

  private void problem(
      String shown, String name, String found, String allowed, @Nullable String meant) {
    int line = reading.lines.getOrDefault(path(name), 0);
    reading.problems.add(new SettingsProblem(path(shown), line, found, allowed, meant));
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String in(String unit) {
    return unit.isEmpty() ? "" : " (" + unit + ")";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The same text for the same number, whether it was written 150, 150.0 or 1.5e2. */
  private static String plain(double number) {
    BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
    return exact.scale() <= 0 && exact.precision() - exact.scale() > SHOWN
        ? exact.toString()
        : exact.toPlainString();
  }

  /** In the largest unit of which it is a whole number. */
  private static String plain(Duration time) {
    long millis = time.toMillis();
    if (millis % 86_400_000L == 0 && millis != 0) {
      return millis / 86_400_000L + "d";
    }
    if (millis % 3_600_000L == 0 && millis != 0) {
      return millis / 3_600_000L + "h";
    }
    if (millis % 60_000L == 0 && millis != 0) {
      return millis / 60_000L + "m";
    }
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  private static @Nullable Duration parse(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static @Nullable LocalDate parseDate(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String shown(Object value) {
    if (value instanceof String text) {
      return "the text \"" + shownName(text) + "\"";
    }
    if (value instanceof Map<?, ?>) {
      return "a section";
    }
    if (value instanceof List<?>) {
      return "a list";
    }
    return shownName(value.toString());
  }

  /** Short, and on one line. */
  private static String shownName(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(
            point -> {
              if (Character.isISOControl(point)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    return text.codePointCount(0, text.length()) > SHOWN
        ? shown.append('…').toString()
        : shown.toString();
  }
}

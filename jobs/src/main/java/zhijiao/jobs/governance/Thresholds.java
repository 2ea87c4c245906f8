package zhijiao.jobs.governance;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.core.settings.Setting;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.SettingsTree;
import zhijiao.core.settings.SettingsUsed;
import zhijiao.jobs.io.SettingsFile;
import zhijiao.rules.RuleSettings;

/**
 * What decides when somebody is told: the settings of judging and of the rules. They alone have an effective time; all
 * other settings hold from the start of a job.
 *
 * @param values every one of them as text, by path
 */
public record Thresholds(JudgeSettings judge, RuleSettings rules, TreeMap<String, String> values)
    implements Serializable {

  /** What is shipped. */
  public static final Thresholds DEFAULT = of(new SettingsUsed(new TreeMap<>()));

  /** Those among settings that were used. */
  public static Thresholds of(SettingsUsed used) {
    TreeMap<String, String> own = new TreeMap<>();
    used.values()
        .forEach(
            (path, value) -> {
              if (path.startsWith("rules.") || path.startsWith("judge.")) {
                own.put(path, value);
              }
            });
    try {
      return read(own);
    } catch (InvalidSettingsException e) {
      throw new IllegalStateException("settings that were read cannot be read again", e);
    }
  }

  /**
   * The same with other values.
   *
   * @throws InvalidSettingsException when a path is none of these settings, or a value cannot be used
   */
  public Thresholds with(Map<String, String> changes) throws InvalidSettingsException {
    TreeMap<String, String> all = new TreeMap<>(values);
    all.putAll(changes);
    return read(all);
  }

  private static Thresholds read(Map<String, String> values) throws InvalidSettingsException {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      put(root, entry.getKey(), entry.getValue());
    }
    SettingsReader.Loaded<Thresholds> loaded =
        SettingsReader.read(
            SettingsTree.of(root),
            in -> {
              JudgeSettings judge = JudgeSettings.read(in.section("judge"));
              RuleSettings rules = RuleSettings.read(in.section("rules"));
              return new Thresholds(judge, rules, new TreeMap<>(in.used().values()));
            });
    return loaded.settings();
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, @Nullable Object> root, String path, String text)
      throws InvalidSettingsException {
    Map<String, @Nullable Object> section = root;
    String rest = path;
    for (int dot = rest.indexOf('.'); dot > 0; dot = rest.indexOf('.')) {
      Object below = section.computeIfAbsent(rest.substring(0, dot), key -> new LinkedHashMap<>());
      if (!(below instanceof Map<?, ?>)) {
        break;
      }
      section = (Map<String, @Nullable Object>) below;
      rest = rest.substring(dot + 1);
    }
    section.put(rest, SettingsFile.parse("value: " + text).values().get("value"));
  }

  /** What can be changed: every path with its default and its range. */
  public static SortedMap<String, Setting> known() {
    SortedMap<String, Setting> known = new TreeMap<>();
    SettingsReader.describe(
            in -> {
              JudgeSettings.read(in.section("judge"));
              RuleSettings.read(in.section("rules"));
            })
        .forEach(setting -> known.put(setting.path(), setting));
    return known;
  }

  /** Paths whose values differ. */
  public TreeSet<String> differences(Thresholds other) {
    TreeSet<String> differing = new TreeSet<>();
    values.forEach(
        (path, value) -> {
          if (!value.equals(other.values.get(path))) {
            differing.add(path);
          }
        });
    return differing;
  }
}

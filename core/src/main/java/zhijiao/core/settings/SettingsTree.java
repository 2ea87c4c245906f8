package zhijiao.core.settings;

import java.util.List;
import java.util.Map;

/**
 * Settings as they were written, before anyone knows what they mean.
 *
 * @param values by name: {@link String}, {@link Boolean}, {@link java.math.BigInteger}, {@link Integer}, {@link Long},
 *     {@link Double}, {@link List}, a nested map, or null
 * @param lines in the file, from 1, by path
 * @param problems found while reading the file
 */
public record SettingsTree(
    Map<String, ?> values, Map<String, Integer> lines, List<SettingsProblem> problems) {

  /** Nothing is set: every setting has its default. */
  public static final SettingsTree EMPTY = new SettingsTree(Map.of(), Map.of(), List.of());

  /** Settings that come from no file. */
  public static SettingsTree of(Map<String, ?> values) {
    return new SettingsTree(values, Map.of(), List.of());
  }
}

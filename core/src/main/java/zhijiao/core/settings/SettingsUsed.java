package zhijiao.core.settings;

import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import zhijiao.core.fact.ContentHash;

/**
 * The value of every setting, set or default, by path. The same values have the same text and the same hash, however
 * they were written.
 */
public record SettingsUsed(SortedMap<String, String> values) {

  public SettingsUsed {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** The values below a path, by their names there. */
  public SettingsUsed section(String path) {
    TreeMap<String, String> below = new TreeMap<>();
    String prefix = path + ".";
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            below.put(name.substring(prefix.length()), value);
          }
        });
    return new SettingsUsed(below);
  }

  /** One line {@code path=value} for each setting, by path. */
  public String text() {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.toString();
  }

  /** Sixteen hexadecimal digits that tell these values from others. */
  public String hash() {
    ContentHash hash = ContentHash.of("settings");
    values.forEach((name, value) -> hash.add(name).add(value));
    return HexFormat.of().toHexDigits(hash.toLong());
  }
}

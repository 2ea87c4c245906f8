package zhijiao.core.settings;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong in settings.
 *
 * @param path where, such as {@code rules.curfew.persistFixes}; empty for the file as a whole
 * @param line in the file, from 1; 0 when unknown
 * @param found what is there, such as {@code is 99}
 * @param allowed what may be there, or empty when there is nothing to add
 * @param meant the name or word that was probably meant, or null
 */
public record SettingsProblem(
    String path, int line, String found, String allowed, @Nullable String meant) {

  /** By line, then path. */
  public static final Comparator<SettingsProblem> ORDER =
      Comparator.comparingInt(SettingsProblem::line)
          .thenComparing(SettingsProblem::path)
          .thenComparing(SettingsProblem::found);

  /** One line for a person. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (!path.isEmpty()) {
      text.append(path).append(' ');
    }
    if (line > 0) {
      text.append("(line ").append(line).append(") ");
    }
    text.append(found);
    if (!allowed.isEmpty()) {
      text.append("; ").append(allowed);
    }
    if (meant != null) {
      text.append("; did you mean ").append(meant).append('?');
    }
    return text.toString();
  }
}

package zhijiao.models.feature;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One named value of a person.
 *
 * @param levels for {@link Kind#ORDERED} and {@link Kind#CATEGORY}, else empty
 * @param knownWith the column without which this one says nothing: a share of positive tests is unknown, not zero, when no
 *     test was made
 * @param chineseLevels the levels in Chinese, or empty: then they are told as they are
 */
public record FeatureColumn(
    String name,
    Kind kind,
    List<String> levels,
    @Nullable String knownWith,
    String english,
    String chinese,
    List<String> chineseLevels) {

  private static final Pattern AT_LEAST =
      Pattern.compile("(?:≥\\s*|>=\\s*)?(-?[0-9.]+)(?:\\s*(?:\\+|or more|or older|及以上))?");

  public FeatureColumn {
    levels = List.copyOf(levels);
    chineseLevels = List.copyOf(chineseLevels);
    if (!chineseLevels.isEmpty() && chineseLevels.size() != levels.size()) {
      throw new IllegalArgumentException(
          name + ": " + levels.size() + " levels, " + chineseLevels.size() + " in Chinese");
    }
    boolean named = kind == Kind.ORDERED || kind == Kind.CATEGORY;
    if (named == levels.isEmpty()) {
      throw new IllegalArgumentException(
          name + ": " + kind.word() + (named ? " needs levels" : " has no levels"));
    }
  }

  /** Levels, if any, are told as they are. */
  public FeatureColumn(
      String name,
      Kind kind,
      List<String> levels,
      @Nullable String knownWith,
      String english,
      String chinese) {
    this(name, kind, levels, knownWith, english, chinese, List.of());
  }

  public static boolean isBlank(@Nullable String text) {
    return text == null
        || text.isBlank()
        || text.equalsIgnoreCase("NA")
        || text.equalsIgnoreCase("NaN")
        || text.equalsIgnoreCase("null");
  }

  /** The number for a text that is not blank; not a number when it cannot be read. */
  public double read(String text) {
    String trimmed = text.trim();
    return switch (kind) {
      case NUMBER -> number(trimmed);
      case FLAG -> flag(trimmed);
      case ORDERED, CATEGORY -> {
        int level = levels.indexOf(trimmed);
        yield level < 0 ? Double.NaN : level;
      }
    };
  }

  private static double number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      Matcher banded = AT_LEAST.matcher(text);
      return banded.matches() ? numberOrNan(Objects.requireNonNull(banded.group(1))) : Double.NaN;
    }
  }

  private static double numberOrNan(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "1.0", "true", "yes", "y", "t", "是" -> 1;
      case "0", "0.0", "false", "no", "n", "f", "否" -> 0;
      default -> Double.NaN;
    };
  }
}

package zhijiao.models.score;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import zhijiao.models.feature.FeatureColumn;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.feature.Kind;

/** Puts what a feature brought into words. */
final class Reasons {

  /** In log-odds. By odds: a factor of 1.65 and of 1.22. Chosen for words, not for decisions. */
  private static final double STRONG = 0.5;

  private static final double CLEAR = 0.2;

  private Reasons() {}

  static Reason reason(FeatureSet features, int feature, double value, double contribution) {
    FeatureColumn column = features.column(feature);
    boolean raises = contribution > 0;
    double size = Math.abs(contribution);
    String english =
        features.english(feature)
            + ": "
            + english(column, value)
            + (raises ? " (raises" : " (lowers")
            + " the score "
            + (size >= STRONG ? "strongly" : size >= CLEAR ? "clearly" : "a little")
            + ")";
    String chinese =
        features.chinese(feature)
            + "："
            + chinese(column, value)
            + "（"
            + (size >= STRONG ? "大幅" : size >= CLEAR ? "明显" : "略微")
            + (raises ? "提高" : "降低")
            + "评分）";
    return new Reason(features.name(feature), contribution, english, chinese);
  }

  private static String english(@Nullable FeatureColumn column, double value) {
    if (Double.isNaN(value)) {
      return "not known";
    }
    if (column != null && column.kind() == Kind.FLAG) {
      return value == 1 ? "yes" : "no";
    }
    return text(column, value);
  }

  private static String chinese(@Nullable FeatureColumn column, double value) {
    if (Double.isNaN(value)) {
      return "未知";
    }
    if (column != null && column.kind() == Kind.FLAG) {
      return value == 1 ? "是" : "否";
    }
    if (column != null && !column.chineseLevels().isEmpty()) {
      return column.chineseLevels().get((int) value);
    }
    return text(column, value);
  }

  private static String text(@Nullable FeatureColumn column, double value) {
    if (column != null && !column.levels().isEmpty()) {
      return column.levels().get((int) value);
    }
    return value == StrictMath.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}

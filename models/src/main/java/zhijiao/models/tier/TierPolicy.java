package zhijiao.models.tier;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;
import zhijiao.models.score.QualityGrade;
import zhijiao.models.score.Reason;
import zhijiao.models.score.Score;
import zhijiao.models.tier.TierSuggestion.Ground;

/**
 * Which tier to suggest. First what a regulation asks for, whatever the score; then the score, with one limit to enter a tier and
 * another to leave it, so that a score that wavers moves nobody; and never one way and back within the minimum stay.
 *
 * <p>A suggestion to loosen goes one tier at a time. Where too little is known, or an objection is open, nothing new is suggested on the
 * score.
 */
public record TierPolicy(Settings settings) {

  /**
   * The numbers, to be set by province: section {@code tiers} of the settings.
   *
   * @param enterStrict from this probability, strict is suggested, 0.02–0.99
   * @param leaveStrict below it, strict may be left, 0.01–0.98
   * @param enterLenient below it, lenient may be suggested, 0.001–0.9
   * @param leaveLenient from this probability, lenient is left, 0.002–0.97
   * @param initialDays the first days of supervision are strict, 0–365
   * @param minimumStayDays so long a tier holds before a looser one is suggested, 0–365
   * @param tighteningStayDays so long it holds before the score alone suggests a stricter one, 0–365
   * @param lectures so many 训诫 ask for strict, 1–10
   * @param warnings so many 警告 or 治安管理处罚 ask for strict, 1–10
   */
  public record Settings(
      double enterStrict,
      double leaveStrict,
      double enterLenient,
      double leaveLenient,
      int initialDays,
      int minimumStayDays,
      int tighteningStayDays,
      int lectures,
      int warnings)
      implements Serializable {

    private static final Source PROVINCE =
        Source.published("one province's 分类管理办法; to be set from one's own");

    private static final Source CHOSEN =
        Source.chosen("a starting point; it belongs to what the model predicts");

    /** The shipped defaults; sources in docs/settings.md. */
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      double enterStrict =
          in.number(
              "enterStrict", 0.30, 0.02, 0.99, "", "from this score on, 严管 is suggested", CHOSEN);
      double leaveStrict =
          in.number(
              "leaveStrict", 0.22, 0.01, 0.98, "", "below this score, 严管 may be left", CHOSEN);
      double enterLenient =
          in.number(
              "enterLenient",
              0.06,
              0.001,
              0.9,
              "",
              "below this score, 宽管 may be suggested",
              CHOSEN);
      double leaveLenient =
          in.number(
              "leaveLenient", 0.10, 0.002, 0.97, "", "from this score on, 宽管 is left", CHOSEN);
      in.require(leaveStrict < enterStrict, "leaveStrict", "it must be below enterStrict");
      in.require(leaveLenient <= leaveStrict, "leaveLenient", "it must not be above leaveStrict");
      in.require(enterLenient < leaveLenient, "enterLenient", "it must be below leaveLenient");
      return new Settings(
          enterStrict,
          leaveStrict,
          enterLenient,
          leaveLenient,
          days(
              in,
              "initialDays",
              60,
              "the first days of supervision, in which 严管 is suggested",
              PROVINCE),
          days(
              in,
              "minimumStayDays",
              90,
              "so long a tier holds before a looser one is suggested",
              PROVINCE),
          days(
              in,
              "tighteningStayDays",
              14,
              "so long a tier holds before a score alone suggests a stricter one",
              CHOSEN),
          in.integer(
              "lectures", 2, 1, 10, "", "so many 训诫 ask for 严管, whatever the score", PROVINCE),
          in.integer(
              "warnings",
              1,
              1,
              10,
              "",
              "so many 警告 or 治安管理处罚 ask for 严管, whatever the score",
              PROVINCE));
    }

    private static int days(
        SettingsReader in, String name, int standard, String meaning, Source source) {
      return in.integer(name, standard, 0, 365, "days", meaning, source);
    }
  }

  public TierSuggestion suggest(
      Standing standing, Score score, List<Reason> reasons, LocalDate today) {
    if (today.isBefore(standing.since())) {
      throw new IllegalArgumentException(today + " is before " + standing.since());
    }
    List<Ground> asked = regulation(standing, today);
    if (!asked.isEmpty()) {
      return new TierSuggestion(standing.tier(), Tier.STRICT, asked, score.quality());
    }
    if (score.quality() == QualityGrade.D) {
      return stay(standing, score, QualityGrade.D.english(), QualityGrade.D.chinese());
    }
    if (standing.contested()) {
      return stay(
          standing,
          score,
          "an objection is open: nothing is suggested on the score until it is answered",
          "有异议正在处理，答复前不按评分提出建议");
    }
    Tier wanted = byScore(standing.tier(), score.probability());
    if (wanted == standing.tier()) {
      return stay(
          standing,
          score,
          String.format(Locale.ROOT, "a score of %.2f keeps the present tier", score.probability()),
          String.format(Locale.ROOT, "评分 %.2f，维持现有等级", score.probability()));
    }
    long held = ChronoUnit.DAYS.between(standing.since(), today);
    int stay =
        wanted.compareTo(standing.tier()) > 0
            ? settings.tighteningStayDays()
            : settings.minimumStayDays();
    if (held < stay) {
      return stay(
          standing,
          score,
          "the present tier holds for " + held + " days, of at least " + stay,
          "现有等级已执行 " + held + " 天，最短 " + stay + " 天");
    }
    return move(standing, wanted, score, reasons);
  }

  /**
   * What the rules alone suggest, where there is no score.
   *
   * @param known how much is known of the person
   * @param why why there is no score; told as the last ground
   */
  public TierSuggestion byRules(
      Standing standing, QualityGrade known, Ground why, LocalDate today) {
    if (today.isBefore(standing.since())) {
      throw new IllegalArgumentException(today + " is before " + standing.since());
    }
    List<Ground> grounds = regulation(standing, today);
    Tier tier = grounds.isEmpty() ? standing.tier() : Tier.STRICT;
    grounds.add(why);
    return new TierSuggestion(standing.tier(), tier, grounds, known);
  }

  private List<Ground> regulation(Standing standing, LocalDate today) {
    List<Ground> grounds = new ArrayList<>();
    long days = ChronoUnit.DAYS.between(standing.intake(), today);
    if (days < settings.initialDays()) {
      grounds.add(
          new Ground(
              "day " + (days + 1) + " of the initial " + settings.initialDays(),
              "入矫第 " + (days + 1) + " 天，初期为 " + settings.initialDays() + " 天"));
    }
    if (standing.lectures() >= settings.lectures()) {
      grounds.add(
          new Ground(standing.lectures() + " lectures (训诫)", "训诫 " + standing.lectures() + " 次"));
    }
    if (standing.warnings() >= settings.warnings()) {
      grounds.add(
          new Ground(
              standing.warnings() + " warnings (警告, 治安管理处罚)",
              "警告或治安管理处罚 " + standing.warnings() + " 次"));
    }
    if (standing.failedAssessment()) {
      grounds.add(new Ground("the last assessment was failed", "最近一次考核不合格"));
    }
    return grounds;
  }

  private Tier byScore(Tier present, double probability) {
    if (probability >= settings.enterStrict()) {
      return Tier.STRICT;
    }
    return switch (present) {
      case STRICT -> probability < settings.leaveStrict() ? Tier.ORDINARY : Tier.STRICT;
      case ORDINARY -> probability < settings.enterLenient() ? Tier.LENIENT : Tier.ORDINARY;
      case LENIENT -> probability >= settings.leaveLenient() ? Tier.ORDINARY : Tier.LENIENT;
    };
  }

  private static TierSuggestion stay(
      Standing standing, Score score, String english, String chinese) {
    return new TierSuggestion(
        standing.tier(), standing.tier(), List.of(new Ground(english, chinese)), score.quality());
  }

  private static TierSuggestion move(
      Standing standing, Tier wanted, Score score, List<Reason> reasons) {
    List<Ground> grounds = new ArrayList<>();
    grounds.add(
        new Ground(
            String.format(
                Locale.ROOT,
                "score %.2f (%.2f to %.2f among people like this)",
                score.probability(),
                score.low(),
                score.high()),
            String.format(
                Locale.ROOT,
                "评分 %.2f（同类人群 %.2f 至 %.2f）",
                score.probability(),
                score.low(),
                score.high())));
    boolean tighter = wanted.compareTo(standing.tier()) > 0;
    for (Reason reason : reasons) {
      if (reason.contribution() > 0 == tighter) {
        grounds.add(new Ground(reason.english(), reason.chinese()));
      }
    }
    return new TierSuggestion(standing.tier(), wanted, grounds, score.quality());
  }
}

package zhijiao.models.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.SettingsTree;
import zhijiao.models.score.QualityGrade;
import zhijiao.models.score.Reason;
import zhijiao.models.score.Score;

class TierPolicyTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final TierPolicy POLICY = new TierPolicy(TierPolicy.Settings.DEFAULT);
  private static final Reason UP =
      new Reason("missed", 0.6, "missed check-ins: 5 (raises the score strongly)", "漏报到：5");
  private static final Reason DOWN =
      new Reason("work", -0.4, "has work: yes (lowers the score clearly)", "有工作：是");

  private static TierPolicy.Settings settings(Map<String, Number> chosen)
      throws InvalidSettingsException {
    return SettingsReader.read(SettingsTree.of(chosen), TierPolicy.Settings::read).settings();
  }

  private static Standing standing(Tier tier, int heldDays) {
    return new Standing(tier, TODAY.minusDays(heldDays), TODAY.minusDays(400), 0, 0, false, false);
  }

  private static Score score(double probability) {
    return new Score(probability, probability - 0.01, probability + 0.01, QualityGrade.A);
  }

  private static TierSuggestion suggest(Standing standing, double probability) {
    return POLICY.suggest(standing, score(probability), List.of(UP, DOWN), TODAY);
  }

  @Test
  void a_high_score_suggests_strict_and_says_what_raised_it() {
    TierSuggestion suggestion = suggest(standing(Tier.ORDINARY, 100), 0.35);
    assertEquals(Tier.STRICT, suggestion.tier());
    assertTrue(suggestion.isToMove());
    assertEquals(
        List.of("score 0.35 (0.34 to 0.36 among people like this)", UP.english()),
        suggestion.grounds().stream().map(TierSuggestion.Ground::english).toList());
    assertEquals("评分 0.35（同类人群 0.34 至 0.36）", suggestion.grounds().get(0).chinese());
  }

  @Test
  void to_loosen_names_what_speaks_for_the_person() {
    TierSuggestion suggestion = suggest(standing(Tier.ORDINARY, 100), 0.02);
    assertEquals(Tier.LENIENT, suggestion.tier());
    assertEquals(DOWN.english(), suggestion.grounds().get(1).english());
  }

  @Test
  void to_loosen_goes_one_tier_at_a_time() {
    assertEquals(Tier.ORDINARY, suggest(standing(Tier.STRICT, 200), 0.01).tier());
  }

  @Test
  void a_score_between_the_two_limits_moves_nobody() {
    assertEquals(Tier.STRICT, suggest(standing(Tier.STRICT, 200), 0.25).tier());
    assertEquals(Tier.ORDINARY, suggest(standing(Tier.ORDINARY, 200), 0.25).tier());
    assertEquals(Tier.ORDINARY, suggest(standing(Tier.ORDINARY, 200), 0.08).tier());
    assertEquals(Tier.LENIENT, suggest(standing(Tier.LENIENT, 200), 0.08).tier());
  }

  @Test
  void nobody_is_moved_before_the_minimum_stay_is_over() {
    assertEquals(Tier.STRICT, suggest(standing(Tier.STRICT, 89), 0.01).tier());
    assertEquals(Tier.ORDINARY, suggest(standing(Tier.STRICT, 90), 0.01).tier());
    assertEquals(Tier.ORDINARY, suggest(standing(Tier.ORDINARY, 13), 0.9).tier());
    assertEquals(Tier.STRICT, suggest(standing(Tier.ORDINARY, 14), 0.9).tier());
  }

  @Test
  void the_initial_stage_is_strict_whatever_the_score() {
    LocalDate intake = TODAY.minusDays(59);
    Standing fresh = new Standing(Tier.ORDINARY, intake, intake, 0, 0, false, false);
    TierSuggestion suggestion = POLICY.suggest(fresh, score(0.01), List.of(), TODAY);
    assertEquals(Tier.STRICT, suggestion.tier());
    assertEquals("day 60 of the initial 60", suggestion.grounds().get(0).english());
    TierSuggestion next = POLICY.suggest(fresh, score(0.08), List.of(), TODAY.plusDays(1));
    assertEquals(Tier.ORDINARY, next.tier());
  }

  @Test
  void what_the_regulation_asks_for_needs_no_score_and_gives_all_its_grounds() {
    Standing standing = new Standing(Tier.LENIENT, TODAY, TODAY.minusDays(400), 2, 1, true, true);
    Score nothingKnown = new Score(0.01, 0, 0.02, QualityGrade.D);
    TierSuggestion suggestion = POLICY.suggest(standing, nothingKnown, List.of(), TODAY);
    assertEquals(Tier.STRICT, suggestion.tier());
    assertEquals(3, suggestion.grounds().size());
    assertEquals("训诫 2 次", suggestion.grounds().get(0).chinese());
  }

  @Test
  void too_little_known_suggests_nothing() {
    Score score = new Score(0.9, 0.8, 0.95, QualityGrade.D);
    TierSuggestion suggestion =
        POLICY.suggest(standing(Tier.ORDINARY, 100), score, List.of(UP), TODAY);
    assertFalse(suggestion.isToMove());
    assertEquals(QualityGrade.D, suggestion.quality());
  }

  @Test
  void s14_nothing_is_suggested_on_the_score_while_an_objection_is_open() {
    Standing contested =
        new Standing(Tier.ORDINARY, TODAY.minusDays(100), TODAY.minusDays(400), 0, 0, false, true);
    assertFalse(POLICY.suggest(contested, score(0.9), List.of(UP), TODAY).isToMove());
  }

  @Property
  void every_suggestion_has_a_ground_in_both_languages(
      @ForAll Tier tier,
      @ForAll @IntRange(max = 400) int held,
      @ForAll @DoubleRange(min = 0, max = 1) double probability) {
    for (TierSuggestion.Ground ground : suggest(standing(tier, held), probability).grounds()) {
      assertFalse(ground.english().isBlank());
      assertFalse(ground.chinese().isBlank());
    }
  }

  @Property
  void a_higher_score_never_suggests_a_looser_tier(
      @ForAll Tier tier,
      @ForAll @IntRange(min = 90, max = 400) int held,
      @ForAll @DoubleRange(min = 0, max = 1) double one,
      @ForAll @DoubleRange(min = 0, max = 1) double two) {
    Tier lower = suggest(standing(tier, held), Math.min(one, two)).tier();
    Tier higher = suggest(standing(tier, held), Math.max(one, two)).tier();
    assertTrue(lower.compareTo(higher) <= 0);
  }

  @Property
  void whoever_was_just_moved_is_not_moved_back_by_the_same_score(
      @ForAll Tier tier, @ForAll @DoubleRange(min = 0, max = 1) double probability) {
    Tier moved = suggest(standing(tier, 400), probability).tier();
    Tier then = suggest(standing(moved, 400), probability).tier();
    boolean onward = moved.compareTo(tier) * then.compareTo(moved) >= 0;
    assertTrue(onward, tier + " to " + moved + " to " + then);
  }

  @ParameterizedTest
  @CsvSource({
    "leaveStrict, 0.3, it must be below enterStrict",
    "leaveLenient, 0.23, it must not be above leaveStrict",
    "enterLenient, 0.1, it must be below leaveLenient",
    "initialDays, -1, it must be a whole number from 0 to 365",
    "warnings, 0, it must be a whole number from 1 to 10"
  })
  void limits_that_do_not_rise_and_counts_of_nothing_are_refused(
      String name, String value, String said) {
    InvalidSettingsException refused =
        assertThrows(
            InvalidSettingsException.class, () -> settings(Map.of(name, new BigDecimal(value))));
    assertTrue(refused.getMessage().contains(said), refused::getMessage);
  }

  @Test
  void another_province_has_other_days() throws InvalidSettingsException {
    TierPolicy other = new TierPolicy(settings(Map.of("initialDays", 30, "lectures", 3)));
    assertEquals(30, other.settings().initialDays());
    assertEquals(3, other.settings().lectures());
    assertEquals(TierPolicy.Settings.DEFAULT.enterStrict(), other.settings().enterStrict());
  }
}

package zhijiao.models.tier;

import java.util.List;
import zhijiao.models.score.QualityGrade;

/**
 * What an officer may consider. It decides nothing.
 *
 * @param tier what is suggested: the present tier when nothing speaks for another
 */
public record TierSuggestion(Tier present, Tier tier, List<Ground> grounds, QualityGrade quality) {

  public TierSuggestion {
    grounds = List.copyOf(grounds);
    if (grounds.isEmpty()) {
      throw new IllegalArgumentException("a suggestion without a ground");
    }
  }

  public boolean isToMove() {
    return tier != present;
  }

  /** Why, for whoever reads it. */
  public record Ground(String english, String chinese) {}
}

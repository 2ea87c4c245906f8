package zhijiao.models.live;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.ContentHash;
import zhijiao.core.fact.Subject;
import zhijiao.models.feature.FeatureVector;
import zhijiao.models.score.Reason;
import zhijiao.models.score.Score;
import zhijiao.models.tier.TierSuggestion;

/**
 * What the figures said of a person at one instant: the features, the score if a model was in force, and the tier that is
 * suggested. It decides nothing.
 *
 * @param at for which it was computed, epoch milliseconds UTC; with the subject its identity
 * @param revision of one identity the highest holds
 * @param late true when something came late and corrected it
 * @param watermark event time that had been reached, epoch milliseconds UTC
 * @param content what was said, or null when that is withdrawn: there was nothing to score at that instant
 */
public record RiskScore(
    Subject subject,
    long at,
    long revision,
    boolean late,
    long watermark,
    @Nullable Content content) {

  /** Why somebody is scored at an instant; of several the first holds. */
  public enum Why {
    /** An officer confirmed a violation, at that instant. */
    CONFIRMED,
    /** Another model, or none, scores from that instant on. */
    MODEL,
    /** Something happened within the hour before. */
    CHANGE,
    /** A supervision day began, and the windows moved on. */
    DAILY
  }

  /** What the suggestion rests on. */
  public enum Basis {
    /** The rules and the score of the promoted model. */
    MODEL,
    /** Rules only: no model had been promoted. */
    NO_MODEL,
    /** Rules only: the model was suspended, for the reason that the suggestion gives. */
    SUSPENDED
  }

  /**
   * @param observedFrom before it nothing was observed: the windows reach no further back, epoch milliseconds UTC
   * @param county code of the county that supervised at the instant
   * @param office code of the judicial office
   * @param minor to be masked
   * @param model name of the model; empty but for {@link Basis#MODEL}
   * @param modelVersion of the model in force or suspended; empty when none was promoted
   * @param score null but for {@link Basis#MODEL}
   * @param reasons at most five, the strongest first
   */
  public record Content(
      Why why,
      FeatureVector vector,
      long observedFrom,
      String county,
      String office,
      boolean minor,
      Basis basis,
      String model,
      String modelVersion,
      @Nullable Score score,
      List<Reason> reasons,
      TierSuggestion suggestion) {

    public Content {
      reasons = List.copyOf(reasons);
      if ((score != null) != (basis == Basis.MODEL)) {
        throw new IllegalArgumentException(
            basis + (score == null ? " without" : " with") + " score");
      }
    }

    /** A hash of all of it. */
    long hash() {
      ContentHash hash = ContentHash.of("risk").add(why.name()).add(vector.features().value());
      for (int i = 0; i < vector.size(); i++) {
        hash.add(vector.value(i));
      }
      hash.add(observedFrom).add(county).add(office).add(minor ? 1 : 0);
      hash.add(basis.name()).add(model).add(modelVersion);
      if (score != null) {
        hash.add(score.probability()).add(score.low()).add(score.high());
      }
      for (Reason reason : reasons) {
        hash.add(reason.feature()).add(reason.contribution()).add(reason.english());
        hash.add(reason.chinese());
      }
      hash.add(suggestion.present().name()).add(suggestion.tier().name());
      hash.add(suggestion.quality().name());
      suggestion.grounds().forEach(ground -> hash.add(ground.english()).add(ground.chinese()));
      return hash.toLong();
    }
  }

  /** What was said. */
  public Content said() {
    return Objects.requireNonNull(content, "a score that was withdrawn says nothing");
  }
}

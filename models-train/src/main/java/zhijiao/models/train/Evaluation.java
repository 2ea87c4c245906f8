package zhijiao.models.train;

import java.util.List;
import java.util.Map;

/**
 * What a way of training makes of people whom it has not seen.
 *
 * @param tested the people
 * @param fold by person: in which fold he was held out, from 0; -1 for those who never were
 * @param probabilities by person: of the models that had not seen him
 * @param references by name: what simpler things say of the same people
 * @param choices what was decided in each fold
 * @param importance by feature: how much Brier rises when it is shuffled among people held out
 * @param importanceError its standard error
 */
record Evaluation(
    String method,
    int[] tested,
    int[] fold,
    double[] probabilities,
    Map<Reference, double[]> references,
    List<Choice> choices,
    double[] importance,
    double[] importanceError) {

  /** What a model is compared with. */
  enum Reference {
    BASE_RATE("the base rate"),
    TWO_FEATURES("logistic regression on two features"),
    SCORE_IN_TABLE("the score in the table, calibrated");

    private final String words;

    Reference(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}

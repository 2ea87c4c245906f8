package zhijiao.models.train;

import java.util.List;

/**
 * What validation inside the training data decided, and why.
 *
 * @param members the learners that make the model, with their weights
 * @param gain what the ensemble gains over the best single learner in Brier, and the standard error of that
 */
record Choice(
    List<Trial> trials,
    List<Learner> members,
    double[] weights,
    double intercept,
    double gain,
    double gainError,
    Calibrator calibrator,
    double[] calibratorBriers,
    int skipped) {

  /** The best that one learner came to with its settings. */
  record Trial(Learner learner, double brier) {}

  String describe() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < members.size(); i++) {
      text.append(i == 0 ? "" : " + ").append(members.get(i).family());
      text.append(" (").append(members.get(i).settings()).append(')');
    }
    return text + ", calibrated: " + calibrator.name().toLowerCase(java.util.Locale.ROOT);
  }
}

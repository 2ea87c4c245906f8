package zhijiao.models.train;

/**
 * By how much the squared errors of one way lie below those of another, for the same people.
 *
 * @param mean above 0 when it is better
 * @param error the standard error of the mean
 */
record Gain(double mean, double error) {

  static final Gain NONE = new Gain(0, 0);

  static Gain of(double[] before, double[] after) {
    double[] differences = new double[before.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = before[i] - after[i];
    }
    double mean = Trainer.mean(differences);
    return new Gain(mean, Trainer.standardError(differences, mean));
  }

  /** What is more complicated is taken for nothing less. */
  boolean isMoreThanItsError() {
    return mean > error;
  }
}

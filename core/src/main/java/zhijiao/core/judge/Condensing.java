package zhijiao.core.judge;

/** How much of a run of fixes the rules of a watch must be told of. */
public interface Condensing {

  /**
   * How many fixes of one accusing run; {@link Integer#MAX_VALUE} for every fix of every run, as a measure of what
   * condensing is worth.
   */
  int fixesOfARun(Watch watch);

  /** How long a run must last where staying accuses, milliseconds; 0 where being there does. */
  default long dwellMillis(Watch watch) {
    return 0;
  }
}

package zhijiao.local.simulator;

/**
 * How badly the world is measured. Sources and assumptions are in docs/simulator.md.
 *
 * @param openSigmaMetres standard deviation of a satellite fix per axis under open sky
 * @param townSigmaMetres between houses
 * @param indoorSigmaMetres indoors
 * @param valleySigmaMetres in a mountain valley
 * @param lasting share of the variance of a satellite fix's error that is the same for all fixes of half an hour, 0–1
 * @param indoorFailure share of fixes indoors for which the tag falls back to Wi-Fi
 * @param valleyFailure share of fixes in a valley for which it falls back to cells
 * @param driftsPerDay multipath drifts of a tag in a valley, per day
 * @param driftMetres median size of a drift
 * @param optimism lower end of reported accuracy over true error in a drift; the upper end is 1.3
 * @param delayedShare share of a tag's days with a spell without coverage, uploaded afterwards
 * @param stationOutagesPerDay outages of one base station per day, each of one to three hours
 * @param faultyShare share of tags that are faulty
 * @param duplicates share of facts that come twice
 * @param lateCheckIns share of check-ins that reach the platform ten minutes to two hours late
 * @param falseMatches false camera matches per person and day
 */
public record Noise(
    String name,
    double openSigmaMetres,
    double townSigmaMetres,
    double indoorSigmaMetres,
    double valleySigmaMetres,
    double lasting,
    double indoorFailure,
    double valleyFailure,
    double driftsPerDay,
    double driftMetres,
    double optimism,
    double delayedShare,
    double stationOutagesPerDay,
    double faultyShare,
    double duplicates,
    double lateCheckIns,
    double falseMatches) {

  public static final Noise DEFAULT =
      new Noise(
          "default", 5, 12, 18, 20, 0, 0.15, 0.10, 0.5, 150, 0.35, 0.08, 0.01, 0.015, 0.01, 0.01,
          0.004);

  public static final Noise HARSH =
      new Noise(
          "harsh", 8, 20, 28, 35, 0, 0.30, 0.25, 2, 250, 0.30, 0.20, 0.05, 0.05, 0.05, 0.05, 0.02);

  /** Harsh, and half of the variance of each error is the same for half an hour, as under one roof or between the same houses. */
  public static final Noise LASTING =
      new Noise(
          "lasting", 8, 20, 28, 35, 0.5, 0.30, 0.25, 2, 250, 0.30, 0.20, 0.05, 0.05, 0.05, 0.05,
          0.02);

  /** No error of any kind; for tests of the world itself. */
  static final Noise NONE =
      new Noise("none", 0.1, 0.1, 0.1, 0.1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);

  /**
   * @throws IllegalArgumentException for a name that is none of {@code default}, {@code harsh} and {@code lasting}
   */
  public static Noise named(String name) {
    return switch (name) {
      case "default" -> DEFAULT;
      case "harsh" -> HARSH;
      case "lasting" -> LASTING;
      default ->
          throw new IllegalArgumentException("noise is default, harsh or lasting, not " + name);
    };
  }
}

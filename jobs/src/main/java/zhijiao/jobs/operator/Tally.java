package zhijiao.jobs.operator;

/**
 * A change in the number of inputs with an outcome. Every input ends in exactly one of {@link #FACT}, {@link #DUPLICATE},
 * {@link #DEAD_LETTER} and {@link #UNLAWFUL}; {@link #INPUT} counts them all, so the four add up to it.
 *
 * @param kind the word of the fact's kind, or the topic or file of what never became a fact
 * @param reason why, for dead letters and unlawful data; empty otherwise
 * @param delta may be negative: an outcome can be revised
 */
public record Tally(String kind, String outcome, String reason, long delta) {
  public static final String INPUT = "input";
  public static final String FACT = "fact";
  public static final String DUPLICATE = "duplicate";
  public static final String DEAD_LETTER = "dead-letter";
  public static final String UNLAWFUL = "unlawful";
}

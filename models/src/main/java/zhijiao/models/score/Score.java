package zhijiao.models.score;

/**
 * What a model says of a vector.
 *
 * @param low and {@code high}: the 95 % interval of the rate among held-out people with about this score
 */
public record Score(double probability, double low, double high, QualityGrade quality) {}

package zhijiao.models.score;

/**
 * One feature that moved a score.
 *
 * @param contribution in log-odds; above zero it raised the score
 */
public record Reason(String feature, double contribution, String english, String chinese) {}

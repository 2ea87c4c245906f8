package zhijiao.models.tier;

import java.time.LocalDate;

/**
 * What is known of one person on the day.
 *
 * @param tier the tier that an officer decided last
 * @param since the day from which it holds
 * @param intake the day on which supervision began
 * @param lectures 训诫 in force
 * @param warnings 警告 or 治安管理处罚 in force
 * @param failedAssessment whether the last assessment was failed
 * @param contested whether an objection to a negative feature is open (S14)
 */
public record Standing(
    Tier tier,
    LocalDate since,
    LocalDate intake,
    int lectures,
    int warnings,
    boolean failedAssessment,
    boolean contested) {

  public Standing {
    if (since.isBefore(intake)) {
      throw new IllegalArgumentException("tier since " + since + ", before intake on " + intake);
    }
    if (lectures < 0 || warnings < 0) {
      throw new IllegalArgumentException(lectures + " lectures, " + warnings + " warnings");
    }
  }
}

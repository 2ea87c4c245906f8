package zhijiao.models.score;

/** How much of what the model would like to know is known, weighed by how much each feature matters to it. */
public enum QualityGrade {
  A("nearly all is known", "资料基本齐全"),
  B("most is known", "资料大部分齐全"),
  C("much is missing", "资料缺失较多"),
  D("too little is known for a suggestion", "资料不足，不作建议");

  /** Starting points, chosen and not taken from a source. */
  private static final double NEARLY_ALL = 0.95;

  private static final double MOST = 0.80;
  private static final double HALF = 0.50;

  private final String english;
  private final String chinese;

  QualityGrade(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  public String english() {
    return english;
  }

  public String chinese() {
    return chinese;
  }

  /**
   * @param known between 0 and 1
   */
  public static QualityGrade of(double known) {
    if (known >= NEARLY_ALL) {
      return A;
    }
    if (known >= MOST) {
      return B;
    }
    return known >= HALF ? C : D;
  }
}

package zhijiao.models.tier;

/** How closely somebody is supervised, the loosest first. */
public enum Tier {
  LENIENT("lenient", "宽管"),
  ORDINARY("ordinary", "普管"),
  STRICT("strict", "严管");

  private final String english;
  private final String chinese;

  Tier(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  public String english() {
    return english;
  }

  public String chinese() {
    return chinese;
  }
}

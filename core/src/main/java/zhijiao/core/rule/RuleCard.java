package zhijiao.core.rule;

/**
 * What is printed on the door of a rule.
 *
 * @param id stable code, lower case with hyphens; part of every alert's key
 * @param version raised whenever the rule can find something else on the same facts
 * @param english one line
 * @param chinese one line
 * @param endsByItself false when only an officer may lay its alerts to rest, however soon what was found was over: a
 *     tamper that mended itself is a tamper
 */
public record RuleCard(
    String id,
    int version,
    Severity severity,
    String english,
    String chinese,
    boolean endsByItself) {

  /** A card of a rule whose alerts end when what was found is over. */
  public RuleCard(String id, int version, Severity severity, String english, String chinese) {
    this(id, version, severity, english, chinese, true);
  }

  public RuleCard {
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("not a rule id: " + id);
    }
  }
}

package zhijiao.core.rule;

/**
 * What is printed on the door of a rule.
 *
 * @param id stable code, lower case with hyphens; part of every alert's key
 * @param version raised whenever the rule can find something else on the same facts
 * @param english one line
 * @param chinese one line
 */
public record RuleCard(String id, int version, Severity severity, String english, String chinese) {

  public RuleCard {
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("not a rule id: " + id);
    }
  }
}

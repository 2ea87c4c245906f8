package zhijiao.rules;

import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;

/**
 * Leave overrun (请假逾期未归): whoever is surely outside the permitted area two hours after leave has ended, for three fixes
 * or five minutes or as cameras see, and has not surely been seen back since, has not come back, until surely back
 * inside, by a fix, a camera or an accepted check-in there, or until other leave begins.
 *
 * <p>Whoever is not seen at all has missed a check-in, perhaps, but nothing here: silence is no overrun.
 */
public final class LeaveOverrunRule extends OutsideRule {

  public static final RuleCard CARD =
      new RuleCard("leave-overrun", 3, Severity.P2, "not back when leave had ended", "请假期满逾期未归");

  /**
   * @param settings those of {@link BoundaryRule}: being out is shown in the same way
   * @param separation what shows that person and tag are apart
   */
  public LeaveOverrunRule(
      BoundaryRule.Settings settings, PersonTagSeparationRule.Settings separation) {
    super(settings, separation);
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  boolean ofAwaited() {
    return true;
  }
}

package zhijiao.rules;

import java.io.Serializable;
import zhijiao.core.rule.RuleCard;

/** A rule: about what one person does ({@link PersonRule}), or about several people at once ({@link JoinRule}). */
public sealed interface Rule extends Serializable permits PersonRule, JoinRule {

  RuleCard card();
}

/**
 * What a rule is and what it says: {@link zhijiao.core.rule.RuleCard}, {@link zhijiao.core.rule.Finding}, {@link
 * zhijiao.core.rule.Evidence}.
 *
 * <p>Invariants: a finding is a function of event time alone (no arrival time, no watermark, no counter); it names every
 * fact it rests on.
 */
@NullMarked
package zhijiao.core.rule;

import org.jspecify.annotations.NullMarked;

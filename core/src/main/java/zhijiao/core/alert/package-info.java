/**
 * An alert's life, from first evidence to closure.
 *
 * <p>Invariants: an alert is a fold of its causes (findings, officers' acts), associative, commutative and idempotent;
 * the state machine is total; closing needs a reason; no code here writes a sanction.
 */
@NullMarked
package zhijiao.core.alert;

import org.jspecify.annotations.NullMarked;

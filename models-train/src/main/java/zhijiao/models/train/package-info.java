/**
 * Trains risk models offline from any table that a spec describes, measures them on people they have not seen, and lets only
 * those be promoted that pass the gate.
 *
 * <p>The one place that knows Smile, which is under the GPL: what comes out of here is data ({@code docs/decisions/0002}).
 *
 * <p>Invariants: whatever is fitted (levels' rates, fill-ins, weights, calibration) is fitted inside the training part of a fold;
 * the same table, spec and seed give the same model, bit for bit; a column that the spec does not name stops the training.
 */
@NullMarked
package zhijiao.models.train;

import org.jspecify.annotations.NullMarked;

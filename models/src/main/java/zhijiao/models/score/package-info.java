/**
 * A trained model as data, and what it says of one vector: a probability with an interval, and the features that moved it.
 *
 * <p>Invariants: a model is read from JSON and never from serialised Java; no library that trains is known here; what
 * {@link zhijiao.models.score.RiskModel#contributions} gives adds up to the margin; {@code StrictMath} only, so that a score is the
 * same bits everywhere.
 */
@NullMarked
package zhijiao.models.score;

import org.jspecify.annotations.NullMarked;

/**
 * What a model is told about a person: {@link zhijiao.models.feature.FeatureSet} turns named values into a vector, the same
 * way in training and when scoring.
 *
 * <p>Invariants: missing is missing (not a number, never zero); what cannot be read is missing and counted; a set has an
 * {@link zhijiao.models.feature.FeatureSetId} that changes whenever a vector would mean something else.
 */
@NullMarked
package zhijiao.models.feature;

import org.jspecify.annotations.NullMarked;

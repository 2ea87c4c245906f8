/**
 * Places, all in WGS-84.
 *
 * <p>Invariants: a position is never taken as a point when its accuracy is known; containment has three values; within
 * one zone all distances are measured in one local plane, so that they obey the triangle inequality exactly.
 */
@NullMarked
package zhijiao.core.place;

import org.jspecify.annotations.NullMarked;

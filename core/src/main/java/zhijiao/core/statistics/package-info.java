/**
 * What one figure says of many.
 *
 * <p>Invariant: the figures that were given stay as they were, in their order.
 */
@NullMarked
package zhijiao.core.statistics;

import org.jspecify.annotations.NullMarked;

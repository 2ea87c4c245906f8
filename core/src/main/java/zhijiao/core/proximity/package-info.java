/**
 * Protected persons: who must keep away from whom, and who comes near.
 *
 * <p>Invariants: the place of a protected person stands in one object, for hours, and leaves it never: what goes out are
 * findings that say how far, coarsely, and not where; what is not surely near is not near.
 */
@NullMarked
package zhijiao.core.proximity;

import org.jspecify.annotations.NullMarked;

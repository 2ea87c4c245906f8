/**
 * People at one place at one time: from where each stays to who is together, for how long.
 *
 * <p>Invariants: people are compared within a square of the map and five minutes, never all with all; who is together is a
 * function of a set of stays, in whatever order they come and whatever is taken back; what is not surely near is not near.
 */
@NullMarked
package zhijiao.core.meeting;

import org.jspecify.annotations.NullMarked;

/**
 * From a moment to what may be said about it: surely in or out of which place, under which duty, excused or not.
 *
 * <p>Thousands of quiet fixes become a few {@link zhijiao.core.judge.JudgedMoment}s here, before any pattern sees them.
 *
 * <p>Invariants: only satellite fixes and sightings can put a person on the accusing side; what is not sure is not said;
 * nothing here knows when a fact was received.
 */
@NullMarked
package zhijiao.core.judge;

import org.jspecify.annotations.NullMarked;

/**
 * How well alerts match what really happened, beside a plain GPS tracker on the same facts.
 *
 * <p>Invariants: one alert matches at most one violation and the other way round; what nothing could show is neither
 * missed nor false; the plain tracker lives here and nowhere else.
 */
@NullMarked
package zhijiao.local.evaluation;

import org.jspecify.annotations.NullMarked;

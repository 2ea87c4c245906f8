/**
 * A prefecture that does not exist: people, their days, what tags, cameras and terminals make of them, and the truth.
 *
 * <p>Invariants: every event is a pure function of the seed and its number; no real person is in it; what is noise here is
 * described in docs/simulator.md with its source or the word "assumed", and was fixed before any result was looked at.
 */
@NullMarked
package zhijiao.local.simulator;

import org.jspecify.annotations.NullMarked;

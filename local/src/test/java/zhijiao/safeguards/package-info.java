/**
 * Which of our safeguards are kept, and by which tests.
 *
 * <p>Invariants: a safeguard that detection must keep has a test that is named after it, and docs/safeguards.md says no more
 * than that.
 */
@NullMarked
package zhijiao.safeguards;

import org.jspecify.annotations.NullMarked;

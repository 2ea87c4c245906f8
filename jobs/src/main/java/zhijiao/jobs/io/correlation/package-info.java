/**
 * Requests of the police as files: what is asked, what is answered, and the log of who asked what.
 *
 * <p>Invariants: nothing is answered that has not been logged; a line of the log that was changed or taken out breaks the
 * chain of hashes, and a log whose chain is broken is not written on.
 */
@NullMarked
package zhijiao.jobs.io.correlation;

import org.jspecify.annotations.NullMarked;

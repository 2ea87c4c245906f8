/**
 * A place and a time of a crime, on a request of the police: whose tag was surely there, and whose surely was not.
 *
 * <p>Invariants: only data that may be judged at all is used, and only that of the requested hours; of whom neither can be said
 * surely, nothing is said.
 */
@NullMarked
package zhijiao.core.correlation;

import org.jspecify.annotations.NullMarked;

/**
 * The words of the compact binary forms in which facts, findings and timelines are kept as state.
 *
 * <p>Invariant: a form begins with its version, and changes only together with that version and with the golden bytes
 * that hold it.
 */
@NullMarked
package zhijiao.core.binary;

import org.jspecify.annotations.NullMarked;

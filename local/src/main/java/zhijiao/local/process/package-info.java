/**
 * Programs that run beside this one, each in a JVM of its own.
 *
 * <p>Invariant: a child never outlives its parent. It is stopped when it is closed, when its parent exits, and, since its
 * standard input then ends, when its parent is killed.
 */
@NullMarked
package zhijiao.local.process;

import org.jspecify.annotations.NullMarked;

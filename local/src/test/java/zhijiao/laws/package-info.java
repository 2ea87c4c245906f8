/**
 * The laws of the architecture, held against all classes of all modules.
 *
 * <p>Invariant: every law has a canary, a class in {@code zhijiao.canary} that breaks it. The law must hold where it is
 * meant to hold, and must catch each {@link zhijiao.laws.Mistake} of its canary: a guard that cannot fail is no guard.
 */
@NullMarked
package zhijiao.laws;

import org.jspecify.annotations.NullMarked;

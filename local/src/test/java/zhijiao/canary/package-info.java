/** Seeded mistakes, one class for each law of {@code zhijiao.laws}. Nothing here may be used. */
@NullMarked
package zhijiao.canary;

import org.jspecify.annotations.NullMarked;

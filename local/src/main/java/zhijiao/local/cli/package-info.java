/** The commands of {@code ./zhijiao}. */
@NullMarked
package zhijiao.local.cli;

import org.jspecify.annotations.NullMarked;

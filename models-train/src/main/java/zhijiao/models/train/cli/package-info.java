/** {@code ./zhijiao train}, {@code predict} and {@code promote}: a program of its own, so that no other has Smile beside it. */
@NullMarked
package zhijiao.models.train.cli;

import org.jspecify.annotations.NullMarked;

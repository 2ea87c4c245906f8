/**
 * The boards for people without Grafana: serves the page that draws them, on this machine alone.
 *
 * <p>Invariants: only SQL that stands in a shipped board is run, as a user who may only read; what a reader chooses is quoted
 * before it enters a statement; the server listens on the loopback address and answers no other name.
 */
@NullMarked
package zhijiao.local.boards;

import org.jspecify.annotations.NullMarked;

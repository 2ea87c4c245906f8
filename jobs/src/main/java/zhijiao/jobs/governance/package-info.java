/**
 * How thresholds and zones change: who may, from when, for whom, and what is written down of it.
 *
 * <p>Two people stand behind every change. A change has an effective time and is applied at it, whenever it becomes known;
 * a campaign only ever tightens, within its bounds, and ends by itself. The ledger is appended to and never rewritten.
 */
@NullMarked
package zhijiao.jobs.governance;

import org.jspecify.annotations.NullMarked;

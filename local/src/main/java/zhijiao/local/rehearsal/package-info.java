/**
 * Months that never were: a district is simulated, a made-up officer decides the alerts, and what a job would have logged of it
 * lies in ClickHouse, to try training from the log before there is one. Nothing here is of real people, and no figure that is learned
 * from it says anything about them.
 */
@NullMarked
package zhijiao.local.rehearsal;

import org.jspecify.annotations.NullMarked;

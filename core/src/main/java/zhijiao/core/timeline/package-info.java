/**
 * The facts and deadlines of one person, in the one stated order, and all that follows from that list.
 *
 * <p>Invariants: everything here is a function of the set of facts, the settings and the horizon; the order in which
 * facts arrive changes when a finding is made, never which findings stand in the end. A late fact makes the timeline go
 * back to the last snapshot before it and judge again; the difference is what is reported.
 */
@NullMarked
package zhijiao.core.timeline;

import org.jspecify.annotations.NullMarked;

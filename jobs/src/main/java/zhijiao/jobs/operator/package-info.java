/**
 * The stateful operators. Each hosts a plain-Java object per key ({@link zhijiao.core.timeline.Timeline}, {@link
 * zhijiao.core.timeline.TagLog}, an alert's fold) and adds what Flink gives: keys, time, state, side outputs.
 *
 * <p>Invariants: what an operator holds on the heap is a cache of keyed state, written back before every snapshot, so a
 * restore loses nothing; operators decide nothing about people, the hosted objects do.
 */
@NullMarked
package zhijiao.jobs.operator;

import org.jspecify.annotations.NullMarked;

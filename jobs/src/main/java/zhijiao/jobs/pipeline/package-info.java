/**
 * The one pipeline: live jobs and replays attach it to their sources and give its outputs to their sinks.
 *
 * <p>Invariants: nothing here knows where arrivals come from or where alerts go; every stateful operator has a stable
 * {@link zhijiao.jobs.pipeline.Uids uid}; no type goes through Kryo.
 */
@NullMarked
package zhijiao.jobs.pipeline;

import org.jspecify.annotations.NullMarked;
